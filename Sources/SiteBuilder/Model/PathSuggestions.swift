import Diagnostics
import Dispatch
import Synchronization

/// What a broken link is held against: every path of the site, in the forms in which people miswrite one.
final class PathSuggestions: Sendable {
  private let paths: [String]
  private let kinds: [LinkKind]
  private let folders: Set<String>
  private let byLowerCase: [String: Spelling]
  /// The positions of paths by their last part; nil where several have it.
  private let byName: [String: Int?]
  private let slips: SlipIndex
  private let knownWords = Mutex<WordIndex?>(nil)
  private let effort: ComparisonCount

  /// Of paths that differ in upper and lower case only, the first.
  private struct Spelling {
    let position: Int
    var isOnly = true
  }

  private static func note(_ position: Int, in spelling: inout Spelling) {
    if spelling.position != position { spelling.isOnly = false }
  }

  /// - Parameter paths: sorted.
  init(_ paths: [String], _ effort: ComparisonCount) {
    self.paths = paths
    self.effort = effort
    var folders: Set<String> = []
    var byLowerCase: [String: Spelling] = [:]
    var byName: [String: Int?] = [:]
    byLowerCase.reserveCapacity(paths.count)
    byName.reserveCapacity(paths.count)
    var names: [SlipIndex.Word] = []
    names.reserveCapacity(paths.count)
    for (position, path) in paths.enumerated() {
      var folder = path[...]
      while let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) {
        folder = folder[..<slash]
        guard folders.insert(String(folder)).inserted else { break }
      }
      Self.note(position, in: &byLowerCase[path.lowercased(), default: Spelling(position: position)])
      let parts = splitPath(path)
      byName[parts.name] = byName[parts.name] == nil ? position : .some(nil)
      names.append(SlipIndex.Word(parts.name, in: parts.folder))
    }
    (self.folders, self.byLowerCase, self.byName) = (folders, byLowerCase, byName)
    kinds = paths.map { LinkKind(of: $0) }
    slips = SlipIndex(names)
  }

  /// Made when somebody asks; ``prepareWords()`` has them made meanwhile.
  private var words: WordIndex {
    knownWords.withLock { known in
      let words = known ?? WordIndex(paths)
      known = words
      return words
    }
  }

  /// Makes the index of words in the background. A broken link that is no slip needs it later.
  func prepareWords() { DispatchQueue.global().async { _ = self.words } }

  /// Something lies below the path.
  func isFolder(_ path: String) -> Bool { path.isEmpty || folders.contains(path) }

  /// A path that differs in upper and lower case only.
  ///
  /// - Returns: the first such path, and whether there is no other.
  func path(inOtherCase path: String) -> (path: String, isOnly: Bool)? {
    byLowerCase[path.lowercased()].map { (paths[$0.position], $0.isOnly) }
  }

  /// The only file of the same folder and kind whose name is one slip away.
  func slip(of path: String, isImage: Bool) -> String? {
    let parts = splitPath(path)
    // `us.md` and `uk.md` are no slips of each other.
    guard Self.hasMoreThanTwoLetters(parts.name.utf8.prefix { $0 != UInt8(ascii: ".") }) else { return nil }
    let kind = isImage ? LinkKind.image : LinkKind(of: path)
    var comparisons = 0
    defer { effort.add(comparisons) }
    return slips.only(like: .init(parts.name, in: parts.folder), comparisons: &comparisons) { position in
      // The last part of a section's address is the name of a folder.
      kinds[position] == kind && !folders.contains(paths[position])
    }.map { paths[$0] }
  }

  /// The path that was probably meant, in whatever folder, but in the same language.
  ///
  /// - Parameter folder: where the link stands, below the content folder.
  func nearest(to path: String, from folder: String = "", isImage: Bool = false) -> String? {
    let name = splitPath(path).name
    // Words of one or two letters are all near each other.
    guard name.unicodeScalars.count(where: \.properties.isAlphabetic) > 2 || name.utf8.contains(where: { $0 >= 0x80 })
    else { return nil }
    let kind = isImage ? LinkKind.image : LinkKind(of: path)
    let languages = [languages(of: path), self.languages(of: folder + "/")]
    func isMeant(_ position: Int) -> Bool {
      kinds[position].canStand(for: kind) && languages.contains(self.languages(of: paths[position]))
    }
    var comparisons = 0
    defer { effort.add(comparisons) }
    // In a long path, another name is a small part.
    if let found = words.nearest(to: path, comparisons: &comparisons, where: isMeant),
      Self.areLike(name, splitPath(paths[found]).name)
    {
      return paths[found]
    }
    guard let found = byName[name] ?? nil, isMeant(found) else { return nil }
    return paths[found]
  }

  /// No more than a third of one name has to be written otherwise to get the other, endings aside.
  private static func areLike(_ a: String, _ b: String) -> Bool {
    func stem(_ name: String) -> [UInt8] {
      let lower = Array(name.lowercased().utf8)
      return lower.lastIndex(of: UInt8(ascii: ".")).map { Array(lower[..<$0]) } ?? lower
    }
    let (a, b) = (stem(a), stem(b))
    return NearestMatch.distance(from: a, to: b, atMost: max(1, max(a.count, b.count) / 3)) != nil
  }

  /// Those of other alphabets have several bytes each.
  private static func hasMoreThanTwoLetters(_ text: some Sequence<UInt8>) -> Bool {
    text.lazy.filter { ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 >= 0x80 }.dropFirst(2).contains { _ in true }
  }

  /// The folders of a path that are named like languages.
  private func languages(of path: String) -> [String] {
    path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropLast().map { Substring($0) }
      .filter(LanguageTag.isLike).map { $0.lowercased() }
  }
}
