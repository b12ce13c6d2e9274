import Diagnostics
import Testing

@testable import Markup

/// What a delegate may decide, and what the renderer does on its own.
struct RenderingTests {
  private struct Site: RenderingDelegate {
    var embedded: Document?

    mutating func write(urlOf node: Document.Index, in document: Document, to writer: inout HTMLWriter) -> Bool {
      let destination = document.destination(of: document.links[Int(document.nodes[node].detail)])
      guard destination.elementsEqual("b.md".utf8) else { return false }
      writer.write(url: Array("/b/?c&d".utf8))
      return true
    }

    mutating func attributes(of node: Document.Index, in document: Document) -> [UInt8] { Array(" rel=\"x\"".utf8) }

    mutating func heading(_ number: Int, in document: Document) -> Document.Heading {
      var heading = document.headings[number]
      heading.id += Array("-2".utf8)
      return heading
    }

    mutating func render(directive node: Document.Index, with renderer: inout HTMLRenderer) -> Bool {
      let directive = renderer.document.directives[Int(renderer.document.nodes[node].detail)]
      switch directive.name {
      case "box":
        renderer.writer.write("<div>\n")
        renderer.renderChildren(of: node, delegate: &self)
        renderer.writer.write("</div>\n")
      case "include":
        guard let embedded else { return false }
        renderer.render(embedded: embedded, delegate: &self)
      default: return false
      }
      return true
    }

    mutating func render(code node: Document.Index, with renderer: inout HTMLRenderer) -> Bool {
      renderer.writer.write("<kbd>")
      renderer.writer.writeEscaped(renderer.document.text(of: node))
      renderer.writer.write("</kbd>")
      return true
    }

    mutating func render(codeBlock node: Document.Index, with renderer: inout HTMLRenderer) -> Bool {
      renderer.writer.write("<pre></pre>\n")
      return true
    }
  }

  private func html(_ text: String, including other: String? = nil) -> String {
    var site = Site(embedded: other.map { Sample($0).document })
    var renderer = HTMLRenderer(document: Sample(text).document, form: .plain)
    renderer.renderDocument(delegate: &site)
    return String(decoding: renderer.writer.finish(), as: UTF8.self)
  }

  @Test(arguments: [
    ("[a](b.md)", "<p><a href=\"/b/?c&amp;d\" rel=\"x\">a</a></p>\n"),
    ("![a](c.png)", "<p><img src=\"c.png\" alt=\"a\" rel=\"x\" /></p>\n"),
    ("# a", "<h1 id=\"a-2\">a</h1>\n"),
    ("`<a>`", "<p><kbd>&lt;a&gt;</kbd></p>\n"),
    ("```\na\n```", "<pre></pre>\n"),
    (":::box\n`a`\n:::", "<div>\n<p><kbd>a</kbd></p>\n</div>\n"),
    ("::::box\n:::box\na\n:::\n::::", "<div>\n<div>\n<p>a</p>\n</div>\n</div>\n"),
    (":::other\na\n:::", "<p>a</p>\n"),
    ("- :::box\n  a\n  :::\n- b", "<ul>\n<li>\n<div>\n<p>a</p>\n</div>\n</li>\n<li>b</li>\n</ul>\n"),
  ])
  func asksTheDelegate(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test func writesAnotherDocumentInPlace() {
    #expect(html("a\n\n::include\n\nb", including: "# c") == "<p>a</p>\n<h1 id=\"c-2\">c</h1>\n<p>b</p>\n")
  }

  @Test func footnotesOfTwoDocumentsHaveDifferentIDs() {
    let text = html("a[^1]\n\n::include\n\n[^1]: b", including: "c[^1]\n\n[^1]: d")
    let ids = text.split(separator: "id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(ids.count == 4)
    #expect(Set(ids).count == 4)
  }

  @Test func looseTasksKeepTheirBoxes() {
    #expect(Sample("- [ ] a\n\n- [x] b").html.components(of: "type=\"checkbox\"") == 2)
  }

  @Test func theProductsFormServesAssistiveTechnology() {
    let document = Sample("| a |\n|--:|\n\nb[^1]\n\n[^1]: c").document
    let html = String(decoding: StandaloneRendering.html(of: document), as: UTF8.self)
    #expect(html.contains("<th scope=\"col\" class=\"align-right\">a</th>"))
    #expect(html.contains("role=\"doc-endnotes\""))
    #expect(html.contains("role=\"doc-backlink\""))
  }

  @Test func escapesWhatItWrites() {
    #expect(Sample("[a](b \"\\\"<&\")").html == "<p><a href=\"b\" title=\"&quot;&lt;&amp;\">a</a></p>\n")
    #expect(Sample("[a](<b\"'&c d>)").html == "<p><a href=\"b%22&#x27;&amp;c%20d\">a</a></p>\n")
    #expect(Sample("```\"><b>\na\n```").html == "<pre><code class=\"language-&quot;&gt;&lt;b&gt;\">a\n</code></pre>\n")
    #expect(Sample("> [!NOTE] a & <b>\n> c").html.contains("<p class=\"callout-title\">a &amp;</p>"))
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
