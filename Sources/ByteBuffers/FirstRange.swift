import CMemory

extension ArraySlice<UInt8> {
  /// Where these bytes first stand, found by the C library: what Swift's own search for any collection does takes ten
  /// times as long.
  public func firstRange(of bytes: some Collection<UInt8>) -> Range<Int>? {
    let found = withUnsafeBufferPointer { own -> Int? in
      let search = { (wanted: UnsafeBufferPointer<UInt8>) -> Int? in
        guard let start = own.baseAddress, let first = wanted.baseAddress else { return nil }
        return find_bytes(start, own.count, first, wanted.count).map { $0 - UnsafeRawPointer(start) }
      }
      return bytes.withContiguousStorageIfAvailable(search) ?? Swift.Array(bytes).withUnsafeBufferPointer(search)
    }
    guard let found else { return nil }
    return (startIndex + found)..<(startIndex + found + bytes.count)
  }
}

extension [UInt8] {
  /// Where these bytes first stand, found by the C library.
  public func firstRange(of bytes: some Collection<UInt8>) -> Range<Int>? { self[...].firstRange(of: bytes) }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where this byte first stands in a part of the buffer, found by the C library; nil if it does not.
  public func firstPosition(of byte: UInt8, in range: Range<Int>) -> Int? {
    guard let start = baseAddress else { return nil }
    return withUnsafePointer(to: byte) { wanted in
      find_bytes(start + range.lowerBound, range.count, wanted, 1).map { $0 - UnsafeRawPointer(start) }
    }
  }
}
