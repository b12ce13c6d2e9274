import Diagnostics
import Templates
import Testing

struct InclusionTests {
  @Test func rendersATreeWithAPartialThatIncludesItself() throws {
    var page = Page()
    page.navigation = [
      Item(title: bytes("a"), children: [Item(title: bytes("b"), children: [Item(title: bytes("c"))])]),
      Item(title: bytes("d")),
    ]
    let output = try render(
      "{{#navigation}}{{>item}}{{/navigation}}",
      ["item.html": "<{{title}}{{#children}}{{>item}}{{/children}}>"],
      page
    )
    #expect(output == "<a<b<c>>><d>")
  }

  @Test func keepsItsIndentationWhenAPartialIncludesItself() throws {
    var page = Page()
    page.navigation = [Item(title: bytes("a"), children: [Item(title: bytes("b"))])]
    let output = try render(
      "{{#navigation}}\n  {{>item}}\n{{/navigation}}\n",
      ["item.html": "{{title}}\n{{#children}}\n  {{>item}}\n{{/children}}\n"],
      page
    )
    #expect(output == "  a\n  b\n")
  }

  @Test func seesTheInnermostFrameBelowATextSectionInARecursion() throws {
    var page = Page()
    page.navigation = [Item(title: bytes("a"), children: [Item(title: bytes("b"))])]
    let output = try render(
      "{{#navigation}}{{>item}}{{/navigation}}",
      ["item.html": "{{#title}}{{title}}={{.}} {{/title}}{{#children}}{{>item}}{{/children}}"],
      page
    )
    #expect(output == "a=a b=b ")
  }

  @Test func letsShapesContainEachOther() throws {
    var book = Book(title: bytes("B"))
    book.authors = [Author(name: bytes("A"), books: [Book(title: bytes("C"), authors: [Author(name: bytes("D"))])])]
    let (template, diagnostics) = library([
      "book.html": "{{title}}{{#authors}}({{>author}}){{/authors}}",
      "author.html": "{{name}} of {{title}}{{#books}}[{{>book}}]{{/books}}",
    ]).compile("book", for: bookShape)
    var output: [UInt8] = []
    try #require(template, "\(diagnostics)").render(book, into: &output)
    #expect(String(decoding: output, as: UTF8.self) == "B(A of B[C(D of C)])")
  }

  @Test(arguments: [
    "{{>page}}", "{{#isHome}}{{>page}}{{/isHome}}", "{{#title}}{{>page}}{{/title}}", "{{#site}}{{>page}}{{/site}}",
    "{{#tags}}{{>page}}{{/tags}}", "{{#navigation}}{{#title}}{{>other}}{{/title}}{{/navigation}}",
    "{{^previous}}{{>other}}{{/previous}}", "{{<page}}{{/page}}",
    "{{#navigation}}{{#children}}x{{/children}}{{/navigation}}{{>other}}",
    "{{$a}}{{<page}}{{$a}}{{/a}}{{/page}}{{/a}}{{>page}}",
  ])
  func refusesARecursionThatNothingCanEnd(template: String) {
    let (compiled, diagnostics) = library(["page.html": template, "other.html": "{{>page}}"])
      .compile("page", for: pageShape)
    #expect(compiled == nil)
    #expect(diagnostics.map(\.id).allSatisfy { $0 == "template-syntax" })
    #expect(diagnostics.contains { $0.message.hasSuffix("includes itself without end") })
  }

  @Test func allowsARecursionThroughAMemberOfWhatMayBeMissing() throws {
    let (template, diagnostics) = library(["step.html": "x{{#hop.step}}{{>step}}{{/hop.step}}"])
      .compile("step", for: stepShape)
    var output: [UInt8] = []
    try #require(template, "\(diagnostics)").render(Step(left: 3), into: &output)
    #expect(output == bytes("xxxx"))
  }

  @Test func stopsWhenTheValuesContainEachOther() throws {
    let (template, diagnostics) = library(["ring.html": "x{{#next}}{{>ring}}{{/next}}"]).compile("ring", for: ringShape)
    var output: [UInt8] = []
    let problem = try #require(template, "\(diagnostics)").render(Ring(), into: &output)
    #expect(problem?.message == "the template 'ring' goes more than 200 levels deep into its values")
    #expect(output.count == 101)
  }

