import Diagnostics
import Templates
import Testing

struct LimitTests {
  @Test func refusesTenThousandNestedSectionsWithoutOverflowing() {
    let template = String(repeating: "{{#isHome}}", count: 10_000) + String(repeating: "{{/isHome}}", count: 10_000)
    let (compiled, diagnostics) = library(["page.html": template]).compile("page", for: pageShape)
    #expect(compiled == nil)
    #expect(diagnostics.map(\.message) == ["more than 100 sections are inside each other here"])
    #expect(diagnostics[0].location?.span == SourceSpan(99 * 11 + 11..<101 * 11 - 11 + 11))
  }

  @Test func allowsNinetyNineNestedSections() throws {
    let template = String(repeating: "{{#site}}", count: 99) + "x" + String(repeating: "{{/site}}", count: 99)
    #expect(try render(template) == "x")
  }

  @Test func refusesChainsOfInclusionsThatAreTooLong() {
    let files = (0..<1_000).map { SourceFile(path: "\($0).html", bytes: bytes("{{>\($0 + 1)}}")) }
    let (compiled, diagnostics) = TemplateLibrary(files: files + [SourceFile(path: "1000.html", bytes: [])])
      .compile("0", for: pageShape)
    #expect(compiled == nil)
    #expect(diagnostics.map(\.message) == ["more than 200 sections and inclusions are inside each other here"])
  }

  @Test func refusesBlocksThatMultiplyWithoutEnd() {
    let overrides = (0..<40).map { level in
      "{{$b\(level)}}{{<twice}}{{$a}}{{$b\(level + 1)}}{{/b\(level + 1)}}{{/a}}{{/twice}}{{/b\(level)}}"
    }
    let layout = (0..<41).map { "{{$b\($0)}}{{/b\($0)}}" }.joined()
    let (_, diagnostics) = library([
      "page.html": "{{<layout}}\(overrides.joined()){{/layout}}", "layout.html": layout,
      "twice.html": "{{$a}}{{/a}}{{$a}}{{/a}}{{#isHome}}{{>layout}}{{/isHome}}",
    ]).compile("page", for: pageShape)
    #expect(diagnostics.allSatisfy { $0.id == "template-syntax" })
  }

  @Test func compilesAHugeTemplate() throws {
    let line = "<li>{{title}}</li>{{#site}}{{name}}{{/site}}\n"
    let output = try render(String(repeating: line, count: 20_000))
    #expect(output.utf8.count == 20_000 * "<li>R&amp;D</li>Calibrant\n".utf8.count)
  }

  @Test func staysLinearInTagsThatAreNeverClosed() {
    for text in ["{{", "{{{", "{{!", "{{=", "{{#a ", "{{=| |=}}|"] {
      let (compiled, _) = library(["page.html": String(repeating: text, count: 20_000)])
        .compile("page", for: pageShape)
      #expect(compiled == nil)
    }
  }
}
