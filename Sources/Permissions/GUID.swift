/// A globally unique identifier: 16 bytes, written in lower case as `00000003-0000-0000-c000-000000000000`.
public struct GUID: Hashable, Sendable, Comparable, LosslessStringConvertible {
  private let high: UInt64
  private let low: UInt64

  /// Reads the form 8-4-4-4-12, in any case; nothing else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes[...])
  }

  public init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count == 36, let parts = bytes.withUnsafeBufferPointer(Self.read) else { return nil }
    (high, low) = parts
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> (high: UInt64, low: UInt64)? {
    func number(_ range: Range<Int>) -> UInt64? {
      // What stands before every group but the first.
      guard range.lowerBound == 0 || bytes[range.lowerBound - 1] == UInt8(ascii: "-") else { return nil }
      var number: UInt64 = 0
      for byte in bytes[range] {
        let (digit, letter) = (byte &- UInt8(ascii: "0"), (byte | 0x20) &- UInt8(ascii: "a"))
        guard digit < 10 || letter < 6 else { return nil }
        number = number << 4 | UInt64(digit < 10 ? digit : letter + 10)
      }
      return number
    }
    guard let first = number(0..<8), let second = number(9..<13), let third = number(14..<18),
      let fourth = number(19..<23), let fifth = number(24..<36)
    else { return nil }
    return (first << 32 | second << 16 | third, fourth << 48 | fifth)
  }

  public var description: String {
    func digits(_ value: UInt64, from shift: Int, count: Int) -> String {
      let part = (value >> UInt64(shift)) & (count == 16 ? .max : (1 << UInt64(count * 4)) - 1)
      let text = String(part, radix: 16)
      return String(repeating: "0", count: count - text.count) + text
    }
    return digits(high, from: 32, count: 8) + "-" + digits(high, from: 16, count: 4) + "-"
      + digits(high, from: 0, count: 4) + "-" + digits(low, from: 48, count: 4) + "-" + digits(low, from: 0, count: 12)
  }

  public static func < (a: GUID, b: GUID) -> Bool { (a.high, a.low) < (b.high, b.low) }
}
