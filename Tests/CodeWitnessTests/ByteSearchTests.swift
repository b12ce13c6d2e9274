import TestSupport
import Testing

@testable import CodeWitness

struct ByteSearchTests {
  private func hits(_ words: [String], in text: String) -> [String] {
    var hits: [String] = []
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer { bytes in
      ByteSearch(words.map { Array($0.utf8) }).forEachMatch(in: bytes) { word, offset in
        hits.append("\(words[word])@\(offset)")
        return true
      }
    }
    return hits
  }

  @Test func findsWordsInAnyCaseAtTheVeryEnds() {
    #expect(hits(["scope", "mail.read"], in: "SCOPE Mail.Read sCoPe") == ["scope@0", "mail.read@6", "scope@16"])
    #expect(hits(["ab"], in: "ab") == ["ab@0"])
    #expect(hits(["abc"], in: "ab").isEmpty)
    #expect(hits(["ab"], in: "").isEmpty)
  }

  @Test func takesNoOtherSignForALetter() {
    // What differs from these only in the bit that makes letters small.
    #expect(hits(["[scope]", "scope_id"], in: "{scope} scope\u{7F}id @SCOPE").isEmpty)
  }

  /// 300 random sets of words in random text, drawn from few letters so that there are many hits.
  @Test func findsJustWhatASlowSearchFinds() {
    var random = SplitMix(seed: 11)
    func text(_ count: Int) -> String {
      String((0..<count).map { _ in Array("abAB.")[Int(random.next() % 5)] })
    }
    for _ in 0..<300 {
      let shortest = 2 + Int(random.next() % 8)
      let words = Array(
        Set((0..<(1 + Int(random.next() % 6))).map { _ in text(shortest + Int(random.next() % 4)).lowercased() })
      )
      let body = text(Int(random.next() % 200))
      let small = Array(body.lowercased())
      var expected: [String] = []
      for start in small.indices {
        for word in words where small[start...].starts(with: word) { expected.append("\(word)@\(start)") }
      }
      let found = hits(words, in: body)
      #expect(found.sorted() == expected.sorted(), "\(words) in \(body)")
      let offsets = found.compactMap { Int($0.split(separator: "@")[1]) }
      #expect(offsets == offsets.sorted())
    }
  }
}
