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
    guard bytes.count == 36 else { return nil }
    var (high, low): (UInt64, UInt64) = (0, 0)
    var digits = 0
    for (position, byte) in bytes.enumerated() {
      if position == 8 || position == 13 || position == 18 || position == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      let value: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      if digits < 16 { high = high << 4 | UInt64(value) } else { low = low << 4 | UInt64(value) }
      digits += 1
    }
    self.high = high
    self.low = low
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
