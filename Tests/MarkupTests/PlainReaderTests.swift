import Diagnostics
import TestSupport
import Testing

@testable import Markup

/// What ``PlainReader`` reads has to be what cmark would have made of it, to the last position.
struct PlainReaderTests {
  /// Eight bytes at a time are passed where none of them is to be looked at.
  @Test func marksEveryByteThatIsNotPlain() {
    for byte in UInt8.min...UInt8.max where ByteClass.table[byte] != .plain {
      for place in 0..<8 {
        var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 8)
        bytes[place] = byte
        let word = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        #expect(ByteClass.marks(in: word) == UInt64(0x80) << UInt64(8 * place), "\(byte) at \(place)")
      }
    }
    #expect(ByteClass.marks(in: 0x61_20_39_7A_41_5A_30_FF) == 0)
  }

  static let suites = [
    "commonmark/spec-0.30.json", "commonmark/regression-0.30.2.json", "gfm/extensions-tests.json",
    "gfm/spec-extension-examples.json",
  ]

  @Test(arguments: suites) func readsTheConformanceSuitesLikeCMark(name: String) {
    let cases = ConformanceCase.load(name)
    #expect(!cases.isEmpty)
    for example in cases {
      for extensions in [[], MarkupOptions.Extensions.all] {
        let bytes = Array(example.markdown.utf8)
        #expect(described(bytes, extensions, takesShortCut: true) == described(bytes, extensions, takesShortCut: false))
      }
    }
  }

  /// Most examples of the specification are about what hardly any guide has.
  @Test func readsMostOfTheSpecification() {
    let cases = ConformanceCase.load("commonmark/spec-0.30.json")
    let count = cases.count { isRead($0.markdown) }
    print("\(count) of \(cases.count) examples are read without cmark")
    #expect(count > 400)
  }

  @Test(arguments: 1...8) func readsRandomTextLikeCMark(seed: UInt64) {
    var generator = SplitMix(seed: seed)
    var read = 0
    for number in 0..<2_500 {
      let text = (0..<Int.random(in: 1...14, using: &generator)).map { _ in
        Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
      }.joined()
      let bytes = Array(text.utf8)
      let extensions: MarkupOptions.Extensions = number % 3 == 0 ? [] : .all
      let document = described(bytes, extensions, takesShortCut: true)
      #expect(document == described(bytes, extensions, takesShortCut: false), "\(text.debugDescription)")
      if isRead(text) { read += 1 }
    }
    // Otherwise nothing was compared.
    #expect(read > 800)
  }

  /// What ordinary guides consist of.
  @Test(arguments: [
    "A line.\nAnother,  \nwith a break\\\nor two.\n",
    "# One #\n\n## Two\n\ntext\n***\n---\n",
    "- a\n- b\n  - c\n\n    d\n1. e\n2. f\n",
    "> a\n> b\nc\n\n> [!NOTE]\n> d\n",
    "```swift\nlet a = 1\n\n```\n\n~~~\nb\n~~~\n",
    "1. a\n\n   ```sh\n   b\n   ```\n\n    code\n",
    "*a* **b** ***c*** _d_ snake_case 2*3 **ä** \u{201C}*e*\u{201D}\n",
    "`a` ``b ` c`` `d\ne`\n",
    "[a](b.md#c) ![d](e.png \"f\") [g](<h> 'i') [j](?k=l&m=n) [o] [p](q\n\n<https://r.example/?s&t>\n",
    "\\*a\\* &amp; b & c\n",
    "a <br> <tenant> </b> < d\n<!-- e -->\nf\n",
    "text\n| a | b | c |\n|:--|--:|\n\n| d | e |\n|---|:-:|\n| `f` | **g** | h\n| i\n## j\n",
    ":::note[a]\n::b{c=d}\n\n- e\n  :::f\n  g\n  :::\n:::\n\n:h[i]{j=k} `l`{.m} www.n.example\n",
  ])
  func readsWhatGuidesConsistOf(text: String) {
    #expect(isRead(text))
    let bytes = Array(text.utf8)
    #expect(described(bytes, .all, takesShortCut: true) == described(bytes, .all, takesShortCut: false))
  }

  @Test(arguments: [
    "[a]: b\n\n[a]\n", "a\n===\n", "\ta\n", "a\r\nb\n", "a\u{0}b\n", "a\n\u{C}\n", "[a](b\u{1}c)\n",
    "<div>\na\n</div>\n", "a <b c=\"d\"> e\n",
    "`a\n", "[a](b\\) \"c\")\n", "- ```\n  a\nb\n", "[^a]: b\n", "- | a |\n  |---|\n", "| a |\n|---|\n| \\| |\n",
    "- :::note\n",
  ])
  func leavesToCMarkWhatItDoesNotKnow(text: String) {
    #expect(!isRead(text))
  }

  private func isRead(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var reader = PlainReader(bytes, from: 0, .all, path: "page.md")
    return reader.read()
  }

  static let pieces = [
    "a", "b ", "word word", "snake_case", "2*3", "é", "\u{201C}", "→", "日", "🙂", "\u{A0}", "\u{C}", "\u{1}", "\"", "'",
    "{", "}", "|", "=",
    "*", "**", "***", "_", "__", "_a_", "*a*", "**b**", "`", "``", "`c`", "`c`{.x}", "~~", "\\", "\\*", "&amp;", "&",
    "&copy", "[", "]", "(", ")", "![", "!", "](x)", "](<y> \"t\")", "](x?a&b;c)", "[t](u.md#a)", "?a=b&c=d", "[^1]",
    "<", ">", "<b>", "<br />", "</a >", "<!-- x -->", "<http://x.y>", "<https://a.b/?x&y;>", "http://a.b", "www.a.b",
    "a@b.c", "{#id}", ":name[x]{a=b}", "[ ] ", "[x] ",
    "\n", "\n", "\n\n", "  \n", "\\\n", "\t", " ", "  ", "    ", "\n    ", "\n  ", "\n- ", "\n* ", "- ", "+ ",
    "1. ", "10. ", "\n1. ", "\n2) ", "\n> ", ">", "> [!NOTE]\n> ", "# ", "\n## ", "#", "\n```\n", "```", "\n~~~\n",
    "---",
    "\n---\n", "\n***\n", "\n===\n", "\n<!-- c -->\n", "\n[^1]: text\n", ":::note\n", "\n:::\n",
    "\n| a | b |\n|---|---|\n| c | `d` |\n",
  ]
}

