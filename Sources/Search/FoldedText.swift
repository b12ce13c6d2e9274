/// A text with each letter folded, letters that are written in pieces put together.
struct FoldedText {
  /// Code points; the highest bit is set for what was a capital.
  private(set) var letters: [UInt32] = []

  static let capital: UInt32 = 1 << 31

  /// - Parameter text: UTF-8; what is none becomes U+FFFD.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    letters.removeAll(keepingCapacity: true)
    let all = FoldedLetters.all
    var decoder = UTF8()
    var bytes = text.makeIterator()
    while true {
      switch decoder.decode(&bytes) {
      case .scalarValue(let scalar):
        if scalar.value < 0x80 {
          letters.append(scalar.value &- 0x41 < 26 ? (scalar.value | 0x20) | Self.capital : scalar.value)
        } else {
          all.fold(scalar.value) { append($0, $1) }
        }
      case .error: letters.append(0xFFFD)
      case .emptyInput: return
      }
    }
  }

  private mutating func append(_ letter: UInt32, _ isCapital: Bool) {
    if let last = letters.last, let composed = Self.composed(last, letter) {
      letters[letters.count - 1] = composed
      return
    }
    letters.append(isCapital ? letter | Self.capital : letter)
    guard letter >= 0x300, letter < 0x1100 || letter >= 0x1D000 else { return }
    // Marks in the order that Unicode gives them, however they were typed.
    var position = letters.count - 1
    let order = Self.order(letter)
    while order > 0, position > 0, Self.order(letters[position - 1]) > order {
      letters.swapAt(position - 1, position)
      position -= 1
    }
  }

  private static func order(_ letter: UInt32) -> UInt8 {
    guard letter >= 0x300 else { return 0 }
    return Unicode.Scalar(letter)?.properties.canonicalCombiningClass.rawValue ?? 0
  }

  // MARK: Letters in pieces

  /// A kana with its voice mark, a Hangul syllable from its parts.
  private static func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
    switch second {
    case 0x3099: voiced(first)
    case 0x309A: isOfRowHa(first) ? first + 2 : nil
    case 0x1161...0x1175 where first >= 0x1100 && first <= 0x1112:
      0xAC00 + ((first - 0x1100) * 21 + second - 0x1161) * 28
    case 0x11A8...0x11C2 where first >= 0xAC00 && first <= 0xD7A3 && (first - 0xAC00).isMultiple(of: 28):
      first + second - 0x11A7
    default: nil
    }
  }

  private static func voiced(_ kana: UInt32) -> UInt32? {
    switch kana {
    case 0x3046, 0x30A6: kana + 0x4E
    case 0x30EF...0x30F2: kana + 8
    case 0x309D, 0x30FD: kana + 1
    // か to ち, each before its voiced one; then つ, て and と after the small つ.
    case 0x304B...0x3061, 0x30AB...0x30C1: kana & 1 == 1 ? kana + 1 : nil
    case 0x3064, 0x3066, 0x3068, 0x30C4, 0x30C6, 0x30C8: kana + 1
    default: isOfRowHa(kana) ? kana + 1 : nil
    }
  }

  /// Those that may have either of the two marks.
  private static func isOfRowHa(_ kana: UInt32) -> Bool {
    switch kana {
    case 0x306F...0x307B: (kana - 0x306F).isMultiple(of: 3)
    case 0x30CF...0x30DB: (kana - 0x30CF).isMultiple(of: 3)
    default: false
    }
  }
}
