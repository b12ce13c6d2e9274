/// Paths below the output folder. Those in a journal may have been written by anybody.
enum OutputPath {
  /// Whether a path leads to something below the folder, by its text alone, and can be written on a line: no parts that are
  /// empty, `.` or `..`, no control characters, and nothing in the folder that builds keep for themselves.
  static func isPublishable(_ path: String) -> Bool {
    guard !path.isEmpty, path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return false }
    var isFirst = true
    for part in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if part.isEmpty || part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { return false }
      if isFirst, part.elementsEqual(Publisher.folder.utf8) { return false }
      isFirst = false
    }
    return true
  }

  /// The folders on the way to paths, each once.
  static func folders(of paths: some Sequence<String>) -> Set<String> {
    var folders: Set<String> = []
    for path in paths {
      var rest = path[...]
      while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
        rest = rest[..<slash]
        guard folders.insert(String(rest)).inserted else { break }
      }
    }
    return folders
  }
}
