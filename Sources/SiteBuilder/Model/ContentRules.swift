import CodeWitness

/// Which files of the content folder belong to the site, by their names alone.
///
/// What editors, merges and systems leave behind does not, nor do hidden files but for those that hosts ask for. Patterns
/// of the configuration leave out more, and take back in.
package struct ContentRules: Sendable, Equatable {
  /// Why a file is left out.
  enum Exclusion: Equatable {
    /// By a pattern of the configuration.
    case pattern(String)
    /// An editor, a merge or a system has left it behind.
    case leftover
    /// Its name, or that of a folder around it, begins with a dot.
    case hidden
  }

  private struct Pattern: Sendable, Equatable {
    /// As it is written.
    let text: String
    let glob: Glob
    /// It takes files back in.
    let isException: Bool
  }

  private let patterns: [Pattern]
  private let hasExceptions: Bool

  /// - Parameters:
  ///   - exclude: patterns for paths below the content folder, or from the site's folder; with `!` before them, for what
  ///     is to be published after all. The last that fits wins.
  ///   - content: the content folder, from the site's.
  init(exclude: [String] = [], content: String = "content") {
    patterns = exclude.map { text in
      let isException = text.utf8.first == UInt8(ascii: "!")
      var path = isException ? text.dropFirst() : text[...]
      if path.hasPrefix("./") { path = path.dropFirst(2) }
      if path.hasPrefix(content + "/") { path = path.dropFirst(content.count) }
      return Pattern(text: text, glob: Glob(path), isException: isException)
    }
    hasExceptions = patterns.contains(where: \.isException)
  }

  /// Where host services look for files, whose names are not those of pages.
  static let wellKnownFolder = ".well-known"

  /// Instructions to a host, directly in the content folder. They are no addresses of the site.
  static let hostFiles: Set<String> = [".nojekyll", "_headers", "_redirects", "CNAME"]

  /// Whether a host asks for an entry of the content folder, so that it is published as it is.
  static func isForHosts(_ name: String) -> Bool {
    switch name.utf8.first {
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "C"): name == wellKnownFolder || hostFiles.contains(name)
    default: false
    }
  }

  /// Whether to look at an entry of a folder that is looked at.
  ///
  /// - Parameter path: below the content folder, for which only configurations with patterns ask.
  func includes(_ name: String, at path: @autoclosure () -> String, isFolder: Bool, isAtTop: Bool) -> Bool {
    guard !patterns.isEmpty else { return Self.exclusion(of: name, isFolder: isFolder, isAtTop: isAtTop) == nil }
    // A file in a folder that is left out may be taken back in.
    if isFolder, hasExceptions { return !Self.isNeverPublished(name) }
    return exclusion(of: path(), isFolder: isFolder) == nil
  }

  /// - Parameter path: of a file, below the content folder.
  func exclusion(of path: String) -> Exclusion? { exclusion(of: path, isFolder: false) }

  /// The pattern that leaves out the file of a page, by the page's address without slashes at the ends.
  func pattern(leavingOutPageAt address: String) -> Exclusion? {
    guard !patterns.isEmpty else { return nil }
    return [address + ".md", address + "/index.md"].lazy.compactMap { exclusion(of: $0) }.first {
      if case .pattern = $0 { true } else { false }
    }
  }

  private func exclusion(of path: String, isFolder: Bool) -> Exclusion? {
    // Each broken link asks.
    if patterns.isEmpty, Self.hasOnlyOrdinaryNames(path.utf8) { return nil }
    let names = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    if names.contains(where: Self.isNeverPublished) { return .hidden }
    if let last = patterns.last(where: { $0.glob.covers(path) || isFolder && $0.glob.covers(path + "/") }) {
      return last.isException ? nil : .pattern(last.text)
    }
    for (depth, name) in names.enumerated() {
      let isFolder = isFolder || depth < names.count - 1
      if let found = Self.exclusion(of: name, isFolder: isFolder, isAtTop: depth == 0) { return found }
    }
    return nil
  }

  /// Letters, digits and hyphens, with nothing but the ending of a page: no rule but a pattern leaves such a file out.
  private static func hasOnlyOrdinaryNames(_ path: String.UTF8View) -> Bool {
    let names = path.count > 3 && path.suffix(3).elementsEqual(".md".utf8) ? path.dropLast(3) : path[...]
    return names.allSatisfy { byte in
      (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "/")
    }
  }

  /// Whatever the configuration says: a repository's own files, and what builds keep.
  private static func isNeverPublished(_ name: String) -> Bool { name == ".git" || name == BuildState.folder }

  private static func exclusion(of name: String, isFolder: Bool, isAtTop: Bool) -> Exclusion? {
    if name.utf8.first == UInt8(ascii: ".") {
      return isAtTop && isForHosts(name) ? nil : .hidden
    }
    return LeftoverFile.isLeftover(name, isFolder: isFolder) ? .leftover : nil
  }
}
