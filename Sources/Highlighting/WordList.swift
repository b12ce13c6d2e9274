/// Words that are looked up by their bytes.
struct WordList: Sendable {
  /// By first byte.
  private var words = [[[UInt8]]](repeating: [], count: 128)
  private let ignoresCase: Bool

  init(_ list: String, ignoresCase: Bool = false) {
    self.ignoresCase = ignoresCase
    for word in list.split(whereSeparator: \.isWhitespace) {
      let bytes = Array(word.utf8)
      words[Int(bytes[0])].append(bytes)
    }
  }

  func contains(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, first < 0x80 else { return false }
    for candidate in words[Int(lowered(first))] where candidate.count == word.count {
      if ignoresCase ? candidate.elementsEqual(word.lazy.map(lowered)) : candidate.elementsEqual(word) { return true }
    }
    return false
  }

  private func lowered(_ byte: UInt8) -> UInt8 {
    ignoresCase && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
