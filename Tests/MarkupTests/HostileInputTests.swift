import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Markup

/// Text that is made to be slow: the work grows with its size and no faster, and nothing overflows the stack.
@Suite(.serialized)
struct HostileInputTests {
  struct Input: Sendable, CustomTestStringConvertible {
    let name: String
    let size: Int
    let text: @Sendable (Int) -> String

    var testDescription: String { name }

    init(_ name: String, _ size: Int, _ text: @escaping @Sendable (Int) -> String) {
      self.name = name
      self.size = size
      self.text = text
    }

    init(_ name: String, repeating part: String, bytes: Int) {
      self.init(name, bytes / part.utf8.count) { String(repeating: part, count: $0) }
    }
  }

  static let inputs: [Input] = [
    Input("nested quotes", 6_250) { String(repeating: ">", count: $0) + "a" },
    Input("nested quotes with spaces", 6_250) { String(repeating: "> ", count: $0) + "a" },
    Input("nested brackets", 6_250) { String(repeating: "[", count: $0) + "a" + String(repeating: "]", count: $0) },
    Input("opening brackets", repeating: "[", bytes: 62_000),
    Input("stars", repeating: "*", bytes: 62_000),
    Input("stars and text", repeating: "*a", bytes: 62_000),
    Input("stars and spaces", repeating: "*a ", bytes: 62_000),
    Input("opening and closing stars", repeating: "*a **b ", bytes: 37_000),
    Input("nested emphasis", 6_250) {
      String(repeating: "*a **a ", count: $0) + "b" + String(repeating: "** a*", count: $0)
    },
    Input("tildes", repeating: "~", bytes: 62_000),
    Input("tildes and text", repeating: "~a", bytes: 62_000),
    Input("single and double tildes", repeating: "~a ~~b~~ ", bytes: 37_000),
    Input("mismatched tildes", repeating: "~a~~ ", bytes: 37_000),
    Input("opening tildes of two lengths", repeating: "a ~b ~~c ", bytes: 37_000),
    Input("a wide table", 6_250) {
      String(repeating: "|a", count: $0) + "|\n" + String(repeating: "|-", count: $0) + "|\n"
    },
    Input("a wide table with short rows", 125) {
      String(repeating: "|a", count: $0) + "|\n" + String(repeating: "|-", count: $0) + "|\n"
        + String(repeating: "|b|\n", count: $0)
    },
    Input("a long table", repeating: "|a|b|\n|-|-|\n|c|d|\n\n", bytes: 25_000),
    Input("a deep table", 250) {
      let quotes = String(repeating: ">", count: $0)
      return quotes + String(repeating: "|a", count: $0) + "|\n" + quotes + String(repeating: "|-", count: $0) + "|\n"
    },
    Input("delimiter rows", repeating: "|-|\n", bytes: 25_000),
    Input("sequential directives", repeating: ":::a\nb\n:::\n", bytes: 62_000),
    Input("nested directives", 3_125) {
      String(repeating: ":::a\n", count: $0) + "b\n" + String(repeating: ":::\n", count: $0)
    },
    Input("unclosed directives", repeating: ":::a\n", bytes: 25_000),
    Input("fences that close nothing", 3_125) {
      String(repeating: "::::a\n", count: $0) + String(repeating: ":::\n", count: $0)
    },
    Input("stray fences", repeating: ":::\n", bytes: 25_000),
    Input("one line of colons", repeating: ":", bytes: 62_000),
    Input("threefold colons", repeating: "::: ", bytes: 62_000),
    Input("unclosed inline directives", repeating: ":a[", bytes: 20_000),
    Input("nested inline directives", 3_125) {
      String(repeating: ":a[", count: $0) + "b" + String(repeating: "]", count: $0)
    },
    Input("inline directives", repeating: ":a[b]{c=d} ", bytes: 37_000),
    Input("inline directives with open braces", repeating: ":a[b]{c=\" ", bytes: 20_000),
    Input("opening braces", repeating: "{", bytes: 62_000),
    Input("code with open braces", repeating: "`a`{.b ", bytes: 20_000),
    Input("backticks", 100) { (1...$0).map { String(repeating: "`", count: $0) + "a" }.joined() },
    Input("code spans", repeating: "`a` ", bytes: 37_000),
    Input("footnotes", 1_875) { count in
      (0..<count).map { "a[^\($0)] " }.joined() + "\n\n" + (0..<count).map { "[^\($0)]: b\n" }.joined()
    },
    Input("references to one footnote", 6_250) { String(repeating: "[^a]", count: $0) + "\n\n[^a]: b\n" },
    Input("references to no footnote", 6_250) { String(repeating: "[^b]", count: $0) + "\n\n[^a]: b\n\n[^a]" },
    Input("open references", 6_250) { String(repeating: "[^", count: $0) + "\n\n[^a]: b\n\n[^a]" },
    Input("definitions in definitions", repeating: "[^a]: ", bytes: 20_000),
    Input("web addresses", repeating: "www.a.example ", bytes: 37_000),
    Input("web prefixes", repeating: "www.", bytes: 37_000),
    Input("web prefixes with underscores", repeating: "www._", bytes: 37_000),
    Input("schemes", repeating: "http://", bytes: 37_000),
    Input("schemes with underscores", repeating: "http://_a.", bytes: 20_000),
    Input("at signs", repeating: "@", bytes: 37_000),
    Input("mail addresses", repeating: "a@b.example ", bytes: 37_000),
    Input("mail without a domain", repeating: "a@", bytes: 37_000),
    Input("long mail names", repeating: "a.b-", bytes: 37_000),
    Input("addresses and parentheses", 12_500) { "http://a" + String(repeating: ")", count: $0) + "(" },
    Input("addresses and semicolons", 12_500) { "http://a" + String(repeating: "&a;", count: $0) },
    Input("entities", repeating: "&amp;", bytes: 25_000),
    Input("unknown entities", repeating: "&abc;", bytes: 25_000),
    Input("escapes", repeating: "\\*", bytes: 37_000),
    Input("escapes and addresses", repeating: "\\*a@b.example ", bytes: 20_000),
    Input("equal headings", repeating: "# a\n", bytes: 20_000),
    Input("headings that take each other's ids", repeating: "# a\n# a-1\n", bytes: 20_000),
    Input("links", repeating: "[a](b) ", bytes: 37_000),
    Input("links with long titles", repeating: "[a](b 'c\nd') ", bytes: 37_000),
    Input("definitions", 1_250) { count in (0..<count).map { "[a\($0)]: /b\n" }.joined() },
    Input("callouts", repeating: "> [!NOTE]\n> a\n\n", bytes: 25_000),
    Input("tasks", repeating: "- [ ] a\n", bytes: 25_000),
    Input("nested lists", 100) { (0..<$0).map { String(repeating: " ", count: $0 * 2) + "- a\n" }.joined() },
    Input("list marks on one line", 625) { String(repeating: "- ", count: $0) + "a" },
    Input("breaks", repeating: "a\\\n", bytes: 25_000),
    Input("lazy lines", 6_250) { "> a\n" + String(repeating: "b\n", count: $0) },
    Input("quoted words", repeating: "a\n> b\n", bytes: 25_000),
    Input("invalid bytes", repeating: "\u{0}a", bytes: 25_000),
    Input("marks of the rewriter", 250) { count in
      (0..<count).map { "<?scopebook:\($0)?>\n\n" }.joined() + ":::a\n:::\n"
    },
    Input("directives in code", 250) { String(repeating: "    :::a\n    :::\n\nb\n\n", count: $0) },
    Input("tables in code", 250) { String(repeating: "    |a|\n    |-|\n\nb\n\n", count: $0) },
  ]

