import Testing

@testable import Search

struct SearchIndexTests {
  private func words(_ text: String) -> Set<String> {
    var collector = WordCollector()
    collector.begin(page: 0)
    collector.add(Array(text.utf8)[...], in: 0, .text)
    return Set(collector.terms.map { String(decoding: collector.letters(of: $0), as: UTF8.self) })
  }

  @Test(
    arguments: [
      ("Grant User.Read.All, please.", ["grant", "user.read.all", "user", "read", "all", "please"]),
      ("AADSTS65001: consent", ["aadsts65001", "consent"]),
      (
        "id 06da0dbc-49e2-44d2-8312-53f166ab848a",
        ["06da0dbc-49e2-44d2-8312-53f166ab848a", "06da0dbc", "49e2", "44d2", "8312", "53f166ab848a"]
      ),
      ("offline_access", ["offline_access", "offline", "access"]),
      ("a - b. .c", []),
      ("abcdefgh abcdefghi ABCDEFGH abcdefghj", ["abcdefgh", "abcdefghi", "abcdefghj"]),
      ("Übergröße ÄNDERN", ["übergröße", "ändern"]),
      ("管理者の同意", ["管理", "理者", "者の", "の同", "同意"]),
      ("إذن المسؤول", ["إذن", "المسؤول"]),
      ("x\u{2028}y\"\\<script>", ["script"]),
    ] as [(String, [String])]
  )
  func takesTextApart(text: String, expected: [String]) {
    #expect(words(text) == Set(expected))
  }

  @Test func remembersTheMostProminentPlace() {
    var collector = WordCollector()
    collector.begin(page: 3)
    collector.add(Array("consent".utf8)[...], in: 1, .text)
    collector.add(Array("Consent".utf8)[...], in: 2, .heading)
    collector.add(Array("consent".utf8)[...], in: 3, .text)
    collector.begin(page: 4)
    collector.add(Array("consent".utf8)[...], in: 0, .title)
    var found: [Occurrence] = []
    collector.forEachPlace { _, place in found.append(place) }
    #expect(found == [.init(page: 3, section: 2, rank: .heading), .init(page: 4, section: 0, rank: .title)])
  }

  private func index(pages: Int, batches: Int) -> [(name: String, bytes: [UInt8])] {
    let all = (0..<pages).map { number in
      SearchIndex.Page(
        title: Array("Page \(number)".utf8),
        url: Array("/\(number)/".utf8),
        description: [],
        sections: []
      )
    }
    let size = (pages + batches - 1) / batches
    let collected = stride(from: 0, to: pages, by: size).map { start in
      var collector = WordCollector()
      for number in start..<min(start + size, pages) {
        collector.begin(page: number)
        collector.add(all[number].title[...], in: 0, .title)
        collector.add(Array("everywhere word\(number % 97) some more text".utf8)[...], in: 1, .text)
      }
      return collector
    }
    return SearchIndex(pages: all, collected: collected).files()
  }

  @Test func isTheSameHoweverThePagesWereShared() {
    let (one, many) = (index(pages: 500, batches: 1), index(pages: 500, batches: 7))
    #expect(one.map(\.name) == many.map(\.name))
    #expect(one.map(\.bytes) == many.map(\.bytes))
  }

  @Test func loadsLittleForASearchAmongVeryMany() {
    let files = index(pages: 20_000, batches: 4)
    let largest = { (prefix: String) in files.filter { $0.name.hasPrefix(prefix) }.map(\.bytes.count).max() ?? 0 }
    // The directory, a shard for each of two words, and seven results on pages of their own.
    #expect(largest("index") + 2 * largest("t") + 7 * largest("d") < 40_000)
  }

  @Test func writesNothingThatAScriptWouldTakeForCode() {
    let page = SearchIndex.Page(
      title: Array("\"); alert(1); (\"</script>\n".utf8),
      url: Array("/a/".utf8),
      description: [0x5C, 0x22],
      sections: []
    )
    let files = SearchIndex(pages: [page], collected: []).files()
    let text = String(decoding: files.first { $0.name == "d0.js" }!.bytes, as: UTF8.self)
    #expect(text == "scopebookSearch(\"d0\",[[\"\\\"); alert(1); (\\\"</script> \",\"/a/\",\"\\\\\\\"\",[]]]);\n")
  }
}
