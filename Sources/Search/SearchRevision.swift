/// Puts other texts in place of those of some pages, and makes the files of an index that are then others.
///
/// They are what ``SearchIndex`` would make of all pages: lines are written only for the files that hold a term whose
/// places have changed, and how long all the others are is known.
public struct SearchRevision: Sendable {
  public private(set) var facts: SearchFacts
  /// Those whose places have changed.
  private var changed: Set<Int32> = []
  /// Some word stands elsewhere than it stood.
  public private(set) var isChanged = false

  public init(_ facts: SearchFacts) { self.facts = facts }

  // MARK: Pages

  /// - Parameters:
  ///   - words: of this page alone.
  ///   - page: one that was there before.
  public mutating func replace(page: Int, with words: WordCollector) {
    var places: [UInt32] = []
    words.forEachPage { _, found in
      for place in found {
        let term = number(of: words.letters(of: words.terms[place.term]))
        places.append(SearchFacts.Place(term, place.detail).bits)
      }
    }
    for bits in Set(facts.places(ofPage: page)).symmetricDifference(places) {
      changed.insert(Int32(SearchFacts.Place(bits: bits).term))
    }
    facts.replace(page: page, with: places)
  }

  /// The number of a term, a new one if no page has had it.
  private mutating func number(of letters: ArraySlice<UInt8>) -> Int32 {
    let position = position(of: letters)
    if position < facts.order.count, facts.letters(of: facts.order[position]).elementsEqual(letters) {
      return facts.order[position]
    }
    let term = Int32(facts.letterEnds.count)
    facts.letters += letters
    facts.letterEnds.append(UInt32(facts.letters.count))
    facts.layout.lengths.append(0)
    facts.layout.counts.append(0)
    facts.order.insert(term, at: position)
    if isMistypable(letters) {
      facts.layout.byEnd.insert(term, at: positionByEnd(of: reversedLetters(letters)))
    }
    return term
  }

  /// Where a term stands among all by its letters, or would.
  private func position(of letters: ArraySlice<UInt8>) -> Int {
    partition(facts.order) { facts.letters(of: $0).lexicographicallyPrecedes(letters) }
  }

  private func positionByEnd(of reversed: [UInt8]) -> Int {
    partition(facts.layout.byEnd) { reversedLetters(facts.letters(of: $0)).lexicographicallyPrecedes(reversed) }
  }

