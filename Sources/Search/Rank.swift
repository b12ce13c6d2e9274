/// How prominently a word stands on a page.
public enum Rank: UInt8, Sendable, Comparable, CaseIterable {
  case text, name, heading, title

  public static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
}
