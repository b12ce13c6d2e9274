import Diagnostics

/// Reads what nearly all front matter is: lines of a key and a short value, in ASCII.
///
/// Most of what a site costs to read would otherwise be YAML's machinery for the rest of the language. Whatever is not
/// certain to be such lines is left to the library; what is read here reads there the same.
enum FlatMapping {
  private static let longest = 4096

  static func read(_ bytes: [UInt8], offset: Int) -> YAMLNode? {
    guard bytes.count <= longest else { return nil }
    var entries: [YAMLNode.Entry] = []
    entries.reserveCapacity(8)
    var position = 0
    var end = 0
    while position < bytes.count {
      guard let (entry, next) = entry(at: position, in: bytes, offset),
        !entries.contains(where: { $0.key.value == entry.key.value })
      else { return nil }
      entries.append(entry)
      end = Int(entry.value.span.end)
      position = next
    }
    guard let first = entries.first else { return nil }
    return YAMLNode(content: .mapping(entries), span: SourceSpan(Int(first.key.span.start)..<end))
  }

  /// `key: value` and where the next line begins.
  private static func entry(at start: Int, in bytes: [UInt8], _ offset: Int) -> (YAMLNode.Entry, next: Int)? {
    var position = start
    while position < bytes.count, isKeyByte(bytes[position]) { position += 1 }
    let key = start..<position
    guard !key.isEmpty, bytes[start] &- 0x61 < 26, position + 2 < bytes.count, bytes[position] == UInt8(ascii: ":"),
      bytes[position + 1] == 0x20, !isNull(bytes[key])
    else { return nil }
    position += 2
    let value = position
    let text: Range<Int>
    if bytes[position] == UInt8(ascii: "\"") {
      position += 1
      while position < bytes.count, isQuotedByte(bytes[position]) { position += 1 }
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
      text = (value + 1)..<position
      position += 1
    } else {
      guard isAlphanumeric(bytes[position]) else { return nil }
      while position < bytes.count, isPlainByte(bytes[position]) { position += 1 }
      text = value..<position
      guard bytes[position - 1] != 0x20, !isNull(bytes[text]) else { return nil }
    }
    guard position == bytes.count || bytes[position] == UInt8(ascii: "\n") else { return nil }
    func span(_ range: Range<Int>) -> SourceSpan {
      SourceSpan((range.lowerBound + offset)..<(range.upperBound + offset))
    }
    let name = Spanned(String(decoding: bytes[key], as: UTF8.self), span(key))
    let node = YAMLNode(content: .scalar(String(decoding: bytes[text], as: UTF8.self)), span: span(value..<position))
    return (YAMLNode.Entry(key: name, value: node), position + 1)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool { byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// Anything that is shown, but what ends the text or begins an escape.
  private static func isQuotedByte(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// What means nothing in the middle of a plain value.
  private static func isPlainByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "+"), UInt8(ascii: "'"),
      UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "="):
      true
    default: isAlphanumeric(byte)
    }
  }

  private static func isNull(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count == 4 && bytes.elementsEqual("null".utf8) { $0 | 0x20 == $1 }
  }
}
