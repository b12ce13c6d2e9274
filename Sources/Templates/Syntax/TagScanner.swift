import Diagnostics

/// One `{{…}}`, whatever the delimiters are at that point.
struct Tag {
  enum Kind { case comment, delimiters, value, unescapedValue, section, invertedSection, close, partial, parent, block }

  let kind: Kind
  /// From the first byte of the opening delimiter to just past the closing one.
  let range: Range<Int>
  /// What is between sigil and closing delimiter, without the whitespace around it.
  let content: Range<Int>
}

/// Finds tags and keeps track of the delimiters in force.
struct TagScanner {
  private let file: SourceFile
  private var opening = Array("{{".utf8)
  private var closing = Array("}}".utf8)
  private(set) var diagnostics: [Diagnostic] = []
  /// No closing delimiter is left, so nothing later can be a tag.
  private var isExhausted = false

  init(_ file: SourceFile) { self.file = file }

  private var bytes: [UInt8] { file.bytes }

  /// The first tag that starts at `position` or later; nothing when only text is left. Broken tags are reported and
  /// passed over.
  mutating func nextTag(from position: Int) -> Tag? {
    var position = position
    while !isExhausted, let start = find(opening, in: position..<bytes.count) {
      if let tag = tag(at: start) { return tag }
      position = start + opening.count
    }
    return nil
  }

  /// Takes over the delimiters that `tag` sets.
  mutating func setDelimiters(from tag: Tag) {
    let words = bytes[tag.content].split(whereSeparator: isWhitespace)
    guard words.count == 2, !words.joined().contains(UInt8(ascii: "=")) else {
      report(.badDelimiters(at: file.location(SourceSpan(tag.range))))
      return
    }
    (opening, closing) = (Array(words[0]), Array(words[1]))
  }

  private mutating func tag(at start: Int) -> Tag? {
    var cursor = start + opening.count
    while cursor < bytes.count, isWhitespace(bytes[cursor]) { cursor += 1 }
    let kind: Tag.Kind? = cursor < bytes.count ? Self.kind(ofSigil: bytes[cursor]) : nil
    if kind != nil { cursor += 1 }

    var ending = closing
    if kind == .delimiters { ending.insert(UInt8(ascii: "="), at: 0) }
    if kind == .unescapedValue, bytes[cursor - 1] == UInt8(ascii: "{") { ending.insert(UInt8(ascii: "}"), at: 0) }

    guard let end = end(of: kind, at: cursor, ending: ending) else {
      report(.unclosedTag(closing: closing, at: file.location(SourceSpan(start..<start + opening.count))))
      isExhausted = kind == .comment || opening == closing
      return nil
    }
    return Tag(kind: kind ?? .value, range: start..<end + ending.count, content: trimmed(cursor..<end))
  }

  /// Where the tag whose content starts at `position` closes. Except in a comment, an opening delimiter inside a tag
  /// means that the tag was never closed; stopping there also keeps the scan linear.
  private func end(of kind: Tag.Kind?, at position: Int, ending: [UInt8]) -> Int? {
    guard kind != .comment, opening != closing else { return find(ending, in: position..<bytes.count) }
    for index in position..<bytes.count {
      if isAt(index, ending) { return index }
      if isAt(index, opening) { return nil }
    }
    return nil
  }

  private static func kind(ofSigil byte: UInt8) -> Tag.Kind? {
    switch byte {
    case UInt8(ascii: "!"): .comment
    case UInt8(ascii: "="): .delimiters
    case UInt8(ascii: "{"), UInt8(ascii: "&"): .unescapedValue
    case UInt8(ascii: "#"): .section
    case UInt8(ascii: "^"): .invertedSection
    case UInt8(ascii: "/"): .close
    case UInt8(ascii: ">"): .partial
    case UInt8(ascii: "<"): .parent
    case UInt8(ascii: "$"): .block
    default: nil
    }
  }

  private func find(_ needle: [UInt8], in range: Range<Int>) -> Int? { range.first { isAt($0, needle) } }

  private func isAt(_ position: Int, _ needle: [UInt8]) -> Bool {
    guard bytes[position] == needle[0], position + needle.count <= bytes.count else { return false }
    for offset in needle.indices where bytes[position + offset] != needle[offset] { return false }
    return true
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isWhitespace(bytes[start]) { start += 1 }
    while start < end, isWhitespace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}

func isWhitespace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || (UInt8(ascii: "\t")...UInt8(ascii: "\r")).contains(byte)
}

extension Diagnostic {
  fileprivate static func unclosedTag(closing: [UInt8], at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "template-syntax",
      .error,
      "this tag is never closed",
      at: location,
      help: "close it with '\(String(decoding: closing, as: UTF8.self))'"
    )
  }

  fileprivate static func badDelimiters(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "template-syntax",
      .error,
      "these are not two delimiters",
      at: location,
      help: "write the new delimiters with a space between them and without '=', as in '{{=<% %>=}}'"
    )
  }
}
