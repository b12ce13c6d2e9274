import SiteBuilder

/// The folder in which the command runs. In CI that is the repository's, and reports name files from there.
package enum WorkingDirectory {
  /// How to get from it to a folder: empty for itself, `docs/`, `../other/`.
  ///
  /// Links are followed on both sides, since the services that read reports know the files in the repository only.
  package static func prefix(to folder: String) -> String {
    guard let here = FileSystem.realPath("."), let there = FileSystem.realPath(folder) else {
      let path = normalized(folder)
      return path.isEmpty ? "" : path + "/"
    }
    return prefix(from: here, to: there)
  }

  /// Both absolute and without links.
  static func prefix(from here: String, to there: String) -> String {
    let here = here.split(separator: "/")
    let there = there.split(separator: "/")
    let common = zip(here, there).prefix { $0 == $1 }.count
    let parts = Array(repeating: "..", count: here.count - common) + there.dropFirst(common).map(String.init)
    return parts.map { $0 + "/" }.joined()
  }

  /// The path without `.` and, where something stands before them, `..`.
  static func normalized(_ path: String) -> String {
    if isNormal(path) { return path }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// No part begins with a dot or is empty, as in nearly all paths below a folder.
  static func isNormal(_ path: String) -> Bool {
    var before = UInt8(ascii: "/")
    for byte in path.utf8 {
      if before == UInt8(ascii: "/"), byte == UInt8(ascii: ".") || byte == before { return false }
      before = byte
    }
    return before != UInt8(ascii: "/")
  }
}
