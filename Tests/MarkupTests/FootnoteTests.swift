import Diagnostics
import Testing

@testable import Markup

struct FootnoteTests {
  @Test func countsEveryReference() {
    let sample = Sample("a[^x] b[^x] c[^y]\n\n[^y]: why\n[^x]: ex")
    #expect(sample.document.footnotes.map { String(decoding: $0.label, as: UTF8.self) } == ["x", "y"])
    #expect(sample.document.footnotes.map(\.referenceCount) == [2, 1])
    #expect(sample.html.contains("id=\"fnref1-2\""))
    #expect(sample.html.contains("href=\"#fnref1-2\""))
  }

  @Test func pointsAtItsDefinition() throws {
    let sample = Sample("a[^x]\n\n[^x]: ex")
    let definition = Int(try #require(sample.document.footnotes.first).definition)
    #expect(sample.document.nodes[definition].kind == .footnoteDefinition)
    #expect(sample.document.plainText(of: definition).elementsEqual("ex".utf8))
  }

  @Test func leavesOutWhatNobodyRefersTo() {
    let sample = Sample("a[^x]\n\n[^x]: ex\n[^y]: why")
    #expect(sample.document.footnotes.count == 1)
    #expect(!sample.html.contains("why"))
  }

  @Test(arguments: ["a[^x]", "a\\[^x]\n\n[^x]: b", "`[^x]`\n\n[^x]: b", "a[^ x]\n\n[^x]: b"])
  func leavesOtherBracketsAlone(text: String) {
    #expect(!Sample(text).document.nodes.contains { $0.kind == .footnoteReference })
  }

  @Test func holdsSeveralBlocks() {
    let sample = Sample("a[^x]\n\n[^x]: b\n\n    - c\n\n        d\n\n    ```\n    e\n    ```\n\nf")
    let definition = sample.document.footnotes.first.map { Int($0.definition) } ?? 0
    let kinds = sample.document.children(of: definition).map { sample.document.nodes[$0].kind }
    #expect(kinds == [.paragraph, .list, .codeBlock])
    #expect(sample.texts(of: .codeBlock) == ["e\n"])
    #expect(sample.html.hasPrefix("<p>a<sup"))
    #expect(sample.html.contains("<p>f</p>\n<section"))
  }

  @Test func goesOnInALazyLine() {
    let sample = Sample("a[^x]\n\n[^x]: b\nc\n\nd")
    #expect(sample.plainTexts(of: .footnoteDefinition) == ["b c"])
  }

  @Test func mayBeDefinedInAListOrQuote() {
    let sample = Sample("- a[^x]\n\n  [^x]: b\n\n> c[^y]\n>\n> [^y]: d\n")
    #expect(sample.document.footnotes.count == 2)
    #expect(sample.plainTexts(of: .footnoteDefinition) == ["b", "d"])
  }

  @Test func mayBeReferredToFromListsTablesAndHeadings() {
    let sample = Sample("# a[^x]\n\n- b[^x]\n\n| c[^x] |\n|---|\n\n[^x]: d")
    #expect(sample.document.footnotes.first?.referenceCount == 3)
  }

  @Test func mayReferToEachOther() {
    let sample = Sample("a[^x]\n\n[^x]: b[^y]\n[^y]: c[^x]")
    #expect(sample.document.footnotes.count == 2)
    #expect(sample.html.contains("id=\"fn2\""))
  }

  @Test func labelsIgnoreCase() {
    #expect(Sample("a[^Über]\n\n[^über]: b").document.footnotes.count == 1)
    #expect(Sample("a[^X]\n\n[^x]: b").document.footnotes.count == 1)
  }

  @Test func warnsOfASecondDefinition() {
    let sample = Sample("a[^x]\n\n[^x]: b\n[^x]: c")
    #expect(sample.findings == ["duplicate-footnote: [^x]:"])
    #expect(sample.html.contains("b <a"))
  }

  @Test func numbersByTheTextNotByTheDefinitions() {
    let sample = Sample("[^x]: ex [^y]\n\na[^z] b[^x]\n\n[^y]: why\n[^z]: zed")
    #expect(sample.document.footnotes.map { String(decoding: $0.label, as: UTF8.self) } == ["z", "x", "y"])
  }

  @Test func codeHoldsNone() {
    let sample = Sample("a[^x]\n\n```\n[^x]: b\n```")
    #expect(sample.document.footnotes.isEmpty)
    #expect(sample.html.contains("[^x]: b"))
  }
}
