import Testing

@testable import SiteBuilder

struct ConsentFlowDiagramTests {
  @Test(arguments: [
    ("a bc def", 248, ["a bc", "def"]),
    ("abcdefgh ij", 248, ["abcd", "efgh", "ij"]),
    ("illicit mammal", 264, ["illicit", "mam", "mal"]),
    ("日本語 テスト", 250, ["日本", "語 テ", "スト"]),
    ("日本語。はい", 300, ["日本", "語。は", "い"]),
    ("", 248, []),
  ])
  func breaksLines(text: String, length: Int, lines: [String]) {
    #expect(Diagram.wrapped(text, length, limit: 9) == lines)
  }

  @Test func saysThatWordsAreLeftOut() {
    #expect(Diagram.wrapped("aa bb cc", 124, limit: 2) == ["aa", "b\u{2026}"])
  }

  @Test func arrowsPointTheWayThatTextRuns() async throws {
    let site = try await published(
      configuration: "language: ar\n",
      pages: ["index.md": "---\ntitle: Home\n---\n\n::consent-flow{consent=directory}\n"]
    )
    let page = try #require(site["index.html"])
    #expect(page.contains("<strong>Contoso App \u{200F}\u{2190}\u{200F} Microsoft:</strong>"))
    #expect(!page.contains("\u{2192}") && page.contains("direction=\"rtl\""))
  }

  @Test func guidesShowTheSameTwice() async throws {
    let site = try await published(
      pages: [
        "index.md": "---\ntitle: Home\n---\n", "a.md": "---\ntitle: A\n---\n\n::consent-flow{consent=directory}\n",
      ]
    )
    let page = try #require(site["a/index.html"])
    #expect(page.contains(#"role="img" aria-labelledby="flow-directory-title" aria-describedby="flow-directory-text""#))
    #expect(
      page.matches(of: /class="flow-arrow"/).count == page.matches(of: /<li><strong>(You|Microsoft|Contoso App)/).count
    )
    #expect(page.matches(of: /class="flow-arrow"/).count == 6)
    #expect(!page.contains("style="))
  }
}
