/// Finds any of many phrases in one pass over the text, without regard to case. Apostrophes may be straight or curly.
struct PhraseSet: Sendable {
  private let phrases: [UInt16: [[UInt8]]]
  /// A bit for each pair of bytes that some phrase begins with: nearly every place in a text is passed with one look.
  private let beginnings: [UInt64]

  init(_ texts: [String]) {
    var phrases: [UInt16: [[UInt8]]] = [:]
    var beginnings = [UInt64](repeating: 0, count: 1024)
    let curly = texts.filter { $0.contains("'") }.map { $0.replacing("'", with: "\u{2019}") }
    for phrase in (texts + curly).map({ Array($0.utf8) }) {
      precondition(phrase.count >= 2)
      let key = Self.key(phrase[0], phrase[1])
      phrases[key, default: []].append(phrase)
      beginnings[Int(key >> 6)] |= 1 << UInt64(key & 63)
    }
    // The longest first, so that a phrase is found before its own beginning.
    self.phrases = phrases.mapValues { $0.sorted { $0.count > $1.count } }
    self.beginnings = beginnings
  }

  @inline(__always) private static func key(_ first: UInt8, _ second: UInt8) -> UInt16 {
    UInt16(first) << 8 | UInt16(second)
  }

  /// How long the phrase is that begins at a place; zero where none does.
  @inline(__always) func length(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    guard index + 1 < text.count else { return 0 }
    let key = Self.key(lowercased(text[index]), lowercased(text[index + 1]))
    guard beginnings[Int(key >> 6)] & (1 << UInt64(key & 63)) != 0 else { return 0 }
    return longest(key, at: index, in: text)
  }

  private func longest(_ key: UInt16, at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    for phrase in phrases[key] ?? [] where index + phrase.count <= text.count {
      if phrase.indices.allSatisfy({ lowercased(text[index + $0]) == phrase[$0] }) { return phrase.count }
    }
    return 0
  }

  func occurs(in text: ArraySlice<UInt8>) -> Bool {
    beginnings.withUnsafeBufferPointer { beginnings in
      text.withUnsafeBufferPointer { text in
        guard var first = text.first.map(lowercased) else { return false }
        for index in 1..<text.count {
          let second = lowercased(text[index])
          let key = Self.key(first, second)
          first = second
          if beginnings[Int(key >> 6)] & (1 << UInt64(key & 63)) != 0, longest(key, at: index - 1, in: text) > 0 {
            return true
          }
        }
        return false
      }
    }
  }

  func occurs(in text: [UInt8]) -> Bool { occurs(in: text[...]) }

  func begins(_ text: [UInt8]) -> Bool { text.withUnsafeBufferPointer { length(at: 0, in: $0) > 0 } }

  /// Every place where a phrase stands, one after the other.
  func ranges(in text: [UInt8]) -> [Range<Int>] {
    text.withUnsafeBufferPointer { text in
      var found: [Range<Int>] = []
      var index = 0
      while index < text.count {
        let length = length(at: index, in: text)
        if length > 0 { found.append(index..<(index + length)) }
        index += max(1, length)
      }
      return found
    }
  }
}
