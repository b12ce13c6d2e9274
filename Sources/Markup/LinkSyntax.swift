/// Where the parts of an inline link stand: `(destination "title")`.
enum LinkSyntax {
  /// The destination without angle brackets, and where the link ends; nothing when no such thing begins at `start`.
  static func inlineDestination(
    _ bytes: [UInt8],
    from start: Int,
    before end: Int
  ) -> (destination: Range<Int>, end: Int)? {
    guard start < end, bytes[start] == .openParenthesis else { return nil }
    guard let (destination, destinationEnd) = destination(bytes, skipSpace(bytes, start + 1, end), end) else {
      return nil
    }
    var index = destinationEnd
    index = skipSpace(bytes, index, end)
    if index < end, let close = titleEnd(bytes[index]) {
      index += 1
      while index < end, bytes[index] != close { index += bytes[index] == .backslash ? 2 : 1 }
      index = skipSpace(bytes, index + 1, end)
    }
    guard index < end, bytes[index] == .closeParenthesis else { return nil }
    return (destination, index + 1)
  }

  /// A destination at `start`, with or without angle brackets, and where it ends; it may be empty.
  private static func destination(_ bytes: [UInt8], _ start: Int, _ end: Int) -> (range: Range<Int>, end: Int)? {
    var index = start
    if index < end, bytes[index] == .less {
      index += 1
      while index < end, bytes[index] != .greater {
        if isLineEnd(bytes[index]) || bytes[index] == .less { return nil }
        index += bytes[index] == .backslash ? 2 : 1
      }
      return index < end ? (start + 1..<index, index + 1) : nil
    }
    var depth = 0
    scan: while index < end {
      switch bytes[index] {
      case .backslash where index + 1 < end && isPunctuation(bytes[index + 1]): index += 1
      case .openParenthesis: depth += 1
      case .closeParenthesis:
        if depth == 0 { break scan }
        depth -= 1
      case 1...0x20: break scan
      default: break
      }
      index += 1
    }
    return depth == 0 ? (start..<min(index, end), min(index, end)) : nil
  }

  /// Just past the `]` of a label `[…]` at `start`, which holds no brackets that are not escaped.
  static func labelEnd(_ bytes: [UInt8], from start: Int, before end: Int) -> Int? {
    guard start < end, bytes[start] == .openBracket else { return nil }
    var index = start + 1
    while index < end, bytes[index] != .closeBracket {
      if bytes[index] == .openBracket { return nil }
      index += bytes[index] == .backslash ? 2 : 1
    }
    return index < end ? index + 1 : nil
  }

  /// Where the line after a definition `[label]: destination "title"` begins; nothing when none begins at `start`.
  static func definitionEnd(_ bytes: [UInt8], from start: Int, before end: Int) -> Int? {
    guard let (_, destination) = labelAndDestination(bytes, from: start, before: end) else { return nil }
    // A title that something follows is none, and the definition ends before it.
    let afterTitle = title(bytes, from: destination.end, before: end).flatMap { lineEnd(bytes, $0, end) }
    return afterTitle ?? lineEnd(bytes, destination.end, end)
  }

  /// The label and the destination of what looks like a definition at `start`; what follows is not looked at.
  static func definition(
    _ bytes: [UInt8],
    from start: Int,
    before end: Int
  ) -> (label: Range<Int>, destination: Range<Int>)? {
    labelAndDestination(bytes, from: start, before: end).map { ($0.label, $0.destination.range) }
  }

  private static func labelAndDestination(
    _ bytes: [UInt8],
    from start: Int,
    before end: Int
  ) -> (label: Range<Int>, destination: (range: Range<Int>, end: Int))? {
    guard let label = labelEnd(bytes, from: start, before: end), label < end, bytes[label] == .colon,
      !bytes[(start + 1)..<(label - 1)].allSatisfy(isWhitespace),
      let destination = destination(bytes, skipSpace(bytes, label + 1, end), end)
    else { return nil }
    let isEmpty = destination.range.isEmpty && bytes[destination.end - 1] != .greater
    return isEmpty ? nil : ((start + 1)..<(label - 1), destination)
  }

  /// End of a title that white space parts from what stands before `start`.
  private static func title(_ bytes: [UInt8], from start: Int, before end: Int) -> Int? {
    var index = skipSpace(bytes, start, end)
    guard index > start, index < end, let close = titleEnd(bytes[index]) else { return nil }
    index += 1
    while index < end, bytes[index] != close { index += bytes[index] == .backslash ? 2 : 1 }
    return index < end ? index + 1 : nil
  }

  /// Where the next line begins, if only blanks are left on this one.
  private static func lineEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var index = start
    while index < end, isSpaceOrTab(bytes[index]) { index += 1 }
    if index >= end { return end }
    guard isLineEnd(bytes[index]) else { return nil }
    return bytes[index] == 0x0D && index + 1 < end && bytes[index + 1] == .newline ? index + 2 : index + 1
  }

  /// What ends a title that begins with a byte.
  static func titleEnd(_ byte: UInt8) -> UInt8? {
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
      } else if !isSpaceOrTab(bytes[index]), !(isAtLineStart && bytes[index] == .greater) {
        break
      }
      index += 1
    }
    return index
  }
}
