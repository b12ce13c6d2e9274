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
  /// Of a longer word, so many bytes are what it is found by.
  static let longestTerm = 64
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
    private var folded = FoldedText()
    private var parts = WordParts()
    /// How many words a reader would have to type for all that has been added.
    private var count = 0

    fileprivate init(_ table: TermTable, _ places: [Place]) {
      self.table = table
      self.places = places
      startOfPage = Int32(places.count)
    }

    fileprivate consuming func finish() -> (TermTable, [Place]) { (table, places) }

    /// Adds what the page is called, which comes first: in place of a section stands how many words it has, so that a
    /// search can tell the page that is called what somebody looks for from those whose titles hold it.
    public mutating func addTitle(_ title: ArraySlice<UInt8>) {
      count = 0
      add(title, in: 0, .title)
      let detail = Place(min(count, WordCollector.mostSections), .title)
      for position in Int(startOfPage)..<places.count { places[position] = detail.of(Int32(places[position].term)) }
    }

    /// - Parameter section: from 1; sections past ``mostSections`` count as that one.
    public mutating func add(_ text: ArraySlice<UInt8>, in section: Int, _ rank: Rank) {
      text.withUnsafeBufferPointer { add($0, in: section, rank) }
    }

    public mutating func add(_ text: UnsafeBufferPointer<UInt8>, in section: Int, _ rank: Rank) {
      guard let base = text.baseAddress else { return }
      place = Place(min(section, WordCollector.mostSections), rank)
      // First where all words are, then what they are: each of the two goes on without a guess.
      let words = Self.find(base, text.count, scratch)
      let (starts, ends) = (scratch.starts, scratch.ends)
      var special = scratch.specials
      var number = 0
      while number < words.count {
        let (start, end) = (Int(starts[number]), Int(ends[number]))
        while Int(special.pointee) < start { special += 1 }
        let sign = end < text.count ? letters[Int(base[end])] : other
        let isJoined = sign == joint && number + 1 < words.count && Int(starts[number + 1]) == end + 1
        let (key, isASCII) = Self.key(base, start, end, text.count, words.areASCII)
        number += 1
        if isJoined || !isASCII || sign == mark || Int(special.pointee) < end {
          let end = addRun(text, from: start)
          while number < words.count, Int(starts[number]) < end { number += 1 }
        } else {
          count &+= 1
          addTerm(UnsafeBufferPointer(start: base + start, count: end - start), key)
        }
      }
    }

    /// Where words begin and end, which are letters and digits that stand side by side, and what is no ASCII; also the
    /// places in them where a capital or a digit may begin another word.
    private static func find(
      _ base: UnsafePointer<UInt8>,
      _ count: Int,
      _ scratch: Scratch
    ) -> (count: Int, areASCII: Bool) {
      scratch.reserve(count / 2 + 2)
      var (start, end, special) = (scratch.starts, scratch.ends, scratch.specials)
      var (index, carry, others) = (0, UInt64(0), UInt64(0))
      var last = Look()
      while index < count {
        let look = Look(base + index, min(count - index, 64))
        var specials = look.specials(after: last)
        while specials != 0 {
          special.pointee = Int32(truncatingIfNeeded: index + specials.trailingZeroBitCount)
          special += 1
          specials &= specials &- 1
        }
        last = look
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
      special.pointee = .max
      return (start - scratch.starts, others == 0)
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
      private var capitals: UInt64 = 0
      private var digits: UInt64 = 0
      /// No ASCII.
      private(set) var others: UInt64 = 0

      init() {}

      /// Where a capital comes after a small letter or a digit, a digit after a letter, or two small letters after two
      /// capitals.
      @inline(__always) func specials(after last: Look) -> UInt64 {
        let small = parts & ~(capitals | digits)
        let before = parts &<< 1 | last.parts &>> 63
        let capitalBefore = capitals &<< 1 | last.capitals &>> 63
        let digitBefore = digits &<< 1 | last.digits &>> 63
        let specials = capitals & before & ~capitalBefore | digits & before & ~digitBefore
        let twoBefore = capitals &<< 2 | last.capitals &>> 62
        let threeBefore = capitals &<< 3 | last.capitals &>> 61
        return specials | small & before & ~(capitalBefore | digitBefore) & twoBefore & threeBefore
      }

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
        capitals |= Self.bits(isLetter & ~high & ~(low &<< 2)) &<< UInt64(index)
        digits |= Self.bits(isDigit & ~high) &<< UInt64(index)
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
        if letter <= mark || letter == joint && (end + 1 == text.count || letters[Int(text[end + 1])] <= joint) {
          break
        }
        all |= text[end]
        end += 1
      }
      let marks = Self.marks(text, at: end)
      if all >= 0x80 {
        folded.read(UnsafeBufferPointer(rebasing: text[start..<(end + marks)]))
        addFolded()
        return end
      }
      parts.begin()
      for position in start..<end { parts.next(Self.kind(text[position]), at: position - start) }
      addWord(UnsafeBufferPointer(rebasing: text[start..<(end + marks)]), marks: marks)
      return end
    }

    /// How many signs belong to a name that ends here: `C#`, `C++`.
    private static func marks(_ text: UnsafeBufferPointer<UInt8>, at end: Int) -> Int {
      guard end < text.count else { return 0 }
      if text[end] == UInt8(ascii: "+") {
        return end + 1 < text.count && text[end + 1] == UInt8(ascii: "+") ? 2 : 0
      }
      guard text[end] == UInt8(ascii: "#") else { return 0 }
      // `page#section`
      let next = end + 1 < text.count ? text[end + 1] | 0x20 : 0
      return next &- UInt8(ascii: "a") < 26 ? 0 : 1
    }

    private static func kind(_ byte: UInt8) -> WordParts.Kind {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...0xFF: .small
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): .capital
      case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
      default: .none
      }
    }

    private func isGUID(_ run: UnsafeBufferPointer<UInt8>) -> Bool {
      run.count == 36 && [8, 13, 18, 23].allSatisfy { run[$0] == UInt8(ascii: "-") }
    }

    // MARK: Words of any script

    private mutating func addFolded() {
      let text = folded.letters.map { $0 & ~FoldedText.capital }
      var index = 0
      while index < text.count {
        switch LetterKind(text[index]) {
        case .none: index += 1
        case .single:
          addLetters(text[index...index])
          index += 1
        case .pair:
          let start = index
          repeat { index += 1 } while index < text.count && LetterKind(text[index]) == .pair
          if index - start == 1 { addLetters(text[start..<index]) }
          for second in (start + 1)..<max(start + 1, index) { addLetters(text[(second - 1)...second]) }
        case .letter: index = addFoldedWord(text, from: index)
        }
      }
    }

    private mutating func addLetters(_ letters: ArraySlice<UInt32>) {
      count += 1
      scratch.bytes.removeAll(keepingCapacity: true)
      for letter in letters { scratch.append(letter) }
      scratch.withBytes { addTerm($0) }
    }

    /// Says where it ends.
    private mutating func addFoldedWord(_ text: [UInt32], from start: Int) -> Int {
      let isLetter = { (index: Int) in index < text.count && LetterKind(text[index]) == .letter }
      scratch.bytes.removeAll(keepingCapacity: true)
      parts.begin()
      var index = start
      while isLetter(index) || index < text.count && Self.isJoint(text[index]) && isLetter(index + 1) {
        let isCapital = folded.letters[index] >= FoldedText.capital
        let kind: WordParts.Kind =
          isCapital ? .capital : text[index] < 0x80 ? Self.kind(UInt8(text[index])) : .small
        parts.next(kind, at: scratch.bytes.count)
        scratch.append(text[index])
        index += 1
      }
      let signs = text[index...].prefix(2)
      var marks = 0
      if signs.elementsEqual([0x2B, 0x2B]) {
        marks = 2
      } else if signs.first == 0x23 {
        let next = index + 1 < text.count ? text[index + 1] : 0
        marks = LetterKind(next) == .letter && !(0x30...0x39).contains(next) ? 0 : 1
      }
      for _ in 0..<marks { scratch.append(text[index]) }
      scratch.withBytes { addWord($0, marks: marks) }
      return index
    }

    private static func isJoint(_ letter: UInt32) -> Bool { letter == 0x2E || letter == 0x2D || letter == 0x5F }

    // MARK: Names

    /// Adds a word, and what readers may look for that is a part of it.
    ///
    /// - Parameters:
    ///   - text: the word, then the signs that belong to it.
    ///   - marks: how many signs those are.
    private mutating func addWord(_ text: UnsafeBufferPointer<UInt8>, marks: Int) {
      count += 1
      let word = UnsafeBufferPointer(rebasing: text[..<(text.count - marks)])
      addTerm(word)
      if marks > 0 { addTerm(text) }
      // Nobody looks for one from the middle.
      if isGUID(word) { return }
      let cuts = parts.cuts.count < WordParts.most ? parts.cuts : []
      var (start, cut) = (0, 0)
      for index in 0...word.count where index == word.count || letters[Int(word[index])] == joint {
        if index - start < word.count { addTerm(UnsafeBufferPointer(rebasing: word[start..<index])) }
        while cut < cuts.count, cuts[cut] < index {
          addPart(of: word, start..<cuts[cut])
          start = cuts[cut]
          cut += 1
          if cut == cuts.count || cuts[cut] >= index { addPart(of: word, start..<index) }
        }
        addNumber(in: word, from: start, to: index)
        start = index + 1
      }
    }

    private mutating func addPart(of word: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
      if range.count > 1 { addTerm(UnsafeBufferPointer(rebasing: word[range])) }
    }

    /// Adds the number that a word ends with: `65001` of `AADSTS65001`, `1.10.2` of `v1.10.2`.
    private mutating func addNumber(in word: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
      guard let first = word[start..<end].firstIndex(where: { Self.kind($0) == .digit }), first > start else { return }
      guard word[first..<end].allSatisfy({ Self.kind($0) == .digit }) else { return }
      var last = end
      while last + 1 < word.count, letters[Int(word[last])] == joint, Self.kind(word[last + 1]) == .digit {
        last += 1
        while last < word.count, letters[Int(word[last])] != joint { last += 1 }
      }
      if last - first > 1 { addTerm(UnsafeBufferPointer(rebasing: word[first..<last])) }
    }

    private mutating func addTerm(_ word: UnsafeBufferPointer<UInt8>) {
      if word.isEmpty { return }
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
      if word.count > WordCollector.longestTerm { return addTerm(Self.beginning(of: word)) }
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

    /// Of a very long word, whole characters.
    @inline(never)
    private static func beginning(of word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
      var end = WordCollector.longestTerm
      while word[end] & 0xC0 == 0x80 { end -= 1 }
      return UnsafeBufferPointer(rebasing: word[..<end])
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
    /// Places in words where another one may begin, of which there are more than words; the last is behind all.
    private(set) var specials: UnsafeMutablePointer<Int32>
    /// A word that is put together.
    var bytes: [UInt8] = []
    /// Where on the page some short words of it stand, in less memory than a table has: a word takes the place of
    /// another.
    private let places: UnsafeMutablePointer<(key: UInt64, place: Int32, rank: UInt8)>
    private static let bits: UInt64 = 9

    init() {
      starts = .allocate(capacity: capacity)
      ends = .allocate(capacity: capacity)
      specials = .allocate(capacity: capacity * 2)
      places = .allocate(capacity: 1 << Self.bits)
      // No word has this key.
      places.initialize(repeating: (0, -1, 0), count: 1 << Self.bits)
    }

    deinit {
      starts.deallocate()
      ends.deallocate()
      specials.deallocate()
      places.deallocate()
    }

    func append(_ letter: UInt32) {
      if letter < 0x80 { return bytes.append(UInt8(letter)) }
      guard let scalar = Unicode.Scalar(letter) else { return }
      for byte in UTF8.encode(scalar)! { bytes.append(byte) }
    }

    func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
      // Taken out, since who gets them may put another word together.
      let word = bytes
      word.withUnsafeBufferPointer(body)
    }

    func reserve(_ count: Int) {
      guard count > capacity else { return }
      starts.deallocate()
      ends.deallocate()
      specials.deallocate()
      capacity = count
      starts = .allocate(capacity: count)
      ends = .allocate(capacity: count)
      specials = .allocate(capacity: count * 2)
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
    case UInt8(ascii: "#"), UInt8(ascii: "+"): mark
    default: other
    }
  }
}

// What a byte that is no letter does to words.
private let other: UInt8 = 0
/// It may belong to the word before it.
private let mark: UInt8 = 1
private let joint: UInt8 = 2
