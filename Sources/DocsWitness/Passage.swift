import Diagnostics
import Markup

/// The running text of one block without its markup, and where every byte of it stands in the file.
struct Passage {
  enum Style { case code, strong, emphasis }

  private(set) var text: [UInt8] = []
  /// The text in lower case as far as it is ASCII; the same length.
  private(set) var lower: [UInt8] = []
  private(set) var styles: [(style: Style, range: Range<Int>)] = []
  /// Code that its author calls no permission.
  private(set) var silenced: [Range<Int>] = []
  /// Names of which a directive says what they are: `:permission[…]{kind=… resource="…"}`.
  private(set) var explicit: [(range: Range<Int>, kind: String?, resource: String?)] = []
  /// Where a line of the source ends within the text.
  private(set) var lineEnds: [Int] = []
  private var pieces: [(start: Int, source: SourceSpan, isVerbatim: Bool)] = []

  var isEmpty: Bool { text.isEmpty }
  var all: Range<Int> { 0..<text.count }

  init() {}

  /// The inline content of a paragraph, heading or table cell.
  init(_ node: Document.Index, of document: Document, in file: SourceFile) {
    var directives: [(directive: Directive, start: Int, end: Int)] = []
    var index = node + 1
    let end = Int(document.nodes[node].end)
    while index < end {
      let node = document.nodes[index]
      switch node.kind {
      case .text: append(document.text(of: index), at: node.span, in: file)
      case .code:
        let start = text.count
        append(document.text(of: index), at: node.span)
        styles.append((.code, start..<text.count))
      case .softBreak:
        lineEnds.append(text.count)
        append([0x20], at: node.span)
      case .lineBreak: append([0x0A], at: node.span)
      case .htmlInline:
        let tag = document.text(of: index)
        if Self.breaksLine(tag) {
          append([0x0A], at: node.span)
        } else if let name = tag.dropFirst().first, name &- 0x41 < 26 {
          // A component shows its attributes.
          append(tag, at: node.span)
        }
      // Filled in when their text is known.
      case .strong: open.append((.strong, text.count, Int(node.end)))
      case .emphasis: open.append((.emphasis, text.count, Int(node.end)))
      case .inlineDirective: directives.append((document.directives[Int(node.detail)], text.count, Int(node.end)))
      default: break
      }
      index += 1
      while let last = open.last, last.end <= index {
        styles.append((last.style, last.start..<text.count))
        open.removeLast()
      }
      while let last = directives.last, last.end <= index {
        directives.removeLast()
        note(last.directive, last.start..<text.count)
      }
    }
    finish()
  }

  /// Text as it stands in the file.
  init(verbatim bytes: ArraySlice<UInt8>) {
    append(bytes, at: SourceSpan(bytes.startIndex..<bytes.endIndex))
    finish()
  }

  private var open: [(style: Style, start: Int, end: Int)] = []

  private mutating func note(_ directive: Directive, _ range: Range<Int>) {
    if directive.name == "code", directive["class"]?.value == "not-a-permission" { silenced.append(range) }
    if directive.name == "permission" {
      explicit.append((range, directive["kind"]?.value, directive["resource"]?.value))
    }
  }

  /// Text in which some bytes may be written as escapes or entities.
  private mutating func append(_ bytes: ArraySlice<UInt8>, at span: SourceSpan, in file: SourceFile) {
    guard span.count != bytes.count, Int(span.end) <= file.bytes.count else { return append(bytes, at: span) }
    var source = Int(span.start)
    var start = bytes.startIndex
    for index in bytes.indices {
      if source < Int(span.end), file.bytes[source] == bytes[index] {
        source += 1
        continue
      }
      if start < index { append(bytes[start..<index], at: SourceSpan((source - (index - start))..<source)) }
      var end = source + 1
      if source < Int(span.end), file.bytes[source] == UInt8(ascii: "\\") {
        end = source + 2
      } else if source < Int(span.end), file.bytes[source] == UInt8(ascii: "&"),
        let semicolon = file.bytes[source..<Int(span.end)].firstIndex(of: UInt8(ascii: ";"))
      {
        end = semicolon + 1
      }
      append(bytes[index..<(index + 1)], at: SourceSpan(min(source, Int(span.end))..<min(end, Int(span.end))))
      source = min(end, Int(span.end))
      start = index + 1
    }
    if start < bytes.endIndex { append(bytes[start...], at: SourceSpan((source - (bytes.endIndex - start))..<source)) }
  }

