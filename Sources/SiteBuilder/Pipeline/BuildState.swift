import CMemory

/// What builds into one output folder keep about the site's sources, in a folder of its own below `.scopebook` beside
/// `scopebook.yml`: never in what is published, since drafts are named there too.
///
/// Everything in it may be missing, damaged or of another site: then everything is built. Symbolic links in it are not
/// followed.
package struct BuildState: Sendable {
  /// Hidden, and never part of a site.
  static let folder = ".scopebook"

  private let folder: FileSystem.Folder
  /// Names the output folder, in what is kept for it.
  private let owner: String

  /// Nil if nothing is kept for that output folder.
  init?(root: String, output: String) {
    owner = Self.owner(of: output, root)
    guard let root = FileSystem.Folder(root.isEmpty ? "." : root),
      let all = FileSystem.Folder(Self.folder, in: root),
      let folder = FileSystem.Folder(Self.name(of: owner), in: all)
    else { return nil }
    self.folder = folder
  }

  /// Nil if nothing can be kept, such as on a disk that can only be read.
  init?(creatingIn root: String, output: String) {
    owner = Self.owner(of: output, root)
    guard let all = Self.madeFolder(in: root) else { return nil }
    let name = Self.name(of: owner)
    if FileSystem.Folder(name, in: all) == nil { Self.removeOldest(in: root, all) }
    guard let folder = FileSystem.Folder(name, in: all, isCreated: true) else { return nil }
    self.folder = folder
  }

  /// Makes the folder for all that is kept about a site, so that Git ignores it.
  package static func makeFolder(in root: String) { _ = madeFolder(in: root) }

  private static func madeFolder(in root: String) -> FileSystem.Folder? {
    guard let root = FileSystem.Folder(root.isEmpty ? "." : root),
      let all = FileSystem.Folder(folder, in: root, isCreated: true)
    else { return nil }
    if all.read(".gitignore") == nil, let writer = try? FileWriter(".gitignore", in: all) {
      var writer = writer
      Array("*\n".utf8).withUnsafeBytes { writer.write($0) }
      _ = try? writer.finish()
    }
    return all
  }

  // MARK: Which output folder

  /// The output folder's path from the site's folder, or an absolute one where it lies elsewhere; links are resolved.
  static func owner(of output: String, _ root: String) -> String {
    var existing = output
    var rest: [Substring] = []
    while FileSystem.realPath(existing.isEmpty ? "." : existing) == nil {
      let (folder, name) = splitPath(existing)
      rest.insert(Substring(name), at: 0)
      if folder == "/" || existing == folder { break }
      existing = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }
    let place = FileSystem.realPath(existing.isEmpty ? "." : existing) ?? "/"
    let path = ([place == "/" ? "" : place] + rest.filter { !$0.isEmpty && $0 != "." }.map(String.init))
      .joined(separator: "/")
    guard let root = FileSystem.realPath(root.isEmpty ? "." : root) else { return path }
    if path == root { return "." }
    return path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
  }

  private static func name(of owner: String) -> String {
    let digits = String(contentHash(Array(owner.utf8)), radix: 16)
    return prefix + String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static let prefix = "state-"
  /// For so many output folders something is kept.
  private static let most = 16

  /// Who builds into a new folder each time would have a state for each.
  private static func removeOldest(in root: String, _ all: FileSystem.Folder) {
    let entries = (try? FileSystem.entries(of: (root.isEmpty ? "." : root) + "/" + folder)) ?? []
    let states = entries.filter { $0.kind == .directory && $0.name.hasPrefix(prefix) }.map { entry in
      (name: entry.name, time: all.inputStamp(of: entry.name + "/" + BuildRecord.name)?.modified ?? 0)
    }
    for state in states.sorted(by: { $0.time < $1.time }).dropLast(most - 1) {
      guard let folder = FileSystem.Folder(state.name, in: all) else { continue }
      for name in files { folder.removeFile(name) }
      all.removeEmptyFolder(state.name)
    }
  }

  /// All that may lie in the folder of a state.
  static let files = [BuildRecord.name, KeptFacts.Kind.site.rawValue, KeptFacts.Kind.search.rawValue].flatMap {
    [$0, $0 + KeptFacts.newSuffix]
  }

  // MARK: What is kept

  /// Nil if there is none, or it is not one of this output folder.
  var record: BuildRecord? {
    reserve_memory()
    return folder.read(BuildRecord.name).flatMap { BuildRecord($0) }.flatMap { $0.owner == owner ? $0 : nil }
  }

  var facts: KeptFacts { KeptFacts(folder: folder) }

  /// Keeps a record, as a whole or not at all, and the facts that it names. What cannot be kept is built next time.
  ///
  /// - Parameters:
  ///   - facts: what the record names; nil if it could not be written.
  ///   - kinds: the facts that were written for this record, and replace the ones before.
  ///   - ledger: of the bytes of the ledger that the build has left.
  func keep(_ record: ByteWriter, _ facts: BuildRecord.Facts?, replacing kinds: [KeptFacts.Kind], ledger: UInt64) {
    do {
      if facts == nil { self.facts.discard() } else { for kind in kinds { try self.facts.replace(kind) } }
      var writer = try FileWriter(BuildRecord.name + KeptFacts.newSuffix, in: folder)
      BuildRecord.bytes(record, owner: owner, ledger: ledger, facts).withUnsafeBytes { writer.write($0) }
      _ = try writer.finish()
      try folder.rename(BuildRecord.name + KeptFacts.newSuffix, to: BuildRecord.name)
    } catch {
      // Nothing is named that is not there, and the next build looks at everything.
      folder.removeFile(BuildRecord.name)
    }
  }
}