  @Test func passesIndentationOnToPartialsOfPartials() throws {
    let output = try render(
      "<a>\n  {{>b}}\n</a>\n",
      ["b.html": "<b>\n\n  {{>c}}\n</b>\n", "c.html": "{{title}}\n{{#tags}}\nnever\n{{/tags}}\n <c>"]
    )
    #expect(output == "<a>\n  <b>\n\n    R&amp;D\n     <c>  </b>\n</a>\n")
  }

  @Test func fillsTheBlocksOfALayout() throws {
    let output = try render(
      """
      {{<layout}}
      {{$title}}{{title}} - {{site.name}}{{/title}}
      {{$main}}
      <p>
        one
      </p>
      {{/main}}
      {{/layout}}

      """,
      [
        "layout.html": """
        <title>{{$title}}{{site.name}}{{/title}}</title>
        <main>
          {{$main}}{{/main}}
        </main>
        <footer>
          {{$footer}}
          none
          {{/footer}}
        </footer>

        """
      ]
    )
    #expect(
      output == """
        <title>R&amp;D - Calibrant</title>
        <main>
          <p>
            one
          </p>
        </main>
        <footer>
          none
        </footer>

        """
    )
  }

  @Test func fillsBlocksInPartialsOfTheLayout() throws {
    let output = try render(
      "{{<layout}}{{$head}}mine{{/head}}{{/layout}}",
      ["layout.html": "[{{>head}}]", "head.html": "{{$head}}default{{/head}}"]
    )
    #expect(output == "[mine]")
  }

  @Test func decidesTheBlocksInsideABlockWhereItIsWritten() throws {
    let output = try render(
      "{{<layout}}{{$title}}Page{{/title}}{{$main}}{{<card}}{{$title}}Card{{/title}}{{/card}}{{/main}}{{/layout}}",
      ["layout.html": "{{$title}}{{/title}}:{{$main}}{{/main}}", "card.html": "<{{$title}}{{/title}}>"]
    )
    #expect(output == "Page:<Card>")
  }

  @Test func letsABlockBeEmptied() throws {
    let output = try render(
      "{{<layout}}{{$a}}{{/a}}{{/layout}}",
      ["layout.html": "x\n  {{$a}}\n  default\n  {{/a}}\ny\n"]
    )
    #expect(output == "x\ny\n")
  }

  @Test func endsTheLineOfABlockThatStandsAlone() throws {
    let output = try render(
      "{{<layout}}{{$a}}short{{/a}}{{/layout}}",
      ["layout.html": "x\n  {{$a}}\n  default\n  {{/a}}\ny\n"]
    )
    #expect(output == "x\n  short\ny\n")
  }

  @Test func listsTheFilesThatATemplateReads() throws {
    let files = library([
      "templates/page.html": "{{<templates/layout}}{{/templates/layout}}", "templates/layout.html": "{{>feed.xml}}",
      "feed.xml": "{{#isHome}}{{>feed.xml}}{{/isHome}}", "other.html": "",
    ])
    #expect(
      files.dependencies(of: "templates/page") == ["feed.xml", "templates/layout.html", "templates/page.html"]
    )
    #expect(files.dependencies(of: "nothing").isEmpty)
    let (template, _) = library(["a.html": "{{>b}}", "b.html": "", "c.html": ""]).compile("a", for: pageShape)
    #expect(template?.dependencies == ["a.html", "b.html"])
  }

  @Test func letsLaterFilesReplaceEarlierOnes() throws {
    let files = library(["page.html": "{{>a}}", "a.html": "theme", "page.html": "{{>a}}!"])
    #expect(files.names == ["a", "page"])
    var output: [UInt8] = []
    try #require(files.compile("page", for: pageShape).template).render(Page(), into: &output)
    #expect(output == bytes("theme!"))
  }
}

private struct Book: Sendable {
  var title: [UInt8]
  var authors: [Author] = []
}

private struct Author: Sendable {
  var name: [UInt8]
  var books: [Book] = []
}

private let bookShape: Shape<Book> = Shape([.text("title") { $0.title }, .list("authors", authorShape) { $0.authors }])
private let authorShape: Shape<Author> = Shape([.text("name") { $0.name }, .list("books", bookShape) { $0.books }])

private struct Step: Sendable {
  var left: Int
}

private struct Hop: Sendable {
  var step: Step
}

private let stepShape: Shape<Step> = Shape([
  .optional("hop", hopShape) { $0.left == 0 ? nil : Hop(step: Step(left: $0.left - 1)) }
])
private let hopShape: Shape<Hop> = Shape([.object("step", stepShape) { $0.step }])
