import Diagnostics

/// Makes nodes of what libyaml reads, and ends where that would take long or go deep.
struct NodeReader: ~Copyable {
  private let source: YAMLSource
  private var parser: EventParser
  private var anchors: [String: (part: Part, price: Int)] = [:]
  private var repetitions: [Diagnostic] = []
  /// Told only of documents that can be read: where one cannot, brackets that are never closed make odd keys.
  private var oddKeys: [Diagnostic] = []
  /// What may still be read: a key or value costs one, and one more for every 32 bytes of its text. Aliases repeat what
  /// they stand for, each time at its full price.
  private var budget = 800_000

  /// Values nested deeper than this are refused.
  static let deepest = 64

  /// A value and what those around it have to know.
  private struct Part {
    var node: YAMLNode
    /// Where it stands; an alias's node stands elsewhere.
    var range: Range<Int>
    /// Levels of values in it.
    var height = 0
  }

  init(_ source: YAMLSource) {
    self.source = source
    parser = EventParser(source.bytes)
  }

  /// Nothing when the document is empty, or after a diagnostic that says why it cannot be read.
  consuming func read() -> (node: YAMLNode?, diagnostics: [Diagnostic]) {
    do throws(SyntaxProblem) {
      let node = try readDocument()
      return (node, repetitions + oddKeys)
    } catch {
      return (nil, repetitions + [error.diagnostic(in: source)])
    }
  }

  private mutating func readDocument() throws(SyntaxProblem) -> YAMLNode? {
    // The stream's start.
    _ = try next()
    guard try next().kind == .documentStart else { return nil }
    let root = try read(next(), depth: 0)
    // The document's end.
    _ = try next()
    let event = try next()
    guard event.kind == .streamEnd else { throw .secondDocument(at: range(event).lowerBound, in: source) }
    return root.node
  }

  private mutating func next() throws(SyntaxProblem) -> YAMLEvent {
    do throws(EventParser.Failure) { return try parser.next() } catch { throw SyntaxProblem(error, in: source) }
  }

  /// A value, whose first event this is.
  private mutating func read(_ event: YAMLEvent, depth: Int) throws(SyntaxProblem) -> Part {
    if case .alias(let name) = event.kind { return try repeatPart(name, event, depth: depth) }
    let written = range(event)
    let before = budget
    guard depth <= Self.deepest else { throw .tooDeep(at: written.lowerBound, in: source) }
    try pay(1)
    let part =
      switch event.kind {
      case .scalar(let text, let style): try readScalar(text, style, written)
      case .listStart: try readList(from: written.lowerBound, depth: depth)
      default: try readMapping(from: written.lowerBound, depth: depth)
      }
    if let name = event.anchor { anchors[name] = (part, before - budget) }
    return part
  }

  private mutating func repeatPart(_ name: String, _ event: YAMLEvent, depth: Int) throws(SyntaxProblem) -> Part {
    let written = range(event)
    guard let anchored = anchors[name] else { throw .undefinedAlias(at: written.lowerBound, in: source) }
    guard depth + anchored.part.height <= Self.deepest else { throw .tooDeep(at: written.lowerBound, in: source) }
    try pay(anchored.price)
    var part = anchored.part
    part.range = written
    return part
  }

  private mutating func readScalar(
    _ text: String,
    _ style: YAMLEvent.ScalarStyle,
    _ written: Range<Int>
  ) throws(SyntaxProblem) -> Part {
    try pay(text.utf8.count / 32)
    let isNull = style == .plain && ["", "~", "null", "Null", "NULL"].contains(text)
    return part(isNull ? .null : .scalar(text), source.extent(of: text, style, written))
  }

  private mutating func readList(from start: Int, depth: Int) throws(SyntaxProblem) -> Part {
    let start = source.pastProperties(start)
    var items: [YAMLNode] = []
    var end = start
    var height = 0
    var event = try next()
    while event.kind != .end {
      let item = try read(event, depth: depth + 1)
      items.append(item.node)
      end = max(end, item.range.upperBound)
      height = max(height, item.height + 1)
      event = try next()
    }
    return part(.list(items), start..<self.end(of: event, after: end), height)
  }

  private mutating func readMapping(from start: Int, depth: Int) throws(SyntaxProblem) -> Part {
    let start = source.pastProperties(start)
    var entries: [YAMLNode.Entry] = []
    var places: [String: Range<Int>] = [:]
    var end = start
    var height = 0
    var event = try next()
    while event.kind != .end {
      let key = try read(event, depth: depth + 1)
      let value = try read(next(), depth: depth + 1)
      if case .scalar(let name) = key.node.content {
        if let first = places[name] {
          repetitions.append(repetition(of: name, at: key.range, after: first))
        } else {
          places[name] = key.range
          entries.append(.init(key: Spanned(name, key.node.span), value: value.node))
        }
      } else {
        oddKeys.append(keyIsNoText(at: key.range.lowerBound))
      }
      end = max(end, key.range.upperBound, value.range.upperBound)
      height = max(height, key.height + 1, value.height + 1)
      event = try next()
    }
    return part(.mapping(entries), start..<self.end(of: event, after: end), height)
  }

  private func part(_ content: YAMLNode.Content, _ range: Range<Int>, _ height: Int = 0) -> Part {
    Part(node: YAMLNode(content: content, span: source.span(range)), range: range, height: height)
  }

  /// The closing bracket's end, or that of the last value: blocks end for libyaml where something else begins.
  private func end(of event: YAMLEvent, after last: Int) -> Int {
    event.range.isEmpty ? last : max(last, source.position(event.range.upperBound))
  }

  private func range(_ event: YAMLEvent) -> Range<Int> {
    source.position(event.range.lowerBound)..<source.position(event.range.upperBound)
  }

  private mutating func pay(_ price: Int) throws(SyntaxProblem) {
    budget -= price
    guard budget >= 0 else { throw .tooManyValues }
  }

  private func repetition(of key: String, at second: Range<Int>, after first: Range<Int>) -> Diagnostic {
    Diagnostic(
      "duplicate-key",
      .error,
      "\(key) is given twice",
      at: source.location(second),
      notes: [.init("first given here", at: source.location(first))],
      help: "keep one of the two"
    )
  }

  private func keyIsNoText(at position: Int) -> Diagnostic {
    Diagnostic(
      "invalid-yaml",
      .error,
      "a key has to be text",
      at: source.location(position..<min(position + 1, source.bytes.count)),
      help: "put quotes around text that begins with { or ["
    )
  }
}
