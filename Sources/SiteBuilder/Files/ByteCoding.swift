/// Values as bytes, for files that only Scopebook itself reads.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  /// Seven bits a byte, the lowest first.
  mutating func write(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Hands out what has been written since the last time.
  mutating func handOut(to body: (UnsafeRawBufferPointer) -> Void) {
    bytes.withUnsafeBytes(body)
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func write(_ number: Int) { write(UInt64(bitPattern: Int64(number))) }

  mutating func write(_ content: [UInt8]) {
    write(content.count)
    bytes += content
  }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes += text.utf8
  }

  /// Ends with a fingerprint of all that was written.
  mutating func seal() {
    let hash = contentHash(bytes)
    withUnsafeBytes(of: hash.littleEndian) { bytes += $0 }
  }

  mutating func write(_ flag: Bool) { write(flag ? 1 : 0) }

  mutating func write<Element>(_ elements: [Element], _ body: (inout ByteWriter, Element) -> Void) {
    write(elements.count)
    for element in elements { body(&self, element) }
  }

  mutating func write<Value>(_ value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
    write(value == nil ? 0 : 1)
    if let value { body(&self, value) }
  }
}

/// Reads what a ``ByteWriter`` wrote. Bytes that are not of that kind throw, whatever they are.
struct ByteReader {
  struct Damage: Error {}

  private let bytes: [UInt8]
  private var position = 0
  private let end: Int

  init(_ bytes: [UInt8]) { (self.bytes, end) = (bytes, bytes.count) }

  /// Nothing when the bytes do not end with their fingerprint; see ``ByteWriter/seal()``.
  init?(sealed bytes: [UInt8]) {
    (self.bytes, end) = (bytes, bytes.count - MemoryLayout<UInt64>.size)
    guard end >= 0 else { return nil }
    let isSame = bytes.withUnsafeBytes { [end] bytes in
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self))
        == contentHash(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    }
    guard isSame else { return nil }
  }

  var isAtEnd: Bool { position == end }

  mutating func number() throws(Damage) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard position < end else { throw Damage() }
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    throw Damage()
  }

  mutating func integer() throws(Damage) -> Int { Int(Int64(bitPattern: try number())) }

  mutating func content() throws(Damage) -> ArraySlice<UInt8> {
    let count = try integer()
    guard count >= 0, count <= end - position else { throw Damage() }
    defer { position += count }
    return bytes[position..<(position + count)]
  }

  mutating func flag() throws(Damage) -> Bool { try number() != 0 }

  mutating func text() throws(Damage) -> String { String(decoding: try content(), as: UTF8.self) }

  mutating func elements<Element>(_ body: (inout ByteReader) throws(Damage) -> Element) throws(Damage) -> [Element] {
    let count = try integer()
    // No element takes less than a byte.
    guard count >= 0, count <= end - position else { throw Damage() }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try body(&self)) }
    return elements
  }

  mutating func optional<Value>(_ body: (inout ByteReader) throws(Damage) -> Value) throws(Damage) -> Value? {
    try integer() == 0 ? nil : try body(&self)
  }
}
