import Diagnostics
import Templates
import Testing

struct DiagnosticTests {
  @Test func suggestsTheVariableThatWasMeant() {
    expect(
      "{{title}}\n{{⟦titel⟧}}",
      gives: [("unknown-variable", "nothing here is called 'titel'", "did you mean 'title'?")]
    )
  }

  @Test func namesWhatThereIsWhenNothingIsNear() {
    expect(
      "{{#site}}{{name}}{{/site}}{{#previous}}{{⟦frobnicated⟧}}{{/previous}}",
      gives: [
        (
          "unknown-variable", "nothing here is called 'frobnicated'",
          "there is 'title', 'url', 'content', 'isHome', 'site', 'previous', 'breadcrumbs', 'tags', 'navigation'"
        )
      ]
    )
  }

  @Test func pointsAtThePartOfADottedNameThatIsUnknown() {
    expect("{{ site.⟦nam⟧ }}", gives: [("unknown-variable", "'site' has no 'nam'", "did you mean 'name'?")])
  }

  @Test func reportsEveryMistakeOfAFileAtOnce() {
    expect(
      "{{⟦titel⟧}}{{#⟦crumbs⟧}}{{whatever}}{{/crumbs}}{{^⟦isHom⟧}}{{/isHom}}{{>⟦heder⟧}}⟦{{⟧#isHome",
      beside: ["header.html": ""],
      gives: [
        ("unknown-variable", "nothing here is called 'titel'", "did you mean 'title'?"),
        (
          "unknown-variable", "nothing here is called 'crumbs'",
          "there is 'title', 'content', 'isHome', 'site', 'previous', 'breadcrumbs', 'tags', 'navigation'"
        ),
        ("unknown-variable", "nothing here is called 'isHom'", "did you mean 'isHome'?"),
        ("unknown-partial", "there is no template 'heder'", "did you mean 'header'?"),
        ("template-syntax", "this tag is never closed", "close it with '}}'"),
      ]
    )
  }

  @Test func refusesToPrintWhatIsNotText() {
    expect(
      "{{⟦breadcrumbs⟧}}{{⟦site⟧}}{{⟦previous⟧}}{{{⟦isHome⟧}}}",
      gives: [
        (
          "template-type", "'breadcrumbs' is a list, not a text",
          "write '{{#breadcrumbs}}…{{/breadcrumbs}}' and print what is in it"
        ),
        ("template-type", "'site' is an object, not a text", "write '{{#site}}…{{/site}}' and print what is in it"),
        (
          "template-type", "'previous' is an object that may be missing, not a text",
          "write '{{#previous}}…{{/previous}}' and print what is in it"
        ),
        (
          "template-type", "'isHome' is a condition, not a text",
          "write '{{#isHome}}…{{/isHome}}' and print what is in it"
        ),
      ]
    )
  }

  @Test func refusesMembersOfWhatHasNone() {
    expect(
      "{{title.⟦length⟧}}{{breadcrumbs.⟦url⟧}}{{#isHome.⟦x⟧}}{{/isHome.x}}",
      gives: [
        ("template-type", "'title' is a text, so nothing in it has a name", "remove the dot and what follows"),
        (
          "template-type", "'breadcrumbs' is a list, so nothing in it has a name",
          "write '{{#breadcrumbs}}…{{/breadcrumbs}}' and name what is in each"
        ),
        ("template-type", "'isHome' is a condition, so nothing in it has a name", "remove the dot and what follows"),
      ]
    )
  }

  @Test func refusesTheDotWhereThereIsNoText() {
    expect(
      "{{⟦.⟧}}",
      gives: [
        (
          "template-type", "'.' is not a text here",
          "'.' is the text of a section over a text or a list of texts; elsewhere write a name"
        )
      ]
    )
  }

  @Test func pointsAtSectionsThatAreNeverClosed() {
    expect(
      "⟦{{#isHome}}⟧ ⟦{{^tags}}⟧ {{⟦titel⟧}}",
      gives: [
        ("template-syntax", "'isHome' is never closed", "add '{{/isHome}}' where it ends"),
        ("template-syntax", "'tags' is never closed", "add '{{/tags}}' where it ends"),
        ("unknown-variable", "nothing here is called 'titel'", "did you mean 'title'?"),
      ]
    )
  }

  @Test func blamesTheInnerSectionWhenAnOuterOneIsClosed() {
    expect(
      "{{#isHome}}⟦{{#tags}}⟧{{/isHome}}",
      gives: [("template-syntax", "'tags' is never closed", "add '{{/tags}}' where it ends")]
    )
  }

  @Test func blamesTheClosingTagWhenItsNameIsNotOpen() throws {
    expect(
      "{{#isHome}}⟦{{/isHme}}⟧ ⟦{{/tags}}⟧",
      gives: [
        ("template-syntax", "'isHme' is closed where 'isHome' is open", "write '{{/isHome}}'"),
        ("template-syntax", "'tags' is closed but nothing is open here", "remove this tag, or open 'tags' before it"),
      ]
    )
    let note = try #require(library(["page.html": "{{#isHome}}{{/isHme}}"]).diagnostics.first?.notes.first)
    #expect(note.location == SourceLocation(path: "page.html", span: SourceSpan(0..<11)))
  }

