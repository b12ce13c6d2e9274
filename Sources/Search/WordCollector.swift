/// Takes texts of pages apart into words and remembers on which page each stands.
///
/// One look into a table a word, no String: every word of every page passes through here.
public struct WordCollector: Sendable {
  /// The mark of a slot is the last place of its term.
  private var table = TermTable()
  /// The pages in the order in which they came, and where the places of each begin.
  private var pages: [(number: UInt32, start: Int32)] = []
  private var places: [Place] = []
  private let letters = Self.letters

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
      var index = 0
      next: while index < text.count {
        let look = Look(base + index, min(text.count - index, 64))
        var words = look.parts | look.others
        while words != 0 {
          let from = words.trailingZeroBitCount
          let letters = (~(look.parts &>> UInt64(from))).trailingZeroBitCount
          let (start, end) = (index + from, index + from + letters)
          if from + letters >= 64, from > 0 {
            // It may go on.
            index = start
            continue next
          }
          let isRun: Bool
          if end == text.count {
            isRun = false
          } else {
            let letter = self.letters[Int(base[end])]
            isRun =
              letter > joint
              || letter == joint && letters > 0 && end + 1 < text.count && self.letters[Int(base[end + 1])] > joint
          }
          var after = end
          if isRun {
            after = addRun(text, from: start)
          } else if letters >= Self.shortest(base[start], isText) {
            addTerm(
              UnsafeBufferPointer(start: base + start, count: letters),
              Self.key(base + start, letters, text.count - start)
            )
          }
          if after >= index + 64 {
            index = after
            continue next
          }
          words &= ~0 &<< UInt64(after - index)
        }
        index += 64
      }
    }

    /// Words of two letters are on every page; those in headings and names may be what somebody looks for.
    @inline(__always)
    private static func shortest(_ first: UInt8, _ isText: Bool) -> Int {
      isText && first >= 0x41 && first < 0x80 ? 3 : 2
    }

    /// Of a word in ASCII, of which there are `rest` bytes and more of text.
    @inline(__always)
    private static func key(_ word: UnsafePointer<UInt8>, _ count: Int, _ rest: Int) -> UInt64 {
      if count <= 8, rest >= 8 {
        let letters = UInt64(littleEndian: UnsafeRawPointer(word).loadUnaligned(as: UInt64.self))
        // Small letters have this bit, and so do digits.
        let small = letters | 0x2020_2020_2020_2020
        return count == 8 ? small : small & (1 &<< UInt64(count &* 8) &- 1)
      }
      return TermTable.key(of: UnsafeBufferPointer(start: word, count: count))
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
      guard word.count <= 64 else { return }
      let slot = table.slot(of: word, key)
      let last = slot.pointee.mark
      let place = place.of(slot.pointee.term)
      if last >= startOfPage {
        if places[Int(last)].rank < place.rank { places[Int(last)] = place }
      } else {
        slot.pointee.mark = Int32(places.count)
        places.append(place)
      }
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
