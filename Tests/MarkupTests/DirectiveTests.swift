import Diagnostics
import Testing

@testable import Markup

struct DirectiveTests {
  @Test func readsAContainer() throws {
    let sample = Sample(":::note[A *title*]{key=\"a b\" other='c' short=d flag #id .one}\ntext\n:::\nafter")
    let directive = try #require(sample.document.directives.first)
    #expect(directive.form == .container)
    #expect(directive.name == "note")
    #expect(sample.source(directive.nameSpan) == "note")
    #expect(directive.label == "A *title*")
    #expect(directive.attributes.map(\.key) == ["key", "other", "short", "flag", "id", "class"])
    #expect(directive.attributes.map(\.value) == ["a b", "c", "d", nil, "id", "one"])
    #expect(directive.attributes.map { sample.source($0.valueSpan) } == ["a b", "c", "d", "flag", "id", "one"])
    #expect(sample.source(directive.span).hasPrefix(":::note[") && sample.source(directive.span).hasSuffix(".one}"))
    #expect(sample.plainTexts(of: .directive) == ["text"])
    #expect(sample.findings == [])
    #expect(sample.html == "<p>text</p>\n<p>after</p>\n")
  }

  @Test func classesAddUp() {
    let sample = Sample(":::note{.a .b}\n:::")
    #expect(sample.document.directives.first?["class"]?.value == "a b")
    #expect(sample.findings == [])
  }

  @Test func readsALeaf() throws {
    let sample = Sample("a\n\n::include{file=\"b.md\"}\n\nc")
    let directive = try #require(sample.document.directives.first)
    #expect(directive.form == .leaf)
    #expect(directive["file"]?.value == "b.md")
    #expect(sample.html == "<p>a</p>\n<p>c</p>\n")
  }

  @Test func readsAnInlineDirectiveWithItsMarkup() throws {
    let sample = Sample("a :mark[b *c*]{d=e} f")
    let directive = try #require(sample.document.directives.first)
    #expect(directive.form == .inline)
    #expect(sample.source(directive.nameSpan) == "mark")
    #expect(directive["d"].map { sample.source($0.valueSpan) } == "e")
    #expect(sample.html == "<p>a b <em>c</em> f</p>\n")
    #expect(sample.findings == [])
  }

  @Test func nestsInlineDirectives() {
    let sample = Sample("a :x[b :y[c]{d=e} f] g")
    #expect(sample.document.nodes.count { $0.kind == .inlineDirective } == 2)
    #expect(sample.plainTexts(of: .inlineDirective) == ["b c f", "c"])
  }

  @Test(arguments: ["a:b[c]", "10:x[c]", ":1[c]", "\\:b[c]", ":b\\[c]", ":b [c]", "`:b[c]`", ":b[c", "std::x[c]"])
  func leavesOtherColonsAlone(text: String) {
    let sample = Sample(text + " d")
    #expect(sample.document.directives.isEmpty)
    #expect(sample.findings == [])
  }

  @Test func attributesAfterCodeMakeADirectiveAroundIt() throws {
    let sample = Sample("a `User.Read`{.not-a-permission} b")
    let directive = try #require(sample.document.directives.first)
    #expect(directive.name == "code")
    #expect(directive["class"]?.value == "not-a-permission")
    #expect(sample.plainTexts(of: .inlineDirective) == ["User.Read"])
    #expect(sample.html == "<p>a <code>User.Read</code> b</p>\n")
  }

  @Test(arguments: ["`a` {.b}", "`a`{b}", "`a`{}", "`a`{ or so }", "`a`{.b", "`a`\\{.b}"])
  func leavesOtherBracesAfterCodeAlone(text: String) {
    let sample = Sample(text)
    #expect(sample.document.directives.isEmpty)
    #expect(sample.findings == [])
  }

  @Test func keyAndValueAfterCodeAreAttributes() {
    #expect(Sample("`a`{b=c}").document.directives.first?["b"]?.value == "c")
  }

