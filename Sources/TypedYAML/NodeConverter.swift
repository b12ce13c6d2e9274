import Diagnostics
import Yams

/// Turns Yams's tree into ours.
struct NodeConverter {
  private let source: YAMLSource
  private let leftOut: Set<Int>
  private(set) var diagnostics: [Diagnostic] = []
  /// What may still be read: a node costs one, and one more for every 32 bytes of its text. Aliases repeat what they
  /// stand for, each time at its full price.
  private var budget = 400_000

  /// Values nested deeper than this are refused.
  static let deepest = 64

  /// Keys that begin at the positions `leftOut` are not part of the result.
  init(source: YAMLSource, leavingOut leftOut: Set<Int>) {
    self.source = source
    self.leftOut = leftOut
  }

  /// Nothing when the values are too many or too deep; then the last diagnostic says so.
  mutating func convert(_ root: Node) -> YAMLNode? {
    do throws(Excess) {
      let (node, _) = try convert(root, depth: 0)
      return node
    } catch {
      diagnostics = [error.diagnostic(in: source)]
      return nil
    }
  }

  private enum Excess: Error {
    case tooMany
    case tooDeep(Int)

    func diagnostic(in source: YAMLSource) -> Diagnostic {
      switch self {
      case .tooMany:
        Diagnostic(
          "invalid-yaml",
          .error,
          "the file holds too many values",
          at: source.location(0..<0),
          help: "make it smaller; what an alias repeats counts every time"
        )
      case .tooDeep(let position): YAMLSource.tooDeep(source.location(position..<min(position + 1, source.bytes.count)))
      }
    }
  }

  /// A node and the range of its bytes.
  private mutating func convert(_ node: Node, depth: Int) throws(Excess) -> (YAMLNode, Range<Int>) {
    let start = node.mark.map(source.position) ?? 0
    guard depth <= Self.deepest else { throw .tooDeep(start) }
    try pay(1)
    let content: YAMLNode.Content
    let range: Range<Int>
    switch node {
    case .scalar(let scalar):
      try pay(scalar.string.utf8.count / 32)
      range = source.extent(of: scalar.string, at: start)
      content = isNull(scalar) ? .null : .scalar(scalar.string)
    case .sequence(let sequence):
      var extent = CollectionExtent(at: start, in: source)
      var items: [YAMLNode] = []
      for element in sequence {
        let (item, range) = try convert(element, depth: depth + 1)
        extent.include(range)
        items.append(item)
      }
      content = .list(items)
      range = extent.range
    case .mapping(let mapping):
      var extent = CollectionExtent(at: start, in: source)
      var entries: [YAMLNode.Entry] = []
      for (key, value) in mapping {
        let position = key.mark.map(source.position) ?? start
        let name = self.name(key, at: position)
        extent.include(name.range)
        let (child, range) = try convert(value, depth: depth + 1)
        extent.include(range)
        guard let text = name.text, !leftOut.contains(name.range.lowerBound) else { continue }
        entries.append(.init(key: Spanned(text, source.span(name.range)), value: child))
      }
      content = .mapping(entries)
      range = extent.range
    case .alias:
      // Yams puts the node itself where an alias stood.
      content = .null
      range = start..<start
    }
    return (YAMLNode(content: content, span: source.span(range)), range)
  }

  private mutating func pay(_ price: Int) throws(Excess) {
    budget -= price
    guard budget >= 0 else { throw .tooMany }
  }

  private func isNull(_ scalar: Node.Scalar) -> Bool {
    (scalar.style == .plain || scalar.style == .any) && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  private mutating func name(_ key: Node, at position: Int) -> (text: String?, range: Range<Int>) {
    if case .scalar(let scalar) = key, !isNull(scalar) {
      return (scalar.string, source.extent(of: scalar.string, at: position))
    }
    diagnostics.append(
      Diagnostic(
        "invalid-yaml",
        .error,
        "a key has to be text",
        at: source.location(position..<min(position + 1, source.bytes.count)),
        help: "put quotes around text that begins with { or ["
      )
    )
    return (nil, position..<position)
  }
}

/// Finds where a list or mapping ends, of which Yams tells only the beginning.
private struct CollectionExtent {
  private let source: YAMLSource
  private let start: Int
  private var end: Int
  private let closing: UInt8?

  init(at position: Int, in source: YAMLSource) {
    self.source = source
    start = min(source.pastProperties(position), source.bytes.count)
    end = start
    switch start < source.bytes.count ? source.bytes[start] : 0 {
    case UInt8(ascii: "["): closing = UInt8(ascii: "]")
    case UInt8(ascii: "{"): closing = UInt8(ascii: "}")
    default: closing = nil
    }
  }

  /// What an alias stands for lies elsewhere and does not count.
  mutating func include(_ range: Range<Int>) {
    if range.lowerBound >= end { end = range.upperBound }
  }

  var range: Range<Int> {
    guard let closing else { return start..<end }
    var index = max(end, start + 1)
    while index < source.bytes.count, source.bytes[index] != closing {
      let next = source.pastBlanksAndComments(index)
      index = next > index ? next : index + 1
    }
    return start..<min(index + 1, source.bytes.count)
  }
}
