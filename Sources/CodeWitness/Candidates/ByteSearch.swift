/// Looks for many short words in one pass over bytes, without regard to ASCII case.
///
/// A few bytes that stand at every `stride`-th place are looked up in a table of those that stand somewhere at the
/// beginning of a word; a word is long enough to cover one such place. Unlike methods that jump by what they read, no
/// step waits for the one before, which is worth more than longer jumps: the processor takes several at once.
struct ByteSearch: Sendable {
  private let written: [[UInt8]]
  /// The words in small letters one after the other, and where each begins; a last entry says where all end. Arrays of
  /// arrays would be retained and released at every possible hit, which took a third of the time.
  private let letters: [UInt8]
  private let starts: [Int32]
  /// How many bytes are looked up together, at most four, and how far apart.
  private let gram: Int
  private let stride: Int
  private let mask: UInt32
  /// What is left of a hash.
  private let shift: UInt32
  /// By hash: whether any word has such bytes.
  private let isPossible: [Bool]
  /// By hash: where its words begin in `candidates`.
  private let candidateStarts: [UInt32]
  private let candidates: [Candidate]

  /// A word, and how many bytes of it lie before those that were looked up.
  private struct Candidate: Sendable {
    var word: UInt32
    var offset: UInt32
  }

  /// Words of fewer than two bytes are not looked for.
  init(_ words: [[UInt8]]) {
    written = words.filter { $0.count >= 2 }
    let words = written.map { $0.map(Self.folded) }
    let shortest = min(words.map(\.count).min() ?? 2, 8)
    gram = shortest > 4 ? 4 : max(2, shortest - 1)
    stride = shortest - gram + 1
    mask = UInt32.max >> UInt32((4 - gram) * 8)
    let pieces = words.count * stride
    let bits = min(18, max(14, Int.bitWidth - (pieces * 64).leadingZeroBitCount))
    shift = UInt32(32 - bits)
    var found: [Int: [Candidate]] = [:]
    // Hits come in the order of the bytes: of two words around one place, the one that begins before is the first.
    for offset in (0..<stride).reversed() {
      for (index, word) in words.enumerated() {
        let value = word[offset..<(offset + gram)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        found[Self.hash(value, mask, shift), default: []].append(
          Candidate(word: UInt32(index), offset: UInt32(offset))
        )
      }
    }
    isPossible = (0..<(1 << bits)).map { found[$0] != nil }
    candidates = isPossible.indices.flatMap { found[$0] ?? [] }
    candidateStarts = isPossible.indices.reduce(into: [0]) { starts, hash in
      starts.append(starts[hash] + UInt32(found[hash]?.count ?? 0))
    }
    letters = words.flatMap { $0 }
    starts = words.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.count)) }
  }

  /// Calls with each hit, word and offset, until the answer is false.
  func forEachMatch(in bytes: UnsafeBufferPointer<UInt8>, _ body: (_ word: Int, _ offset: Int) -> Bool) {
    guard !written.isEmpty, let base = bytes.baseAddress else { return }
    isPossible.withUnsafeBufferPointer { isPossible in
      var at = 0
      while at + 4 <= bytes.count {
        let hash = Self.hash(UnsafeRawPointer(base + at).loadUnaligned(as: UInt32.self).littleEndian, mask, shift)
        if isPossible[hash], !forEachMatch(at: at, hash, in: bytes, body) { return }
        at += stride
      }
      while at + gram <= bytes.count {
        let value = (at..<(at + gram)).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[$1]) }
        let hash = Self.hash(value, mask, shift)
        if isPossible[hash], !forEachMatch(at: at, hash, in: bytes, body) { return }
        at += stride
      }
    }
  }

  @inline(never)
  private func forEachMatch(
    at place: Int,
    _ hash: Int,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ body: (_ word: Int, _ offset: Int) -> Bool
  ) -> Bool {
    candidates.withUnsafeBufferPointer { candidates in
      letters.withUnsafeBufferPointer { letters in
        for position in Int(candidateStarts[hash])..<Int(candidateStarts[hash + 1]) {
          let word = Int(candidates[position].word)
          let start = place - Int(candidates[position].offset)
          let range = Int(starts[word])..<Int(starts[word + 1])
          guard start >= 0, Self.matches(letters, range, at: start, in: bytes) else { continue }
          guard body(word, start) else { return false }
        }
        return true
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

  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Merges capitals and small letters, and a few signs too, which only costs a comparison.
  @inline(__always)
  private static func hash(_ value: UInt32, _ mask: UInt32, _ shift: UInt32) -> Int {
    Int((((value | 0x2020_2020) & mask) &* 0x9E37_79B1) &>> shift)
  }
}
