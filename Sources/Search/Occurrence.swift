/// That a word stands on a page, where it does so most prominently.
public struct Occurrence: Sendable, Equatable {
  public var page: UInt32
  /// Number of the section, from 1; 0 for the page as a whole.
  public var section: UInt8
  public var rank: Rank

  /// How prominently.
  public enum Rank: UInt8, Sendable, Comparable {
    case text, name, heading, title

    public static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
  }
}
