import Templates
import Testing

struct RenderingTests {
  @Test func escapesTextAndNeverHTML() throws {
    var page = Page()
    page.title = bytes("<\"&'>")
    #expect(
      try render("{{title}} {{content}} {{{content}}}", [:], page) == "&lt;&quot;&amp;&#39;&gt; <p>Hi</p> <p>Hi</p>"
    )
  }

  @Test func doesNotEscapeTextInTripleBraces() throws {
    #expect(try render("{{{title}}}|{{&title}}|{{title}}") == "R&D|R&D|R&amp;D")
  }

  @Test func rendersASectionForEachElement() throws {
    var page = Page()
    page.breadcrumbs = [Link(title: bytes("A"), url: bytes("/a/")), Link(title: bytes("B"), url: bytes("/b/"))]
    let template = "{{#breadcrumbs}}<a href=\"{{url}}\">{{title}}</a>{{/breadcrumbs}}{{title}}"
    #expect(try render(template, [:], page) == "<a href=\"/a/\">A</a><a href=\"/b/\">B</a>R&amp;D")
  }

  @Test func takesTheOtherBranchWhenNothingIsThere() throws {
    let template = """
      {{#isHome}}home{{/isHome}}{{^isHome}}inner{{/isHome}} {{#previous}}{{title}}{{/previous}}{{^previous}}first\
      {{/previous}} {{^tags}}none{{/tags}} {{^site}}never{{/site}}{{previous.title}}
      """
    #expect(try render(template) == "inner first none ")
    var page = Page()
    page.isHome = true
    page.previous = Link(title: bytes("P"), url: [])
    page.tags = [bytes("t")]
    #expect(try render(template, [:], page) == "home P  P")
  }

  @Test func printsElementsOfTextListsByTheDot() throws {
    var page = Page()
    page.tags = [bytes("a"), bytes("<")]
    #expect(try render("{{#tags}}[{{.}}]{{/tags}}", [:], page) == "[a][&lt;]")
  }

  @Test func pushesTheTextOfASectionOverText() throws {
    #expect(try render("{{#title}}{{.}}{{/title}}{{#content}}{{.}}{{/content}}") == "R&amp;D<p>Hi</p>")
    var page = Page()
    page.title = []
    #expect(try render("{{#title}}{{.}}{{/title}}{{^title}}untitled{{/title}}", [:], page) == "untitled")
  }

  @Test func looksNamesUpOutwards() throws {
    #expect(try render("{{#site}}{{name}} {{title}} {{site.name}}{{/site}}") == "Calibrant R&amp;D Calibrant")
  }

  @Test func restoresTheOuterFrameAfterANestedOneOfTheSameShape() throws {
    var page = Page()
    page.navigation = [Item(title: bytes("1"), children: [Item(title: bytes("2"))]), Item(title: bytes("3"))]
    let template = "{{#navigation}}{{title}}({{#children}}{{title}}{{/children}}){{title}} {{/navigation}}{{title}}"
    #expect(try render(template, [:], page) == "1(2)1 3()3 R&amp;D")
  }

  @Test func appendsToWhatIsThere() throws {
    let (template, _) = library(["page.html": "b"]).compile("page", for: pageShape)
    var output = bytes("a")
    try #require(template).render(Page(), into: &output)
    #expect(output == bytes("ab"))
  }

  @Test func pullsOnlyTheValuesThatATemplateUses() throws {
    struct Poison: Sendable {}
    let shape = Shape<Poison>([
      .text("used") { _ in bytes("x") },
      .text("unused") { _ in fatalError("pulled") },
    ])
    let (template, _) = library(["page.html": "{{used}}"]).compile("page", for: shape)
    var output: [UInt8] = []
    try #require(template).render(Poison(), into: &output)
    #expect(output == bytes("x"))
  }
}