  @Test func refusesNamesThatAreNone() {
    let help = "write one name without spaces, with dots between its parts, at most 10"
    expect(
      "⟦{{}}⟧⟦{{ site name }}⟧⟦{{site..name}}⟧⟦{{>}}⟧",
      gives: [
        ("template-syntax", "this tag has no name", help),
        ("template-syntax", "'site name' is not a name", help),
        ("template-syntax", "'site..name' is not a name", help),
        ("template-syntax", "this tag has no name", help),
      ]
    )
  }

  @Test func refusesDelimitersThatAreNotTwo() {
    let help = "write the new delimiters with a space between them and without '=', as in '{{=<% %>=}}'"
    expect(
      "⟦{{=<%=}}⟧⟦{{=a b c=}}⟧⟦{{== ==}}⟧⟦{{==}}⟧",
      gives: Array(repeating: ("template-syntax", "these are not two delimiters", help), count: 4)
    )
  }

  @Test func suggestsTheBlockThatWasMeant() {
    expect(
      "{{<layout}}{{$⟦titel⟧}}x{{/titel}}{{$head}}y{{/head}}{{$⟦frobnicated⟧}}{{/frobnicated}}{{/layout}}",
      beside: ["layout.html": "{{$title}}{{/title}}{{>head}}", "head.html": "{{$head}}{{/head}}"],
      gives: [
        ("unknown-block", "'layout' has no block 'titel'", "did you mean 'title'?"),
        ("unknown-block", "'layout' has no block 'frobnicated'", "its blocks are 'head', 'title'"),
      ]
    )
  }

  @Test func reportsWhatAParentTagSwallows() {
    let help = "move it into a block, or out of the parent tag"
    expect(
      "{{<layout}}\n  ⟦lost text⟧\n{{⟦title⟧}}{{! fine }}{{$a}}1{{/a}}{{$⟦a⟧}}2{{/a}}{{/layout}}",
      beside: ["layout.html": "{{$a}}{{/a}}"],
      gives: [
        ("template-syntax", "this text is never rendered: inside a parent tag only blocks count", help),
        ("template-syntax", "'title' is never rendered: inside a parent tag only blocks count", help),
        ("template-syntax", "block 'a' is filled twice", "keep one of the two"),
      ]
    )
  }

  @Test func onlyWarnsOfTextInAParentTag() throws {
    let (template, diagnostics) = library(["page.html": "{{<layout}}lost{{/layout}}", "layout.html": ""])
      .compile("page", for: pageShape)
    #expect(template != nil)
    #expect(diagnostics.map(\.severity) == [.warning])
  }

  @Test func reportsAMistakeInAPartialOnceWithTheWayToIt() throws {
    let (template, diagnostics) = library([
      "page.html": "{{#previous}}{{>card}}{{/previous}}{{>card}}{{>wide}}", "wide.html": "\n{{>card}}",
      "card.html": "{{url}}",
    ]).compile("page", for: pageShape)
    #expect(template == nil)
    #expect(diagnostics.map(\.id) == ["unknown-variable"])
    #expect(diagnostics[0].location == SourceLocation(path: "card.html", span: SourceSpan(2..<5)))
    #expect(
      diagnostics[0].notes == [
        .init("included here", at: SourceLocation(path: "page.html", span: SourceSpan(38..<42)))
      ]
    )
  }

  @Test func notesTheWholeWayToAPartialInAPartial() throws {
    let (_, diagnostics) = library(["page.html": "{{>a}}", "a.html": " {{>b}}", "b.html": "{{nothing}}"])
      .compile("page", for: pageShape)
    #expect(diagnostics.first?.notes.map(\.location?.path) == ["a.html", "page.html"])
  }

  @Test func reportsMistakesInABlockWhereTheyAreWritten() {
    expect(
      "{{<layout}}{{$a}}{{⟦titel⟧}}{{/a}}{{/layout}}",
      beside: ["layout.html": "{{$a}}{{/a}}{{#site}}{{$a}}{{/a}}{{/site}}"],
      gives: [("unknown-variable", "nothing here is called 'titel'", "did you mean 'title'?")]
    )
  }

  @Test func doesNotBlameTheLayoutForMistakesInABlock() {
    let (_, diagnostics) = library([
      "page.html": "{{<layout}}{{$a}}{{titel}}{{/a}}{{/layout}}", "layout.html": "{{$a}}{{/a}}",
    ])
    .compile("page", for: pageShape)
    #expect(diagnostics.map(\.notes) == [[]])
  }

  @Test func suggestsATemplateWhenTheNameIsWrong() {
    let (template, diagnostics) = library(["page.html": ""]).compile("pag", for: pageShape)
    #expect(template == nil)
    #expect(diagnostics.map(\.message) == ["there is no template 'pag'"])
    #expect(diagnostics.map(\.help) == ["did you mean 'page'?"])
  }

  @Test func findsMistakesInFilesThatNothingUses() {
    #expect(
      library(["spare.html": "{{>nothing}}{{#a}}"]).diagnostics.map(\.id) == ["unknown-partial", "template-syntax"]
    )
  }
}
