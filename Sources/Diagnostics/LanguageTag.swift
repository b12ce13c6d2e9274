/// What looks like the name of a language: `de`, `pt-br`, `zh-Hans`.
public enum LanguageTag {
  public static func isLike(_ text: some StringProtocol) -> Bool {
    // Most words are longer, and have no hyphen there.
    let third = text.utf8.dropFirst(2).first
    return (third == nil || third == 0x2D || third == 0x5F) && isLike(text.utf8.map { UInt32($0) }[...], 2...2)
  }

  /// - Parameter length: of the part that names the language itself.
  static func isLike(_ text: ArraySlice<UInt32>, _ length: ClosedRange<Int>) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == 0x2D || $0 == 0x5F }
    guard let first = parts.first, length.contains(first.count), first.allSatisfy(isLetter) else { return false }
    return parts.dropFirst().allSatisfy { part in
      // A script, a country, or the number of a region.
      [2, 4].contains(part.count) && part.allSatisfy(isLetter) || part.count == 3 && part.allSatisfy(Slip.isDigit)
    }
  }

  private static func isLetter(_ letter: UInt32) -> Bool { (letter | 0x20) &- 0x61 < 26 }
}
