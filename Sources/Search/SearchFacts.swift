/// What an index was made of, and how it came to be cut into files: enough to put another text in place of one page's
/// and to know which files are then others.
///
/// Arrays of numbers, since they are written after every build and read before every edit of a large site. By far the
/// longest says where all words stand; it stays where it was read.
public struct SearchFacts: Sendable {
  /// How the files of an index came about.
  public struct Layout: Sendable {
    /// By term, how long what is known of it is, as written in a file of terms.
    var lengths: [UInt32]
    /// By term, how many of its places are in the index; none of a term that no page has any more.
    var counts: [UInt32]
    /// The terms that people mistype, by their last letters.
    var byEnd: [Int32] = []
    var terms = Firsts()
    var words = Firsts()
    var ends = Firsts()

    init(termCount: Int) {
      lengths = Array(repeating: 0, count: termCount)
      counts = lengths
    }
  }

  /// The terms with which the files of one kind begin.
  struct Firsts: Sendable, Equatable {
    var terms: [Int32] = []

    /// - Parameter files: how many have been begun when the term has been.
    mutating func note(_ term: Int32, _ files: Int) { if files > terms.count { terms.append(term) } }
  }

  /// A term on a page: the term's number, and what ``WordCollector`` says about the place.
  struct Place {
    var bits: UInt32

    init(bits: UInt32) { self.bits = bits }
    init(_ term: Int32, _ detail: UInt32) { bits = UInt32(term) << WordCollector.detailBits | detail }

    var term: Int { Int(bits >> WordCollector.detailBits) }
    var detail: UInt32 { bits & (1 << WordCollector.detailBits - 1) }
  }

  /// The letters of all terms one after the other, and by term where they end.
  var letters: [UInt8] = []
  var letterEnds: [UInt32] = []
  /// The terms that some page has, by their letters.
  var order: [Int32] = []
  var layout: Layout
  /// What was kept: in it, where the places on all pages are, one after the other, and by page where they end.
  private let kept: [UInt8]
  private let keptPlaces: Range<Int>
  private let keptEnds: [UInt32]
  /// By page, its places where they are others than those that were kept.
  private var replaced: [Int: [UInt32]] = [:]

  var pageCount: Int { keptEnds.count }

  func letters(of term: Int32) -> ArraySlice<UInt8> {
    let start = term == 0 ? 0 : letterEnds[Int(term) - 1]
    return letters[Int(start)..<Int(letterEnds[Int(term)])]
  }

  // MARK: Places

  mutating func replace(page: Int, with places: [UInt32]) { replaced[page] = places }

  func places(ofPage page: Int) -> [UInt32] {
    replaced[page] ?? withKeptPlaces { Array($0[keptRange(ofPages: page..<(page + 1))]) }
  }

  func forEachPage(_ body: (_ page: Int, _ places: UnsafeBufferPointer<UInt32>) -> Void) {
    withKeptPlaces { kept in
      forEachRun { pages, places in
        if let places { return places.withUnsafeBufferPointer { body(pages.lowerBound, $0) } }
        for page in pages {
          body(page, UnsafeBufferPointer(rebasing: kept[keptRange(ofPages: page..<(page + 1))]))
        }
      }
    }
  }

  /// One after the other, pages with places that were kept, and single ones with others.
  private func forEachRun(_ body: (_ pages: Range<Int>, _ places: [UInt32]?) -> Void) {
    var start = 0
    for (page, places) in replaced.sorted(by: { $0.key < $1.key }) {
      if start < page { body(start..<page, nil) }
      body(page..<(page + 1), places)
      start = page + 1
    }
    if start < pageCount { body(start..<pageCount, nil) }
  }

  private func keptRange(ofPages pages: Range<Int>) -> Range<Int> {
    (pages.lowerBound == 0 ? 0 : Int(keptEnds[pages.lowerBound - 1]))..<Int(keptEnds[pages.upperBound - 1])
  }

