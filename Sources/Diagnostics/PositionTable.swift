/// Positions of words by hashes of what they hold, in two arrays: made once, asked often.
struct PositionTable: Sendable {
  typealias Entry = (hash: UInt64, position: UInt32)

  /// Where each bucket begins in ``positions``, and where the last one ends.
  private let starts: [UInt32]
  private let positions: [UInt32]
  private let shift: UInt64

  init(_ entries: [Entry]) {
    var bits: UInt64 = 4
    while 1 << bits < entries.count { bits += 1 }
    let shift = 64 - bits
    var starts = [UInt32](repeating: 0, count: (1 << bits) + 1)
    for entry in entries { starts[Self.bucket(entry.hash, shift) + 1] += 1 }
    for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
    var free = starts
    positions = [UInt32](unsafeUninitializedCapacity: entries.count) { positions, count in
      for entry in entries {
        let bucket = Self.bucket(entry.hash, shift)
        positions[Int(free[bucket])] = entry.position
        free[bucket] += 1
      }
      count = entries.count
    }
    (self.starts, self.shift) = (starts, shift)
  }

  /// In the order in which they were given; others may be among them.
  subscript(hash: UInt64) -> ArraySlice<UInt32> {
    let bucket = Self.bucket(hash, shift)
    return positions[Int(starts[bucket])..<Int(starts[bucket + 1])]
  }

  private static func bucket(_ hash: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: ((hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }
}
