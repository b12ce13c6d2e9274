import Testing

@testable import Search

struct SearchIndexTests {
  private func words(_ text: String) -> Set<String> {
    var collector = WordCollector()
    collector.collect(page: 0) { words in
      words.add(Array(text.utf8)[...], in: 0, .text)
    }
    return Set(collector.terms.map { String(decoding: collector.letters(of: $0), as: UTF8.self) })
  }

  @Test(
    arguments: [
      ("Grant User.Read.All, please.", ["grant", "user.read.all", "user", "read", "all", "please"]),
      ("AADSTS65001: consent", ["aadsts65001", "65001", "consent"]),
      ("id 06da0dbc-49e2-44d2-8312-53f166ab848a", ["id", "06da0dbc-49e2-44d2-8312-53f166ab848a"]),
      ("offline_access", ["offline_access", "offline", "access"]),
      ("a - b. .c", ["a", "b", "c"]),
      ("abcdefgh abcdefghi ABCDEFGH abcdefghj", ["abcdefgh", "abcdefghi", "abcdefghj"]),
      ("x\u{2028}y\"\\<script>", ["x", "y", "script"]),
      ("Since v1.10.2, go1.21", ["since", "v1.10.2", "v1", "1.10.2", "10", "2", "go1.21", "go1", "1.21", "21"]),
      ("KB5034441 net8.0", ["kb5034441", "5034441", "net8.0", "net8", "8.0", "0"]),
      ("TestExampleHeader", ["testexampleheader", "test", "example", "header"]),
      ("getHTTPResponse of IDs", ["gethttpresponse", "get", "http", "response", "of", "ids"]),
      ("User.ReadWrite", ["user.readwrite", "user", "readwrite", "read", "write"]),
      ("C# and C++, F#; g++ (C++17), C# 12, C#を使う", ["c", "c#", "and", "c++", "f", "f#", "g", "g++", "17", "12", "を使", "使う"]),
      ("page#section a+b .NET", ["page", "section", "a", "b", "net"]),
      ("Übergröße ÄNDERN Straße STRAẞE", ["ubergrosse", "andern", "strasse"]),
      ("\u{FB01}nance ﬂag Ａｐｐ１２", ["finance", "flag", "app12", "12"]),
      ("nai\u{308}ve naïve Łódź", ["naive", "lodz"]),
      ("İstanbul ISPARTA ısparta", ["istanbul", "isparta"]),
      ("ТестПример ёлка", ["тестпример", "тест", "пример", "елка"]),
      ("ΟΔΟΣ οδός", ["οδοσ"]),
      ("管理者の同意", ["管理", "理者", "者の", "の同", "同意"]),
      ("東 と ｶﾞｽ か\u{3099}", ["東", "と", "ガス", "が"]),
      ("権限을 확인 및", ["権限", "限을", "확인", "및"]),
      ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", ["한글"]),
      ("𠮷野家", ["𠮷野", "野家"]),
      ("ยินยอม", ["ยิ", "ิน", "นย", "ยอ", "อม"]),
      ("अनुमति क़लम", ["अनुमति", "क\u{93C}लम"]),
      ("שָׁלוֹם", ["שלום"]),
      ("إِذْن المسؤول مُحَمَّد ١٢٣ ۴۵", ["اذن", "المسوول", "محمد", "123", "45"]),
      ("🚀 Go 👍🏽 👩‍💻", ["🚀", "go", "👍", "👩", "💻"]),
      ("m² ½ ① Ⅳ Scopebook™", ["m2", "1", "2", "iv", "scopebook"]),
      ("soft\u{AD}hyphen zero\u{200D}width", ["softhyphen", "zerowidth"]),
      ("Microsoft365のテナント", ["microsoft365", "365", "のテ", "テナ", "ナン", "ント"]),
    ] as [(String, [String])]
  )
  func takesTextApart(text: String, expected: [String]) {
    #expect(words(text) == Set(expected))
  }

