/// Finds the word a person probably meant.
public enum NearestMatch {
  /// The candidate with the fewest edits (insert, delete, replace, swap neighbours), case aside.
  ///
  /// Nothing when every candidate is further away than a third of the word: a wild guess is worse than none.
  /// Of equally near candidates the first in the given order wins.
  public static func find(_ word: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().utf8)
    let limit = max(1, wanted.count / 3)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let bound = min(limit, best.map { $0.distance - 1 } ?? limit)
      guard bound >= 0 else { break }
      // Only letters outside of ASCII have another length in lower case.
      let length = candidate.utf8.count
      if abs(length - wanted.count) > bound, candidate.utf8.allSatisfy({ $0 < 0x80 }) { continue }
      if let distance = distance(from: wanted, to: Array(candidate.lowercased().utf8), atMost: bound) {
        best = (candidate, distance)
      }
    }
    return best?.candidate
  }

  /// Number of edits between two byte strings, or nothing when it is more than `limit`.
  public static func distance(from a: [UInt8], to b: [UInt8], atMost limit: Int) -> Int? {
    guard abs(a.count - b.count) <= limit else { return nil }
    let width = b.count + 1
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * width) { rows in
      var beforeLast = UnsafeMutableBufferPointer(rebasing: rows[..<width])
      var last = UnsafeMutableBufferPointer(rebasing: rows[width..<(2 * width)])
      var current = UnsafeMutableBufferPointer(rebasing: rows[(2 * width)...])
      beforeLast.initialize(repeating: limit + 1)
      current.initialize(repeating: limit + 1)
      for j in 0..<width { last.initializeElement(at: j, to: j) }
      for i in a.indices {
        // Places further from the diagonal than the limit are further away than that.
        let columns = max(0, i - limit)..<min(b.count, i + limit + 1)
        current[columns.lowerBound] = columns.lowerBound == 0 ? i + 1 : limit + 1
        var smallest = columns.lowerBound == 0 ? i + 1 : limit + 1
        for j in columns {
          var cost = min(last[j + 1] + 1, current[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
          if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
          current[j + 1] = cost
          smallest = min(smallest, cost)
        }
        if columns.upperBound < b.count { current[columns.upperBound + 1] = limit + 1 }
        guard smallest <= limit else { return nil }
        (beforeLast, last, current) = (last, current, beforeLast)
      }
      return last[b.count] <= limit ? last[b.count] : nil
    }
  }

  /// Many words that are searched again and again, such as every path of a site.
  ///
  /// Finds what ``find(_:in:)`` finds: which letters a word has, and how many of each, tells of nearly all that they are
  /// too far away, and takes a hundredth of the time of counting edits.
  public struct Candidates: Sendable {
    private let words: [String]
    private let lowercased: [[UInt8]]
    private let letters: [SIMD32<UInt8>]

    public init(_ words: [String]) {
      self.words = words
      lowercased = words.map { Array($0.lowercased().utf8) }
      letters = lowercased.map(Self.letters)
    }

    public func find(_ word: String) -> String? {
      let wanted = Array(word.lowercased().utf8)
      let limit = max(1, wanted.count / 3)
      let wantedLetters = Self.letters(of: wanted)
      var byBound = [[Int]](repeating: [], count: limit + 1)
      for (position, letters) in letters.enumerated() {
        let bound = max(
          Self.leastEdits(wantedLetters, letters),
          abs(lowercased[position].count - wanted.count)
        )
        if bound <= limit { byBound[bound].append(position) }
      }
      var best: (position: Int, distance: Int)?
      for (bound, positions) in byBound.enumerated() where bound <= best?.distance ?? limit {
        for position in positions {
          let most = best.map { position < $0.position ? $0.distance : $0.distance - 1 } ?? limit
          guard most >= bound else { continue }
          if let distance = NearestMatch.distance(from: wanted, to: lowercased[position], atMost: most) {
            best = (position, distance)
          }
        }
      }
      return best.map { words[$0.position] }
    }

    /// How many of each letter, several letters to a count.
    private static func letters(of word: [UInt8]) -> SIMD32<UInt8> {
      var counts = SIMD32<UInt8>(repeating: 0)
      for byte in word {
        let place = Int(byte & 31)
        if counts[place] < 255 { counts[place] += 1 }
      }
      return counts
    }

    /// An edit takes one letter away, or brings one, or both.
    private static func leastEdits(_ a: SIMD32<UInt8>, _ b: SIMD32<UInt8>) -> Int {
      func sum(_ counts: SIMD32<UInt8>) -> Int {
        let wide = SIMD32<UInt16>(truncatingIfNeeded: counts)
        return Int(wide.wrappedSum())
      }
      let (more, fewer) = (a .> b, a .< b)
      return max(sum((a &- b).replacing(with: 0, where: .!more)), sum((b &- a).replacing(with: 0, where: .!fewer)))
    }
  }
}
