/// The `.gitignore` files that hold in a folder, the nearest last.
struct IgnoreRules: Sendable {
  private struct Rule: Sendable {
    var glob: Glob
    var isException: Bool
    /// How many bytes of a path from the root belong to the folder that the rule stands in, with its slash.
    var depth: Int
  }

  private var rules: [Rule] = []

  /// The rules for a folder with a `.gitignore` of its own. `folder` is a path from the root, empty for the root.
  func adding(_ text: [UInt8], in folder: String) -> IgnoreRules {
    var result = self
    let depth = folder.isEmpty ? 0 : folder.utf8.count + 1
    for line in text.split(separator: UInt8(ascii: "\n")) {
      var line = String(decoding: line, as: UTF8.self)[...]
      while let last = line.last, last == "\r" || last == " " || last == "\t" { line.removeLast() }
      if line.isEmpty || line.first == "#" { continue }
      let isException = line.first == "!"
      if isException { line.removeFirst() }
      if line.isEmpty { continue }
      result.rules.append(Rule(glob: Glob(line), isException: isException, depth: depth))
    }
    return result
  }

  /// The last rule that fits decides, as in Git.
  func ignores(_ path: String, isFolder: Bool) -> Bool {
    guard !rules.isEmpty else { return false }
    let bytes = Array(path.utf8)
    for rule in rules.reversed() where bytes.count > rule.depth {
      if rule.glob.isForFoldersOnly, !isFolder { continue }
      if rule.glob.matches(bytes[rule.depth...]) { return !rule.isException }
    }
    return false
  }
}
