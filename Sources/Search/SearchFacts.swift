/// What an index was made of, and how it came to be cut into files: enough to put another text in place of one page's
/// and to know which files are then others.
///
/// Arrays of numbers, since they are written after every build and read before every edit of a large site.
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
  /// The places on all pages one after the other, and by page where they end.
  var places: [UInt32] = []
  var pageEnds: [UInt32] = []

  var pageCount: Int { pageEnds.count }

  func letters(of term: Int32) -> ArraySlice<UInt8> {
    let start = term == 0 ? 0 : letterEnds[Int(term) - 1]
    return letters[Int(start)..<Int(letterEnds[Int(term)])]
  }

  // MARK: Bytes

  /// In the order of this machine's bytes: nobody else reads them.
  public var bytes: [UInt8] {
    var writer = Writer(size: (places.count + letterEnds.count * 6 + pageEnds.count) * 4 + letters.count)
    writer.write(letters)
    writer.write(letterEnds)
    writer.write(order)
    writer.write(layout)
    writer.write(pageEnds)
    writer.write(places)
    return writer.bytes
  }

  /// The same of an index and what it was made of, without having all places in memory once more.
  ///
  /// - Parameters:
  ///   - collected: what `index` was made of.
  ///   - layout: how its files came about.
  public static func bytes(of index: SearchIndex, collected: [WordCollector], layout: Layout) -> [UInt8] {
    let count = collected.reduce(0) { $0 + $1.placeCount }
    let termCount = index.table.terms.count
    var writer = Writer(size: (count + termCount * 6 + index.pageCount) * 4 + index.table.letters.count)
    writer.write(index.table.letters)
    writer.write(index.table.terms.map { UInt32($0.start + $0.count) })
    writer.write(index.order)
    writer.write(layout)
    var pageEnds: [UInt32] = []
    var end: UInt32 = 0
    for collector in collected {
      collector.forEachPage { page, places in
        while pageEnds.count < page { pageEnds.append(end) }
        end += UInt32(places.count)
        pageEnds.append(end)
      }
    }
    while pageEnds.count < index.pageCount { pageEnds.append(end) }
    writer.write(pageEnds)
    writer.begin(count)
    for (collector, numbers) in zip(collected, index.numbers) {
      collector.forEachPage { _, places in
        for place in places { writer.add(Place(numbers[place.term], place.detail).bits) }
      }
    }
    return writer.bytes
  }

  /// Arrays, each after how many elements it has.
  private struct Writer {
    var bytes: [UInt8] = []

    init(size: Int) { bytes.reserveCapacity(size + 16384) }

    mutating func begin(_ count: Int) { add(count) }

    mutating func add<Number>(_ number: Number) { withUnsafeBytes(of: number) { bytes += $0 } }

    mutating func write<Number>(_ numbers: [Number]) {
      begin(numbers.count)
      numbers.withUnsafeBytes { bytes += $0 }
    }

    mutating func write(_ layout: Layout) {
      write(layout.lengths)
      write(layout.counts)
      for terms in [layout.byEnd, layout.terms.terms, layout.words.terms, layout.ends.terms] { write(terms) }
    }
  }

  /// Nothing when the bytes are of another length than they say. What they hold is not looked at: whoever kept them knows
  /// whether they are the same.
  public init?(_ bytes: [UInt8]) {
    var position = 0
    func read<Number>(_: Number.Type) -> [Number]? {
      bytes.withUnsafeBytes { bytes -> [Number]? in
        guard bytes.count - position >= MemoryLayout<Int>.size else { return nil }
        let count = bytes.loadUnaligned(fromByteOffset: position, as: Int.self)
        position += MemoryLayout<Int>.size
        let size = MemoryLayout<Number>.size
        guard count >= 0, count <= (bytes.count - position) / size else { return nil }
        defer { position += count * size }
        return [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
          UnsafeMutableRawBufferPointer(buffer).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: bytes[position..<(position + count * size)])
          )
          initialized = count
        }
      }
    }
    guard let letters = read(UInt8.self), let letterEnds = read(UInt32.self), let order = read(Int32.self),
      let lengths = read(UInt32.self), let counts = read(UInt32.self), let byEnd = read(Int32.self),
      let terms = read(Int32.self), let words = read(Int32.self), let ends = read(Int32.self),
      let pageEnds = read(UInt32.self), let places = read(UInt32.self), position == bytes.count
    else { return nil }
    (self.letters, self.letterEnds, self.order) = (letters, letterEnds, order)
    (self.places, self.pageEnds) = (places, pageEnds)
    layout = Layout(termCount: 0)
    (layout.lengths, layout.counts, layout.byEnd) = (lengths, counts, byEnd)
    (layout.terms.terms, layout.words.terms, layout.ends.terms) = (terms, words, ends)
  }
}
