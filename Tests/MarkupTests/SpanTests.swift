import Diagnostics
import Testing

@testable import Markup

/// Every inline knows the bytes of the file that it was made from.
struct SpanTests {
  @Test(arguments: [
    "a `User.Read` b",
    "> a\n> b `User.Read` c",
    "> > - a `User.Read`",
    "1. a\n   b `User.Read`",
    "- a\n\n  `User.Read`",
    "a\\\n`User.Read`",
    "a\\\nb *c* `User.Read`",
    "a  \n`User.Read`",
    "> a\nlazy `User.Read`",
    "> a\n  > lazy `User.Read`",
    "[a](b 'one\ntwo') `User.Read`",
    "> [a](b 'one\n> two') `User.Read`",
    "[a]: /b\n`User.Read`",
    "[a]: /b 'User.Read'\n[a] `User.Read`",
    "\\`User.Read\\` `User.Read`",
    "&amp; &auml; `User.Read`",
    "**a `User.Read`**",
    "*a **b `User.Read`***",
    "![a `x`](b) `User.Read`",
    "<https://a.example/`x`> `User.Read`",
    "<b title='`'> `User.Read`",
    "# a `User.Read` #",
    "a `User.Read`\n===",
    "- [ ] `User.Read`",
    "> [!NOTE]\n> `User.Read`",
    "a[^1]\n\n[^1]: b `User.Read`",
    "a[^1]\n\n[^1]: b\n\n    > `User.Read`",
    ":::note\na `User.Read`\n:::",
    "- :::note\n  a `User.Read`\n  :::",
    ":mark[a `User.Read`]{b=c}",
    "| a | b |\n|---|---|\n| \\| | `User.Read` |",
    "| a | `User.Read` |\n|---|---|",
    "> | a | b |\n> |---|---|\n> | c | `User.Read` |",
    "- | a | b |\n  |---|---|\n  | c | `User.Read` |",
    "\tcode\n\na `User.Read`",
    "- a\n\t- b `User.Read`",
    "a\r\nb `User.Read`\r\n",
    "a\rb `User.Read`\r",
    "---\ntitle: a\n---\n`User.Read`",
    "\u{FEFF}a `User.Read`",
    "\u{FEFF}---\ntitle: a\n---\na `User.Read`",
    "ä€😀 `User.Read`",
    "`` User.Read ``",
    "a\u{0}b `User.Read`",
  ])
  func findsTheBytesOfCode(text: String) {
    let sample = Sample(text)
    #expect(sample.sources(of: .code).last == "User.Read")
    #expect(sample.texts(of: .code).last == "User.Read")
  }

  @Test(arguments: [
    ("a *b* c", ["a ", "b", " c"]),
    ("a\nb", ["a", "b"]),
    ("> a\n> b", ["a", "b"]),
    ("> a\nb", ["a", "b"]),
    ("- a\n  b\n- c", ["a", "b", "c"]),
    ("a\\\nb", ["a", "b"]),
    ("a  \n  b", ["a", "b"]),
    ("a \\* b", ["a \\* b"]),
    ("a &amp;amp; b", ["a &amp;amp; b"]),
    ("[a](b \"one\ntwo\") c", ["a", " c"]),
    ("[a]: b\nc", ["c"]),
    ("| a\\|b | c |\n|---|---|", ["a\\|b", "c"]),
    ("a * b", ["a * b"]),
    ("**a*", ["*", "a"]),
    ("> a\n      > b", ["a", "> b"]),
  ])
  func findsTheBytesOfText(text: String, expected: [String]) {
    #expect(Sample(text).sources(of: .text) == expected)
  }

