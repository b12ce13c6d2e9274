/// Looks for many short words in one pass over bytes, without regard to ASCII case.
///
/// Wu and Manber's method: the last two bytes of a window say how far the window may jump. With words of five bytes
/// and more that is up to four bytes a step.
struct ByteSearch: Sendable {
  private let written: [[UInt8]]
  /// The words in small letters one after the other, and where each begins; a last entry says where all end. Arrays of
  /// arrays would be retained and released at every possible hit, which took a third of the time.
  private let letters: [UInt8]
  private let starts: [Int32]
  /// As long as the shortest word.
  private let window: Int
  /// By two bytes as they stand in memory: how far to jump; 0 where a word may begin. A table of all pairs spares folding
  /// and hashing at every step, which doubles the speed.
  private let jumps: [UInt8]
  /// By a hash of the two bytes in small letters, where the words begin in `candidates` whose first `window` bytes end in these two.
  private let candidateStarts: [UInt16]
  private let candidates: [UInt16]

  /// Words of fewer than two bytes are not looked for.
  init(_ words: [[UInt8]]) {
    written = words.filter { $0.count >= 2 }
    let words = written.map { $0.map(Self.folded) }
    let window = min(words.map(\.count).min() ?? 2, 200)
    var jumps = [UInt8](repeating: UInt8(window - 1), count: 1 << 16)
    var candidates = [[UInt16]](repeating: [], count: 1 << 12)
    for (index, word) in words.prefix(Int(UInt16.max)).enumerated() {
      for end in 1..<window {
        for first in Self.bothCases(word[end - 1]) {
          for second in Self.bothCases(word[end]) {
            let pair = Int(first) | Int(second) << 8
            jumps[pair] = min(jumps[pair], UInt8(window - 1 - end))
          }
        }
        if end == window - 1 { candidates[Self.hash(word[end - 1], word[end])].append(UInt16(index)) }
      }
    }
    self.window = window
    self.jumps = jumps
    self.candidates = candidates.flatMap { $0 }
    candidateStarts = candidates.reduce(into: [0]) { $0.append($0[$0.count - 1] + UInt16($1.count)) }
    letters = words.flatMap { $0 }
    starts = words.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.count)) }
  }

  private static func bothCases(_ byte: UInt8) -> [UInt8] { byte &- 0x61 < 26 ? [byte, byte & 0xDF] : [byte] }

  /// Calls with each hit, word and offset, until the answer is false.
  func forEachMatch(in bytes: UnsafeBufferPointer<UInt8>, _ body: (_ word: Int, _ offset: Int) -> Bool) {
    guard !written.isEmpty, bytes.count >= window, let base = bytes.baseAddress else { return }
    jumps.withUnsafeBufferPointer { jumps in
      letters.withUnsafeBufferPointer { letters in
        candidates.withUnsafeBufferPointer { candidates in
          var end = window - 1
          while end < bytes.count {
            let pair = UnsafeRawPointer(base + (end - 1)).loadUnaligned(as: UInt16.self)
            let jump = Int(jumps[Int(UInt16(littleEndian: pair))])
            if jump > 0 {
              end += jump
              continue
            }
            let hash = Self.hash(Self.folded(base[end - 1]), Self.folded(base[end]))
            let start = end - window + 1
            for position in Int(candidateStarts[hash])..<Int(candidateStarts[hash + 1]) {
              let word = Int(candidates[position])
              let range = Int(starts[word])..<Int(starts[word + 1])
              guard Self.matches(letters, range, at: start, in: bytes) else { continue }
              guard body(word, start) else { return }
            }
            end += 1
          }
        }
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
      let end = offset + written[word].count
      found =
        written[word].indices.allSatisfy { bytes[offset + $0] == written[word][$0] }
        && (offset == 0 || !isWordByte(bytes[offset - 1])) && (end == bytes.count || !isWordByte(bytes[end]))
      return !found
    }
    return found
  }

  @inline(__always)
  private static func matches(
    _ letters: UnsafeBufferPointer<UInt8>,
    _ word: Range<Int>,
    at start: Int,
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard start + word.count <= bytes.count else { return false }
    for offset in 0..<word.count where folded(bytes[start + offset]) != letters[word.lowerBound + offset] {
      return false
    }
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
