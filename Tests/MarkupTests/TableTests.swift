import Diagnostics
import Testing

@testable import Markup

struct TableTests {
  @Test func knowsItsCells() {
    let sample = Sample("| a | `b\\|c` |\n|:--|--:|\n| d\\|e |\n")
    #expect(sample.plainTexts(of: .tableCell) == ["a", "b|c", "d|e", ""])
    #expect(sample.sources(of: .text) == ["a", "d\\|e"])
    #expect(sample.document.tables.first?.alignments == [.left, .right])
    #expect(sample.document.nodes.filter { $0.kind == .tableCell }.map(\.isHeader) == [true, true, false, false])
  }

  @Test(arguments: [
    ("  | a |\n|---|\n   | b |", ["a", "b"]),
    ("| a |\n|---|\n|", ["a"]),
    ("a\n| b |\n|---|\n| c |", ["b", "c"]),
    ("- | a |\n  |---|\n  | b |\n| c |", ["a", "b"]),
    ("> | a |\n> |---|\n| b |", ["a"]),
    ("| a |\n|---|\n# b", ["a"]),
    ("| a |\n|---|\n- b", ["a"]),
    ("| a |\n|---|\n```\nb\n```", ["a"]),
    ("| a |\n|---|\n:::note\n:::", ["a"]),
    ("| a |\n|---|\n    b", ["a"]),
    ("| a |\n|---|\n[^x]: b", ["a"]),
    ("| # |\n|---|\n| ## # |\n| a # |", ["#", "## #", "a #"]),
    ("| a\\\\|b |\n|---|---|", ["a\\", "b"]),
    ("a | b\n-|-\n1 | 2", ["a", "b", "1", "2"]),
  ])
  func endsWhereAnotherBlockBegins(text: String, expected: [String]) {
    #expect(Sample(text).plainTexts(of: .tableCell) == expected)
  }

  @Test(arguments: [
    "| a |\n\n|---|", "# | a |\n|---|", "    | a |\n    |---|", "```\n| a |\n|---|\n```", "a\n---", "| a | b |\n|---|",
  ])
  func leavesOtherLinesAlone(text: String) {
    #expect(!Sample(text).document.nodes.contains { $0.kind == .table })
  }

  @Test func linksInCellsFindTheirDefinitions() {
    #expect(Sample("| [a] |\n|---|\n\n[a]: /b").html.contains("<a href=\"/b\">a</a>"))
  }

  @Test func warnsOfACellWithoutAColumn() {
    #expect(Sample("| a |\n|---|\n| b | c |").findings == ["extra-table-cell: c"])
  }

  @Test func spansItsLines() {
    let text = "| a | b |\n|---|---|\n| c |"
    #expect(Sample(text + "\n\nd").sources(of: .table) == [text])
    #expect(Sample(text).sources(of: .tableRow) == ["| a | b |", "| c |"])
  }
}