  private func partition(_ terms: [Int32], _ isBefore: (Int32) -> Bool) -> Int {
    var (low, high) = (0, terms.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(terms[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Files

  /// Hands out all files that may be others than before.
  ///
  /// - Returns: the names of those that there are no more.
  public mutating func finish(_ body: (_ name: String, _ bytes: [UInt8]) -> Void) -> [String] {
    guard !changed.isEmpty else { return [] }
    isChanged = true
    var lines = lines(of: changed.union(termsBeside(changed)))
    for term in changed {
      let line = lines[term] ?? Line()
      facts.layout.lengths[Int(term)] = UInt32(line.bytes.count)
      facts.layout.counts[Int(term)] = UInt32(line.count)
      guard line.count == 0 else { continue }
      // Nobody has it any more.
      let letters = facts.letters(of: term)
      facts.order.remove(at: position(of: letters))
      if isMistypable(letters) { facts.layout.byEnd.remove(at: positionByEnd(of: reversedLetters(letters))) }
    }
    let before = facts.layout
    let words = facts.order.filter { isMistypable(facts.letters(of: $0)) }
    let terms = shards(of: facts.order, .terms, before.terms) { facts.letters(of: $0) }
    let byBeginning = shards(of: words, .words, before.words) { facts.letters(of: $0) }
    let byEnd = shards(of: facts.layout.byEnd, .ends, before.ends) { reversedLetters(facts.letters(of: $0))[...] }

    let others = terms.filter(\.isChanged).flatMap(\.terms).filter { lines[$0] == nil }
    lines.merge(self.lines(of: Set(others))) { $1 }
    write(terms, .terms, body) {
      facts.letters(of: $0)
    } line: {
      lines[$0]?.bytes ?? []
    }
    write(byBeginning, .words, body) {
      facts.letters(of: $0)
    } line: {
      commonness(of: $0)
    }
    write(byEnd, .ends, body) {
      reversedLetters(facts.letters(of: $0))[...]
    } line: {
      commonness(of: $0)
    }
    var index = SearchIndex.beginning(pageCount: facts.pageCount)
    var gone: [String] = []
    for (kind, firsts, shards) in [
      (ShardWriter.Kind.terms, before.terms, terms), (.words, before.words, byBeginning), (.ends, before.ends, byEnd),
    ] {
      index += ",\"\(kind.rawValue)\":".utf8
      index += JSONList.bytes(of: shards.map { Array($0.first) })
      for number in shards.count..<max(shards.count, firsts.terms.count) { gone.append(kind.file(number)) }
    }
    index.append(UInt8(ascii: "}"))
    body("index.js", searchScript("index", index))

    facts.layout.terms.terms = terms.map { $0.terms[$0.terms.startIndex] }
    facts.layout.words.terms = byBeginning.map { $0.terms[$0.terms.startIndex] }
    facts.layout.ends.terms = byEnd.map { $0.terms[$0.terms.startIndex] }
    changed = []
    return gone
  }

  /// The terms in the same files, as these were cut, and in those behind: most likely what has to be written.
  private func termsBeside(_ changed: Set<Int32>) -> Set<Int32> {
    let firsts = facts.layout.terms.terms
    let files = Set(
      changed.flatMap { term in
        let letters = facts.letters(of: term)
        let after = partition(firsts) { !letters.lexicographicallyPrecedes(facts.letters(of: $0)) }
        return [max(0, after - 1), after]
      }
    )
    return files.reduce(into: []) { terms, file in
      guard file < firsts.count else { return }
      let end = file + 1 < firsts.count ? position(of: facts.letters(of: firsts[file + 1])) : facts.order.count
      terms.formUnion(facts.order[position(of: facts.letters(of: firsts[file]))..<end])
    }
  }

  private func commonness(of term: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    SearchIndex.write(SearchIndex.commonness(ofPlaces: Int(facts.layout.counts[Int(term)])), to: &bytes)
    return bytes
  }

  /// A file as it will be cut.
  private struct Shard {
    var terms: ArraySlice<Int32>
    /// As much of the first term as tells it from the last one of the file before.
    var first: ArraySlice<UInt8>
    var isChanged = true
  }

  /// Cuts as ``ShardWriter`` does.
  private func shards(
    of terms: [Int32],
    _ kind: ShardWriter.Kind,
    _ before: SearchFacts.Firsts,
    _ letters: (Int32) -> ArraySlice<UInt8>
  ) -> [Shard] {
    var shards: [Shard] = []
    var previous: ArraySlice<UInt8> = []
    var (size, start) = (0, 0)
    for (position, term) in terms.enumerated() {
      let word = letters(term)
      var shared = ShardWriter.shared(word, previous)
      if size > kind.size || position == 0 {
        if position > 0 { shards[shards.count - 1].terms = terms[start..<position] }
        shards.append(Shard(terms: [], first: ShardWriter.beginning(of: word, shared)))
        (size, start, shared) = (0, position, 0)
      } else {
        // The end of the line before.
        size += 2
      }
      let line = kind == .terms ? Int(facts.layout.lengths[Int(term)]) : 1
      size += 2 + word.count - shared + line
      previous = word
    }
    if !shards.isEmpty { shards[shards.count - 1].terms = terms[start...] }
    // What is the same from the first to the last term, and holds none that has changed.
    let changed = self.changed.map(letters).sorted { $0.lexicographicallyPrecedes($1) }
    var next = 0
    for number in shards.indices {
      let end = number + 1 < shards.count ? shards[number + 1].terms.first : nil
      let limit = end.map(letters)
      var holdsChanged = false
      while next < changed.count, limit.map({ changed[next].lexicographicallyPrecedes($0) }) ?? true {
        holdsChanged = true
        next += 1
      }
      let endBefore = number + 1 < before.terms.count ? before.terms[number + 1] : nil
      let isSame = number < before.terms.count && before.terms[number] == shards[number].terms.first && endBefore == end
      shards[number].isChanged = holdsChanged || !isSame
    }
    return shards
  }

  private func write(
    _ shards: [Shard],
    _ kind: ShardWriter.Kind,
    _ body: (_ name: String, _ bytes: [UInt8]) -> Void,
    letters: (Int32) -> ArraySlice<UInt8>,
    line: (Int32) -> [UInt8]
  ) {
    for (number, shard) in shards.enumerated() where shard.isChanged {
      var writer = ShardWriter(kind, from: number)
      for term in shard.terms {
        writer.begin(letters(term), body)
        writer.bytes += line(term)
      }
      var index: [UInt8] = []
      writer.finish(body, listedIn: &index)
    }
  }

  // MARK: Places

  /// What a file of terms says of a term.
  private struct Line {
    var count = 0
    var bytes: [UInt8] = []
  }

  private func lines(of terms: Set<Int32>) -> [Int32: Line] {
    guard !terms.isEmpty else { return [:] }
    // One look at all places: what is looked for are a few terms, and they may be on any page.
    var slots = [Int32](repeating: -1, count: facts.letterEnds.count)
    let terms = Array(terms)
    for (slot, term) in terms.enumerated() { slots[Int(term)] = Int32(slot) }
    var found: [[(page: Int, detail: UInt32)]] = Array(repeating: [], count: terms.count)
    slots.withUnsafeBufferPointer { slots in
      facts.forEachPage { page, places in
        for bits in places {
          let place = SearchFacts.Place(bits: bits)
          let slot = slots[place.term]
          if slot >= 0 { found[Int(slot)].append((page, place.detail)) }
        }
      }
    }
    return Dictionary(uniqueKeysWithValues: zip(terms, found.map(Self.line)))
  }

  /// Of very many places, the most prominent, of equals the first.
  private static func line(_ places: [(page: Int, detail: UInt32)]) -> Line {
    var room = [Int](repeating: 0, count: Rank.allCases.count)
    for place in places { room[Int(place.detail & 3)] += 1 }
    var left = SearchIndex.mostPlaces
    for rank in room.indices.reversed() {
      room[rank] = min(room[rank], left)
      left -= room[rank]
    }
    var line = Line()
    var page = 0
    for place in places where room[Int(place.detail & 3)] > 0 {
      room[Int(place.detail & 3)] -= 1
      SearchIndex.write(place.page - page, to: &line.bytes)
      SearchIndex.write(Int(place.detail), to: &line.bytes)
      line.count += 1
      page = place.page
    }
    return line
  }
}