  @Test func nestsByMoreColons() {
    let sample = Sample("::::tabs\n:::tab[One]\na\n:::\n:::tab[Two]\nb\n:::\n::::\nc")
    #expect(sample.document.directives.map(\.name) == ["tabs", "tab", "tab"])
    #expect(sample.plainTexts(of: .directive) == ["ab", "a", "b"])
    #expect(sample.findings == [])
  }

  @Test func nestsWithAsManyColonsToo() {
    let sample = Sample(":::a\n:::b\nc\n:::\nd\n:::\ne")
    #expect(sample.plainTexts(of: .directive) == ["cd", "c"])
    #expect(sample.findings == [])
  }

  @Test func standsInListsAndQuotes() {
    let sample = Sample("1. a\n\n   :::note\n   b\n   :::\n\n> :::tip\n> c\n> :::\n")
    #expect(sample.plainTexts(of: .directive) == ["b", "c"])
    #expect(sample.findings == [])
  }

  @Test(arguments: [" :::note\n a\n :::", "   :::note\na\n  :::", "- b\n\n    :::note\n    a\n    :::"])
  func mayBeIndented(text: String) {
    #expect(Sample(text).plainTexts(of: .directive) == ["a"])
    #expect(Sample(text).findings == [])
  }

  @Test func holdsAnyBlocks() {
    let sample = Sample(":::note\n- a\n\n| b |\n|---|\n\n```\n:::\n```\n:::\n")
    let kinds = sample.document.children(of: 1).map { sample.document.nodes[$0].kind }
    #expect(kinds == [.list, .table, .codeBlock])
    #expect(sample.findings == [])
  }

  @Test(arguments: [
    "```\n:::note\n:::\n```", "    :::note\n    :::", "<div>\n:::note\n:::\n</div>", "~~~\n::include{a=b}\n~~~",
  ])
  func codeAndHTMLHoldNoDirectives(text: String) {
    let sample = Sample(text)
    #expect(sample.document.directives.isEmpty)
    #expect(!sample.findings.contains { $0.contains("directive") })
    #expect(sample.html.contains(":::note") || sample.html.contains("::include"))
  }

  @Test func reportsAnUnclosedDirectiveAndKeepsItsText() {
    let sample = Sample(":::note\na")
    #expect(sample.document.directives.map(\.isUnclosed) == [true])
    #expect(sample.html == "<p>a</p>\n")
  }

  @Test func aQuotesEndEndsItsDirectives() {
    let sample = Sample("> :::note\n> a\n\nb\n\n:::")
    #expect(sample.document.directives.map(\.isUnclosed) == [true])
    #expect(sample.findings == ["stray-directive-fence: :::"])
    #expect(sample.plainTexts(of: .directive) == ["a"])
  }

  @Test func anOuterFenceEndsWhatIsOpenInside() {
    let sample = Sample("::::a\n:::b\nc\n::::\nd")
    #expect(sample.document.directives.map(\.isUnclosed) == [false, true])
    #expect(sample.plainTexts(of: .directive) == ["c", "c"])
  }

  @Test func reportsAStrayFence() {
    let sample = Sample("a\n\n:::\n\nb")
    #expect(sample.findings == ["stray-directive-fence: :::"])
    #expect(sample.html == "<p>a</p>\n<p>b</p>\n")
  }

  @Test func aFenceWithFewerColonsClosesNothing() {
    #expect(Sample("::::a\n:::\n::::").findings == ["stray-directive-fence: :::"])
  }

  @Test(arguments: [
    (":::note{a=\"b}\n:::", "malformed-attributes: \"b}"),
    (":::note{a=b\n:::", "malformed-attributes: {a=b"),
    (":::note{1=b}\n:::", "malformed-attributes: 1"),
    (":::note[a\n:::", "malformed-attributes: [a"),
    (":::note{a=b a=c}\n:::", "duplicate-attribute: a"),
    (":::note{#a #b}\n:::", "duplicate-attribute: #b"),
    ("> :::note{a=b a=c}\n> :::", "duplicate-attribute: a"),
    ("x :y[z]{a=\"b}", "malformed-attributes: \"b}"),
    ("> x\n> :y[z]{a=b a=c}", "duplicate-attribute: a"),
  ])
  func reportsBadAttributes(text: String, expected: String) {
    #expect(Sample(text).findings == [expected])
  }