  /// However its words lie in the pieces of 64 bytes in which it is looked at.
  @Test(arguments: [
    "a", "ab", "abc", "x1y2z3", "abcdefgh", "abcdefghi", "word-pair", "größe", "größere", "abcdefgé",
    "ABCDEFGHIJKLMNOP", "āāāāāā ġġġġġġ", "管理", "..", ". ",
  ])
  func takesTextApartWhereverItsWordsLie(piece: String) {
    let once = words(piece)
    for offset in 0..<140 {
      for rest in [0, 1, 7, 8, 63, 64] {
        let text = String(repeating: " ", count: offset) + piece + String(repeating: " ", count: rest)
        #expect(words(text) == once, "\(offset) \(rest)")
      }
    }
    var collector = WordCollector()
    for _ in 0..<2 {
      collector.collect(page: 0) {
        $0.add(Array((piece + " " + piece.uppercased() + " " + piece).utf8)[...], in: 0, .name)
      }
    }
    #expect(Set(collector.terms.map { Array(collector.letters(of: $0)) }).count == collector.terms.count)
    let long = String(repeating: "y", count: 64)
    #expect(words(long) == [long] && words(long + "z") == [long] && words(long + " abc") == [long, "abc"])
    // No character is cut in two.
    let wide = String(repeating: "я", count: 200)
    #expect(words(wide) == [String(wide.prefix(32))] && words("x" + wide) == ["x" + wide.prefix(31)])
  }

  @Test func remembersTheMostProminentPlace() {
    var collector = WordCollector()
    collector.collect(page: 3) { words in
      words.add(Array("consent".utf8)[...], in: 1, .text)
      words.add(Array("Consent".utf8)[...], in: 2, .heading)
      words.add(Array("consent".utf8)[...], in: 3, .text)
    }
    collector.collect(page: 4) { words in
      words.add(Array("consent".utf8)[...], in: 0, .title)
    }
    var found: [[UInt32]] = []
    collector.forEachPlace { _, page, detail in found.append([page, detail >> 2, detail & 3]) }
    #expect(found == [[3, 2, UInt32(Rank.heading.rawValue)], [4, 0, UInt32(Rank.title.rawValue)]])
  }

  private typealias File = (name: String, bytes: [UInt8])

  private func files(_ pageCount: Int, _ collected: [WordCollector]) -> [File] {
    var files: [File] = []
    SearchIndex(pageCount: pageCount, collected: collected).forEachFile { files.append(($0, $1)) }
    return files
  }

  private func text(_ name: String, _ files: [File]) throws -> String {
    String(decoding: try #require(files.first { $0.name == name }).bytes, as: UTF8.self)
  }

  private func index(pages: Int, batches: Int) -> [File] {
    let size = (pages + batches - 1) / batches
    let collected = stride(from: 0, to: pages, by: size).map { start in
      var collector = WordCollector()
      for number in start..<min(start + size, pages) {
        collector.collect(page: number) { words in
          words.add(Array("Page \(number)".utf8)[...], in: 0, .title)
          words.add(Array("everywhere word\(number % 97) some more text".utf8)[...], in: 1, .text)
          if number % 3 == 0 { words.add(Array("Everywhere".utf8)[...], in: 2, .heading) }
        }
      }
      return collector
    }
    return files(pages, collected)
  }

  @Test func isTheSameHoweverThePagesWereShared() {
    let (one, many) = (index(pages: 2_000, batches: 1), index(pages: 2_000, batches: 7))
    #expect(one.map(\.name) == many.map(\.name))
    #expect(one.map(\.bytes) == many.map(\.bytes))
  }

  @Test func loadsLittleForASearchAmongVeryMany() {
    let files = index(pages: 20_000, batches: 4)
    let largest = { (prefix: String) in files.filter { $0.name.hasPrefix(prefix) }.map(\.bytes.count).max() ?? 0 }
    let openings = [UInt8](repeating: UInt8(ascii: "x"), count: 100)
    let page = SearchPage(
      title: openings,
      path: openings,
      description: openings,
      sections: Array(repeating: .init(title: Array(openings[..<20]), id: [], opening: openings), count: 10)
    )
    let pages = SearchIndex.file(of: Array(repeating: page, count: SearchIndex.pagesPerFile), from: 0).bytes.count
    // The directory, a file for each of two words, one of them mistyped, and seven results on pages of their own.
    #expect(largest("index") + 2 * largest("t") + largest("w") + largest("e") + 7 * pages < 40_000)
  }

  @Test func keepsTheMostProminentPlacesOfAWordThatIsEverywhere() throws {
    var collector = WordCollector()
    for number in 0..<1_000 {
      collector.collect(page: number) { words in
        words.add(Array("everywhere".utf8)[...], in: 1, number == 900 ? .title : .text)
      }
    }
    let line = try #require(
      try text("t0.js", files(1_000, [collector])).split(separator: "\"").first { $0.hasPrefix("Aeverywhere ") }
    )
    // The first 399 pages one after the other, each in section 1 as text, and the one that has it in its title.
    #expect(line.hasPrefix("Aeverywhere AE" + String(repeating: "BE", count: 398)))
    #expect(line.hasSuffix("BE2PH\\n"))
  }

