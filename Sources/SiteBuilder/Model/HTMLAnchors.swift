/// The anchors that HTML makes: the `id` of any element, and the `name` of a link.
enum HTMLAnchors {
  /// Calls the closure with every anchor as it is written, in reading order.
  static func forEach(in html: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Void) {
    var cursor = HTMLCursor(html, at: html.startIndex)
    while cursor.nextTag() != nil {
      let tag = cursor.word()
      guard !tag.isEmpty else { continue }
      let isLink = HTMLCursor.isWord("a", tag)
      cursor.forEachAttribute { name, value in
        guard let value, !value.isEmpty else { return }
        if HTMLCursor.isWord("id", name) || isLink && HTMLCursor.isWord("name", name) { body(value) }
      }
    }
  }
}
