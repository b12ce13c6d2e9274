import Testing

@testable import Diagnostics

struct NearestMatchTests {
  @Test(arguments: [
    ("titel", "title"), ("descripton", "description"), ("Oder", "order"), ("consentlink", "consent-link"),
  ])
  func findsWhatAPersonMeant(word: String, meant: String) {
    #expect(NearestMatch.find(word, in: ["title", "description", "order", "consent-link"]) == meant)
  }

  @Test func saysNothingRatherThanGuessWildly() {
    #expect(NearestMatch.find("banana", in: ["title", "order"]) == nil)
    #expect(NearestMatch.find("x", in: []) == nil)
  }

  @Test func prefersTheFirstOfEquallyNearWords() {
    #expect(NearestMatch.find("cat", in: ["bat", "hat"]) == "bat")
    #expect(NearestMatch.find("hat", in: ["bat", "hat"]) == "hat")
  }

  @Test func countsASwapOfNeighboursAsOneEdit() {
    #expect(NearestMatch.distance(from: Array("abcd".utf8), to: Array("abdc".utf8), atMost: 3) == 1)
    #expect(NearestMatch.distance(from: Array("kitten".utf8), to: Array("sitting".utf8), atMost: 3) == 3)
    #expect(NearestMatch.distance(from: Array("kitten".utf8), to: Array("sitting".utf8), atMost: 2) == nil)
  }

  /// The distance by its definition, without limits.
  @Test func countsEditsWithinTheLimitAsWithoutOne() {
    func distance(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Int {
      guard let first = a.first, let second = b.first else { return max(a.count, b.count) }
      var least = distance(a.dropFirst(), b.dropFirst()) + (first == second ? 0 : 1)
      least = min(least, distance(a.dropFirst(), b) + 1, distance(a, b.dropFirst()) + 1)
      if a.count > 1, b.count > 1, first == b.dropFirst().first, second == a.dropFirst().first {
        least = min(least, distance(a.dropFirst(2), b.dropFirst(2)) + 1)
      }
      return least
    }
    var random = SystemRandomNumberGenerator()
    func word() -> [UInt8] {
      (0..<Int.random(in: 0..<7, using: &random)).map { _ in UInt8.random(in: 97...99, using: &random) }
    }
    for _ in 0..<300 {
      let (a, b) = (word(), word())
      let expected = distance(a[...], b[...])
      for limit in 0..<8 {
        let found = NearestMatch.distance(from: a, to: b, atMost: limit)
        #expect(found == (expected <= limit ? expected : nil), "\(a) \(b) at most \(limit)")
      }
    }
  }
}