  @Test func listsWordsByTheirBeginningAndByTheirEnd() throws {
    var collector = WordCollector()
    collector.collect(page: 0) { words in
      words.add(
        Array("consent constant 06da0dbc-49e2-44d2-8312-53f166ab848a 20250101 über AADSTS65001 of".utf8)[...],
        in: 0,
        .name
      )
    }
    let files = files(1, [collector])
    #expect(
      try text("w0.js", files)
        == #"scopebookSearch("w0","Aaadsts65001 A\nAconsent A\nEtant A\nAuber A\n");"# + "\n"
    )
    #expect(
      try text("e0.js", files)
        == #"scopebookSearch("e0","A10056stsdaa A\nArebu A\nAtnatsnoc A\nCesnoc A\n");"# + "\n"
    )
  }

  @Test func theDirectorySaysNoMoreThanWhatTellsFilesApart() throws {
    var collector = WordCollector()
    collector.collect(page: 0) { words in
      for number in 0..<2_000 {
        words.add(Array("administrator-number-\(1000 + number)".utf8)[...], in: 0, .text)
      }
    }
    let files = files(1, [collector])
    let directory = try text("index.js", files)
    let firsts = try #require(directory.split(separator: "\"t\":[").last).prefix { $0 != "]" }.split(separator: ",")
    #expect(firsts.count == files.count { $0.name.hasPrefix("t") } && firsts.count > 3)
    for (number, first) in firsts.enumerated() {
      let lines = try text("t\(number).js", files)
      // Each file begins with a whole term.
      let term = try #require(lines.split(separator: "\"A").last).prefix { $0 != " " }
      #expect(term.hasPrefix(first.dropFirst().dropLast()), "\(first) \(term)")
      #expect(first.count < 28)
    }
  }

  @Test func writesNothingThatAScriptWouldTakeForCode() {
    let page = SearchPage(
      title: Array("\"); alert(1); (\"</script>\n".utf8),
      path: Array("a/".utf8),
      description: [0x5C, 0x22],
      sections: [
        .init(title: Array("What is new".utf8), id: Array("what-is-new".utf8), opening: Array("Much.".utf8)),
        .init(title: Array("New!".utf8), id: Array("new".utf8), opening: []),
      ]
    )
    let file = SearchIndex.file(of: [page], from: 6)
    #expect(file.name == "d3.js")
    #expect(
      String(decoding: file.bytes, as: UTF8.self)
        == "scopebookSearch(\"d3\",[[\"\\\"); alert(1); (\\\"</script> \",\"a/\",\"\\\\\\\"\","
        + "[\"What is new\",\"\",\"Much.\",\"New!\",\"new\",\"\"]]]);\n"
    )
  }
}
