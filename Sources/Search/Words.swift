/// Words of text that is not ASCII. The script that searches does the same.
enum Words {
  /// Letters and digits in lower case; scripts without spaces between words by twos.
  static func of(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var pair: Unicode.Scalar?
    func end() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for scalar in text.lowercased().unicodeScalars {
      if isWithoutSpaces(scalar) {
        end()
        if let first = pair { words.append(String(first) + String(scalar)) }
        pair = scalar
      } else {
        pair = nil
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || isMark(scalar) {
          word.unicodeScalars.append(scalar)
        } else {
          end()
        }
      }
    }
    end()
    return words
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .nonspacingMark || scalar.properties.generalCategory == .spacingMark
  }

  /// Chinese, Japanese and Thai.
  private static func isWithoutSpaces(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0E7F, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: true
    default: false
    }
  }
}
