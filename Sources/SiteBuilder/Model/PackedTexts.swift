/// Many short texts in one piece of memory, of which nobody need hold any.
final class PackedTexts: @unchecked Sendable {
  private let bytes: UnsafeMutablePointer<UInt8>
  /// Where each text ends.
  private let ends: UnsafeMutablePointer<UInt32>
  private let count: Int

  init(_ texts: some Sequence<[UInt8]>) {
    var (all, ends): ([UInt8], [UInt32]) = ([], [])
    for text in texts {
      all += text
      ends.append(UInt32(all.count))
    }
    bytes = .allocate(capacity: all.count)
    bytes.initialize(from: all, count: all.count)
    self.ends = .allocate(capacity: ends.count)
    self.ends.initialize(from: ends, count: ends.count)
    count = ends.count
  }

  deinit {
    bytes.deallocate()
    ends.deallocate()
  }

  /// Good for as long as there is this object.
  @inline(__always)
  subscript(_ position: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(position >= 0 && position < count)
    let start = position == 0 ? 0 : Int(ends[position - 1])
    return UnsafeBufferPointer(start: bytes + start, count: Int(ends[position]) - start)
  }
}