  @Test(arguments: inputs)
  func workGrowsWithTheSize(input: Input) {
    let (half, whole) = (Array(input.text(input.size / 2).utf8), Array(input.text(input.size).utf8))
    let small = min(time(half), time(half))
    let large = min(time(whole), time(whole))
    // Twice the text takes four times as long when the work is quadratic. Short times say nothing.
    #expect(large < 0.5 || large < small * 3.3, "\(half.count) bytes: \(small) s, \(whole.count) bytes: \(large) s")
    #expect(large < 20)
  }

  @Test func nestingNeverOverflowsTheStack() {
    for name in [
      "nested quotes", "nested brackets", "nested emphasis", "nested directives", "nested inline directives",
    ] {
      let input = Self.inputs.first { $0.name == name }
      #expect(input != nil)
      let bytes = Array((input?.text(20_000) ?? "").utf8)
      let thread = Thread {
        _ = render(bytes)
        finished.signal()
      }
      thread.stackSize = 512 << 10
      thread.start()
      finished.wait()
    }
  }

  private func time(_ bytes: [UInt8]) -> Double {
    processorTime { _ = render(bytes) }
  }
}

private let finished = DispatchSemaphore(value: 0)

/// Parses and renders with a delegate that renders the children of every directive itself, as the site does.
private func render(_ bytes: [UInt8]) -> Int {
  let document = MarkdownParser.parse(SourceFile(path: "page.md", bytes: bytes))
  var renderer = HTMLRenderer(document: document)
  var delegate = Nesting()
  renderer.renderDocument(delegate: &delegate)
  return renderer.writer.finish().count
}

private struct Nesting: RenderingDelegate {
  mutating func render(directive node: Document.Index, with renderer: inout HTMLRenderer) -> Bool {
    renderer.writer.write("<div>")
    renderer.renderChildren(of: node, delegate: &self)
    renderer.writer.write("</div>")
    return true
  }
}
