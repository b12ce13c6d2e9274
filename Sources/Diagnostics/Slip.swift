/// What may be corrected without asking: one letter too many, too few or wrong, or two neighbours swapped, where that can
/// hardly be another word.
enum Slip {
  static let prime: UInt64 = 0x100_0000_01B3
  /// Undoes a multiplication by the prime.
  static let inverse: UInt64 = 0xCE96_5057_AFF6_957B

  static func isDigit(_ letter: UInt32) -> Bool { letter &- 0x30 < 10 }

  /// Whether one slip makes one word of the other. Both are in lower case.
  ///
  /// `step-2` is no misspelt `step-3`, nor `part-ii` a misspelt `part-iii`; `de` is no misspelt `uk` and `sign-in` no
  /// misspelt `sign-on`, since words of one or two letters are all near each other; and of Chinese, Japanese and Korean
  /// words nearly every letter is a word.
  static func separates(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    guard abs(a.count - b.count) <= 1 else { return false }
    let shorter = min(a.count, b.count)
    var start = 0
    while start < shorter, a[start] == b[start] { start += 1 }
    var end = 0
    while end < shorter - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
    let (inA, inB) = (start..<(a.count - end), start..<(b.count - end))
    let isOne = inA.count <= 1 && inB.count <= 1 && !(inA.isEmpty && inB.isEmpty)
    let isSwap = inA.count == 2 && inB.count == 2 && a[start] == b[start + 1] && a[start + 1] == b[start]
    guard isOne || isSwap, (a[inA] + b[inB]).allSatisfy({ !isDigit($0) && $0 < 0x2E80 }) else { return false }
    return !joinsNumbers(inA, of: a) && !joinsNumbers(inB, of: b)
      && !areOtherWords(word(around: inA, of: a), word(around: inB, of: b))
      && !isInLanguageTag(inA, of: a) && !isInLanguageTag(inB, of: b)
  }

  /// Without these letters two numbers would be one.
  private static func joinsNumbers(_ range: Range<Int>, of word: [UInt32]) -> Bool {
    range.lowerBound > 0 && range.upperBound < word.count && isDigit(word[range.lowerBound - 1])
      && isDigit(word[range.upperBound])
  }

  private static func areOtherWords(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Bool {
    // What has been added or left out stands between two words.
    if a.isEmpty || b.isEmpty { return false }
    return isShort(a) || isShort(b) || isRoman(a) && isRoman(b)
  }

  private static func isShort(_ word: ArraySlice<UInt32>) -> Bool { word.count { !isDigit($0) } <= 2 }

  private static func isRoman(_ word: ArraySlice<UInt32>) -> Bool {
    word.allSatisfy { letter in "ivx".unicodeScalars.contains { $0.value == letter } }
  }

  private static func word(around range: Range<Int>, of letters: [UInt32]) -> ArraySlice<UInt32> {
    part(around: range, of: letters) { letter in
      letter >= 0x80 || isDigit(letter) || letter &- 0x61 < 26
    }
  }

  /// `settings.pt.md`: what stands between two dots, or before the only one.
  private static func isInLanguageTag(_ range: Range<Int>, of letters: [UInt32]) -> Bool {
    let dot = UInt32(UInt8(ascii: "."))
    let part = part(around: range, of: letters) { $0 != dot }
    let isBetweenDots = part.startIndex > 0 && part.endIndex < letters.count
    return LanguageTag.isLike(part, isBetweenDots ? 2...3 : 2...2)
  }

  private static func part(
    around range: Range<Int>,
    of letters: [UInt32],
    _ belongs: (UInt32) -> Bool
  ) -> ArraySlice<UInt32> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start > 0, belongs(letters[start - 1]) { start -= 1 }
    while end < letters.count, belongs(letters[end]) { end += 1 }
    return letters[start..<end]
  }
}
