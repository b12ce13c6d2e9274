#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that may hold code, by the path to open it and the one to judge it by.
struct TreeFile: Hashable, Sendable {
  /// As a user would type it.
  var path: String
  /// From the folder that was asked for; a file that was asked for by itself is only its name.
  var relativePath: String
  /// Asked for by an include pattern, so that nothing about its place speaks against it.
  var isIncluded = false
}

/// Lists the files below folders, leaving out what is not the product's own source.
struct SourceTree {
  var include: [Glob]
  var exclude: [Glob]
  /// Whether a file of this name is worth listing.
  var accepts: (_ name: String) -> Bool

  private var files: [TreeFile] = []

  init(include: [Glob], exclude: [Glob], accepts: @escaping (_ name: String) -> Bool) {
    self.include = include
    self.exclude = exclude
    self.accepts = accepts
  }

  /// Sorted by path within each root; nothing for a root that does not exist.
  mutating func files(below root: String) -> [TreeFile]? {
    files = []
    var status = stat()
    guard stat(root, &status) == 0 else { return nil }
    let root = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
    if status.st_mode & S_IFMT == S_IFDIR {
      walk(root, relative: "", rules: IgnoreRules(), depth: 0)
    } else {
      let name = root.split(separator: "/").last.map(String.init) ?? root
      files.append(TreeFile(path: root, relativePath: name, isIncluded: !include.isEmpty))
    }
    return files
  }

  private mutating func walk(_ folder: String, relative: String, rules: IgnoreRules, depth: Int) {
    guard depth < 100, let stream = opendir(folder) else { return }
    var names: [(name: String, isFolder: Bool)] = []
    var hasIgnoreFile = false
    while let entry = readdir(stream) {
      guard let (name, isFolder) = Self.describe(entry, in: folder) else { continue }
      if name == ".gitignore" { hasIgnoreFile = true }
      if isFolder || accepts(name) { names.append((name, isFolder)) }
    }
    closedir(stream)
    names.sort { $0.name < $1.name }
    var rules = rules
    if hasIgnoreFile {
      var buffer = FileBuffer()
      if buffer.read(folder + "/.gitignore", limit: 1 << 20) {
        rules = rules.adding(Array(buffer.bytes), in: relative)
      }
    }
    for (name, isFolder) in names {
      let path = relative.isEmpty ? name : relative + "/" + name
      if exclude.contains(where: { $0.covers(path) || isFolder && $0.covers(path + "/") }) || name == ".git" {
        continue
      }
      if include.isEmpty {
        if isFolder && SkippedPlaces.isSkipped(folder: name) || rules.ignores(path, isFolder: isFolder) { continue }
      } else if !isFolder, !include.contains(where: { $0.covers(path) }) {
        continue
      }
      if isFolder {
        walk(folder + "/" + name, relative: path, rules: rules, depth: depth + 1)
      } else {
        files.append(TreeFile(path: folder + "/" + name, relativePath: path, isIncluded: !include.isEmpty))
      }
    }
  }

  /// Symbolic links are not followed: what they point at is found where it lies, or is not the product's.
  private static func describe(_ entry: UnsafeMutablePointer<dirent>, in folder: String) -> (String, Bool)? {
    let kind = Int32(entry.pointee.d_type)
    guard kind == Int32(DT_REG) || kind == Int32(DT_DIR) || kind == Int32(DT_UNKNOWN) else { return nil }
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name == "." || name == ".." { return nil }
    if kind != Int32(DT_UNKNOWN) { return (name, kind == Int32(DT_DIR)) }
    var status = stat()
    guard lstat(folder + "/" + name, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return (name, false)
    case S_IFDIR: return (name, true)
    default: return nil
    }
  }
}
