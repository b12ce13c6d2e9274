import Diagnostics

/// How directives are written: names, labels and attributes.
struct DirectiveSyntax {
  /// A line that is a directive's fence, or a directive of its own.
  enum Line {
    case open(Directive, colons: Int)
    case leaf(Directive)
    case close(colons: Int)
  }

  private let bytes: [UInt8]
  private let path: String
  private(set) var diagnostics: [Diagnostic] = []

  /// Spans are positions in `bytes`.
  init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  /// Reads a line, given without its container's prefix and line ending; nothing when it is no directive.
  mutating func line(_ range: Range<Int>) -> Line? {
    var range = range.lowerBound..<TableSyntax.trimmed(bytes, range).upperBound
    var index = range.lowerBound
    while index < range.upperBound, bytes[index] == .colon { index += 1 }
    let colons = index - range.lowerBound
    guard colons >= 2 else { return nil }
    if index == range.upperBound { return colons >= 3 ? .close(colons: colons) : nil }
    if colons >= 3 { while index < range.upperBound, isSpaceOrTab(bytes[index]) { index += 1 } }
    guard let name = name(at: index, before: range.upperBound) else { return nil }
    let span = span(range)
    var directive = Directive(
      form: colons >= 3 ? .container : .leaf,
      name: text(name),
      nameSpan: self.span(name),
      label: nil,
      attributes: [],
      span: span
    )
    index = name.upperBound
    if colons >= 3 {
      range = range.lowerBound..<endWithoutColons(index..<range.upperBound)
      directive.endsOnItsLine = range.upperBound < Int(span.end)
    }
    // `moniker-end` ends a `moniker`, and opens nothing.
    let opens = colons >= 3 && !directive.endsOnItsLine && !directive.name.hasSuffix(Directive.endSuffix)
    if index < range.upperBound, bytes[index] == .openBracket {
      guard let end = closingBracket(from: index, before: range.upperBound) else {
        report("malformed-attributes", "the label of \(directive.name) has no closing ]", index..<range.upperBound)
        directive.isMalformed = true
        return opens ? .open(directive, colons: colons) : .leaf(directive)
      }
      directive.label = unescaped((index + 1)..<end)
      index = end + 1
    }
    while index < range.upperBound, isSpaceOrTab(bytes[index]) { index += 1 }
    if index < range.upperBound, bytes[index] == .openBrace {
      let (attributes, end) = self.attributes(at: index, before: range.upperBound, reportsErrors: true)
      directive.attributes = attributes ?? []
      directive.isMalformed = attributes == nil
      index = end
    }
    while index < range.upperBound, isSpaceOrTab(bytes[index]) { index += 1 }
    if index < range.upperBound {
      // `::word is text` in running text is no directive; after a fence or attributes it is a mistake.
      if colons == 2, directive.label == nil, directive.attributes.isEmpty { return nil }
      directive.trailing = self.span(index..<range.upperBound)
    }
    return opens ? .open(directive, colons: colons) : .leaf(directive)
  }

