import ByteBuffers

/// Which pages hold which words, cut into files so small that a search loads only a few of them.
///
/// Made of the words that pages bring, in whatever order their texts come; the same pages give the same files. There
/// are four kinds of files: `t0.js`… with the terms and where they stand, `w0.js`… with those that people mistype, once
/// more with nothing but how common they are, `e0.js`… with the same by their ends, and `d0.js`… with the pages.
/// A slip leaves either the first or the second half of a word as it was, so that one of the two lists finds it.
public struct SearchIndex: Sendable {
  let pageCount: Int
  let table: TermTable
  /// By collector and by its own numbers, the numbers that its terms have here.
  let numbers: [[Int32]]
  /// The numbers of the terms that are kept, sorted by their letters.
  let order: [Int32]
  /// The places of all terms one after the other, and by term where they begin.
  private let places: [Place]
  private let starts: [Int32]

  /// A page and what the collectors say about the place, in one integer.
  private struct Place {
    var bits: UInt32

    init(_ page: UInt32, _ detail: UInt32) { bits = page << WordCollector.detailBits | detail }

    var page: Int { Int(bits >> WordCollector.detailBits) }
    var detail: Int { Int(bits & (1 << WordCollector.detailBits - 1)) }
  }

  /// Of a word that stands on more pages, the most prominent places, of equals the first.
  static let mostPlaces = 400

  /// - Parameter collected: words by page; a page's words lie in one of them, and those of later pages in later ones.
  public init(pageCount: Int, collected: [WordCollector]) {
    self.pageCount = pageCount
    var table = TermTable()
    let numbers = collected.map { collector in
      collector.terms.map { term in
        collector.letters(of: term).withUnsafeBufferPointer { table.number(of: $0, term.key) }
      }
    }
    // By term and rank, how many places there are, then how many of them there still is room for.
    let ranks = Rank.allCases.count
    var room = [Int32](repeating: 0, count: table.terms.count * ranks)
    for (collector, numbers) in zip(collected, numbers) {
      collector.forEachPlace { term, _, detail in room[Int(numbers[term]) * ranks + Int(detail & 3)] += 1 }
    }
    var starts: [Int32] = [0]
    starts.reserveCapacity(table.terms.count + 1)
    for term in table.terms.indices {
      var left = Int32(Self.mostPlaces)
      for rank in (term * ranks..<(term + 1) * ranks).reversed() {
        room[rank] = min(room[rank], left)
        left -= room[rank]
      }
      starts.append(starts[term] + Int32(Self.mostPlaces) - left)
    }
    let count = Int(starts[table.terms.count])
    var ends = starts
    places = [Place](unsafeUninitializedCapacity: count) { buffer, initialized in
      for (collector, numbers) in zip(collected, numbers) {
        collector.forEachPlace { term, page, detail in
          let number = Int(numbers[term])
          let rank = number * ranks + Int(detail & 3)
          guard room[rank] > 0 else { return }
          room[rank] -= 1
          buffer.initializeElement(at: Int(ends[number]), to: Place(page, detail))
          ends[number] += 1
        }
      }
      initialized = count
    }
    self.starts = starts
    self.numbers = numbers
    order = table.sorted()
    table.forgetSlots()
    self.table = table
  }

  private func places(of term: Int32) -> ArraySlice<Place> {
    places[Int(starts[Int(term)])..<Int(starts[Int(term) + 1])]
  }

  // MARK: Files

  /// Hands out the files that hold words, and the one that says what is where: `index.js`.
  ///
  /// Scripts rather than data, since browsers load those from folders too. Each hands one value to `scopebookSearch`.
  ///
  /// - Returns: how the files came about, for ``SearchFacts``.
  @discardableResult
  public func forEachFile(_ body: (_ name: String, _ bytes: [UInt8]) -> Void) -> SearchFacts.Layout {
    var index = Self.beginning(pageCount: pageCount)
    var layout = SearchFacts.Layout(termCount: table.terms.count)

    var terms = ShardWriter(.terms)
    for number in order {
      terms.begin(table.letters(of: table.terms[Int(number)]), body)
      layout.terms.note(number, terms.count)
      let start = terms.bytes.count
      var page = 0
      for place in places(of: number) {
        Self.write(place.page - page, to: &terms.bytes)
        Self.write(place.detail, to: &terms.bytes)
        page = place.page
      }
      layout.lengths[Int(number)] = UInt32(terms.bytes.count - start)
      layout.counts[Int(number)] = UInt32(places(of: number).count)
    }
    terms.finish(body, listedIn: &index)

    let words = order.filter { isMistypable(table.letters(of: table.terms[Int($0)])) }
    var byBeginning = ShardWriter(.words)
    for number in words {
      byBeginning.begin(table.letters(of: table.terms[Int(number)]), body)
      layout.words.note(number, byBeginning.count)
      Self.write(commonness(of: number), to: &byBeginning.bytes)
    }
    byBeginning.finish(body, listedIn: &index)

    let reversed = words.map { (reversedLetters(table.letters(of: table.terms[Int($0)])), $0) }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }
    var byEnd = ShardWriter(.ends)
    for (letters, number) in reversed {
      byEnd.begin(letters[...], body)
      layout.ends.note(number, byEnd.count)
      Self.write(commonness(of: number), to: &byEnd.bytes)
    }
    byEnd.finish(body, listedIn: &index)

    index.append(UInt8(ascii: "}"))
    body("index.js", searchScript("index", index))
    layout.byEnd = reversed.map(\.1)
    return layout
  }

  static func beginning(pageCount: Int) -> [UInt8] {
    Array("{\"pages\":\(pageCount),\"group\":\(pagesPerFile)".utf8)
  }

  private func commonness(of term: Int32) -> Int { Self.commonness(ofPlaces: places(of: term).count) }

  /// From 0, a step for every doubling of the pages.
  static func commonness(ofPlaces count: Int) -> Int { Int.bitWidth - 1 - count.leadingZeroBitCount }

  /// Five bits a letter; the sixth says that more follow.
  static func write(_ number: Int, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 32 {
      bytes.append(digits[rest & 31 | 32])
      rest >>= 5
    }
    bytes.append(digits[rest])
  }

  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}

/// A name or a word of some length; in numbers and ids, another digit is another thing.
func isMistypable(_ term: ArraySlice<UInt8>) -> Bool {
  guard term.count >= 4 else { return false }
  var (characters, digits) = (0, 0)
  for byte in term {
    if byte & 0xC0 != 0x80 { characters += 1 }
    if byte &- UInt8(ascii: "0") < 10 { digits += 1 }
  }
  return characters >= 4 && digits * 2 < characters
}

/// Whole characters, from the last to the first.
func reversedLetters(_ term: ArraySlice<UInt8>) -> [UInt8] {
  if term.allSatisfy({ $0 < 0x80 }) { return term.reversed() }
  var reversed = String.UnicodeScalarView()
  for scalar in String(decoding: term, as: UTF8.self).unicodeScalars.reversed() { reversed.append(scalar) }
  return Array(String(reversed).utf8)
}

func searchScript(_ name: String, _ value: [UInt8]) -> [UInt8] {
  var bytes = ByteBuffer(capacity: value.count + 64)
  bytes.append(searchScriptBeginning(name).utf8)
  bytes.append(value)
  bytes.append(searchScriptEnd)
  return bytes.finish()
}

func searchScriptBeginning(_ name: String) -> String { "scopebookSearch(\"\(name)\"," }
let searchScriptEnd: StaticString = ");\n"
