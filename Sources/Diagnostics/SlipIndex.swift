/// Words of which one is found that differs from another by a slip of the finger: a letter too many, too few or wrong, or
/// two neighbours swapped.
///
/// Two words are one slip apart where they are the same without one letter of each. So every word is entered under what
/// is left of it without each of its letters, and a search asks for these: what it costs depends on the length of the
/// word alone.
public struct SlipIndex: Sendable {
  /// A word, and what has to be the same where the word is to come into question, such as the folder of a file.
  public struct Word: Sendable {
    fileprivate let context: UInt64
    fileprivate let letters: [UInt32]

    public init(_ text: String, in context: String = "") {
      letters = Self.letters(text)
      self.context = Self.letters(context).reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* Slip.prime }
    }

    /// In lower case.
    private static func letters(_ text: String) -> [UInt32] {
      if text.utf8.allSatisfy({ $0 < 0x80 }) {
        return text.utf8.map { UInt32($0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0) }
      }
      return text.lowercased().unicodeScalars.map(\.value)
    }
  }

  private let words: [Word]
  /// Positions of words by what is left without one letter; nil for so few that all of them are looked at.
  private let shortened: PositionTable?

  private static let few = 12
  /// So many words are looked at in one search.
  private static let mostComparisons = 64

  public init(_ words: [Word]) {
    self.words = words
    guard words.count > Self.few else {
      shortened = nil
      return
    }
    var entries: [PositionTable.Entry] = []
    entries.reserveCapacity(words.reduce(0) { $0 + $1.letters.count + 1 })
    for (position, word) in words.enumerated() {
      Self.forEachHash(of: word) { entries.append(($0, UInt32(position))) }
    }
    shortened = PositionTable(entries)
  }

  /// The position of the only word that is the same but for case, or else of the only one that is a slip away; nil where
  /// there is none, or more than one.
  ///
  /// - Parameters:
  ///   - comparisons: is increased by how many words were looked at.
  ///   - isMeant: whether the word at a position comes into question.
  public func only(
    like wanted: Word,
    comparisons: inout Int,
    where isMeant: (Int) -> Bool = { _ in true }
  ) -> Int? {
    var equal: [Int] = []
    var near: [Int] = []
    var left = Self.mostComparisons
    func look(at position: Int) {
      left -= 1
      let word = words[position]
      guard word.context == wanted.context, !equal.contains(position), !near.contains(position) else { return }
      if word.letters == wanted.letters {
        if isMeant(position) { equal.append(position) }
      } else if Slip.separates(wanted.letters, word.letters), isMeant(position) {
        near.append(position)
      }
    }
    if let shortened {
      Self.forEachHash(of: wanted) { hash in
        for position in shortened[hash] where left > 0 { look(at: Int(position)) }
      }
    } else {
      for position in words.indices { look(at: position) }
    }
    comparisons += Self.mostComparisons - left
    if !equal.isEmpty { return equal.count == 1 ? equal[0] : nil }
    // What was not looked at may fit as well.
    return near.count == 1 && left > 0 ? near[0] : nil
  }

  /// Of the whole word first, then of what is left without each of its letters. Digits stay: no number is a slip.
  private static func forEachHash(of word: Word, _ body: (UInt64) -> Void) {
    let letters = word.letters
    let whole = letters.reduce(0) { $0 &* Slip.prime &+ UInt64($1) }
    body(whole ^ word.context)
    // From the end on: a letter is taken out of the middle, and what stands before it moves one place to the right.
    var (before, power, after): (UInt64, UInt64, UInt64) = (whole, 1, 0)
    for (offset, letter) in letters.enumerated().reversed() {
      before = (before &- UInt64(letter)) &* Slip.inverse
      let isRepeated = offset > 0 && letters[offset - 1] == letter
      if !isRepeated, !Slip.isDigit(letter) { body((before &* power &+ after) ^ word.context) }
      after = after &+ UInt64(letter) &* power
      power = power &* Slip.prime
    }
  }
}
