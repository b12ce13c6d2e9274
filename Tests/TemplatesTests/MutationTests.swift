import Diagnostics
import Templates
import TestSupport
import Testing

/// Random damage to sound templates. A crash is the failure; beyond that spans must lie in the files they name.
struct MutationTests {
  private static let sources = [
    "page.html": """
    {{<layout}}
    {{$title}}{{title}} – {{site.name}}{{/title}}
    {{$main}}
      {{! a comment }}
      {{#breadcrumbs}}
        <a href="{{url}}">{{title}}</a>
      {{/breadcrumbs}}
      {{^tags}}none{{/tags}}{{#tags}}{{.}}{{/tags}}
      {{>nav}}
    {{/main}}
    {{/layout}}
    {{=<% %>=}}<%{content}%> <%& title %> <%#previous%><%title%><%/previous%>
    """,
    "layout.html":
      "<title>{{$title}}x{{/title}}</title>\n  {{$main}}\n  default\n  {{/main}}\r\n{{#isHome}}h{{/isHome}}",
    "nav.html": "{{#navigation}}\n  {{>item}}\n{{/navigation}}\n",
    "item.html": "<li>{{title}}\n{{#children}}\n  {{>item}}\n{{/children}}\n</li>",
  ]

  private static let scraps = [
    "{{", "}}", "{{{", "}}}", "{{#", "{{^", "{{/", "{{>", "{{<", "{{$", "{{=", "=}}", "{{!", "{{.}}", "\n", "\r\n",
    "  ", ".",
    "title", "nav", "item", "layout", "page", "main", "children", "{{=| |=}}", "{{>page}}", "{{<layout}}", "é", "\0",
  ].map { bytes($0) }

  @Test(arguments: 0..<8)
  func survivesDamage(seed: UInt64) {
    var random = SplitMix(seed: seed &+ 1)
    var page = Page()
    page.isHome = true
    page.tags = [bytes("a"), bytes("b")]
    page.previous = Link(title: bytes("p"), url: [])
    page.breadcrumbs = [Link(title: bytes("c"), url: bytes("/"))]
    page.navigation = [Item(title: bytes("1"), children: [Item(title: bytes("2"))])]
    var compiled = 0
    for _ in 0..<400 {
      let files = Self.sources.sorted { $0.key < $1.key }.map { path, text in
        SourceFile(path: path, bytes: damaged(bytes(text), &random))
      }
      let library = TemplateLibrary(files: files)
      let (template, diagnostics) = library.compile("page", for: pageShape)
      #expect(template != nil || diagnostics.hasErrors)
      for location in diagnostics.flatMap({ [$0.location] + $0.notes.map(\.location) }) {
        guard let location, let span = location.span else { continue }
        let length = files.first { $0.path == location.path }?.bytes.count ?? 0
        #expect(span.range.upperBound <= length, "\(location)")
      }
      var output: [UInt8] = []
      template?.render(page, into: &output)
      compiled += template == nil ? 0 : 1
    }
    #expect((1..<400).contains(compiled), "damage should neither always nor never be fatal")
  }

  private func damaged(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      let position = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.insert(contentsOf: Self.scraps.randomElement(using: &random) ?? [], at: position)
      case 1: bytes.removeSubrange(position..<min(bytes.count, position + Int.random(in: 0...12, using: &random)))
      case 2: bytes = Array(bytes[..<position])
      default:
        let end = min(bytes.count, position + Int.random(in: 0...30, using: &random))
        let piece = bytes[position..<end]
        bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &random))
      }
    }
    return bytes
  }
}

/// The same numbers on every run and machine.