  @Test(arguments: [
    ("[a](b.md)", "b.md"),
    ("[a](<b c.md>)", "b c.md"),
    ("[a](b.md 'title')", "b.md"),
    ("[a](\n  b.md\n  'title')", "b.md"),
    ("> [a](\n> b.md)", "b.md"),
    ("[a](b\\(c.md)", "b\\(c.md"),
    ("[a](b(c).md)", "b(c).md"),
    ("[a [b]](c.md)", "c.md"),
    ("[a `]` b](c.md)", "c.md"),
    ("[![i](x.png)](b.md)", "b.md"),
    ("![a](b.md)", "b.md"),
    ("<https://a.example>", "https://a.example"),
    ("see www.a.example.", "www.a.example"),
    ("[a]\n\n[a]: b.md", "b.md"),
    ("[a][b]\n\n[b]: b.md", "b.md"),
    ("[a][B  c]\n\n> - [b C]:\n>   <b.md> 'x'", "b.md"),
    ("    [b]: code.md\n\n[a][b]\n\n[b]: real.md\n[b]: second.md", "real.md"),
    ("[![a](i.png)][b]\n\n[b]: c.md", "c.md"),
    ("[a][]\n\n[a]: b.md", "b.md"),
    ("| [a](b.md) |\n|---|", "b.md"),
    ("a\\\n[a](b.md)", "b.md"),
    ("[x](y 'one\ntwo') [a](b.md)", "b.md"),
    ("> a\n[a](b.md)", "b.md"),
  ])
  func findsTheDestination(text: String, expected: String) {
    let sample = Sample(text)
    let spans = sample.document.nodes.filter { $0.kind == .link || $0.kind == .image }
      .map { sample.source(sample.document.links[Int($0.detail)].destinationSpan) }
    #expect(spans.contains(expected), "\(spans)")
  }

  @Test(arguments: [
    ("a *b* c", Document.Kind.emphasis, ["*b*"]),
    ("a __b__ c", .strong, ["__b__"]),
    ("***a** b*", .emphasis, ["***a** b*"]),
    ("a ~~b~~ c", .strikethrough, ["~~b~~"]),
    ("a [b](c) d", .link, ["[b](c)"]),
    ("a ![b](c) d", .image, ["![b](c)"]),
    ("[b]: /c\n[b] d", .link, ["[b]"]),
    ("> [b]:\n> /c\n> 'x'\n> [e]: <f>\n> [b] d", .link, ["[b]"]),
    (":::note\na\n:::\nb", .directive, [":::note\na\n:::"]),
    (":::note\na\n", .directive, [":::note\na"]),
    ("> :::note\n> a\n\nb", .blockQuote, ["> :::note\n> a"]),
    ("> a\n>\n> | b |\n> |---|\n> | c |\n\nd", .blockQuote, ["> a\n>\n> | b |\n> |---|\n> | c |"]),
    ("a[^1]\n\n[^1]: b\n\n    c\n\nd", .footnoteDefinition, ["[^1]: b\n\n    c"]),
    ("a <https://b.example> c", .link, ["<https://b.example>"]),
    ("a <b> c", .htmlInline, ["<b>"]),
    ("a <b\n  c> d", .htmlInline, ["<b\n  c>"]),
    ("a[^1]\n\n[^1]: b", .footnoteReference, ["[^1]"]),
    ("a :kbd[b]{c=d} e", .inlineDirective, [":kbd[b]{c=d}"]),
    ("- a\n- b", .item, ["- a", "- b"]),
    ("> a\n> b", .blockQuote, ["> a\n> b"]),
    ("# a #", .heading, ["# a"]),
    ("a\n\nb", .paragraph, ["a", "b"]),
    ("```x\ny\n```\n", .codeBlock, ["```x\ny\n```"]),
  ])
  func findsTheBytesOfNodes(text: String, kind: Document.Kind, expected: [String]) {
    #expect(Sample(text).sources(of: kind) == expected)
  }

  /// With line ends that only cmark reads, and without.
  @Test(arguments: ["\n", "\r\n"]) func saysWhereCommentsDirectivesAndAddressesStand(lineEnd: String) {
    func sample(_ text: String) -> Sample { Sample(text.replacing("\n", with: lineEnd)) }
    #expect(sample("a\n\n<!-- b -->\n").sources(of: .htmlBlock) == ["<!-- b -->"])
    #expect(sample("> a\n\n>www.example.com\n").sources(of: .link) == ["www.example.com"])
    #expect(sample("| a |\n|---|\n").sources(of: .document) == ["| a |\n|---|\n".replacing("\n", with: lineEnd)])
  }
}