  @Test func keepsTheTextOfADirectiveWithBadAttributes() {
    #expect(Sample(":::note{a=\"b}\ntext\n:::").plainTexts(of: .directive) == ["text"])
    #expect(Sample("x :y[z]{a=\"b}").html.contains("{a="))
  }

  @Test func reportsNestingThatIsTooDeepAndKeepsTheText() {
    let depth = 200
    let text = String(repeating: ":::a\n", count: depth) + "text\n" + String(repeating: ":::\n", count: depth)
    let sample = Sample(text)
    #expect(sample.document.diagnostics.contains { $0.id == "nesting-too-deep" })
    #expect(!sample.document.diagnostics.contains { $0.id == "stray-directive-fence" })
    #expect(sample.html == "<p>text</p>\n")
  }

  /// As formatters write it.
  @Test(arguments: [
    (":::note\n- a\n- b\n  :::\n\nc", ["ab"], "c"),
    (":::note\n1. a\n   - b\n     :::\nc", ["ab"], "c"),
    (":::note\n10) a\n    :::\n- c", ["a"], "c"),
    (":::note\n- a\n  :::\n- c", ["a"], "c"),
    (":::note\n- a\n\n  b\n  :::\n\n  c", ["ab"], "c"),
    ("::::a\n:::b\n- x\n  :::\n  ::::\n\nc", ["x", "x"], "c"),
    ("> :::note\n> - a\n>   :::\n>\n> c", ["a"], "c"),
    ("- :::note\n  - a\n    :::\n\n  c", ["a"], "c"),
    (":::note\n- a\n\n  ```\n  :::\n  ```\n  :::\nc", ["a"], "c"),
    (":::a\n- :::b\n  x\n  :::\n  :::\nc", ["x", "x"], "c"),
  ])
  func aFenceBelowAListEndsTheBoxAroundIt(text: String, inside: [String], after: String) throws {
    for extensions in [text, "[l]: m\n\n" + text] {
      let sample = Sample(extensions)
      #expect(sample.findings == [])
      #expect(sample.document.directives.allSatisfy { !$0.isUnclosed })
      #expect(sample.plainTexts(of: .directive) == inside)
      let last = try #require(sample.document.nodes.last { $0.kind == .text })
      #expect(sample.document.text(of: last).elementsEqual(after.utf8))
      let directive = try #require(sample.document.nodes.first { $0.kind == .directive })
      #expect(last.span.start >= directive.span.end)
    }
  }

  @Test func aFenceBelowAListThatClosesNothingStays() {
    let sample = Sample("- a\n  :::\n- b")
    #expect(sample.findings == ["stray-directive-fence: :::"])
    #expect(sample.document.lists.count == 1)
  }

  @Test func aListThatGoesOnBehindTheBoxKeepsItsNumbers() {
    let sample = Sample(":::note\n3. a\n4. b\n   :::\n5. c\n6. d")
    #expect(sample.document.lists.map(\.start) == [3, 5])
    #expect(sample.plainTexts(of: .list) == ["ab", "cd"])
  }

  @Test func aLineThatEndsInColonsOpensNothing() {
    let sample = Sample(":::image source=\"a.png\" alt-text=\"b\":::\n\n:::row:::\n:::column span=\"2\":::\nc")
    #expect(sample.document.directives.map(\.name) == ["image", "row", "column"])
    #expect(sample.document.directives.allSatisfy { $0.endsOnItsLine && !$0.isUnclosed })
    #expect(sample.findings == [])
  }

  @Test func aNameWithEndClosesTheDirectiveOfThatName() {
    let sample = Sample("::: moniker range=\"a\"\n\nb\n\n::: moniker-end\n\nc")
    #expect(sample.document.directives.map(\.name) == ["moniker"])
    #expect(sample.plainTexts(of: .directive) == ["b"])
    #expect(sample.findings == [])
  }

  @Test func keepsWhatFollowsTheName() throws {
    let sample = Sample("::: details More about it\na\n:::")
    let trailing = try #require(sample.document.directives.first?.trailing)
    #expect(trailing.range == 12..<25)
    #expect(sample.findings == [])
  }
}
