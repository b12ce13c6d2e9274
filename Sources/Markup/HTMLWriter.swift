/// Collects HTML as bytes. All escaping of the product is here.
///
/// Pages are written in many small pieces, so the bytes lie in memory of its own: an array would have to find out
/// before each piece who else holds it.
public struct HTMLWriter: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var capacity: Int

  public init(capacity: Int = 0) {
    self.capacity = max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// What was written; the writer begins anew.
  public mutating func finish() -> [UInt8] {
    defer { count = 0 }
    return Array(UnsafeBufferPointer(start: start, count: count))
  }

  @inline(__always) private mutating func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    if length > capacity - count { grow(by: length) }
    (start + count).initialize(from: bytes, count: length)
    count += length
  }

  @inline(__always) private mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    start[count] = byte
    count += 1
  }

  @inline(never) private mutating func grow(by length: Int) {
    capacity = max(capacity * 2, count + length)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.initialize(from: start, count: count)
    start.deallocate()
    start = larger
  }

  /// Markup that we wrote ourselves.
  public mutating func write(_ markup: StaticString) {
    append(markup.utf8Start, markup.utf8CodeUnitCount)
  }

  /// Bytes that are HTML already.
  public mutating func write(html: some Sequence<UInt8>) {
    let done: Void? = html.withContiguousStorageIfAvailable { write(html: $0) }
    if done == nil { for byte in html { append(byte) } }
  }

  public mutating func write(html: UnsafeBufferPointer<UInt8>) {
    if let bytes = html.baseAddress { append(bytes, html.count) }
  }

  /// Text, for element content and for attributes in double quotes.
  public mutating func writeEscaped(_ text: some Sequence<UInt8>) {
    let done: Void? = text.withContiguousStorageIfAvailable { writeEscaped($0) }
    if done == nil { Array(text).withUnsafeBufferPointer { writeEscaped($0) } }
  }

  public mutating func writeEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    guard let base = text.baseAddress else { return }
    var done = 0
    var index = 0
    while index < text.count {
      if index + 8 <= text.count, Self.isPlain(ByteWord.load(base, index)) {
        index += 8
        continue
      }
      let entity: StaticString
      switch base[index] {
      case UInt8(ascii: "&"): entity = "&amp;"
      case UInt8(ascii: "<"): entity = "&lt;"
      case UInt8(ascii: ">"): entity = "&gt;"
      case UInt8(ascii: "\""): entity = "&quot;"
      default:
        index += 1
        continue
      }
      append(base + done, index - done)
      write(entity)
      index += 1
      done = index
    }
    append(base + done, text.count - done)
  }

  /// The text of a node.
  mutating func writeEscaped(textOf node: Document.Node, in document: borrowing Document) {
    document.withText(of: node) { writeEscaped($0) }
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
    guard let base = url.baseAddress else { return }
    let (below64, from64) = (Self.safeBelow64, Self.safeFrom64)
    var done = 0
    for index in 0..<url.count {
      let byte = base[index]
      if byte < 128, (byte < 64 ? below64 : from64) & (1 << UInt64(byte & 63)) != 0 { continue }
      append(base + done, index - done)
      done = index + 1
      switch byte {
      case UInt8(ascii: "&"): write("&amp;")
      case UInt8(ascii: "'"): write("&#x27;")
      default:
        append(UInt8(ascii: "%"))
        append(Self.digits[Int(byte >> 4)])
        append(Self.digits[Int(byte & 15)])
      }
    }
    append(base + done, url.count - done)
  }

  /// Begins a new line unless one has just begun.
  public mutating func beginLine() {
    if count > 0, start[count - 1] != .newline { append(.newline) }
  }

  mutating func removeLast(_ count: Int) { self.count -= count }

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