  mutating func append(_ bytes: some Collection<UInt8>, at source: SourceSpan) {
    pieces.append((text.count, source, source.count == bytes.count))
    text += bytes
  }

  mutating func finish() { lower = text.map(lowercased) }

  /// Makes words of which nothing follows out of those in some places.
  mutating func cover(_ ranges: [Range<Int>]) {
    for range in ranges {
      for position in range where text[position] != 0x20 { (text[position], lower[position]) = (0x78, 0x78) }
    }
  }

  mutating func mark(_ style: Style, _ range: Range<Int>) { styles.append((style, range)) }

  /// Where a range of the text stands in the file.
  func source(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(start: offset(range.lowerBound, isEnd: false), end: offset(range.upperBound, isEnd: true))
  }

  private func offset(_ position: Int, isEnd: Bool) -> UInt32 {
    guard !pieces.isEmpty else { return 0 }
    var low = 0
    var high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].start < position || (!isEnd && pieces[middle].start == position) {
        low = middle
      } else {
        high = middle
      }
    }
    let piece = pieces[low]
    guard piece.isVerbatim else { return isEnd ? piece.source.end : piece.source.start }
    return min(piece.source.start + UInt32(position - piece.start), piece.source.end)
  }

  func isCode(at position: Int) -> Bool {
    styles.contains { $0.style == .code && $0.range.contains(position) }
  }

  func isStyled(_ range: Range<Int>) -> Bool {
    styles.contains { $0.range.lowerBound <= range.lowerBound && $0.range.upperBound >= range.upperBound }
  }

  /// The lines of a table cell, of which each may hold a name.
  var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (position, byte) in text.enumerated() where byte == 0x0A {
      lines.append(start..<position)
      start = position + 1
    }
    lines.append(start..<text.count)
    return lines.filter { range in text[range].contains { $0 > 0x20 } }
  }

  /// A part of the text as a passage of its own.
  func slice(_ range: Range<Int>) -> Passage {
    var part = Passage()
    for (number, piece) in pieces.enumerated() {
      let end = number + 1 < pieces.count ? pieces[number + 1].start : text.count
      let start = max(piece.start, range.lowerBound)
      guard start < min(end, range.upperBound) else { continue }
      let source =
        piece.isVerbatim
        ? SourceSpan(
          start: piece.source.start + UInt32(start - piece.start),
          end: piece.source.start + UInt32(min(end, range.upperBound) - piece.start)
        ) : piece.source
      part.append(text[start..<min(end, range.upperBound)], at: source)
    }
    for (style, styled) in styles where styled.overlaps(range) {
      let both = styled.clamped(to: range)
      part.mark(style, (both.lowerBound - range.lowerBound)..<(both.upperBound - range.lowerBound))
    }
    part.finish()
    return part
  }

  /// `<br>`, `</li>` and the like end a line.
  private static func breaksLine(_ tag: ArraySlice<UInt8>) -> Bool {
    var name = tag.dropFirst()
    if name.first == UInt8(ascii: "/") { name = name.dropFirst() }
    let word = name.prefix { $0 | 0x20 &- 0x61 < 26 || $0 &- 0x30 < 10 }.map(lowercased)
    return ["br", "li", "p", "ul", "ol", "div", "tr", "td"].contains { word.elementsEqual($0.utf8) }
  }
}
