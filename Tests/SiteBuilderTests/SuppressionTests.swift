import Diagnostics
import Markup
import Testing

@testable import SiteBuilder

struct SuppressionTests {
  private func suppressions(_ text: String) -> [Suppression] {
    let file = SourceFile(path: "content/a.md", bytes: Array(text.utf8))
    return Suppression.all(in: Parser.parse(file, options: MarkupOptions()))
  }

  @Test func coversTheParagraphBelow() throws {
    let found = suppressions("a\n\n<!-- scopebook-ignore broken-link: later -->\n[x](y.md)\nmore\n\nend\n")
    let only = try #require(found.first)
    #expect(found.count == 1)
    #expect(only.id == "broken-link")
    #expect(only.hasReason)
    let text = Array("a\n\n<!-- scopebook-ignore broken-link: later -->\n[x](y.md)\nmore\n\nend\n".utf8)
    #expect(String(decoding: text[only.covered], as: UTF8.self).hasSuffix("more"))
  }

  @Test func silencesSeveralIdsAtOnce() {
    #expect(suppressions("<!-- scopebook-ignore a-b, c-d: why -->\n\nx\n").map(\.id) == ["a-b", "c-d"])
  }

  @Test func leavesCodeThatShowsOneAlone() {
    #expect(suppressions("```html\n<!-- scopebook-ignore broken-link: x -->\n```\n").isEmpty)
  }

  @Test func knowsWhenTheReasonIsMissing() {
    #expect(suppressions("Text <!-- scopebook-ignore broken-link --> more.\n").map(\.hasReason) == [false])
  }
}
