/// Numbers the different words that come by.
///
/// A word of up to eight letters is its own key, so that most words need no look at any letters but those that are
/// being read; of a longer one the key is a hash.
struct TermTable: Sendable {
  struct Term: Sendable {
    var key: UInt64
    /// Where its letters are.
    var start: Int32
    var count: Int32
  }

  struct Slot: Sendable {
    fileprivate(set) var key: UInt64 = 0
    /// Number of the term, from 0; less where there is none.
    fileprivate(set) var term: Int32 = -1
    /// For whoever uses the table.
    var mark: Int32 = -1
  }

  private var slots = [Slot](repeating: Slot(), count: 1 << 12)
  private(set) var terms: [Term] = []
  private(set) var letters: [UInt8] = []
  private var shift: UInt64 = 64 - 12

  func letters(of term: Term) -> ArraySlice<UInt8> { letters[Int(term.start)..<Int(term.start + term.count)] }

  /// Makes room for so many more terms, so that ``slot(of:_:in:)`` finds a place for each.
  mutating func reserve(_ more: Int) {
    while (terms.count + more) * 2 > slots.count { grow() }
  }

  /// Lends the slots: whoever looks up many words need not ask for each who else holds the table.
  mutating func withSlots<Result>(
    _ body: (inout TermTable, UnsafeMutableBufferPointer<Slot>) -> Result
  ) -> Result {
    var lent: [Slot] = []
    swap(&lent, &slots)
    defer { swap(&lent, &slots) }
    return lent.withUnsafeMutableBufferPointer { body(&self, $0) }
  }

  /// The slot of a word, a new one if it has not come by.
  ///
  /// - Parameters:
  ///   - word: in small letters, but for ASCII, which may be in capitals.
  ///   - key: of the word; see ``key(of:)``.
  ///   - slots: the table's own, with room for one more.
  @inline(__always)
  mutating func slot(
    of word: UnsafeBufferPointer<UInt8>,
    _ key: UInt64,
    in slots: UnsafeMutableBufferPointer<Slot>
  ) -> Int {
    var slot = slot(for: key)
    while slots[slot].term >= 0 {
      if slots[slot].key == key, key < Self.long || isSame(terms[Int(slots[slot].term)], word) { return slot }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Slot(key: key, term: add(word, key))
    return slot
  }

  /// The number of a word, a new one if it has not come by.
  mutating func number(of word: UnsafeBufferPointer<UInt8>, _ key: UInt64) -> Int32 {
    reserve(1)
    return withSlots { table, slots in slots[table.slot(of: word, key, in: slots)].term }
  }

  @inline(never)
  private mutating func add(_ word: UnsafeBufferPointer<UInt8>, _ key: UInt64) -> Int32 {
    terms.append(Term(key: key, start: Int32(letters.count), count: Int32(word.count)))
    for byte in word { letters.append(lowercased(byte)) }
    return Int32(terms.count - 1)
  }

  @inline(__always)
  private func slot(for key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift) }

  private func isSame(_ term: Term, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(term.count) == word.count else { return false }
    for index in 0..<word.count where letters[Int(term.start) + index] != lowercased(word[index]) { return false }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    shift -= 1
    for entry in old where entry.term >= 0 {
      var slot = slot(for: entry.key)
      while slots[slot].term >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }

  /// The numbers of all terms by their letters.
  func sorted() -> [Int32] {
    letters.withUnsafeBufferPointer { letters in
      // The first eight letters, the first of them in front, decide nearly always.
      terms.indices.map { number in
        let term = terms[number]
        var head: UInt64 = 0
        for index in 0..<min(8, Int(term.count)) {
          head |= UInt64(letters[Int(term.start) + index]) &<< UInt64(56 - 8 * index)
        }
        return (head: head, number: Int32(number))
      }
      .sorted { a, b in
        if a.head != b.head { return a.head < b.head }
        let (left, right) = (terms[Int(a.number)], terms[Int(b.number)])
        return letters[Int(left.start)..<Int(left.start + left.count)]
          .lexicographicallyPrecedes(letters[Int(right.start)..<Int(right.start + right.count)])
      }
      .map(\.number)
    }
  }

  /// No more words will come.
  mutating func forgetSlots() { slots = [] }

  // MARK: Keys

  /// Set in the keys of long words, which no letter of ASCII does in a short one.
  static let long: UInt64 = 1 << 63

  static func key(of word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var key: UInt64 = 0
    for (index, byte) in word.enumerated() { extend(&key, by: lowercased(byte), at: index) }
    return finished(key, count: word.count)
  }

  /// Adds the next byte of a word, in small letters, to the key of those before.
  @inline(__always)
  static func extend(_ key: inout UInt64, by byte: UInt8, at index: Int) {
    if index < 8 {
      key |= UInt64(byte) &<< UInt64(index &* 8)
    } else {
      key = (key ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
  }

  @inline(__always)
  static func finished(_ key: UInt64, count: Int) -> UInt64 { count > 8 || key >= long ? key | long : key }
}

@inline(__always) func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
