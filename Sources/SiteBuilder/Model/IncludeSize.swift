import Markup

/// How much a page takes when it includes a snippet with all that this includes in turn.
struct IncludeSize: Sendable {
  private var count = 0
  private var size = 0
  /// How many are inside each other.
  private var levels = 0
  /// What the snippet includes is too much already.
  private(set) var isTooLargeInside = false

  var isAllowed: Bool {
    count <= OpenSnippets.mostIncludes && size <= OpenSnippets.mostBytes && levels <= OpenSnippets.mostLevels
  }

  /// `2,000 snippets` in words for a finding.
  var description: String {
    if count > OpenSnippets.mostIncludes { return "more than \(OpenSnippets.mostIncludes) snippets" }
    if levels > OpenSnippets.mostLevels { return "snippets \(levels) levels deep" }
    return "snippets of more than \(OpenSnippets.mostBytes / 1_000_000) MB"
  }

  /// What stands beside the rest.
  mutating func add(_ other: IncludeSize) {
    // No sum overflows: what is far too much is as much as twice that.
    count = min(count + other.count, OpenSnippets.mostIncludes * 2)
    size = min(size + other.size, OpenSnippets.mostBytes * 2)
    levels = max(levels, other.levels)
    isTooLargeInside = isTooLargeInside || other.isTooLargeInside
  }

  /// Of each snippet, by path below the content folder.
  ///
  /// A snippet that is part of a circle, which is an error of its own, counts as if it did not include the circle.
  static func all(_ snippets: [String: ParsedPage]) -> [String: IncludeSize] {
    var known: [String: IncludeSize] = [:]
    // Not recursive: the chain may be as long as there are files.
    for start in snippets.keys.sorted() where known[start] == nil {
      var open = [(path: start, next: 0, sum: IncludeSize())]
      var isOpen: Set<String> = [start]
      while let top = open.last {
        let directives = snippets[top.path]?.document.directives ?? []
        if top.next < directives.count {
          open[open.count - 1].next += 1
          guard let path = IncludeDirective.file(of: directives[top.next], from: top.path), snippets[path] != nil else {
            continue
          }
          if let size = known[path] {
            open[open.count - 1].sum.add(size)
          } else if isOpen.insert(path).inserted {
            open.append((path, 0, IncludeSize()))
          }
          continue
        }
        var size = top.sum
        size.isTooLargeInside = size.isTooLargeInside || !size.isAllowed
        size.count += 1
        size.size += snippets[top.path]?.size ?? 0
        size.levels += 1
        known[top.path] = size
        isOpen.remove(top.path)
        open.removeLast()
        if !open.isEmpty { open[open.count - 1].sum.add(size) }
      }
    }
    return known
  }
}
