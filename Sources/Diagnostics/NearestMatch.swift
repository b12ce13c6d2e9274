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
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var current = beforeLast
    for i in a.indices {
      current[0] = i + 1
      var smallest = i + 1
      for j in b.indices {
        var cost = min(last[j + 1] + 1, current[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        current[j + 1] = cost
        smallest = min(smallest, cost)
      }
      guard smallest <= limit else { return nil }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }
}
