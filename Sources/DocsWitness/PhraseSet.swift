/// Finds any of many phrases in one pass over the text, without regard to case. Apostrophes may be straight or curly.
package struct PhraseSet: Sendable {
  private let phrases: [UInt16: [[UInt8]]]
  /// A bit for each pair of bytes that some phrase begins with: nearly every place in a text is passed with one look.
  private let beginnings: [UInt64]
  /// 1 for each hash of four bytes that stand together at the beginning of some phrase or one byte further, where none is
  /// shorter than five: whoever looks at every second place of a text sees one of them. Two letters of a phrase stand
  /// together in every other sentence, four hardly ever.
  private let quads: [UInt8]?

  package init(_ texts: [String]) {
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
    let all = phrases.values.joined()
    guard all.allSatisfy({ $0.count >= 5 }) else {
      quads = nil
      return
    }
    var quads = [UInt8](repeating: 0, count: 4096)
    for phrase in all {
      for start in 0..<2 {
        let bytes = phrase[start..<(start + 4)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        quads[Self.quad(bytes | Self.caseless)] = 1
      }
    }
    self.quads = quads
  }

  /// Twelve bits from the low four bytes.
  @inline(__always) private static func quad(_ bytes: UInt64) -> Int {
    Int((UInt32(truncatingIfNeeded: bytes) &* 0x9E37_79B1) >> 20)
  }

  /// Makes letters lower case, and other bytes no different from what the phrases have been made.
  private static let caseless: UInt64 = 0x2020_2020_2020_2020

  @inline(__always) private static func key(_ first: UInt8, _ second: UInt8) -> UInt16 {
    UInt16(first) << 8 | UInt16(second)
  }

  /// How long the phrase is that begins at a place; zero where none does.
  @inline(__always) package func length(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
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

  package func occurs(in text: ArraySlice<UInt8>) -> Bool {
    text.withUnsafeBufferPointer { text in
      guard let base = UnsafeRawPointer(text.baseAddress), let quads else {
        return text.indices.contains { length(at: $0, in: text) > 0 }
      }
      return quads.withUnsafeBufferPointer { quads in
        guard let quads = quads.baseAddress else { return false }
        @inline(__always) func word(_ index: Int) -> UInt64 {
          UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self)) | Self.caseless
        }
        /// 1 where a phrase may stand around the first, third or fifth byte of a word.
        @inline(__always) func look(_ word: UInt64) -> UInt8 {
          quads[Self.quad(word)] | quads[Self.quad(word &>> 16)] | quads[Self.quad(word &>> 32)]
        }
        func isPhrase(around index: Int) -> Bool {
          quads[Self.quad(word(index))] != 0
            && (length(at: index, in: text) > 0 || index > 0 && length(at: index - 1, in: text) > 0)
        }
        var index = 0
        // Two words at a time: none waits for the one before.
        while index &+ 18 <= text.count {
          if look(word(index)) | look(word(index &+ 6)) != 0 {
            for place in 0..<6 where isPhrase(around: index + 2 * place) { return true }
          }
          index &+= 12
        }
        // The last look has seen what begins up to its own place.
        return (max(0, index - 1)..<text.count).contains { length(at: $0, in: text) > 0 }
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
