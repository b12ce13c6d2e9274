import Diagnostics
import Testing

@testable import Markup

struct CalloutTests {
  @Test(arguments: ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "note", "Tip"])
  func readsGitHubsKinds(kind: String) throws {
    let sample = Sample("> [!\(kind)]\n> text")
    let node = try #require(sample.document.nodes.first { $0.kind == .callout })
    #expect(Document.Callout(rawValue: node.level)?.name == kind.lowercased())
    #expect(sample.texts(of: .callout) == [""])
    #expect(sample.plainTexts(of: .paragraph) == ["text"])
  }

  @Test func takesATitleOfItsOwn() {
    let sample = Sample("> [!NOTE] Before *you* `begin`\n> text")
    #expect(sample.texts(of: .callout) == ["Before you begin"])
    #expect(sample.plainTexts(of: .paragraph) == ["text"])
  }

  @Test func mayHoldNothingButItsMark() {
    let sample = Sample("> [!NOTE]\n\na")
    #expect(sample.document.nodes.map(\.kind) == [.document, .callout, .paragraph, .text])
  }

  @Test func holdsBlocksAfterItsMark() {
    let sample = Sample("> [!TIP]\n>\n> - a\n> - b")
    let kinds = sample.document.children(of: 1).map { sample.document.nodes[$0].kind }
    #expect(kinds == [.list])
  }

  @Test(arguments: [
    "> [!OTHER]\n> a", "> \\[!NOTE]\n> a", "> a [!NOTE]\n> b", "[!NOTE]\na", "> [!NOTE]a\n> b", "> # [!NOTE]",
  ])
  func leavesOtherQuotesAlone(text: String) {
    #expect(!Sample(text).document.nodes.contains { $0.kind == .callout })
  }

  @Test func staysAQuoteWithoutTheExtension() {
    let sample = Sample("> [!NOTE]\n> a", extensions: .all.subtracting(.callouts))
    #expect(sample.html == "<blockquote>\n<p>[!NOTE]\na</p>\n</blockquote>\n")
  }
}
