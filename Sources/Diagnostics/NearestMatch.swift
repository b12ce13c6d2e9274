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
}
