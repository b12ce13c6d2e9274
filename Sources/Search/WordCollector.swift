/// Takes texts of pages apart into words and remembers on which page each stands.
///
/// One look into a table a word, no String: every word of every page passes through here.
public struct WordCollector: Sendable {
  /// The mark of a slot is the last place of its term.
  private var table = TermTable()
  /// The pages in the order in which they came, and where the places of each begin.
  private var pages: [(number: UInt32, start: Int32)] = []
  private var places: [Place] = []

  /// A term on a page: number of the term, section, rank, in one integer.
  fileprivate struct Place {
    var bits: UInt32

    /// Of the term with the number 0.
    init(_ section: Int, _ rank: Rank) { bits = UInt32(section) << 2 | UInt32(rank.rawValue) }

    /// The same place of another term.
    func of(_ term: Int32) -> Place {
      var place = self
      place.bits |= UInt32(term) << WordCollector.detailBits
      return place
    }

    var rank: UInt8 { UInt8(truncatingIfNeeded: bits & 3) }
    var term: Int { Int(bits >> WordCollector.detailBits) }
    var detail: UInt32 { bits & (1 << WordCollector.detailBits - 1) }
  }

  /// Two bits of rank, the rest of section.
  static let detailBits: UInt32 = 8
  /// Sections past this one count as it.
  public static let mostSections = 63

  public init() {}

  /// Lends what it takes to add the texts of one page; pages come in the order of their numbers.
  public mutating func collect(page: Int, _ body: (inout PageWords) -> Void) {
    pages.append((UInt32(page), Int32(places.count)))
    var words = PageWords(table.take(), places)
    // Held once only while they change.
    places = []
    body(&words)
    (table, places) = words.finish()
  }

  /// Takes the texts of one page apart.
  public struct PageWords: ~Copyable {
    private var table: TermTable
    private var places: [Place]
    private let letters = WordCollector.letters
    /// Places from this one on are of the same page.
    private let startOfPage: Int32
    /// Section and rank of the text that is being read.
    private var place = Place(0, .text)
    private let scratch = Scratch()

    fileprivate init(_ table: TermTable, _ places: [Place]) {
      self.table = table
      self.places = places
      startOfPage = Int32(places.count)
    }

    fileprivate consuming func finish() -> (TermTable, [Place]) { (table, places) }

    /// - Parameter section: from 1; sections past ``mostSections`` count as that one.
    public mutating func add(_ text: ArraySlice<UInt8>, in section: Int, _ rank: Rank) {
      text.withUnsafeBufferPointer { add($0, in: section, rank) }
    }

    public mutating func add(_ text: UnsafeBufferPointer<UInt8>, in section: Int, _ rank: Rank) {
      guard let base = text.baseAddress else { return }
      place = Place(min(section, WordCollector.mostSections), rank)
      let isText = rank == .text
      // First where all words are, then what they are: each of the two goes on without a guess.
      let words = Self.find(base, text.count, scratch)
      let (starts, ends) = (scratch.starts, scratch.ends)
      var number = 0
      while number < words.count {
        let (start, end) = (Int(starts[number]), Int(ends[number]))
        let isJoined =
          number + 1 < words.count && Int(starts[number + 1]) == end + 1 && letters[Int(base[end])] == joint
        let (key, isASCII) = Self.key(base, start, end, text.count, words.areASCII)
        number += 1
        if isJoined || !isASCII {
          let end = addRun(text, from: start)
          while number < words.count, Int(starts[number]) < end { number += 1 }
        } else if end - start >= Self.shortest(base[start], isText) {
          addTerm(UnsafeBufferPointer(start: base + start, count: end - start), key)
        }
      }
    }

    /// Where words begin and end, which are letters and digits that stand side by side, and what is no ASCII.
    private static func find(
      _ base: UnsafePointer<UInt8>,
      _ count: Int,
      _ scratch: Scratch
    ) -> (count: Int, areASCII: Bool) {
      scratch.reserve(count / 2 + 2)
      var (start, end) = (scratch.starts, scratch.ends)
      var (index, carry, others) = (0, UInt64(0), UInt64(0))
      while index < count {
        let look = Look(base + index, min(count - index, 64))
        let words = look.parts | look.others
        others |= look.others
        let before = words &<< 1 | carry
        var (beginnings, endings) = (words & ~before, ~words & before)
        while beginnings != 0 {
          start.pointee = Int32(truncatingIfNeeded: index + beginnings.trailingZeroBitCount)
          start += 1
          beginnings &= beginnings &- 1
        }
        while endings != 0 {
          end.pointee = Int32(truncatingIfNeeded: index + endings.trailingZeroBitCount)
          end += 1
          endings &= endings &- 1
        }
        // In a last piece of less than 64 bytes the end of the text has ended a word.
        carry = words &>> 63
        index += 64
      }
      if carry != 0 { end.pointee = Int32(truncatingIfNeeded: count) }
      return (start - scratch.starts, others == 0)
    }

