import Diagnostics
import Templates
import Testing

struct Site: Sendable {
  var name: [UInt8] = bytes("Calibrant")
}

struct Link: Sendable {
  var title: [UInt8]
  var url: [UInt8]
}

/// One level of navigation, which contains others of its kind.
struct Item: Sendable {
  var title: [UInt8]
  var children: [Item] = []
}

struct Page: Sendable {
  var title: [UInt8] = bytes("R&D")
  var content: [UInt8] = bytes("<p>Hi</p>")
  var isHome = false
  var site = Site()
  var previous: Link?
  var breadcrumbs: [Link] = []
  var tags: [[UInt8]] = []
  var navigation: [Item] = []
}

/// A value that is its own next.
struct Ring: Sendable {}

let ringShape: Shape<Ring> = Shape([.optional("next", ringShape) { $0 }])
let siteShape = Shape<Site>([.text("name") { $0.name }])
let linkShape = Shape<Link>([.text("title") { $0.title }, .text("url") { $0.url }])
let itemShape: Shape<Item> = Shape([
  .text("title") { $0.title },
  .list("children", itemShape) { $0.children },
])
let pageShape = Shape<Page>([
  .text("title") { $0.title },
  .html("content") { $0.content },
  .flag("isHome") { $0.isHome },
  .object("site", siteShape) { $0.site },
  .optional("previous", linkShape) { $0.previous },
  .list("breadcrumbs", linkShape) { $0.breadcrumbs },
  .list("tags", .text) { $0.tags },
  .list("navigation", itemShape) { $0.navigation },
])

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

func library(_ files: KeyValuePairs<String, String>) -> TemplateLibrary {
  TemplateLibrary(files: files.map { SourceFile(path: $0.key, bytes: bytes($0.value)) })
}

/// What `page.html`, with other files beside it, makes of a page.
func render(
  _ template: String,
  _ others: KeyValuePairs<String, String> = [:],
  _ page: Page = Page(),
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> String {
  let files = [("page.html", template)] + others.map { ($0.key, $0.value) }
  let library = TemplateLibrary(files: files.map { SourceFile(path: $0.0, bytes: bytes($0.1)) })
  let (compiled, diagnostics) = library.compile("page", for: pageShape)
  let ready = try #require(compiled, "\(diagnostics)", sourceLocation: sourceLocation)
  var output: [UInt8] = []
  ready.render(page, into: &output)
  return String(decoding: output, as: UTF8.self)
}

/// A template with each place that must be reported between `⟦` and `⟧`.
struct MarkedTemplate {
  let text: String
  let spans: [SourceSpan]

  init(_ marked: String) {
    var bytes: [UInt8] = []
    var starts: [Int] = []
    var spans: [SourceSpan] = []
    for character in marked {
      switch character {
      case "⟦": starts.append(bytes.count)
      case "⟧": spans.append(SourceSpan(starts.removeLast()..<bytes.count))
      default: bytes += Array(character.utf8)
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    self.spans = spans
  }
}

/// Checks that `page.html` gets exactly these diagnostics, in order, at the marked places.
func expect(
  _ marked: String,
  beside others: KeyValuePairs<String, String> = [:],
  gives expected: [(id: String, message: String, help: String?)],
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  let template = MarkedTemplate(marked)
  let files = [("page.html", template.text)] + others.map { ($0.key, $0.value) }
  let library = TemplateLibrary(files: files.map { SourceFile(path: $0.0, bytes: bytes($0.1)) })
  let (compiled, diagnostics) = library.compile("page", for: pageShape)
  #expect(compiled == nil || !diagnostics.hasErrors, sourceLocation: sourceLocation)
  #expect(diagnostics.map(\.id) == expected.map(\.id), sourceLocation: sourceLocation)
  #expect(diagnostics.map(\.message) == expected.map(\.message), sourceLocation: sourceLocation)
  #expect(diagnostics.map(\.help) == expected.map(\.help), sourceLocation: sourceLocation)
  #expect(
    diagnostics.map(\.location) == template.spans.map { .init(path: "page.html", span: $0) },
    sourceLocation: sourceLocation
  )
}
