/// Looks for many short words in one pass over bytes, without regard to ASCII case.
///
/// Wu and Manber's method: the last two bytes of a window say how far the window may jump. With words of five bytes
/// and more that is up to four bytes a step.
struct ByteSearch: Sendable {
  private let words: [[UInt8]]
  private let written: [[UInt8]]
  /// As long as the shortest word.
  private let window: Int
  /// By a hash of two bytes: how far to jump; 0 where a word may begin.
  private let jumps: [UInt8]
  /// By the same hash: the words whose first `window` bytes end in these two.
  private let candidates: [[UInt16]]

  /// Words of fewer than two bytes are not looked for.
  init(_ words: [[UInt8]]) {
    written = words.filter { $0.count >= 2 }
    let words = written.map { $0.map(Self.folded) }
    let window = min(words.map(\.count).min() ?? 2, 200)
    var jumps = [UInt8](repeating: UInt8(window - 1), count: 1 << 12)
    var candidates = [[UInt16]](repeating: [], count: 1 << 12)
    for (index, word) in words.prefix(Int(UInt16.max)).enumerated() {
      for end in 1..<window {
        let hash = Self.hash(word[end - 1], word[end])
        jumps[hash] = min(jumps[hash], UInt8(window - 1 - end))
        if end == window - 1 { candidates[hash].append(UInt16(index)) }
      }
    }
    self.words = words
    self.window = window
    self.jumps = jumps
    self.candidates = candidates
  }

  /// Calls with each hit, word and offset, until the answer is false.
  func forEachMatch(in bytes: UnsafeBufferPointer<UInt8>, _ body: (_ word: Int, _ offset: Int) -> Bool) {
    guard !words.isEmpty, bytes.count >= window, let base = bytes.baseAddress else { return }
    jumps.withUnsafeBufferPointer { jumps in
      var end = window - 1
      while end < bytes.count {
        let hash = Self.hash(Self.folded(base[end - 1]), Self.folded(base[end]))
        let jump = Int(jumps[hash])
        if jump > 0 {
          end += jump
          continue
        }
        let start = end - window + 1
        for index in candidates[hash] where matches(words[Int(index)], at: start, in: bytes) {
          guard body(Int(index), start) else { return }
        }
        end += 1
      }
    }
  }

  func finds(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var found = false
    forEachMatch(in: bytes) { _, _ in
      found = true
      return false
    }
    return found
  }

  func finds(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { finds(in: $0) }
  }

  /// Whether any of the words is there in just these letters, with no letter or digit beside it.
  func findsWord(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    func isWordByte(_ byte: UInt8) -> Bool {
      byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
    }
    var found = false
    forEachMatch(in: bytes) { word, offset in
      let end = offset + words[word].count
      found =
        written[word].indices.allSatisfy { bytes[offset + $0] == written[word][$0] }
        && (offset == 0 || !isWordByte(bytes[offset - 1])) && (end == bytes.count || !isWordByte(bytes[end]))
      return !found
    }
    return found
  }

  private func matches(_ word: [UInt8], at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard start + word.count <= bytes.count else { return false }
    for offset in word.indices where Self.folded(bytes[start + offset]) != word[offset] { return false }
    return true
  }

  /// Maps capitals to small letters; that it merges a few signs too only costs a comparison.
  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  @inline(__always)
  private static func hash(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first & 0x3F) << 6 | Int(second & 0x3F)
  }
}
