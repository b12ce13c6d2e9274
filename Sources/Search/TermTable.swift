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

  private var slots: Slots
  private(set) var terms: [Term] = []
  private(set) var letters: [UInt8] = []
  private var shift: UInt64

  /// Memory of its own: an array would have to find out for every word who else holds it.
  private final class Slots: @unchecked Sendable {
    let start: UnsafeMutablePointer<Slot>
    let count: Int

    init(count: Int) {
      self.count = count
      start = .allocate(capacity: count)
      start.initialize(repeating: Slot(), count: count)
    }

    func copy() -> Slots {
      let copy = Slots(count: count)
      copy.start.update(from: start, count: count)
      return copy
    }

    // Slots are plain values, which need no end.
    deinit { start.deallocate() }

    static let none = Slots(count: 0)
  }

  init() {
    slots = Slots(count: 1 << 12)
    shift = 64 - 12
  }

  /// A table for what must hold one while its own is lent.
  private init(placeholder: Void) {
    slots = .none
    shift = 0
  }

  func letters(of term: Term) -> ArraySlice<UInt8> { letters[Int(term.start)..<Int(term.start + term.count)] }

  /// Takes the table out, to change it: nobody else holds its memory afterwards.
  mutating func take() -> TermTable {
    var table = TermTable(placeholder: ())
    swap(&table, &self)
    if !isKnownUniquelyReferenced(&table.slots) { table.slots = table.slots.copy() }
    return table
  }

  /// The slot of a word, a new one if it has not come by. The table must have been taken.
  ///
  /// - Parameters:
  ///   - word: in small letters, but for ASCII, which may be in capitals.
  ///   - key: of the word; see ``key(of:)``.
  /// - Returns: good until the next word is looked for.
  @inline(__always)
  mutating func slot(of word: UnsafeBufferPointer<UInt8>, _ key: UInt64) -> UnsafeMutablePointer<Slot> {
    let (start, mask) = (slots.start, slots.count - 1)
    var slot = slot(for: key)
    while start[slot].term >= 0 {
      if start[slot].key == key, key < Self.long || isSame(terms[Int(start[slot].term)], word) { return start + slot }
      slot = (slot + 1) & mask
    }
    return add(word, key, at: slot)
  }

  /// The number of a word, a new one if it has not come by. The table must have been taken, or made, by who asks.
  mutating func number(of word: UnsafeBufferPointer<UInt8>, _ key: UInt64) -> Int32 { slot(of: word, key).pointee.term }

  @inline(never)
  private mutating func add(
    _ word: UnsafeBufferPointer<UInt8>,
    _ key: UInt64,
    at free: Int
  ) -> UnsafeMutablePointer<Slot> {
    var slot = free
    // Half of the slots stay free.
    if (terms.count + 1) * 2 > slots.count {
      grow()
      slot = freeSlot(for: key)
    }
    slots.start[slot] = Slot(key: key, term: Int32(terms.count))
    terms.append(Term(key: key, start: Int32(letters.count), count: Int32(word.count)))
    for byte in word { letters.append(lowercased(byte)) }
    return slots.start + slot
  }

  private func freeSlot(for key: UInt64) -> Int {
    var slot = slot(for: key)
    while slots.start[slot].term >= 0 { slot = (slot + 1) & (slots.count - 1) }
    return slot
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
    slots = Slots(count: old.count * 2)
    shift -= 1
    for number in 0..<old.count where old.start[number].term >= 0 {
      slots.start[freeSlot(for: old.start[number].key)] = old.start[number]
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
  mutating func forgetSlots() { slots = .none }

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
