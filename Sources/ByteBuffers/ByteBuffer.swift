/// Bytes that are written in many small pieces: pages, JSON.
///
/// They lie in memory of their own, which has one owner: an array would have to find out before each piece who else
/// holds it, and that takes longer than most pieces do.
public struct ByteBuffer: ~Copyable {
  @usableFromInline var start: UnsafeMutablePointer<UInt8>
  @usableFromInline var written = 0
  @usableFromInline var capacity: Int

  public init(capacity: Int = 0) {
    self.capacity = max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  @inlinable public var count: Int { written }
  @inlinable public var last: UInt8? { written > 0 ? start[written - 1] : nil }

  /// What was written; the buffer is empty then.
  public mutating func finish() -> [UInt8] {
    defer { written = 0 }
    return Array(UnsafeBufferPointer(start: start, count: count))
  }

  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: start, count: count))
  }

  @inlinable
  @inline(__always)
  public mutating func append(_ byte: UInt8) {
    if written == capacity { grow(by: 1) }
    start[written] = byte
    written += 1
  }

  /// - Parameter length: how many bytes there are from `bytes` on.
  @inlinable
  @inline(__always)
  public mutating func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    if length > capacity - written { grow(by: length) }
    (start + written).update(from: bytes, count: length)
    written += length
  }

  @inlinable
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let start = bytes.baseAddress { append(start, bytes.count) }
  }

  @inlinable
  public mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  @inlinable
  public mutating func append(_ text: StaticString) { append(text.utf8Start, text.utf8CodeUnitCount) }

  @inlinable
  public mutating func append(_ bytes: some Sequence<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { append($0) }
    if done == nil { for byte in bytes { append(byte) } }
  }

  /// Appends a number in digits, as `String` writes it.
  public mutating func append(decimal number: some FixedWidthInteger) {
    if number < 0 { append(UInt8(ascii: "-")) }
    let magnitude = UInt64(number.magnitude)
    var (count, power) = (1, UInt64(10))
    while magnitude >= power, count < 20 {
      count += 1
      // The largest number has twenty digits, and ten to the twentieth is larger than any.
      power = count < 20 ? power * 10 : .max
    }
    if count > capacity - written { grow(by: count) }
    var rest = magnitude
    for place in (written..<written + count).reversed() {
      start[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    written += count
  }

  /// The same in base 16, with small letters.
  public mutating func append(hexadecimal number: UInt64) {
    let count = max(1, (UInt64.bitWidth - number.leadingZeroBitCount + 3) / 4)
    for place in (0..<count).reversed() {
      let digit = UInt8(truncatingIfNeeded: number &>> UInt64(place * 4) & 15)
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  public mutating func removeLast(_ count: Int) {
    precondition(count <= written)
    written -= count
  }

  @inline(never)
  @usableFromInline
  mutating func grow(by length: Int) {
    capacity = max(capacity * 2, count + length)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }
}

extension ByteBuffer {
  /// Appends `text` with every byte that `entity` knows replaced, of those that are special in HTML: `&`, `<`, `>` and
  /// both quotes.
  @inlinable
  @inline(__always)
  public mutating func appendEscaped(
    _ text: UnsafeBufferPointer<UInt8>,
    _ entity: (UInt8) -> StaticString?
  ) {
    guard let base = text.baseAddress else { return }
    var done = 0
    var index = 0
    while index < text.count {
      if index + 8 <= text.count {
        let word = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let skipped = Self.special(in: UInt64(littleEndian: word)).trailingZeroBitCount >> 3
        index += skipped
        if skipped == 8 { continue }
      }
      if let replacement = entity(base[index]) {
        append(base + done, index - done)
        append(replacement)
        done = index + 1
      }
      index += 1
    }
    append(base + done, text.count - done)
  }

  /// The highest bit of every special byte, and perhaps of some above one.
  @inlinable
  @inline(__always)
  static func special(in word: UInt64) -> UInt64 {
    // `&` and `'` differ in one bit, and so do `<` and `>`.
    zeroes(word & ones(0xFE) ^ ones(0x26)) | zeroes(word & ones(0xFD) ^ ones(0x3C)) | zeroes(word ^ ones(0x22))
  }

  /// A byte in each of eight places.
  @inlinable @inline(__always) public static func ones(_ byte: UInt64) -> UInt64 { 0x0101_0101_0101_0101 &* byte }

  /// The highest bit of every byte that is zero, and perhaps of some above one.
  @inlinable @inline(__always) static func zeroes(_ word: UInt64) -> UInt64 { below(1, in: word) }

  /// The highest bit of every byte that is less than `limit`, which may be 128 at most, and perhaps of some above one.
  @inlinable @inline(__always) public static func below(_ limit: UInt64, in word: UInt64) -> UInt64 {
    (word &- ones(limit)) & ~word & ones(0x80)
  }
}
