import Diagnostics
import Testing

@testable import Markup

struct HeadingIDTests {
  private func ids(_ text: String) -> [String] {
    Sample(text).document.headings.map { String(decoding: $0.id, as: UTF8.self) }
  }

  @Test(arguments: [
    ("Before you begin", "before-you-begin"),
    ("What's new?", "whats-new"),
    ("a_b-c  d", "a_b-c--d"),
    ("1. First", "1-first"),
    ("User.Read.All", "userreadall"),
    ("`code` & *more*", "code--more"),
    ("[Link](x.md) text", "link-text"),
    ("Äpfel und Öl", "äpfel-und-öl"),
    ("ÇA VA É", "ça-va-é"),
    ("日本語 テスト", "日本語-テスト"),
    ("Привет, мир", "привет-мир"),
    ("Ship it 🚀 now", "ship-it--now"),
    ("🚀", "section"),
    ("!!!", "section"),
    ("a — b", "a--b"),
    ("हिन्दी", "हिन्दी"),
    ("x²", "x"),
  ])
  func followsGitHub(title: String, expected: String) {
    #expect(ids("# \(title)") == [expected])
  }

  @Test func numbersDuplicates() {
    #expect(ids("# a\n# a\n# a") == ["a", "a-1", "a-2"])
  }

  @Test func skipsTakenNumbers() {
    #expect(ids("# a\n# a-1\n# a\n# a") == ["a", "a-1", "a-2", "a-3"])
    #expect(ids("# a-1\n# a\n# a") == ["a-1", "a", "a-2"])
  }

  @Test func pinsAnID() {
    let sample = Sample("# Title {#first}\n\nOther {#second}\n=====\n\n## `x` {#x.y}")
    #expect(sample.document.headings.map { String(decoding: $0.id, as: UTF8.self) } == ["first", "second", "x.y"])
    #expect(sample.document.headings.map(\.isPinned) == [true, true, true])
    #expect(sample.document.headings.map { String(decoding: $0.plainText, as: UTF8.self) } == ["Title", "Other", "x"])
    #expect(sample.html.hasPrefix("<h1 id=\"first\">Title</h1>\n"))
  }

  @Test(arguments: ["# a \\{#b}", "# a {#}", "# a {#b c}", "# a {b}", "# a {#b} c", "# `a {#b}`"])
  func leavesOtherBracesAlone(text: String) {
    #expect(Sample(text).document.headings.map(\.isPinned) == [false])
  }

  @Test func pinnedIDsComeFirst() {
    #expect(ids("# a\n# b {#a}") == ["a-1", "a"])
  }

  @Test func reportsAnIDThatIsPinnedTwice() {
    let sample = Sample("# a {#x}\n# b {#x}")
    #expect(sample.findings == ["duplicate-anchor: # b {#x}"])
    #expect(sample.document.diagnostics.first?.notes.count == 1)
    #expect(Set(sample.document.headings.map(\.id)).count == 2)
  }

  @Test func knowsItsNode() throws {
    let sample = Sample("# a\n\n> ## b")
    for heading in sample.document.headings {
      #expect(sample.document.nodes[Int(heading.node)].kind == .heading)
      #expect(sample.document.nodes[Int(heading.node)].level == heading.level)
    }
    #expect(sample.document.headings.map(\.level) == [1, 2])
  }

  @Test func imagesAndFootnotesAreNoPartOfTheID() {
    #expect(ids("# a ![icon](b.png)[^1]\n\n[^1]: c") == ["a-"])
  }

  @Test func idsAreLeftOutWithoutTheExtension() {
    #expect(Sample("# a", extensions: .all.subtracting(.headingIDs)).html == "<h1>a</h1>\n")
  }
}