  /// Where a line ends without the three or more colons at its end.
  private func endWithoutColons(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] == .colon { end -= 1 }
    guard range.upperBound - end >= 3 else { return range.upperBound }
    while end > range.lowerBound, isSpaceOrTab(bytes[end - 1]) { end -= 1 }
    return end
  }

  /// A letter, then letters, digits and dashes.
  func name(at start: Int, before end: Int) -> Range<Int>? {
    guard start < end, isLetter(bytes[start]) else { return nil }
    var index = start + 1
    while index < end, isAlphanumeric(bytes[index]) || bytes[index] == UInt8(ascii: "-") { index += 1 }
    return start..<index
  }

  /// Reads `{key="value" .class #id flag}`. Gives nothing where the syntax is broken, and where reading ended.
  mutating func attributes(
    at start: Int,
    before end: Int,
    reportsErrors: Bool
  ) -> (attributes: [Directive.Attribute]?, end: Int) {
    var attributes: [Directive.Attribute] = []
    var positions: [String: Int] = [:]
    var index = start + 1
    func fail(_ message: String, _ range: Range<Int>, _ syntax: inout DirectiveSyntax) -> ([Directive.Attribute]?, Int)
    {
      if reportsErrors { syntax.report("malformed-attributes", message, range) }
      return (nil, end)
    }
    while true {
      while index < end, isSpaceOrTab(bytes[index]) { index += 1 }
      guard index < end else { return fail("these attributes have no closing }", start..<end, &self) }
      if bytes[index] == .closeBrace { break }
      let keyStart = index
      if bytes[index] == UInt8(ascii: ".") || bytes[index] == .hash {
        let key = bytes[index] == .hash ? "id" : "class"
        let value = word(at: index + 1, before: end)
        guard !value.isEmpty else {
          return fail("a name has to follow \(text(index..<(index + 1)))", index..<(index + 1), &self)
        }
        add(
          .init(key: key, keySpan: span(keyStart..<value.upperBound), value: text(value), valueSpan: span(value)),
          to: &attributes,
          &positions,
          reportsErrors
        )
        index = value.upperBound
        continue
      }
      guard let key = name(at: index, before: end) else {
        return fail("an attribute's name begins with a letter", index..<min(index + 1, end), &self)
      }
      index = key.upperBound
      guard index < end, bytes[index] == UInt8(ascii: "=") else {
        add(
          .init(key: text(key), keySpan: span(key), value: nil, valueSpan: span(key)),
          to: &attributes,
          &positions,
          reportsErrors
        )
        continue
      }
      index += 1
      let value: Range<Int>
      if index < end, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") {
        let quote = bytes[index]
        guard let close = bytes[(index + 1)..<end].firstIndex(of: quote) else {
          return fail("the value of \(text(key)) has no closing quote", index..<end, &self)
        }
        value = (index + 1)..<close
        index = close + 1
      } else {
        value = word(at: index, before: end)
        index = value.upperBound
      }
      add(
        .init(key: text(key), keySpan: span(key), value: text(value), valueSpan: span(value)),
        to: &attributes,
        &positions,
        reportsErrors
      )
    }
    return (attributes, index + 1)
  }

  private mutating func add(
    _ attribute: Directive.Attribute,
    to attributes: inout [Directive.Attribute],
    _ positions: inout [String: Int],
    _ reportsErrors: Bool
  ) {
    if let earlier = positions[attribute.key] {
      if isClassShorthand(attribute), isClassShorthand(attributes[earlier]) {
        attributes[earlier].value?.append(" " + (attribute.value ?? ""))
        return
      }
      if reportsErrors {
        diagnostics.append(
          Diagnostic(
            "duplicate-attribute",
            .error,
            "\(attribute.key) is given twice",
            at: SourceLocation(path: path, span: attribute.keySpan),
            help: "keep one of the two"
          )
        )
      }
    } else {
      positions[attribute.key] = attributes.count
      attributes.append(attribute)
    }
  }

  /// Several `.name` add up, as classes do in HTML.
  private func isClassShorthand(_ attribute: Directive.Attribute) -> Bool {
    attribute.key == "class" && bytes[Int(attribute.keySpan.start)] == UInt8(ascii: ".")
  }

  /// Up to the next space or brace.
  private func word(at start: Int, before end: Int) -> Range<Int> {
    var index = start
    while index < end, !isSpaceOrTab(bytes[index]), bytes[index] != .closeBrace, bytes[index] != .openBrace {
      index += 1
    }
    return start..<index
  }

  private func closingBracket(from start: Int, before end: Int) -> Int? {
    var depth = 0
    var index = start
    while index < end {
      switch bytes[index] {
      case .backslash: index += 1
      case .openBracket: depth += 1
      case .closeBracket:
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
      index += 1
    }
    return nil
  }

  private func unescaped(_ range: Range<Int>) -> String {
    var text: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == .backslash, index + 1 < range.upperBound, isPunctuation(bytes[index + 1]) { index += 1 }
      text.append(bytes[index])
      index += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func report(_ id: String, _ message: String, _ range: Range<Int>) {
    diagnostics.append(
      Diagnostic(
        id,
        .error,
        message,
        at: SourceLocation(path: path, span: span(range)),
        help: "attributes are written {key=\"value\" other=value flag}"
      )
    )
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func span(_ range: Range<Int>) -> SourceSpan { SourceSpan(range) }
}
