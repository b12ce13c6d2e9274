import Diagnostics
import Testing

@testable import Markup

struct FrontMatterTests {
  private func content(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard let found = FrontMatter.split(bytes), !found.isUnclosed else { return nil }
    return String(decoding: bytes[found.content.range], as: UTF8.self)
  }

  private func body(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: bytes[Int(FrontMatter.split(bytes)?.bodyStart ?? 0)...], as: UTF8.self)
  }

  @Test(arguments: [
    ("---\na: b\n---\nc", "a: b\n", "c"),
    ("---\r\na: b\r\n---\r\nc", "a: b\r\n", "c"),
    ("\u{FEFF}---\na: b\n---\nc", "a: b\n", "c"),
    ("---\n---\nc", "", "c"),
    ("---\na: b\n---", "a: b\n", ""),
    ("---  \na: b\n---\t\nc", "a: b\n", "c"),
    ("---\na: |\n  ---\n---\nc", "a: |\n  ---\n", "c"),
    ("---\ra: b\r---\rc", "a: b\r", "c"),
  ])
  func splits(text: String, expectedContent: String, expectedBody: String) {
    #expect(content(text) == expectedContent)
    #expect(body(text) == expectedBody)
    #expect(Int(Sample(text).document.bodyStart) == text.utf8.count - expectedBody.utf8.count)
  }

  @Test(arguments: ["", "a", "a\n---\nb\n---", " ---\na\n---", "----\na\n----", "--- a\n---", "\n---\na\n---"])
  func needsAFenceOnTheFirstLine(text: String) {
    #expect(FrontMatter.split(Array(text.utf8)) == nil)
  }

  @Test func reportsAMissingClosingFence() {
    let sample = Sample("---\ntitle: a\n\ntext")
    #expect(sample.findings == ["unclosed-front-matter: ---"])
    #expect(sample.html.contains("text"))
  }

  @Test func isPlainMarkdownWithoutTheExtension() {
    #expect(Sample("---\na\n---", extensions: []).html == "<hr />\n<h2>a</h2>\n")
  }
}
