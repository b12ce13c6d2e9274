import Diagnostics
import Testing

@testable import Markup

/// Colours add tags to code and do nothing else to it.
struct HighlightedCodeTests {
  private static let languages = [
    "bash", "powershell", "json", "yaml", "http", "hcl", "swift", "ts", "cs", "python", "unknown",
  ]
  private static let pieces = [
    "\"", "'", "`", "\"\"\"", "//", "/*", "*/", "# ", "<#", "#>", "$", "${a}", "@", " -x", ":", "=", " ", "\n", "1.5",
    "let", "if", "a", "é", "<", "&", ">", "</span>", "\\",
  ]

  @Test(arguments: languages)
  func strippedOfTagsTheCodeIsWhatItWas(language: String) {
    for _ in 0..<300 {
      let code = (0..<Int.random(in: 1..<25)).map { _ in Self.pieces.randomElement()! }.joined()
      let text = "~~~~ \(language)\n\(code)\n~~~~\n"
      let document = MarkdownParser.parse(SourceFile(path: "page.md", bytes: Array(text.utf8)))
      let stripped = html(document, isColoured: true).replacing(/<span class="[a-z]">|<\/span>/, with: "")
      #expect(stripped == html(document, isColoured: false))
    }
  }

  private func html(_ document: Document, isColoured: Bool) -> String {
    var renderer = HTMLRenderer(document: document, highlightsCode: isColoured)
    var delegate = StandaloneRendering()
    renderer.renderDocument(delegate: &delegate)
    return String(decoding: renderer.writer.finish(), as: UTF8.self)
  }
}
