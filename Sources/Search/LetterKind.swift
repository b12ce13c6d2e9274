/// How a letter stands in words, once it has been folded. The script that searches tells letters apart by the same rules.
enum LetterKind {
  /// It ends words.
  case none
  /// Words are made of it: letters, marks and digits.
  case letter
  /// A script that has no spaces between words, or compounds of any length: found by any two letters that stand side by
  /// side.
  case pair
  /// A word of its own: a pictogram.
  case single

  init(_ letter: UInt32) {
    switch letter {
    case 0x30...0x39, 0x61...0x7A, 0x41...0x5A: self = .letter
    case 0..<0x80: self = .none
    // What most texts are made of, so that few letters have to be looked up.
    case 0x3B1...0x3C9, 0x430...0x45F, 0x5D0...0x5EA, 0x621...0x63A, 0x641...0x64A: self = .letter
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: self = .pair
    case 0x2010...0x2027, 0x3000...0x3003, 0x3008...0x3011: self = .none
    case 0x2600...0x27BF, 0x1F000...0x1FAFF: self = .single
    default:
      guard let scalar = Unicode.Scalar(letter), Self.isPartOfWords(scalar.properties.generalCategory) else {
        self = .none
        return
      }
      self = Self.isWithoutSpaces(letter) ? .pair : .letter
    }
  }

  private static func isPartOfWords(_ category: Unicode.GeneralCategory) -> Bool {
    switch category {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  /// Thai, Lao, Myanmar, Khmer, Chinese, Japanese and Korean.
  private static func isWithoutSpaces(_ letter: UInt32) -> Bool {
    switch letter {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x30FF, 0x31F0...0x31FF,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
