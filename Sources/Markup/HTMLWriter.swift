/// Collects HTML as bytes. All escaping of the product is here.
public struct HTMLWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  public consuming func finish() -> [UInt8] { bytes }

  /// Markup that we wrote ourselves.
  public mutating func write(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes += $0 }
  }

  /// Bytes that are HTML already.
  public mutating func write(html: some Sequence<UInt8>) { bytes += html }

  /// Text, for element content and for attributes in double quotes.
  public mutating func writeEscaped(_ text: some Sequence<UInt8>) {
    let done: Void? = text.withContiguousStorageIfAvailable { escape($0) }
    if done == nil { Array(text).withUnsafeBufferPointer { escape($0) } }
  }

  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var index = 0
    while index < text.count {
      if index + 8 <= text.count, let base = UnsafeRawPointer(text.baseAddress),
        Self.isPlain(ByteWord.load(base, index))
      {
        index += 8
        continue
      }
      let entity: StaticString?
      switch text[index] {
      case UInt8(ascii: "&"): entity = "&amp;"
      case UInt8(ascii: "<"): entity = "&lt;"
      case UInt8(ascii: ">"): entity = "&gt;"
      case UInt8(ascii: "\""): entity = "&quot;"
      default: entity = nil
      }
      if let entity {
        bytes += UnsafeBufferPointer(rebasing: text[start..<index])
        write(entity)
        start = index + 1
      }
      index += 1
    }
    bytes += UnsafeBufferPointer(rebasing: text[start...])
  }

  private static func isPlain(_ word: UInt64) -> Bool {
    !ByteWord.contains(UInt8(ascii: "&"), word) && !ByteWord.contains(UInt8(ascii: "<"), word)
      && !ByteWord.contains(UInt8(ascii: ">"), word) && !ByteWord.contains(UInt8(ascii: "\""), word)
  }

  /// A URL inside an attribute: what may not stand in a URL is percent-encoded, what is encoded stays.
  public mutating func write(url: some Sequence<UInt8>) {
    let done: Void? = url.withContiguousStorageIfAvailable { encode($0) }
    if done == nil { Array(url).withUnsafeBufferPointer { encode($0) } }
  }

  private mutating func encode(_ url: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for (index, byte) in url.enumerated() where !Self.isSafeInURL(byte) {
      bytes += UnsafeBufferPointer(rebasing: url[start..<index])
      start = index + 1
      switch byte {
      case UInt8(ascii: "&"): write("&amp;")
      case UInt8(ascii: "'"): write("&#x27;")
      default: bytes += [UInt8(ascii: "%"), Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]]
      }
    }
    bytes += UnsafeBufferPointer(rebasing: url[start...])
  }

  /// Begins a new line unless one has just begun.
  public mutating func beginLine() {
    if let last = bytes.last, last != .newline { bytes.append(.newline) }
  }

  mutating func removeLast(_ count: Int) { bytes.removeLast(count) }

  private static let digits = Array("0123456789ABCDEF".utf8)

  private static func isSafeInURL(_ byte: UInt8) -> Bool {
    if isAlphanumeric(byte) { return true }
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "!"),
      UInt8(ascii: "*"), .openParenthesis, .closeParenthesis, UInt8(ascii: ","), UInt8(ascii: "%"), .hash,
      UInt8(ascii: "@"), UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: ";"), .colon, UInt8(ascii: "/"),
      UInt8(ascii: "$"), .tilde:
      return true
    default: return false
    }
  }
}

/// Text as HTML.
public func escaped(_ text: some Sequence<UInt8>) -> [UInt8] {
  var writer = HTMLWriter()
  writer.writeEscaped(text)
  return writer.finish()
}

/// Whether a URL may stand in a page: it names no scheme that runs code or smuggles content.
public func isSafe(url: some Collection<UInt8>) -> Bool {
  // Browsers skip control characters and spaces in a scheme.
  func isSkipped(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }
  func isPartOfScheme(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
  // Most links are relative and end here.
  guard let end = url.firstIndex(where: { !isPartOfScheme($0) && !isSkipped($0) }), url[end] == .colon else {
    return true
  }
  let scheme = url[..<end].filter { !isSkipped($0) }.map { isLetter($0) ? $0 | 0x20 : $0 }
  return !unsafeSchemes.contains { scheme.elementsEqual($0.utf8) }
}

private let unsafeSchemes = ["javascript", "vbscript", "data", "file", "blob", "filesystem"]
