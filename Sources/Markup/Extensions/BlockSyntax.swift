/// Where blocks begin: what a line is, given without the prefix of its container and without its line ending.
struct BlockSyntax {
  let bytes: [UInt8]
  let extensions: MarkupOptions.Extensions

  func isBlank(_ start: Int, _ end: Int) -> Bool {
    var index = start
    while index < end {
      guard isSpaceOrTab(bytes[index]) else { return false }
      index += 1
    }
    return true
  }

  /// Width of `-`, `*`, `+`, `1.` or `1)` with a space or nothing after it.
  ///
  /// `hindrance` is a byte of this line up to which there is no thematic break; it is moved on.
  func listMark(at start: Int, before end: Int, _ hindrance: inout Int) -> Int? {
    var index = start
    switch bytes[index] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      if start >= hindrance {
        guard let found = thematicBreakHindrance(from: start, to: end) else { return nil }
        hindrance = found
      }
      index += 1
    default:
      while index < end, isDigit(bytes[index]), index - start < 9 { index += 1 }
      guard index > start, index < end, bytes[index] == UInt8(ascii: ".") || bytes[index] == .closeParenthesis else {
        return nil
      }
      index += 1
    }
    return index == end || isSpaceOrTab(bytes[index]) ? index - start : nil
  }

  func listMark(at start: Int, before end: Int) -> Int? {
    var hindrance = start
    return listMark(at: start, before: end, &hindrance)
  }

  func isThematicBreak(from start: Int, to end: Int) -> Bool {
    thematicBreakHindrance(from: start, to: end) == nil
  }

  /// The first byte because of which the rest of the line is no thematic break; nothing when it is one.
  func thematicBreakHindrance(from start: Int, to end: Int) -> Int? {
    let byte = bytes[start]
    guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") else { return start }
    var count = 0
    for index in start..<end {
      if bytes[index] == byte { count += 1 } else if !isSpaceOrTab(bytes[index]) { return index }
    }
    return count >= 3 ? nil : end
  }

  /// Position of the `]` of `[^label]:`.
  func footnoteLabelEnd(_ start: Int, _ end: Int) -> Int? {
    guard start + 4 < end, bytes[start + 1] == UInt8(ascii: "^") else { return nil }
    var index = start + 2
    while index < end, bytes[index] != .closeBracket {
      if isWhitespace(bytes[index]) || bytes[index] == .openBracket { return nil }
      index += 1
    }
    return index > start + 2 && index + 1 < end && bytes[index + 1] == .colon ? index : nil
  }

  /// The line begins a block that ends a paragraph or table: heading, fence, quote, thematic break, HTML, directive.
  func beginsBlock(_ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    switch bytes[start] {
    case .greater: return true
    case .hash:
      var index = start
      while index < end, bytes[index] == .hash { index += 1 }
      return index - start <= 6 && (index == end || isSpaceOrTab(bytes[index]))
    case .backtick, .tilde:
      var index = start
      while index < end, bytes[index] == bytes[start] { index += 1 }
      return index - start >= 3 && !(bytes[start] == .backtick && bytes[index..<end].contains(.backtick))
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "+"):
      return isThematicBreak(from: start, to: end) || listMark(at: start, before: end) != nil
    case 0x30...0x39: return listMark(at: start, before: end) != nil
    case .less: return start + 1 < end && (isLetter(bytes[start + 1]) || [0x2F, 0x21, 0x3F].contains(bytes[start + 1]))
    case .colon: return extensions.contains(.directives) && bytes.hasPrefix(":::", at: start)
    case .openBracket: return extensions.contains(.footnotes) && footnoteLabelEnd(start, end) != nil
    default: return false
    }
  }
}
