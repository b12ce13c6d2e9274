/// Finds any of many phrases in one pass over the text, without regard to case. Apostrophes may be straight or curly.
struct PhraseSet: Sendable {
  private let phrases: [UInt16: [[UInt8]]]
  /// A bit for each pair of bytes that some phrase begins with: nearly every place in a text is passed with one look.
  private let beginnings: [UInt64]
  /// The same for a hash of three bytes, where no phrase is shorter. Two letters of a phrase stand together in every
  /// other sentence, three hardly ever.
  private let triples: [UInt64]?
  /// Places in a text from one look to the next. Phrases of five bytes hold three triples side by side: whoever looks at
  /// every third place sees one of them.
  private let stride: Int

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
    var triples = [UInt64](repeating: 0, count: 1024)
    let all = phrases.values.joined()
    let shortest = all.map(\.count).min() ?? 0
    stride = max(1, min(3, shortest - 2))
    for phrase in all where shortest >= 3 {
      for start in 0..<stride {
        let key = Self.triple(
          UInt32(phrase[start]) | UInt32(phrase[start + 1]) << 8 | UInt32(phrase[start + 2]) << 16
        )
        triples[key >> 6] |= 1 << UInt64(key & 63)
      }
    }
    self.triples = shortest < 3 ? nil : triples
  }

  /// Sixteen bits from the low three bytes, in whatever case they are.
  @inline(__always) private static func triple(_ bytes: UInt32) -> Int {
    let lowercased = (UInt32(littleEndian: bytes) | 0x0020_2020) & 0x00FF_FFFF
    return Int((lowercased &* 0x9E37_79B1) >> 16)
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
    text.withUnsafeBufferPointer { text in
      guard let base = UnsafeRawPointer(text.baseAddress), let triples else {
        return text.indices.contains { length(at: $0, in: text) > 0 }
      }
      return triples.withUnsafeBufferPointer { triples in
        guard let triples = triples.baseAddress else { return false }
        /// 1 where a phrase may stand.
        @inline(__always) func look(_ index: Int) -> UInt64 {
          let key = Self.triple(base.loadUnaligned(fromByteOffset: index, as: UInt32.self))
          return triples[key >> 6] >> UInt64(key & 63) & 1
        }
        func isPhrase(around index: Int) -> Bool {
          (max(0, index - stride + 1)...index).contains { length(at: $0, in: text) > 0 }
        }
        var index = 0
        // Four looks at a time: none waits for the one before.
        while index + 3 * stride + 4 <= text.count {
          let found = look(index) | look(index + stride) | look(index + 2 * stride) | look(index + 3 * stride)
          if found != 0 {
            for step in 0..<4 where isPhrase(around: index + step * stride) { return true }
          }
          index += 4 * stride
        }
        while index + 4 <= text.count {
          if look(index) != 0, isPhrase(around: index) { return true }
          index += stride
        }
        return (max(0, text.count - 3 - stride)..<text.count).contains { length(at: $0, in: text) > 0 }
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
