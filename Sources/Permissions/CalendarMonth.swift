/// A month of a year, written `2025-11`: some changes of a provider are dated no more closely.
public struct CalendarMonth: Hashable, Sendable, Comparable, LosslessStringConvertible {
  private let months: UInt32

  public var year: Int { Int(months) / 12 }
  public var month: Int { Int(months) % 12 + 1 }

  /// Reads the form `yyyy-mm`; nothing else.
  public init?(_ text: String) {
    guard let day = CalendarDate(text + "-01") else { return nil }
    months = UInt32(day.year * 12 + day.month - 1)
  }

  public var description: String { String(CalendarDate(year: year, month: month, day: 1)!.description.dropLast(3)) }

  public static func < (a: CalendarMonth, b: CalendarMonth) -> Bool { a.months < b.months }
}
