import ByteBuffers

/// A place in HTML that moves on by what tags are made of: words, spaces and values of attributes.
struct HTMLCursor {
  let html: ArraySlice<UInt8>
  var position: Int

  init(_ html: ArraySlice<UInt8>, at position: Int) {
    self.html = html
    self.position = position
  }

  var isAtEnd: Bool { position >= html.endIndex }

  func isAt(_ character: Unicode.Scalar) -> Bool { !isAtEnd && html[position] == UInt8(ascii: character) }

  /// Moves to the next tag, past comments, and behind its `<`.
  ///
  /// - Returns: where the `<` stands, or nil if there is no further tag.
  mutating func nextTag() -> Int? {
    while let open = html[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = open + 1
      guard html[position...].starts(with: "!--".utf8) else { return open }
      position = html[position...].firstRange(of: Self.commentEnd)?.upperBound ?? html.endIndex
    }
    return nil
  }

  private static let commentEnd = Array("-->".utf8)

  /// The name of a tag or an attribute, and empty where there is none.
  mutating func word() -> ArraySlice<UInt8> {
    let start = position
    while !isAtEnd, html[position] > 0x20, !Self.endsWord(html[position]) { position += 1 }
    return html[start..<position]
  }

  @inline(__always) private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "<"):
      true
    default: false
    }
  }

  mutating func skipSpaces() {
    while !isAtEnd, html[position] <= 0x20 { position += 1 }
  }

  /// Moves to the end of the tag.
  ///
  /// - Parameter body: gets the name of each attribute, and its value if there is one.
  mutating func forEachAttribute(_ body: (_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>?) -> Void) {
    while !isAtEnd, !isAt(">") {
      let name = word()
      if name.isEmpty { position += 1 } else { body(name, value()) }
    }
  }

  /// Whether a name is a word, which is given in small letters.
  static func isWord(_ wanted: StaticString, _ name: ArraySlice<UInt8>) -> Bool {
    guard name.count == wanted.utf8CodeUnitCount else { return false }
    return wanted.withUTF8Buffer { wanted in zip(wanted, name).allSatisfy { $0 == $1 | 0x20 } }
  }

  /// What stands behind the `=`, with or without quotation marks, which are no part of it; nil if no `=` follows.
  private mutating func value() -> ArraySlice<UInt8>? {
    skipSpaces()
    guard isAt("=") else { return nil }
    position += 1
    skipSpaces()
    guard !isAtEnd else { return html[position..<position] }
    let quote = html[position]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    let start = isQuoted ? position + 1 : position
    var end = start
    while end < html.endIndex, isQuoted ? html[end] != quote : html[end] > 0x20 && html[end] != UInt8(ascii: ">") {
      end += 1
    }
    position = min(isQuoted ? end + 1 : end, html.endIndex)
    return html[start..<end]
  }
}
