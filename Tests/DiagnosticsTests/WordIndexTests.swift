import Testing

@testable import Diagnostics

struct WordIndexTests {
  @Test func findsAmongManyWhatItFindsAmongFew() {
    let words = (0..<300).map { "guides/part-\($0 % 20)/how-to-do-thing-\($0 * 7919 % 1000)" } + ["guides/connect/settings"]
    let index = WordIndex(words)
    var comparisons = 0
    for wanted in ["guides/conect/setings", "guides/connect/seting", "Guides/Connect/Settings"] {
      let found = index.nearest(to: wanted, comparisons: &comparisons).map { words[$0] }
      #expect(found == NearestMatch.find(wanted, in: words) && found == "guides/connect/settings")
    }
    #expect(index.nearest(to: "banana", comparisons: &comparisons) == nil)
    #expect(comparisons <= 4 * 512)
  }

  @Test func comparesFewWordsOneByOne() {
    var random = SystemRandomNumberGenerator()
    func word() -> String {
      String((0..<Int.random(in: 0..<14, using: &random)).map { _ in "abcdeÄ1".randomElement(using: &random)! })
    }
    for _ in 0..<60 {
      let words = (0..<Int.random(in: 0..<48, using: &random)).map { _ in word() }
      let index = WordIndex(words)
      for _ in 0..<20 {
        let wanted = word()
        var comparisons = 0
        let found = index.nearest(to: wanted, comparisons: &comparisons).map { words[$0] }
        #expect(found == NearestMatch.find(wanted, in: words), "\(wanted) in \(words)")
      }
    }
  }

  @Test func asksWhetherAWordComesIntoQuestion() {
    var comparisons = 0
    let index = WordIndex(["cat", "hat"])
    #expect(index.nearest(to: "bat", comparisons: &comparisons) { $0 == 1 } == 1)
  }
}