    /// Words of two letters are on every page; those in headings and names may be what somebody looks for.
    @inline(__always)
    private static func shortest(_ first: UInt8, _ isText: Bool) -> Int {
      isText && first >= 0x41 && first < 0x80 ? 3 : 2
    }

    /// The key of the word between two places, and whether it is ASCII.
    @inline(__always)
    private static func key(
      _ base: UnsafePointer<UInt8>,
      _ start: Int,
      _ end: Int,
      _ count: Int,
      _ areASCII: Bool
    ) -> (key: UInt64, isASCII: Bool) {
      let length = end - start
      let bytes = UnsafeRawPointer(base)
      if length <= 8, start + 8 <= count || end >= 8 {
        // Eight bytes from its first on, or else up to its last.
        let isFromStart = start + 8 <= count
        let all = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: isFromStart ? start : end - 8, as: UInt64.self)
        )
        let rest = UInt64((8 - length) &* 8)
        let letters = isFromStart ? all & (~0 &>> rest) : all &>> rest
        // Small letters have this bit, and so do digits.
        return (letters | 0x2020_2020_2020_2020 & (~0 &>> rest), letters & 0x8080_8080_8080_8080 == 0)
      }
      let word = UnsafeBufferPointer(start: base + start, count: length)
      return (TermTable.key(of: word), areASCII || word.allSatisfy { $0 < 0x80 })
    }

    /// What up to 64 bytes of a text are, a bit each.
    private struct Look {
      /// Letters and digits of ASCII.
      private(set) var parts: UInt64 = 0
      /// No ASCII.
      private(set) var others: UInt64 = 0

      @inline(__always) init(_ base: UnsafePointer<UInt8>, _ count: Int) {
        let bytes = UnsafeRawPointer(base)
        var index = 0
        while index + 8 <= count {
          look(at: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)), index)
          index += 8
        }
        guard index < count else { return }
        if count >= 8 {
          // The last eight bytes, some of them for the second time.
          let last = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
          look(at: last, count - 8)
        } else {
          var rest: UInt64 = 0
          for offset in 0..<count { rest |= UInt64(base[offset]) &<< UInt64(offset &* 8) }
          look(at: rest, 0)
        }
      }

      @inline(__always) private mutating func look(at word: UInt64, _ index: Int) {
        let (low, high) = (word & 0x7F7F_7F7F_7F7F_7F7F, word & Self.tops)
        let small = low | 0x2020_2020_2020_2020
        let isLetter = Self.from(0x61, small) & ~Self.from(0x7B, small)
        let isDigit = Self.from(0x30, low) & ~Self.from(0x3A, low)
        parts |= Self.bits((isLetter | isDigit) & ~high) &<< UInt64(index)
        if high != 0 { others |= Self.bits(high) &<< UInt64(index) }
      }

      private static let tops: UInt64 = 0x8080_8080_8080_8080

      /// The highest bits of eight bytes, side by side.
      @inline(__always) private static func bits(_ tops: UInt64) -> UInt64 {
        ((tops &>> 7) &* 0x0102_0408_1020_4080) &>> 56
      }

      /// The highest bit of each byte, all of which are below 128, that is not below `byte`.
      @inline(__always) private static func from(_ byte: UInt64, _ word: UInt64) -> UInt64 {
        (word &+ 0x0101_0101_0101_0101 &* (0x80 - byte)) & tops
      }
    }

    /// Adds `User.Read.All`, which is a word of its own as its parts are, or words that are not ASCII; says where they
    /// end.
    private mutating func addRun(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
      var (end, all) = (start, UInt8(0))
      while end < text.count {
        let letter = letters[Int(text[end])]
        if letter == other || letter == joint && (end + 1 == text.count || letters[Int(text[end + 1])] <= joint) {
          break
        }
        all |= text[end]
        end += 1
      }
      let run = UnsafeBufferPointer(rebasing: text[start..<end])
      if all >= 0x80 {
        for word in Words.of(String(decoding: run, as: UTF8.self)) {
          Array(word.utf8).withUnsafeBufferPointer { addTerm($0) }
        }
        return end
      }
      addTerm(run)
      // Nobody looks for one from the middle.
      if isGUID(run) { return end }
      var part = 0
      for index in 0...run.count where index == run.count || letters[Int(run[index])] == joint {
        addTerm(UnsafeBufferPointer(rebasing: run[part..<index]))
        part = index + 1
      }
      return end
    }

    private func isGUID(_ run: UnsafeBufferPointer<UInt8>) -> Bool {
      run.count == 36 && [8, 13, 18, 23].allSatisfy { run[$0] == UInt8(ascii: "-") }
    }

    private mutating func addTerm(_ word: UnsafeBufferPointer<UInt8>) {
      guard let first = word.first, word.count >= Self.shortest(first, place.rank == Rank.text.rawValue) else { return }
      addTerm(word, TermTable.key(of: word))
    }

    @inline(__always)
    private mutating func addTerm(_ word: UnsafeBufferPointer<UInt8>, _ key: UInt64) {
      // Most words of a page have been on it before.
      let recent = scratch.recent(key)
      if recent.pointee.key == key, key < TermTable.long {
        if recent.pointee.rank < place.rank {
          raise(Int(recent.pointee.place))
          recent.pointee.rank = place.rank
        }
        return
      }
      guard word.count <= 64 else { return }
      let slot = table.slot(of: word, key)
      let last = slot.pointee.mark
      if last >= startOfPage {
        raise(Int(last))
        recent.pointee = (key, last, places[Int(last)].rank)
      } else {
        slot.pointee.mark = Int32(places.count)
        recent.pointee = (key, Int32(places.count), place.rank)
        places.append(place.of(slot.pointee.term))
      }
    }

    /// The term of an earlier place stands where it matters more.
    @inline(__always)
    private mutating func raise(_ position: Int) {
      if places[position].rank < place.rank { places[position] = place.of(Int32(places[position].term)) }
    }
  }

  /// What is known for as long as one page is taken apart.
  private final class Scratch {
    /// Where the words of a text begin and end.
    private(set) var starts: UnsafeMutablePointer<Int32>
    private(set) var ends: UnsafeMutablePointer<Int32>
    private var capacity = 512
    /// Where on the page some short words of it stand, in less memory than a table has: a word takes the place of
    /// another.
    private let places: UnsafeMutablePointer<(key: UInt64, place: Int32, rank: UInt8)>
    private static let bits: UInt64 = 9

    init() {
      starts = .allocate(capacity: capacity)
      ends = .allocate(capacity: capacity)
      places = .allocate(capacity: 1 << Self.bits)
      // No word has this key.
      places.initialize(repeating: (0, -1, 0), count: 1 << Self.bits)
    }

    deinit {
      starts.deallocate()
      ends.deallocate()
      places.deallocate()
    }

    func reserve(_ count: Int) {
      guard count > capacity else { return }
      starts.deallocate()
      ends.deallocate()
      capacity = count
      starts = .allocate(capacity: count)
      ends = .allocate(capacity: count)
    }

    @inline(__always)
    func recent(_ key: UInt64) -> UnsafeMutablePointer<(key: UInt64, place: Int32, rank: UInt8)> {
      places + Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> (64 - Self.bits))
    }
  }

  // MARK: What was found

  var terms: [TermTable.Term] { table.terms }

  func letters(of term: TermTable.Term) -> ArraySlice<UInt8> { table.letters(of: term) }

  /// Every term of every page, by page, with the number of the term and section and rank as the index writes them.
  func forEachPlace(_ body: (_ term: Int, _ page: UInt32, _ detail: UInt32) -> Void) {
    forEachRange { page, range in for place in places[range] { body(place.term, page, place.detail) } }
  }

  var placeCount: Int { places.count }

  /// The same, page by page.
  func forEachPage(_ body: (_ page: Int, _ places: [(term: Int, detail: UInt32)]) -> Void) {
    forEachRange { page, range in body(Int(page), places[range].map { ($0.term, $0.detail) }) }
  }

  /// Where the places of each page are.
  @inline(__always)
  private func forEachRange(_ body: (_ page: UInt32, Range<Int>) -> Void) {
    for (number, page) in pages.enumerated() {
      body(page.number, Int(page.start)..<(number + 1 < pages.count ? Int(pages[number + 1].start) : places.count))
    }
  }

  /// Nothing will be added any more.
  public mutating func finish() { table.forgetSlots() }

  // MARK: Bytes

  /// By byte, the small letter that it stands for, or what it does to words.
  private static let letters: [UInt8] = (0...255).map { (byte: Int) -> UInt8 in
    switch UInt8(byte) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
      lowercased(UInt8(byte))
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): joint
    default: other
    }
  }
}

// What a byte that is no letter does to words.
private let other: UInt8 = 0
private let joint: UInt8 = 1
