/// What stands in braces at the end of a heading: `{#id .class}`, `{#new #old}`, and the same as other generators write
/// it, `{: #id}` and `{ #id }`.
struct HeadingAttributes {
  /// The first is the heading's id, the others lead to it as well.
  private(set) var ids: [[UInt8]] = []
  /// Some attribute is neither an id nor a class.
  private(set) var holdsOthers = false
  /// Some part is no attribute, so that none of it counts.
  private(set) var isMalformed = false

  /// Nothing when the text between braces is not meant as attributes.
  init?(_ text: ArraySlice<UInt8>) {
    var position = text.startIndex
    let hasColon = text.first == .colon
    if hasColon { position += 1 }
    position = Self.skipBlanks(text, from: position)
    guard position < text.endIndex else { return nil }
    let isID = text[position] == .hash
    let isClass = text[position] == UInt8(ascii: ".") && position + 1 < text.endIndex && isLetter(text[position + 1])
    guard hasColon || isID || isClass else { return nil }
    while position < text.endIndex {
      let end = Self.endOfPart(text, from: position)
      add(text[position..<end])
      position = Self.skipBlanks(text, from: end)
    }
  }

  private static func skipBlanks(_ text: ArraySlice<UInt8>, from start: Int) -> Int {
    text[start...].firstIndex { !isSpaceOrTab($0) } ?? text.endIndex
  }

  /// Up to the next blank that is not between quotation marks.
  private static func endOfPart(_ text: ArraySlice<UInt8>, from start: Int) -> Int {
    var quote: UInt8?
    for position in start..<text.endIndex {
      let byte = text[position]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if isSpaceOrTab(byte) {
        return position
      }
    }
    return text.endIndex
  }

  private mutating func add(_ part: ArraySlice<UInt8>) {
    let name = part.dropFirst()
    switch part.first {
    case .hash:
      if name.isEmpty || name.contains(where: { Self.endsID($0) }) { isMalformed = true } else { ids.append(Array(name)) }
    case UInt8(ascii: "."):
      let isName = name.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 >= 0x80 }
      if name.isEmpty || !isName { isMalformed = true }
    default:
      let key = part.prefix { isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
      if key.isEmpty || key.endIndex == part.endIndex || part[key.endIndex] != UInt8(ascii: "=") {
        isMalformed = true
      } else {
        holdsOthers = true
      }
    }
  }

  private static func endsID(_ byte: UInt8) -> Bool {
    isWhitespace(byte) || byte == .less || byte == .greater || byte == 0x22 || byte == .hash
  }
}
