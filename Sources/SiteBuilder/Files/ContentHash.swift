/// A 64-bit fingerprint of bytes, to see whether a file has changed. Not for secrets.
///
/// Sixteen bytes a step, folded by a 128-bit product, and four such steps side by side where there are many.
package func contentHash(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
  bytes.withUnsafeBytes { contentHash($0, seed: seed) }
}

package func contentHash(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
  let count = bytes.count
  var hash = seed ^ 0x9E37_79B9_7F4A_7C15 ^ UInt64(count)
  guard let base = bytes.baseAddress, count > 0 else { return fold(hash, last) }
  var offset = 0
  if count >= 128 {
    // Four at a time: none of them has to wait for another.
    var (a, b, c, d) = (hash, hash ^ first, hash ^ second, hash ^ last)
    while offset + 64 <= count {
      a = mixed(a, base + offset)
      b = mixed(b, base + offset + 16)
      c = mixed(c, base + offset + 32)
      d = mixed(d, base + offset + 48)
      offset += 64
    }
    hash = fold(a ^ first, b ^ second) ^ fold(c ^ second, d ^ first)
  }
  while offset + 16 <= count {
    hash = mixed(hash, base + offset)
    offset += 16
  }
  if offset < count {
    // The last bytes, some of them for the second time.
    let tail = count >= 16 ? (load(base + count - 16), load(base + count - 8)) : few(base, count)
    hash = fold(hash ^ tail.0 ^ 0x8EBC_6AF0_9C88_C6E3, tail.1 ^ 0x5899_65CC_7537_4CC3 &+ hash)
  }
  return fold(hash, last)
}

private let first: UInt64 = 0xA076_1D64_78BD_642F
private let second: UInt64 = 0xE703_7ED1_A0B4_28DB
private let last: UInt64 = 0x1D8E_4E27_C47D_124F

@inline(__always)
private func mixed(_ hash: UInt64, _ bytes: UnsafeRawPointer) -> UInt64 {
  fold(hash ^ load(bytes) ^ first, load(bytes + 8) ^ second &+ hash)
}

/// Less than sixteen.
@inline(__always)
private func few(_ bytes: UnsafeRawPointer, _ count: Int) -> (UInt64, UInt64) {
  if count >= 8 { return (load(bytes), load(bytes + count - 8)) }
  if count >= 4 {
    let (low, high) = (bytes.loadUnaligned(as: UInt32.self), (bytes + count - 4).loadUnaligned(as: UInt32.self))
    return (UInt64(low.littleEndian), UInt64(high.littleEndian))
  }
  let bytes = UnsafeRawBufferPointer(start: bytes, count: count)
  return (UInt64(bytes[0]) | UInt64(bytes[count / 2]) << 8, UInt64(bytes[count - 1]))
}

@inline(__always)
private func load(_ bytes: UnsafeRawPointer) -> UInt64 { bytes.loadUnaligned(as: UInt64.self).littleEndian }

@inline(__always)
private func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = a.multipliedFullWidth(by: b)
  return product.high ^ product.low
}
