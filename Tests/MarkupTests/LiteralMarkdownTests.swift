import Diagnostics
import Testing

@testable import Markup

/// What was meant as Markdown and is shown as text.
struct LiteralMarkdownTests {
  @Test(arguments: [
    ("[undefined][ref], and", "undefined-reference: [undefined][ref]"),
    ("and [collapsed][].", "undefined-reference: [collapsed][]"),
    ("![A picture][shot]", "undefined-reference: ![A picture][shot]"),
    ("See (**[the portal][portal]**)", "undefined-reference: [the portal][portal]"),
    ("[`code` it][1]", "undefined-reference: [`code` it][1]"),
    ("| a |\n|---|\n| [the text][b] |", "undefined-reference: [the text][b]"),
    ("> x\n> [the text][b]", "undefined-reference: [the text][b]"),
    ("Missing.[^zz]", "undefined-footnote: [^zz]"),
    ("請求[^1]。", "undefined-footnote: [^1]"),
    ("One [^missing] more", "undefined-footnote: [^missing]"),
    ("## A {#b c}", "heading-attributes: {#b c}"),
    ("## A {#b key=value}", "heading-attributes: {#b key=value}"),
    ("## A {#}", "heading-attributes: {#}"),
  ])
  func isFoundWhereItStands(text: String, expected: String) {
    #expect(Sample(text).findings == [expected])
  }

  @Test(arguments: [
    "a[i][j]", "f(x)[0][1]", "`x`[a][b]", "[x]", "[!NOTE]", "array[0]", "[optional]", "[a-z][0-9]", "[0][1]",
    "[ERROR][MAIN] gone", "[[wiki][page]]", "- [ ] [x]", "[/a][/b]", "\\[text][label]",
    "[text][ref]\n\n[REF]: b.md", "`[text][ref]`", "    [text][ref]", "[^a-z]", "the set [^abc] of", "[^abc]+", "[^/]*",
    "x[^1]\n\n[^1]: y", "## A \\{#b}", "## The set {a, b}", "## /users/{id}", "## A {.5}", "[a b](c d)", "[=](int a, int b)",
    "2 * 3 * 4", "**/*.md and **/*.txt", "a ** b", "対**/*.md和**/*.txt", "価格*（税込）と*（注）", "用*匹配字符。*表示",
    "関数__init__を使う", "ファイル_名前_一覧", "**重要**です", "snake_case_name", "a**(b)**c",
  ])
  func isNotSeenInOtherText(text: String) {
    let sample = Sample(text)
    #expect(sample.findings == [])
    #expect(sample.document.literalLinks.isEmpty)
  }

  @Test(arguments: [
    ("[spaces](my page.md)", "my page.md"), ("![a](../my image.png \"A title\")", "../my image.png"),
    ("[a](<b>) [c](https://d.example/e f)", "https://d.example/e f"), ("[a](./b c)", "./b c"),
    ("[a](b c.md#d)", "b c.md#d"),
  ])
  func notesDestinationsWithBlanks(text: String, destination: String) {
    let sample = Sample(text)
    let found = sample.document.literalLinks.map { String(decoding: Array(text.utf8)[$0.destination.range], as: UTF8.self) }
    #expect(found == [destination])
  }

  /// The correction makes it bold, or italic, and changes nothing that readers see.
  @Test(arguments: [
    ("これは**「重要」**です。", "これは「**重要**」です。"),
    ("请先**打开设置。**然后继续。", "请先**打开设置**。然后继续。"),
    ("**권한(Permission)**을", "**권한(Permission)**<!-- -->을"),
    ("これは**`code`**です", "これは<!-- -->**`code`**<!-- -->です"),
    ("これは__重要なこと__です", "これは**重要なこと**です"),
    ("これは*「重要」*です", "これは「*重要*」です"),
    ("（注）**“重要！”**的", "（注）“**重要！**”的"),
    ("## これは**「重要」**です", "## これは「**重要**」です"),
    ("> 请先**打开。**然后", "> 请先**打开**。然后"),
  ])
  func emphasisBesideCJKIsCorrected(text: String, corrected: String) throws {
    let sample = Sample(text)
    #expect(sample.document.diagnostics.allSatisfy { $0.id == "literal-emphasis" })
    var bytes = Array(text.utf8)
    let edits = sample.document.diagnostics.flatMap { $0.fix?.edits ?? [] }
    #expect(!edits.isEmpty)
    for edit in edits.sorted(by: { $0.span.start > $1.span.start }) {
      bytes.replaceSubrange(edit.span.range, with: edit.replacement)
    }
    #expect(String(decoding: bytes, as: UTF8.self) == corrected)
    let after = Sample(corrected)
    #expect(after.findings == [])
    #expect(after.document.nodes.contains { $0.kind == .strong || $0.kind == .emphasis })
  }

  @Test func headingsKeepOldAnchors() throws {
    let sample = Sample("## Renamed {#new #old}\n\n## B {#größe .wide}\n\n## C {: #c .x }\n\n## D { #d }\n\n## E {.f}")
    #expect(sample.findings == [])
    let headings = sample.document.headings
    #expect(headings.map { String(decoding: $0.id, as: UTF8.self) } == ["new", "größe", "c", "d", "e"])
    #expect(headings.map(\.formerIDs) == [[Array("old".utf8)], [], [], [], []])
    #expect(headings.map { String(decoding: $0.plainText, as: UTF8.self) } == ["Renamed", "B", "C", "D", "E"])
    #expect(sample.html.contains(#"<h2 id="new"><span id="old"></span>Renamed"#))
  }

  @Test(arguments: ["## A {#a #b}\n\n## B {#b}", "## A {#a #a}", "## A {#x #a}\n\n## B {#y #a}"])
  func anAnchorIsGivenOnce(text: String) {
    #expect(Sample(text).document.diagnostics.map(\.id) == ["duplicate-anchor"])
  }

  @Test(arguments: [
    "js {file=\"a.html\" copy=true}", "js {{ title: \"x\" }}", "js {1,3 hl_lines=\"2\"}", "js title={1} {copy}", "js [!code ++]",
    "js {% raw %}", "js {.a #b}", "js {}", "js {1,3 showLineNumbers}", "js title='a {9}'",
  ])
  func attributesOfOtherGeneratorsMarkNoLines(info: String) {
    #expect(Document.CodeBlock(info: Array(info.utf8), isFenced: true).lineMarksAsWritten == nil)
  }

  @Test(arguments: ["{1,x}", "{3-1}", "{x,1}", "{0}", "{1", "{1;3}", "{1,3-5}"])
  func whatIsMeantToMarkLinesIsLookedAt(marks: String) {
    let block = Document.CodeBlock(info: Array("js {copy} \(marks)".utf8), isFenced: true)
    #expect(block.lineMarksAsWritten.map { String(decoding: $0, as: UTF8.self) } == marks)
  }
}
