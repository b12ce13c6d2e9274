import TestSupport
import Testing

@testable import Search

/// An index with another text on some page is the index of all texts as they then are.
struct SearchRevisionTests {
  private typealias Files = [String: [UInt8]]

  private static let vocabulary = (0..<4000).map { number in
    switch number % 35 {
    case 0: "größe\(number % 50)"
    case 1: "権限\(number)設定\(number % 90)確認"
    case 2: "разрешение\(number % 200)"
    case 3: "TestName\(number)"
    case 5, 10, 15, 20, 25, 30: "User.Read\(number).All"
    default: "word\(number)\(number % 3)"
    }
  }

  /// Some words are on every page, so that not all of their places are listed; most are on few.
  private func text(_ random: inout some RandomNumberGenerator) -> [String] {
    (0..<30).map { _ in
      let number = Int.random(in: 0..<4, using: &random)
      return Self.vocabulary[Int.random(in: 0..<[8, 60, 900, 4000][number], using: &random)]
    }
  }

  private func collected(_ texts: [[String]], from first: Int = 0) -> WordCollector {
    var collector = WordCollector()
    for (number, text) in texts.enumerated() {
      collector.collect(page: first + number) { words in
        for (position, word) in text.enumerated() {
          let rank: Rank = position == 0 ? .title : position % 9 == 0 ? .heading : .text
          words.add(Array(word.utf8)[...], in: position / 9, rank)
        }
      }
    }
    return collector
  }

  private func index(_ texts: [[String]], parts: Int = 3) -> (facts: [UInt8], files: Files) {
    let size = (texts.count + parts - 1) / parts
    let collected = stride(from: 0, to: texts.count, by: size).map { start in
      self.collected(Array(texts[start..<min(start + size, texts.count)]), from: start)
    }
    var files: Files = [:]
    let index = SearchIndex(pageCount: texts.count, collected: collected)
    let layout = index.forEachFile { files[$0] = $1 }
    var facts: [UInt8] = []
    SearchFacts.forEachPiece(of: index, collected: collected, layout: layout) { facts += $0 }
    return (facts, files)
  }

  @Test(arguments: 1...8)
  func isTheIndexOfAllTexts(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    var texts = (0..<(seed % 2 == 0 ? 700 : 40)).map { _ in text(&random) }
    var (facts, files) = index(texts)
    var (handedOut, come, went) = (0, 0, 0)
    for step in 0..<25 {
      var revision = SearchRevision(try #require(SearchFacts(facts)))
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let page = Int.random(in: 1..<texts.count, using: &random)
        let position = Int.random(in: 0..<30, using: &random)
        texts[page][position] =
          Bool.random(using: &random) ? Self.vocabulary.randomElement(using: &random)! : "new\(step)\(page)"
        if Int.random(in: 0..<10, using: &random) == 0 { texts[page] = text(&random) }
        revision.replace(page: page, with: collected([texts[page]], from: page))
      }
      // So many words that no other page has fill files of their own, which are gone with them.
      if step % 6 == 2 { texts[0] += (0..<400).map { "many\(step)of\($0)" } }
      if step % 6 == 5 { texts[0] = text(&random) }
      revision.replace(page: 0, with: collected([texts[0]]))
      let names = Set(files.keys)
      let gone = revision.finish {
        files[$0] = $1
        if step % 3 != 2 { handedOut += 1 }
      }
      for name in gone { #expect(files.removeValue(forKey: name) != nil) }
      let (clean, wanted) = index(texts)
      let different = Set(files.keys).union(wanted.keys).filter { files[$0] != wanted[$0] }
      #expect(different.isEmpty, "seed \(seed), step \(step)")
      (come, went) = (come + wanted.keys.count { !names.contains($0) }, went + gone.count)
      // What is kept for the next one has other numbers, and says the same.
      facts = []
      if step % 5 == 4 { facts = clean } else { revision.facts.forEachPiece { facts += $0 } }
    }
    #expect(come > 5 && went > 5)
    // Of few files most hold one of the words.
    if texts.count > 100 { #expect(handedOut < files.count * 25 / 2) }
  }

  @Test func takesCutBytesForNone() {
    let bytes = index([["one", "two"], ["two", "three"]]).facts
    #expect(SearchFacts(bytes) != nil)
    #expect(SearchFacts(Array(bytes.dropLast())) == nil && SearchFacts([]) == nil && SearchFacts(bytes + [0]) == nil)
  }
}
