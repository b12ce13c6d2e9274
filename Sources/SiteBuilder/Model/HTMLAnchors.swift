/// The anchors that HTML makes: the `id` of any element, and the `name` of a link.
enum HTMLAnchors {
  /// Calls the closure with every anchor as it is written, in reading order.
  static func forEach(in html: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Void) {
    var cursor = HTMLCursor(html, at: html.startIndex)
    while cursor.nextTag() != nil {
      let tag = cursor.word()
      if !tag.isEmpty { readAttributes(at: &cursor, isLink: isWord("a", tag), body) }
    }
  }

  /// Up to the end of the tag.
  private static func readAttributes(
    at cursor: inout HTMLCursor,
    isLink: Bool,
    _ body: (ArraySlice<UInt8>) -> Void
  ) {
    while !cursor.isAtEnd, !cursor.isAt(">"), !cursor.isAt("<") {
      let name = cursor.word()
      if name.isEmpty {
        cursor.position += 1
      } else if let value = cursor.value(), !value.isEmpty {
        if isWord("id", name) || isLink && isWord("name", name) { body(value) }
      }
    }
  }

  private static func isWord(_ wanted: StaticString, _ word: ArraySlice<UInt8>) -> Bool {
    guard word.count == wanted.utf8CodeUnitCount else { return false }
    return wanted.withUTF8Buffer { wanted in zip(wanted, word).allSatisfy { $0 == $1 | 0x20 } }
  }
}
