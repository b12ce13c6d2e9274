/// Many words that are searched again and again for one that is written differently, such as every path of a site.
///
/// A search looks at the words that share the rarest groups of three letters with the wanted one, and at no more than a
/// fixed number of them: with a hundred thousand words it takes as long as with a hundred.
public struct WordIndex: Sendable {
  public let words: [String]
  private let lowercased: [[UInt8]]
  /// Positions of words by three letters in a row; nil for so few words that all of them are looked at.
  private let groups: PositionTable?

  /// So many words are compared one by one.
  private static let few = 48
  /// So many entries of the table are read for one search.
  private static let mostEntries = 512

  public init(_ words: [String]) {
    self.words = words
    let lowercased = words.map(Self.lowercased)
    self.lowercased = lowercased
    guard words.count > Self.few else {
      groups = nil
      return
    }
    var entries: [PositionTable.Entry] = []
    entries.reserveCapacity(lowercased.reduce(0) { $0 + $1.count })
    for (position, word) in lowercased.enumerated() {
      Self.forEachGroup(of: word) { entries.append(($0, UInt32(position))) }
    }
    groups = PositionTable(entries)
  }

  /// The position of the word with the fewest edits, case aside; nil where every one is further away than a third of the
  /// wanted word. Of equally near words the first wins.
  ///
  /// - Parameters:
  ///   - comparisons: is increased by how many words were looked at.
  ///   - isMeant: whether the word at a position comes into question.
  public func nearest(
    to word: String,
    comparisons: inout Int,
    where isMeant: (Int) -> Bool = { _ in true }
  ) -> Int? {
    let wanted = Self.lowercased(word)
    let limit = max(1, wanted.count / 3)
    var best: (position: Int, distance: Int)?
    for position in candidates(for: wanted, comparisons: &comparisons) where isMeant(position) {
      // They do not come in the order of the words.
      let most = best.map { position < $0.position ? $0.distance : $0.distance - 1 } ?? limit
      guard most >= 0 else { continue }
      if let distance = NearestMatch.distance(from: wanted, to: lowercased[position], atMost: most) {
        best = (position, distance)
      }
    }
    return best?.position
  }

  /// Positions of words that share most with the wanted one.
  private func candidates(for wanted: [UInt8], comparisons: inout Int) -> [Int] {
    guard let groups else {
      comparisons += words.count
      return Array(words.indices)
    }
    var found: [ArraySlice<UInt32>] = []
    Self.forEachGroup(of: wanted.prefix(Self.mostEntries)) { found.append(groups[$0]) }
    found.sort { ($0.count, $0.startIndex) < ($1.count, $1.startIndex) }
    var positions: [UInt32] = []
    for some in found where positions.count < Self.mostEntries {
      positions += some.prefix(Self.mostEntries - positions.count)
    }
    comparisons += positions.count
    positions.sort()
    var counts: [(position: UInt32, count: Int)] = []
    for position in positions {
      if counts.last?.position == position {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((position, 1))
      }
    }
    counts.sort { ($1.count, $0.position) < ($0.count, $1.position) }
    return counts.prefix(Self.few).map { Int($0.position) }
  }

  private static func forEachGroup(of word: some Collection<UInt8>, _ body: (UInt64) -> Void) {
    var group: UInt64 = 1
    for byte in word {
      group = (group << 8 | UInt64(byte)) & 0xFF_FFFF
      body(group)
    }
  }

  private static func lowercased(_ word: String) -> [UInt8] {
    if word.utf8.allSatisfy({ $0 < 0x80 }) {
      return word.utf8.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
    }
    return Array(word.lowercased().utf8)
  }
}
