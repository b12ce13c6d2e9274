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

  @Test(arguments: languages)
  func marksAddTagsAroundWholeLinesAndNothingElse(language: String) {
    for _ in 0..<300 {
      let code = (0..<Int.random(in: 1..<25)).map { _ in Self.pieces.randomElement()! }.joined()
      func document(_ marks: String) -> Document {
        let text = "~~~~ \(language) \(marks)\n\(code)\n~~~~\n"
        return MarkdownParser.parse(SourceFile(path: "page.md", bytes: Array(text.utf8)))
      }
      let marked = html(document("{1,3-4}"), isColoured: true)
      let tags = /<span class="[a-z]">|<\/span>|<\/?mark>/
      #expect(marked.replacing(tags, with: "") == html(document(""), isColoured: false))
      for line in marked.matches(of: /(?s)<mark>(.*?)<\/mark>/) {
        #expect(line.1.matches(of: /<span/).count == line.1.matches(of: /<\/span>/).count)
        // The line's end may be the last thing in a colour.
        #expect(line.1.replacing("</span>", with: "").hasSuffix("\n") && line.1.count { $0 == "\n" } == 1)
      }
    }
  }

  @Test func marksTheLinesThatAreNamed() {
    let text = "```x {1,3-4} title=\"a {2}\"\na\nb\nc\nd\n```\n"
    let document = MarkdownParser.parse(SourceFile(path: "page.md", bytes: Array(text.utf8)))
    #expect(
      html(document, isColoured: true).contains(">" + "<mark>a\n</mark>b\n<mark>c\n</mark><mark>d\n</mark></code>")
    )
  }

  private func html(_ document: Document, isColoured: Bool) -> String {
    var renderer = HTMLRenderer(document: document, highlightsCode: isColoured)
    var delegate = StandaloneRendering()
    renderer.renderDocument(delegate: &delegate)
    return String(decoding: renderer.writer.finish(), as: UTF8.self)
  }
}
