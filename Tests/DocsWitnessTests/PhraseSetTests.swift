import Testing

@testable import DocsWitness

struct PhraseSetTests {
  /// Sets are searched at every place, and at every second one where no phrase is shorter than five letters.
  @Test(arguments: [["ab"], ["abc", "bcda"], ["abcd", "dcba"], ["entra", "azure", "graph api"], ["microsoft"]])
  func findsPhrasesWhereverTheyStand(phrases: [String]) {
    let set = PhraseSet(phrases)
    for phrase in phrases {
      for before in 0..<30 {
        for after in 0..<9 {
          let text = String(repeating: "x", count: before) + phrase.uppercased() + String(repeating: "x", count: after)
          #expect(set.occurs(in: Array(text.utf8)), "\(text)")
          let cut = String(repeating: "x", count: before) + phrase.dropLast() + String(repeating: "x", count: after)
          #expect(!set.occurs(in: Array(cut.utf8)), "\(cut)")
        }
      }
    }
    #expect(!set.occurs(in: [UInt8]()))
  }
}
