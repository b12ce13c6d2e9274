/// Where the parts of an inline link stand: `(destination "title")`.
enum LinkSyntax {
  /// The destination without angle brackets, and where the link ends; nothing when no such thing begins at `start`.
  static func inlineDestination(
    _ bytes: [UInt8],
    from start: Int,
    before end: Int
  ) -> (destination: Range<Int>, end: Int)? {
    guard start < end, bytes[start] == .openParenthesis else { return nil }
    var index = skipSpace(bytes, start + 1, end)
    let destination: Range<Int>
    if index < end, bytes[index] == .less {
      let first = index + 1
      index = first
      while index < end, bytes[index] != .greater {
        if isLineEnd(bytes[index]) || bytes[index] == .less { return nil }
        index += bytes[index] == .backslash ? 2 : 1
      }
      guard index < end else { return nil }
      destination = first..<index
      index += 1
    } else {
      let first = index
      var depth = 0
      scan: while index < end {
        switch bytes[index] {
        case .backslash where index + 1 < end && isPunctuation(bytes[index + 1]): index += 1
        case .openParenthesis: depth += 1
        case .closeParenthesis:
          if depth == 0 { break scan }
          depth -= 1
        case 0...0x20: break scan
        default: break
        }
        index += 1
      }
      destination = first..<min(index, end)
    }
    index = skipSpace(bytes, index, end)
    if index < end, let close = titleEnd(bytes[index]) {
      index += 1
      while index < end, bytes[index] != close { index += bytes[index] == .backslash ? 2 : 1 }
      index = skipSpace(bytes, index + 1, end)
    }
    guard index < end, bytes[index] == .closeParenthesis else { return nil }
    return (destination, index + 1)
  }

  private static func titleEnd(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): byte
    case .openParenthesis: .closeParenthesis
    default: nil
    }
  }

  /// White space, line ends and the prefixes of quoted lines.
  private static func skipSpace(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var index = start
    var isAtLineStart = false
    while index < end {
      if isLineEnd(bytes[index]) {
        isAtLineStart = true
      } else if !isWhitespace(bytes[index]), !(isAtLineStart && bytes[index] == .greater) {
        break
      }
      index += 1
    }
    return index
  }
}
