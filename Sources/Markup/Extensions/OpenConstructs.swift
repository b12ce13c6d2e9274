/// The directives and footnotes that are open in one block, innermost last.
///
/// Finding what a fence closes takes constant time however many are open.
struct OpenConstructs {
  struct Entry {
    /// Where children go.
    var node: WorkTree.Index
    var kind: Kind
    fileprivate var outerWithSameCount = -1
    fileprivate var outerFloor = 0
  }

  enum Kind {
    /// `detail` is its position among the document's directives.
    case directive(colons: Int, detail: Int)
    case footnote
  }

  private var entries: [Entry] = []
  /// Position of the innermost directive with each number of colons, above ``floor``.
  private var innermost = [Int](repeating: -1, count: Self.mostColons + 1)
  /// Fences inside a footnote close nothing outside of it.
  private var floor = 0

  /// More colons than this count as this many.
  private static let mostColons = 255

  var count: Int { entries.count }
  var last: Entry? { entries.last }
  /// No directive that a fence here could close.
  var isEmptyForFences: Bool { entries.count == floor }

  mutating func push(_ node: WorkTree.Index, _ kind: Kind) {
    var entry = Entry(node: node, kind: kind)
    switch kind {
    case .directive(let colons, _):
      let slot = min(colons, Self.mostColons)
      entry.outerWithSameCount = innermost[slot]
      innermost[slot] = entries.count
    case .footnote:
      entry.outerFloor = floor
      floor = entries.count + 1
    }
    entries.append(entry)
  }

  mutating func pop() -> Entry? {
    guard let entry = entries.popLast() else { return nil }
    switch entry.kind {
    case .directive(let colons, _): innermost[min(colons, Self.mostColons)] = entry.outerWithSameCount
    case .footnote: floor = entry.outerFloor
    }
    return entry
  }

  /// Position of what a fence closes: the innermost directive with as many colons, or else with fewer.
  func positionClosed(byColons colons: Int) -> Int? {
    let slot = min(colons, Self.mostColons)
    if innermost[slot] >= floor { return innermost[slot] }
    let fewer = innermost[..<slot].max() ?? -1
    return fewer >= floor ? fewer : nil
  }

  /// Position of the footnote that is open.
  var footnotePosition: Int? { floor > 0 ? floor - 1 : nil }
}