/// All that a document says, whatever it keeps where.
private func described(
  _ bytes: [UInt8],
  _ extensions: MarkupOptions.Extensions,
  takesShortCut: Bool
) -> [String] {
  let document = MarkdownParser.parse(
    SourceFile(path: "page.md", bytes: bytes),
    options: MarkupOptions(rawHTML: false, extensions: extensions),
    takesShortCut: takesShortCut
  )
  func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
  var lines = document.nodes.map { node in
    let detail = Int(node.detail)
    let more: String
    switch node.kind {
    case .link, .image:
      let link = document.links[detail]
      more =
        "\(text(document.destination(of: link))) \(text(link.title)) \(link.destinationSpan) \(link.isAutolink)"
    case .list: more = "\(document.lists[detail])"
    case .codeBlock:
      let block = document.codeBlocks[detail]
      more = "\(text(block.info)) \(block.isFenced) \(text(document.text(of: node)))"
    case .heading:
      let heading = document.headings.isEmpty ? nil : document.headings[detail]
      more = heading.map { "\(text($0.id)) \(text($0.plainText)) \($0.node)" } ?? ""
    case .directive, .inlineDirective: more = "\(document.directives[detail])"
    case .table: more = "\(document.tables[detail])"
    case .footnoteReference: more = "\(detail)"
    default: more = text(document.text(of: node))
    }
    return "\(node.kind) \(node.level) \(node.isHeader) \(node.end) \(node.span) \(more)"
  }
  lines += document.footnotes.map { "\(text($0.label)) \($0.definition) \($0.referenceCount)" }
  lines += document.diagnostics.map { "\($0)" }
  return lines + ["\(document.bodyStart) \(document.holdsHTML) \(document.links.count)"]
}