  private func withKeptPlaces<Result>(_ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
    kept.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[keptPlaces]).bindMemory(to: UInt32.self)) }
  }

  // MARK: Bytes

  /// Hands out what is to be kept, piece by piece, in the order of this machine's bytes: nobody else reads it.
  public func forEachPiece(_ body: (UnsafeRawBufferPointer) -> Void) {
    var ends: [UInt32] = []
    ends.reserveCapacity(pageCount)
    forEachRun { pages, places in
      let end = ends.last ?? 0
      if let places { return ends.append(end + UInt32(places.count)) }
      let start = pages.lowerBound == 0 ? 0 : keptEnds[pages.lowerBound - 1]
      for keptEnd in keptEnds[pages] { ends.append(end + (keptEnd - start)) }
    }
    Self.write(order, to: body)
    Self.write(letterEnds, to: body)
    Self.write(layout, to: body)
    Self.write(ends, to: body)
    Self.begin(Int(ends.last ?? 0), body)
    withKeptPlaces { kept in
      forEachRun { pages, places in
        if let places { return places.withUnsafeBytes(body) }
        body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: kept[keptRange(ofPages: pages)])))
      }
    }
    Self.write(letters, to: body)
  }

  /// The same of an index and what it was made of, without having all places in memory once more.
  ///
  /// - Parameters:
  ///   - collected: what `index` was made of.
  ///   - layout: how its files came about.
  public static func forEachPiece(
    of index: SearchIndex,
    collected: [WordCollector],
    layout: Layout,
    _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    write(index.order, to: body)
    write(index.table.terms.map { UInt32($0.start + $0.count) }, to: body)
    write(layout, to: body)
    var ends: [UInt32] = []
    var end: UInt32 = 0
    for collector in collected {
      collector.forEachPage { page, places in
        while ends.count < page { ends.append(end) }
        end += UInt32(places.count)
        ends.append(end)
      }
    }
    while ends.count < index.pageCount { ends.append(end) }
    write(ends, to: body)
    begin(collected.reduce(0) { $0 + $1.placeCount }, body)
    for (collector, numbers) in zip(collected, index.numbers) {
      collector.forEachPage { _, places in
        places.map { Place(numbers[$0.term], $0.detail).bits }.withUnsafeBytes(body)
      }
    }
    write(index.table.letters, to: body)
  }

  // Arrays, each after how many elements it has. The only one whose elements are no multiples of four bytes is the last.

  private static func begin(_ count: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
    withUnsafeBytes(of: count, body)
  }

  private static func write<Number>(_ numbers: [Number], to body: (UnsafeRawBufferPointer) -> Void) {
    begin(numbers.count, body)
    numbers.withUnsafeBytes(body)
  }

  private static func write(_ layout: Layout, to body: (UnsafeRawBufferPointer) -> Void) {
    write(layout.lengths, to: body)
    write(layout.counts, to: body)
    for terms in [layout.byEnd, layout.terms.terms, layout.words.terms, layout.ends.terms] { write(terms, to: body) }
  }

  /// Nothing when the bytes are of another length than they say. What they hold is not looked at: whoever kept them knows
  /// whether they are the same.
  public init?(_ bytes: [UInt8]) {
    var position = 0
    func range(_ size: Int) -> Range<Int>? {
      guard bytes.count - position >= MemoryLayout<Int>.size else { return nil }
      let count = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: Int.self) }
      position += MemoryLayout<Int>.size
      guard count >= 0, count <= (bytes.count - position) / size else { return nil }
      defer { position += count * size }
      return position..<(position + count * size)
    }
    func read<Number>(_: Number.Type) -> [Number]? {
      range(MemoryLayout<Number>.size).map { range in
        [Number](unsafeUninitializedCapacity: range.count / MemoryLayout<Number>.size) { buffer, initialized in
          bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: .init(rebasing: $0[range])) }
          initialized = buffer.count
        }
      }
    }
    guard let order = read(Int32.self), let letterEnds = read(UInt32.self), let lengths = read(UInt32.self),
      let counts = read(UInt32.self), let byEnd = read(Int32.self), let terms = read(Int32.self),
      let words = read(Int32.self), let ends = read(Int32.self), let pageEnds = read(UInt32.self),
      let places = range(MemoryLayout<UInt32>.size), let letters = read(UInt8.self), position == bytes.count
    else { return nil }
    (self.letters, self.letterEnds, self.order) = (letters, letterEnds, order)
    (kept, keptPlaces, keptEnds) = (bytes, places, pageEnds)
    layout = Layout(termCount: 0)
    (layout.lengths, layout.counts, layout.byEnd) = (lengths, counts, byEnd)
    (layout.terms.terms, layout.words.terms, layout.ends.terms) = (terms, words, ends)
  }
}
