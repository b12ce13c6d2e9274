/// Which pages hold which words, cut into files so small that a search loads only a few of them.
///
/// Made of the words that pages bring, in whatever order their texts come; the same pages give the same files.
public struct SearchIndex: Sendable {
  /// A page as results show it.
  public struct Page: Sendable {
    public var title: [UInt8]
    public var url: [UInt8]
    public var description: [UInt8]
    /// In reading order; words refer to them by number, from 1.
    public var sections: [(title: [UInt8], id: [UInt8])]

    public init(title: [UInt8], url: [UInt8], description: [UInt8], sections: [(title: [UInt8], id: [UInt8])]) {
      self.title = title
      self.url = url
      self.description = description
      self.sections = sections
    }
  }

  private let pages: [Page]
  private let table: TermTable
  /// The numbers of the terms that are kept, sorted by their letters.
  private let order: [Int]
  /// The places of all terms one after the other, and by term where they begin.
  private let occurrences: [Occurrence]
  private let starts: [Int]

  /// - Parameter collected: words by page, the pages numbered as in `pages`; a page's words lie in one of them, and those
  ///   of later pages in later ones.
  public init(pages: [Page], collected: [WordCollector]) {
    self.pages = pages
    var table = TermTable()
    let numbers = collected.map { collector in
      collector.terms.map { term in
        let slot = collector.letters(of: term).withUnsafeBufferPointer { table.slot(of: $0, term.key) }
        return Int(table.slots[slot].term)
      }
    }
    var counts = [Int](repeating: 0, count: table.terms.count)
    for (collector, numbers) in zip(collected, numbers) {
      collector.forEachPlace { term, _ in counts[numbers[term]] += 1 }
    }
    // A word that is on very many pages tells little; the pages that are about it are enough.
    let isCommon = counts.map { pages.count > 100 && $0 * 3 > pages.count }
    if isCommon.contains(true) {
      counts = [Int](repeating: 0, count: counts.count)
      for (collector, numbers) in zip(collected, numbers) {
        collector.forEachPlace { term, occurrence in
          if !isCommon[numbers[term]] || occurrence.rank >= .heading { counts[numbers[term]] += 1 }
        }
      }
    }
    let starts = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    var ends = starts
    occurrences = [Occurrence](unsafeUninitializedCapacity: starts[counts.count]) { buffer, count in
      for (collector, numbers) in zip(collected, numbers) {
        collector.forEachPlace { term, occurrence in
          let number = numbers[term]
          guard !isCommon[number] || occurrence.rank >= .heading else { return }
          buffer.initializeElement(at: ends[number], to: occurrence)
          ends[number] += 1
        }
      }
      count = starts[counts.count]
    }
    self.starts = starts
    self.table = table
    order = counts.indices.filter { counts[$0] > 0 }
      .sorted { table.letters(of: table.terms[$0]).lexicographicallyPrecedes(table.letters(of: table.terms[$1])) }
  }

  private static let longest = 400

  /// Of very many places the most prominent ones, of equals the first.
  private static func shortened(_ occurrences: ArraySlice<Occurrence>) -> [Occurrence] {
    var counts = [Int](repeating: 0, count: 4)
    for occurrence in occurrences { counts[Int(occurrence.rank.rawValue)] += 1 }
    var room = longest
    for rank in counts.indices.reversed() {
      counts[rank] = min(counts[rank], room)
      room -= counts[rank]
    }
    return occurrences.filter { occurrence in
      let rank = Int(occurrence.rank.rawValue)
      counts[rank] -= 1
      return counts[rank] >= 0
    }
  }
}

extension SearchIndex {
  /// The index as scripts, by file name: `index.js`, `t0.js`… with the terms, `d0.js`… with the pages.
  ///
  /// Scripts rather than data, since browsers load those from files too. Each hands one value to `scopebookSearch`.
  public func files() -> [(name: String, bytes: [UInt8])] {
    let shards = termShards()
    var files = shards.enumerated().map { number, shard in
      (
        "t\(number).js",
        Self.script("t\(number)") { bytes in
          bytes.append(UInt8(ascii: "\""))
          bytes += shard.bytes
          bytes.append(UInt8(ascii: "\""))
        }
      )
    }
    for (number, start) in stride(from: 0, to: pages.count, by: Self.pagesPerFile).enumerated() {
      let group = pages[start..<min(start + Self.pagesPerFile, pages.count)]
      files.append(("d\(number).js", Self.script("d\(number)") { Self.list(group, to: &$0, Self.write) }))
    }
    let index = Self.script("index") { bytes in
      bytes += "{\"pages\":\(pages.count),\"group\":\(Self.pagesPerFile),\"first\":".utf8
      Self.list(shards.map(\.first), to: &bytes, Self.write)
      bytes.append(UInt8(ascii: "}"))
    }
    files.append(("index.js", index))
    return files
  }

  private static let pagesPerFile = 4
  private static let shardSize = 3000

  /// Lines of a term, a space, and its pages; the term as far as it differs from the one before.
  private func termShards() -> [(first: [UInt8], bytes: [UInt8])] {
    var shards: [(first: [UInt8], bytes: [UInt8])] = []
    var previous: ArraySlice<UInt8> = []
    var line: [UInt8] = []
    for number in order {
      let term = table.letters(of: table.terms[number])
      if shards.isEmpty || shards[shards.count - 1].bytes.count > Self.shardSize {
        shards.append((Array(term), []))
        previous = []
      }
      var shared = 0
      for (a, b) in zip(term, previous) where shared < 31 {
        guard a == b else { break }
        shared += 1
      }
      line.removeAll(keepingCapacity: true)
      Self.write(shared, to: &line)
      line += term.dropFirst(shared)
      line.append(UInt8(ascii: " "))
      var page = 0
      let all = occurrences[starts[number]..<starts[number + 1]]
      for occurrence in all.count > Self.longest ? Self.shortened(all)[...] : all {
        Self.write(Int(occurrence.page) - page, to: &line)
        Self.write(Int(occurrence.section) << 2 | Int(occurrence.rank.rawValue), to: &line)
        page = Int(occurrence.page)
      }
      line += "\\n".utf8
      shards[shards.count - 1].bytes += line
      previous = term
    }
    return shards
  }

  /// Five bits a letter; the sixth says that more follow.
  private static func write(_ number: Int, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 32 {
      bytes.append(digits[rest & 31 | 32])
      rest >>= 5
    }
    bytes.append(digits[rest])
  }

  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  // MARK: JSON

  private static func script(_ name: String, _ value: (inout [UInt8]) -> Void) -> [UInt8] {
    var bytes = Array("scopebookSearch(\"\(name)\",".utf8)
    value(&bytes)
    bytes += ");\n".utf8
    return bytes
  }

  private static func write(_ page: Page, to bytes: inout [UInt8]) {
    list([page.title, page.url, page.description], to: &bytes) { write($0, to: &$1) }
    bytes.removeLast()
    bytes.append(UInt8(ascii: ","))
    list(page.sections, to: &bytes) { section, bytes in
      write(section.title, to: &bytes)
      bytes.append(UInt8(ascii: ","))
      write(section.id, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private static func list<Element>(
    _ elements: some Collection<Element>,
    to bytes: inout [UInt8],
    _ write: (Element, inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    for (number, element) in elements.enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      write(element, &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private static func write(_ text: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
