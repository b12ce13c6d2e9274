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
}
