/// The snippets that stand around a place on a page, from the outside in, and how much of them the page has taken so far.
///
/// Whoever shows a page with its snippets goes through this, so that no page grows without end: twenty small files that
/// include the next one twice are a million includes.
struct OpenSnippets {
  /// Of one page.
  static let mostIncludes = 1_000
  /// Of all snippets on one page, in bytes.
  static let mostBytes = 10_000_000
  static let mostLevels = 32

  private var paths: [String] = []
  private var count = 0
  private var size = 0

  /// Says whether the snippet may be shown; ``leave()`` has to follow then.
  ///
  /// - Parameters:
  ///   - path: below the content folder.
  ///   - snippet: the file there.
  mutating func enter(_ path: String, _ snippet: ParsedPage) -> Bool {
    guard !paths.contains(path), paths.count < Self.mostLevels, count < Self.mostIncludes, size < Self.mostBytes else {
      return false
    }
    paths.append(path)
    count += 1
    size += snippet.size
    return true
  }

  mutating func leave() { paths.removeLast() }

  var isEmpty: Bool { paths.isEmpty }
}
