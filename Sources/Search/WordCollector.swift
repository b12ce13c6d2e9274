/// Takes texts of pages apart into words and remembers on which page each stands.
///
/// One look into a table a word, no String: every word of every page passes through here.
public struct WordCollector: Sendable {
  private struct Term {
    var hash: UInt64
    var start: Int32
    var count: Int32
    /// The last of its places.
    var last: Int32 = -1
  }

  /// One list for the places of all terms: a list a term would be allocated, and grow, once for each.
  private struct Place {
    var occurrence: Occurrence
    /// The place before it of the same term.
    var previous: Int32
  }

  private var slots: [Int32]
  private var terms: [Term] = []
  private var letters: [UInt8] = []
  private var places: [Place] = []
  private var page: UInt32 = 0

  public init() { slots = [Int32](repeating: -1, count: 1 << 12) }

  /// What is added from now on stands on this page; pages come in the order of their numbers.
  public mutating func begin(page: Int) { self.page = UInt32(page) }

  /// - Parameter section: from 1; sections past the thirty-first count as that one.
  public mutating func add(_ text: ArraySlice<UInt8>, in section: Int, _ rank: Occurrence.Rank) {
    let occurrence = Occurrence(page: page, section: UInt8(min(section, 31)), rank: rank)
    text.withUnsafeBufferPointer { text in
      ByteClass.table.withUnsafeBufferPointer { classes in add(text, classes, occurrence) }
    }
  }

  private mutating func add(
    _ text: UnsafeBufferPointer<UInt8>,
    _ classes: UnsafeBufferPointer<ByteClass>,
    _ occurrence: Occurrence
  ) {
    var index = 0
    while index < text.count {
      guard classes[Int(text[index])] == .word else {
        index += 1
        continue
      }
      var end = index
      var (joints, all) = (0, UInt8(0))
      while end < text.count {
        let byte = text[end]
        let byteClass = classes[Int(byte)]
        if byteClass == .joint {
          guard end + 1 < text.count, classes[Int(text[end + 1])] == .word else { break }
          joints += 1
        } else if byteClass != .word {
          break
        }
        all |= byte
        end += 1
      }
      let run = UnsafeBufferPointer(rebasing: text[index..<end])
      if all >= 0x80 {
        for word in Words.of(String(decoding: run, as: UTF8.self)) {
          Array(word.utf8).withUnsafeBufferPointer { addTerm($0, occurrence) }
        }
      } else {
        addTerm(run, occurrence)
        if joints > 0 { addParts(of: run, classes, occurrence) }
      }
      index = end
    }
  }

  /// `User.Read.All` is a word of its own, and so are its parts.
  private mutating func addParts(
    of run: UnsafeBufferPointer<UInt8>,
    _ classes: UnsafeBufferPointer<ByteClass>,
    _ occurrence: Occurrence
  ) {
    var start = 0
    for index in 0...run.count where index == run.count || classes[Int(run[index])] == .joint {
      addTerm(UnsafeBufferPointer(rebasing: run[start..<index]), occurrence)
      start = index + 1
    }
  }

  private mutating func addTerm(_ word: UnsafeBufferPointer<UInt8>, _ occurrence: Occurrence) {
    // Words of two letters are on every page; those in headings and names may be what somebody looks for.
    guard word.count > (occurrence.rank == .text && word[0] >= 0x41 && word[0] < 0x80 ? 2 : 1), word.count <= 64 else {
      return
    }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(lowercased(byte))) &* 0x0000_0100_0000_01B3 }
    let number = term(word, hash)
    let last = Int(terms[number].last)
    if last >= 0, places[last].occurrence.page == occurrence.page {
      if places[last].occurrence.rank < occurrence.rank { places[last].occurrence = occurrence }
    } else {
      places.append(Place(occurrence: occurrence, previous: Int32(last)))
      terms[number].last = Int32(places.count - 1)
    }
  }

  private mutating func term(_ word: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
    var slot = Self.slot(of: hash, among: slots.count)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if terms[number].hash == hash, isSame(terms[number], word) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = terms.count
    slots[slot] = Int32(number)
    terms.append(Term(hash: hash, start: Int32(letters.count), count: Int32(word.count)))
    for byte in word { letters.append(lowercased(byte)) }
    if terms.count * 2 > slots.count { grow() }
    return number
  }

  private func isSame(_ term: Term, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(term.count) == word.count else { return false }
    for index in 0..<word.count where letters[Int(term.start) + index] != lowercased(word[index]) { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, term) in terms.enumerated() {
      var slot = Self.slot(of: term.hash, among: slots.count)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  private static func slot(of hash: UInt64, among count: Int) -> Int {
    Int(truncatingIfNeeded: hash ^ hash >> 29) & (count - 1)
  }

  /// Every term with its places, in the order of the pages.
  func forEachTerm(_ body: (ArraySlice<UInt8>, [Occurrence]) -> Void) {
    for term in terms {
      var found: [Occurrence] = []
      var place = Int(term.last)
      while place >= 0 {
        found.append(places[place].occurrence)
        place = Int(places[place].previous)
      }
      body(letters[Int(term.start)..<Int(term.start + term.count)], found.reversed())
    }
  }

  private enum ByteClass: UInt8 {
    case other, word, joint

    static let table: [ByteClass] = (0...255).map { (byte: Int) -> ByteClass in
      switch UInt8(byte) {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
        .word
      case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): .joint
      default: .other
      }
    }
  }
}

@inline(__always) private func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

/// Words of text that is not ASCII. The script that searches does the same.
enum Words {
  /// Letters and digits in lower case; scripts without spaces between words by twos.
  static func of(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var pair: Unicode.Scalar?
    func end() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for scalar in text.lowercased().unicodeScalars {
      if isWithoutSpaces(scalar) {
        end()
        if let first = pair { words.append(String(first) + String(scalar)) }
        pair = scalar
      } else {
        pair = nil
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || isMark(scalar) {
          word.unicodeScalars.append(scalar)
        } else {
          end()
        }
      }
    }
    end()
    return words
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .nonspacingMark || scalar.properties.generalCategory == .spacingMark
  }

  /// Chinese, Japanese and Thai.
  private static func isWithoutSpaces(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0E7F, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: true
    default: false
    }
  }
}
