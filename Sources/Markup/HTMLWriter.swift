import ByteBuffers

/// Collects HTML as bytes. All escaping of the product is here.
public struct HTMLWriter: ~Copyable {
  private var bytes: ByteBuffer

  public init(capacity: Int = 0) { bytes = ByteBuffer(capacity: capacity) }

  /// What was written; the writer begins anew.
  public mutating func finish() -> [UInt8] { bytes.finish() }

  /// Markup that we wrote ourselves.
  public mutating func write(_ markup: StaticString) { bytes.append(markup) }

  /// Bytes that are HTML already.
  public mutating func write(html: some Sequence<UInt8>) { bytes.append(html) }

  mutating func write(digit: UInt8) { bytes.append(UInt8(ascii: "0") + digit) }

  /// Text, for element content and for attributes in double quotes.
  public mutating func writeEscaped(_ text: some Sequence<UInt8>) {
    let done: Void? = text.withContiguousStorageIfAvailable { writeEscaped($0) }
    if done == nil { Array(text).withUnsafeBufferPointer { writeEscaped($0) } }
  }

  public mutating func writeEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.appendEscaped(text) { byte in
      switch byte {
      case UInt8(ascii: "&"): "&amp;"
      case UInt8(ascii: "<"): "&lt;"
      case UInt8(ascii: ">"): "&gt;"
      case UInt8(ascii: "\""): "&quot;"
      default: nil
      }
    }
  }

  /// The text of a node.
  mutating func writeEscaped(textOf node: Document.Node, in document: borrowing Document) {
    document.withText(of: node) { writeEscaped($0) }
  }

  /// A URL inside an attribute: what may not stand in a URL is percent-encoded, what is encoded stays. Nothing is
  /// written of a URL that may not stand in a page; see ``isSafe(url:)``.
  public mutating func write(url: some Collection<UInt8>) {
    if isSafe(url: url) { write(partOfURL: url) }
  }

  /// The same for what stands behind the beginning of a URL.
  public mutating func write(partOfURL part: some Collection<UInt8>) {
    let done: Void? = part.withContiguousStorageIfAvailable { encode($0) }
    if done == nil { Array(part).withUnsafeBufferPointer { encode($0) } }
  }

  private mutating func encode(_ url: UnsafeBufferPointer<UInt8>) {
    guard let base = url.baseAddress else { return }
    let (below64, from64) = (Self.safeBelow64, Self.safeFrom64)
    var done = 0
    for index in 0..<url.count {
      let byte = base[index]
      if byte < 128, (byte < 64 ? below64 : from64) & (1 << UInt64(byte & 63)) != 0 { continue }
      bytes.append(base + done, index - done)
      done = index + 1
      switch byte {
      case UInt8(ascii: "&"): write("&amp;")
      case UInt8(ascii: "'"): write("&#x27;")
      default:
        bytes.append(UInt8(ascii: "%"))
        bytes.append(Self.digits[Int(byte >> 4)])
        bytes.append(Self.digits[Int(byte & 15)])
      }
    }
    bytes.append(base + done, url.count - done)
  }

  /// Begins a new line unless one has just begun.
  public mutating func beginLine() {
    if let last = bytes.last, last != .newline { bytes.append(.newline) }
  }

  mutating func removeLast(_ count: Int) { bytes.removeLast(count) }

  private static let digits = Array("0123456789ABCDEF".utf8)

  /// A bit for each byte that stands in a URL as it is.
  private static let safeBelow64 = bits(of: 0..<64)
  private static let safeFrom64 = bits(of: 64..<128)

  private static func bits(of range: Range<UInt8>) -> UInt64 {
    range.reduce(0) { bits, byte in
      isAlphanumeric(byte) || safeMarks.contains(byte) ? bits | 1 << UInt64(byte & 63) : bits
    }
  }

  private static let safeMarks = Array("-_.+!*(),%#@?=;:/$~".utf8)
}

/// Text as HTML.
public func escaped(_ text: [UInt8]) -> [UInt8] {
  guard text.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else { return text }
  var writer = HTMLWriter(capacity: text.count + 16)
  writer.writeEscaped(text)
  return writer.finish()
}

/// Whether a URL may stand in a page: it names no scheme that runs code or smuggles content.
public func isSafe(url: some Collection<UInt8>) -> Bool {
  url.withContiguousStorageIfAvailable { isSafe($0) } ?? Array(url).withUnsafeBufferPointer { isSafe($0) }
}

private func isSafe(_ url: UnsafeBufferPointer<UInt8>) -> Bool {
  // Browsers skip control characters and spaces in a scheme.
  func isSkipped(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }
  func isPartOfScheme(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
  func hasScheme(_ scheme: StaticString, before end: Int) -> Bool {
    var count = 0
    for byte in url[..<end] where !isSkipped(byte) {
      let small = isLetter(byte) ? byte | 0x20 : byte
      guard count < scheme.utf8CodeUnitCount, scheme.utf8Start[count] == small else { return false }
      count += 1
    }
    return count == scheme.utf8CodeUnitCount
  }
  var end = 0
  while end < url.count, isPartOfScheme(url[end]) || isSkipped(url[end]) { end += 1 }
  // Most links are relative and end here.
  guard end < url.count, url[end] == .colon else { return true }
  return !hasScheme("javascript", before: end) && !hasScheme("vbscript", before: end) && !hasScheme("data", before: end)
    && !hasScheme("file", before: end) && !hasScheme("blob", before: end) && !hasScheme("filesystem", before: end)
}
