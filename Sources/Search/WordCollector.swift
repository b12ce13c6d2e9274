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
  private struct Place {
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

  /// What is added from now on stands on this page; pages come in the order of their numbers.
  public mutating func begin(page: Int) { pages.append((UInt32(page), Int32(places.count))) }

  /// - Parameter section: from 1; sections past ``mostSections`` count as that one.
  public mutating func add(_ text: ArraySlice<UInt8>, in section: Int, _ rank: Rank) {
    text.withUnsafeBufferPointer { add($0, in: section, rank) }
  }

  public mutating func add(_ text: UnsafeBufferPointer<UInt8>, in section: Int, _ rank: Rank) {
    // Every second byte ends a word at most, and those that are joined count once more.
    table.reserve(text.count + 2)
    let place = Place(min(section, Self.mostSections), rank)
    let start = pages[pages.count - 1].start
    table.withSlots { table, slots in
      letters.withUnsafeBufferPointer { letters in
        let reading = Reading(text: text, letters: letters, slots: slots, place: place, startOfPage: start)
        reading.addAll(to: &table, &places)
      }
    }
  }

  /// One text being taken apart.
  private struct Reading {
    let text: UnsafeBufferPointer<UInt8>
    let letters: UnsafeBufferPointer<UInt8>
    let slots: UnsafeMutableBufferPointer<TermTable.Slot>
    /// Section and rank of all that is found.
    let place: Place
    /// Places from this one on are of the same page.
    let startOfPage: Int32

    func addAll(to table: inout TermTable, _ places: inout [Place]) {
      guard let base = UnsafeRawPointer(text.baseAddress) else { return }
      var index = 0
      while index < text.count {
        var (start, key) = (index, UInt64(0))
        if index + 8 <= text.count {
          // Eight bytes at a time: most words end within them.
          let look = Look(UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
          if look.toWord > 0 {
            index += look.toWord
            continue
          }
          start = index
          index += look.letters
          key = look.key
        }
        var letter = index < text.count ? letters[Int(text[index])] : other
        while letter > joint, letter < 0x80 {
          TermTable.extend(&key, by: letter, at: index - start)
          index += 1
          letter = index < text.count ? letters[Int(text[index])] : other
        }
        if letter >= 0x80
          || letter == joint && index > start && index + 1 < text.count && letters[Int(text[index + 1])] > joint
        {
          index = addRun(from: start, to: &table, &places)
        } else if index > start {
          let word = UnsafeBufferPointer(rebasing: text[start..<index])
          addTerm(word, TermTable.finished(key, count: index - start), to: &table, &places)
        } else {
          index += 1
        }
      }
    }

    /// What eight bytes of a text say.
    private struct Look {
      /// How many bytes come before the first that is a letter or digit, or no ASCII.
      let toWord: Int
      /// How many letters and digits there are from the first byte on.
      let letters: Int
      /// Of those.
      let key: UInt64

      @inline(__always) init(_ word: UInt64) {
        let (low, high) = (word & 0x7F7F_7F7F_7F7F_7F7F, word & Self.tops)
        let small = low | 0x2020_2020_2020_2020
        let isLetter = Self.from(0x61, small) & ~Self.from(0x7B, small)
        let isDigit = Self.from(0x30, low) & ~Self.from(0x3A, low)
        let isPart = (isLetter | isDigit) & ~high
        toWord = (isPart | high).trailingZeroBitCount >> 3
        letters = (~isPart & Self.tops).trailingZeroBitCount >> 3
        key = letters == 8 ? small : small & (1 << UInt64(letters * 8) - 1)
      }

      private static let tops: UInt64 = 0x8080_8080_8080_8080

      /// The highest bit of each byte, all of which are below 128, that is not below `byte`.
      @inline(__always) private static func from(_ byte: UInt64, _ word: UInt64) -> UInt64 {
        (word &+ 0x0101_0101_0101_0101 &* (0x80 - byte)) & tops
      }
    }

    /// Adds `User.Read.All`, which is a word of its own as its parts are, or words that are not ASCII; says where they
    /// end.
    private func addRun(from start: Int, to table: inout TermTable, _ places: inout [Place]) -> Int {
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
          Array(word.utf8).withUnsafeBufferPointer { addTerm($0, to: &table, &places) }
        }
        return end
      }
      addTerm(run, to: &table, &places)
      // Nobody looks for one from the middle.
      if isGUID(run) { return end }
      var part = 0
      for index in 0...run.count where index == run.count || letters[Int(run[index])] == joint {
        addTerm(UnsafeBufferPointer(rebasing: run[part..<index]), to: &table, &places)
        part = index + 1
      }
      return end
    }

    private func isGUID(_ run: UnsafeBufferPointer<UInt8>) -> Bool {
      run.count == 36 && [8, 13, 18, 23].allSatisfy { run[$0] == UInt8(ascii: "-") }
    }

    private func addTerm(_ word: UnsafeBufferPointer<UInt8>, to table: inout TermTable, _ places: inout [Place]) {
      addTerm(word, TermTable.key(of: word), to: &table, &places)
    }

    private func addTerm(
      _ word: UnsafeBufferPointer<UInt8>,
      _ key: UInt64,
      to table: inout TermTable,
      _ places: inout [Place]
    ) {
      // Words of two letters are on every page; those in headings and names may be what somebody looks for.
      let shortest = place.rank == Rank.text.rawValue && word.count > 0 && word[0] >= 0x41 && word[0] < 0x80 ? 3 : 2
      guard word.count >= shortest, word.count <= 64 else { return }
      let slot = table.slot(of: word, key, in: slots)
      let last = slots[slot].mark
      let place = place.of(slots[slot].term)
      if last >= startOfPage {
        if places[Int(last)].rank < place.rank { places[Int(last)] = place }
      } else {
        slots[slot].mark = Int32(places.count)
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
