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

    init(_ term: Int32, _ section: Int, _ rank: Rank) {
      bits = UInt32(term) << WordCollector.detailBits | UInt32(section) << 2 | UInt32(rank.rawValue)
    }

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
    text.withUnsafeBufferPointer { text in
      letters.withUnsafeBufferPointer { letters in add(text, letters, min(section, Self.mostSections), rank) }
    }
  }

  private mutating func add(
    _ text: UnsafeBufferPointer<UInt8>,
    _ letters: UnsafeBufferPointer<UInt8>,
    _ section: Int,
    _ rank: Rank
  ) {
    var index = 0
    while index < text.count {
      var letter = letters[Int(text[index])]
      guard letter > Self.joint else {
        index += 1
        continue
      }
      let start = index
      var key: UInt64 = 0
      while letter > Self.joint, letter < 0x80 {
        TermTable.extend(&key, by: letter, at: index - start)
        index += 1
        letter = index < text.count ? letters[Int(text[index])] : Self.other
      }
      if letter >= 0x80 || letter == Self.joint && index + 1 < text.count && letters[Int(text[index + 1])] > Self.joint
      {
        index = addRun(from: start, text, letters, section, rank)
      } else {
        let word = UnsafeBufferPointer(rebasing: text[start..<index])
        addTerm(word, TermTable.finished(key, count: index - start), section, rank)
      }
    }
  }

  /// Adds `User.Read.All`, which is a word of its own as its parts are, or words that are not ASCII; says where they end.
  private mutating func addRun(
    from start: Int,
    _ text: UnsafeBufferPointer<UInt8>,
    _ letters: UnsafeBufferPointer<UInt8>,
    _ section: Int,
    _ rank: Rank
  ) -> Int {
    var (end, all) = (start, UInt8(0))
    while end < text.count {
      let letter = letters[Int(text[end])]
      if letter == Self.other
        || letter == Self.joint && (end + 1 == text.count || letters[Int(text[end + 1])] <= Self.joint)
      {
        break
      }
      all |= text[end]
      end += 1
    }
    let run = UnsafeBufferPointer(rebasing: text[start..<end])
    if all >= 0x80 {
      for word in Words.of(String(decoding: run, as: UTF8.self)) {
        Array(word.utf8).withUnsafeBufferPointer { addTerm($0, section, rank) }
      }
      return end
    }
    addTerm(run, section, rank)
    // Nobody looks for one from the middle.
    if isGUID(run) { return end }
    var part = 0
    for index in 0...run.count where index == run.count || letters[Int(run[index])] == Self.joint {
      addTerm(UnsafeBufferPointer(rebasing: run[part..<index]), section, rank)
      part = index + 1
    }
    return end
  }

  private func isGUID(_ run: UnsafeBufferPointer<UInt8>) -> Bool {
    run.count == 36 && [8, 13, 18, 23].allSatisfy { run[$0] == UInt8(ascii: "-") }
  }

  private mutating func addTerm(_ word: UnsafeBufferPointer<UInt8>, _ section: Int, _ rank: Rank) {
    addTerm(word, TermTable.key(of: word), section, rank)
  }

  private mutating func addTerm(
    _ word: UnsafeBufferPointer<UInt8>,
    _ key: UInt64,
    _ section: Int,
    _ rank: Rank
  ) {
    // Words of two letters are on every page; those in headings and names may be what somebody looks for.
    guard word.count > (rank == .text && word[0] >= 0x41 && word[0] < 0x80 ? 2 : 1), word.count <= 64 else { return }
    let slot = table.slot(of: word, key)
    let last = table.slots[slot].mark
    let place = Place(table.slots[slot].term, section, rank)
    if last >= pages[pages.count - 1].start {
      if places[Int(last)].bits & 3 < place.bits & 3 { places[Int(last)] = place }
    } else {
      table.slots[slot].mark = Int32(places.count)
      places.append(place)
    }
  }

  // MARK: What was found

  var terms: [TermTable.Term] { table.terms }

  func letters(of term: TermTable.Term) -> ArraySlice<UInt8> { table.letters(of: term) }

  /// Every term of every page, by page, with the number of the term and section and rank as the index writes them.
  func forEachPlace(_ body: (_ term: Int, _ page: UInt32, _ detail: UInt32) -> Void) {
    for (number, page) in pages.enumerated() {
      let end = number + 1 < pages.count ? Int(pages[number + 1].start) : places.count
      for place in places[Int(page.start)..<end] { body(place.term, page.number, place.detail) }
    }
  }

  var placeCount: Int { places.count }

  /// The same, page by page.
  func forEachPage(_ body: (_ page: Int, _ places: [(term: Int, detail: UInt32)]) -> Void) {
    for (number, page) in pages.enumerated() {
      let end = number + 1 < pages.count ? Int(pages[number + 1].start) : places.count
      body(Int(page.number), places[Int(page.start)..<end].map { ($0.term, $0.detail) })
    }
  }

  /// Nothing will be added any more.
  public mutating func finish() { table.forgetSlots() }

  // MARK: Bytes

  private static let other: UInt8 = 0
  private static let joint: UInt8 = 1

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
