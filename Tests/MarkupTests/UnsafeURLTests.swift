import Diagnostics
import Testing

@testable import Markup

struct UnsafeURLTests {
  @Test(arguments: [
    "[a](javascript:alert(1))", "[a](JavaScript:alert(1))", "[a](<java\tscript:x>)", "[a](&#106;avascript:x)",
    "[a](java&#x0A;script:x)", "[a](&#1;javascript:x)", "[a](vbscript:x)", "[a](data:text/html,x)", "[a](file:///x)",
    "<javascript:x>", "[a]\n\n[a]: javascript:x", "[a](&#32;javascript:x)", "[a](javascript&colon;x)",
  ])
  func linksToCodeLoseTheirDestination(text: String) {
    let sample = Sample(text)
    #expect(sample.html.contains("<a href=\"\">"), "\(sample.html)")
    #expect(sample.document.diagnostics.map(\.id) == ["unsafe-url"])
  }

  @Test func imagesMayNotHoldDataEither() {
    let sample = Sample("![a](data:image/png;base64,AAAA)")
    #expect(sample.html == "<p><img src=\"\" alt=\"a\" /></p>\n")
    #expect(sample.findings == ["unsafe-url: data:image/png;base64,AAAA"])
  }

  @Test(arguments: [
    "https://a.example", "a/javascript:b", "#javascript:x", "?data:x", "mailto:a@b.example", "javascript", "x-data:y",
  ])
  func otherDestinationsPass(url: String) {
    let sample = Sample("[a](\(url))")
    #expect(sample.html == "<p><a href=\"\(url)\">a</a></p>\n")
    #expect(sample.findings == [])
  }

  @Test func whatADelegateGivesIsLookedAtToo() {
    struct Careless: RenderingDelegate {
      mutating func write(urlOf node: Document.Index, in document: Document, to writer: inout HTMLWriter) -> Bool {
        writer.write(url: Array("javascript:x".utf8))
        return true
      }
    }
    var delegate = Careless()
    var renderer = HTMLRenderer(document: Sample("[a](b)").document, form: .plain)
    renderer.renderDocument(delegate: &delegate)
    #expect(String(decoding: renderer.writer.finish(), as: UTF8.self) == "<p><a href=\"\">a</a></p>\n")
  }
}
