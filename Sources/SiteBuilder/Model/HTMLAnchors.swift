/// The anchors that HTML makes: the `id` of any element, and the `name` of a link.
enum HTMLAnchors {
  /// Calls the closure with every anchor as it is written, in reading order.
  static func forEach(in html: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Void) {
    var scanner = Scanner(html: html, position: html.startIndex)
    scanner.forEachAnchor(body)
  }

  private struct Scanner {
    let html: ArraySlice<UInt8>
    var position: Int

    mutating func forEachAnchor(_ body: (ArraySlice<UInt8>) -> Void) {
      while let open = html[position...].firstIndex(of: UInt8(ascii: "<")) {
        position = open + 1
        if html[position...].starts(with: "!--".utf8) {
          position = html[position...].firstRange(of: Array("-->".utf8))?.upperBound ?? html.endIndex
          continue
        }
        let tag = word()
        if !tag.isEmpty { readAttributes(isLink: Self.isWord("a", tag), body) }
      }
    }

    /// Up to the end of the tag.
    private mutating func readAttributes(isLink: Bool, _ body: (ArraySlice<UInt8>) -> Void) {
      while position < html.endIndex, html[position] != UInt8(ascii: ">"), html[position] != UInt8(ascii: "<") {
        let name = word()
        if name.isEmpty {
          position += 1
          continue
        }
        skipSpaces()
        guard position < html.endIndex, html[position] == UInt8(ascii: "=") else { continue }
        position += 1
        skipSpaces()
        let value = value()
        if !value.isEmpty, Self.isWord("id", name) || isLink && Self.isWord("name", name) { body(value) }
      }
    }

    private mutating func word() -> ArraySlice<UInt8> {
      let start = position
      while position < html.endIndex, html[position] > 0x20, !"=>/\"'<".utf8.contains(html[position]) { position += 1 }
      return html[start..<position]
    }

    private mutating func skipSpaces() {
      while position < html.endIndex, html[position] <= 0x20 { position += 1 }
    }

    private mutating func value() -> ArraySlice<UInt8> {
      guard position < html.endIndex else { return html[position..<position] }
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

    private static func isWord(_ wanted: StaticString, _ word: ArraySlice<UInt8>) -> Bool {
      guard word.count == wanted.utf8CodeUnitCount else { return false }
      return wanted.withUTF8Buffer { wanted in zip(wanted, word).allSatisfy { $0 == $1 | 0x20 } }
    }
  }
}
