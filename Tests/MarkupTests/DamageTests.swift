import Diagnostics
import TestSupport
import Testing

@testable import Markup

/// Damaged text of every kind gives a sound document.
struct DamageTests {
  @Test func everyDocumentIsSound() {
    let suites = [
      "commonmark/spec-0.30.json", "commonmark/regression-0.30.2.json", "gfm/spec-extension-examples.json",
      "gfm/extensions-tests.json",
    ]
    let texts = suites.flatMap { ConformanceCase.load($0) }.map { Array($0.markdown.utf8) } + Self.own
    var random = SplitMix(seed: 20_260_801)
    for text in texts { expectSound(text) }
    for _ in 0..<20_000 { expectSound(damaged(texts, &random)) }
  }

  /// Texts with what the conformance cases do not have.
  private static let own: [[UInt8]] = [
    "---\ntitle: a\n---\n:::note[Title]{a=b}\ntext `User.Read`{.x}\n:::\n",
    "::::tabs\n:::tab[a]\n- b :x[c]{d=e}\n:::\n::::\n",
    "> [!NOTE] Title\n> | a | b |\n> |---|---|\n> | c\\|d | `e` |\n",
    "- a[^1]\n\n  [^1]: b\n\n      c\n\n  - [ ] :::note\n    d\n    :::\n",
    "# a {#b}\n\n::include{file=\"c.md\"}\n\n# a\n\n&amp; \\* www.a.example a@b.example ~~c~~\r\n",
  ].map { Array($0.utf8) }

  private func damaged(_ texts: [[UInt8]], _ random: inout SplitMix) -> [UInt8] {
    let pieces: [StaticString] = [
      ":::", "::a", ":::b{c", "|", "|-|\n", "\n", "\r", "\r\n", "\t", "    ", "> ", "- ", "1. ", "[^a]", "[^a]: ", "`",
      "~", "*",
      "[", "]", "(", ")", "{", "}", "{#a}", "# ", "```\n", "<?", "?>", "<!--", "\\", "&amp;", "&", "www.", "http://",
      "@", "[!NOTE]",
      "---\n", ":a[", "<?scopebook:0?>\n",
    ]
    var text = random.pick(texts)
    if random.next() % 3 == 0 { text += random.pick(texts) }
    for _ in 0..<(1 + random.next() % 4) {
      let position = Int(random.next() % UInt64(text.count + 1))
      switch random.next() % 6 {
      case 0 where position < text.count: text.remove(at: position)
      case 1 where position < text.count: text[position] = UInt8(truncatingIfNeeded: random.next())
      case 2: text.insert(UInt8(truncatingIfNeeded: random.next() % 128), at: position)
      case 3: text.removeSubrange(position..<min(text.count, position + Int(random.next() % 8)))
      default: text.insert(contentsOf: String(describing: random.pick(pieces)).utf8, at: position)
      }
    }
    return text
  }

  /// Nodes are well nested, ranges lie inside what they are ranges of, and the HTML is UTF-8.
  private func expectSound(_ bytes: [UInt8]) {
    let sample = Sample(bytes: bytes)
    let document = sample.document
    var faults: [String] = []
    func check(_ isSound: Bool, _ fault: @autoclosure () -> String) { if !isSound { faults.append(fault()) } }
    func isInFile(_ span: SourceSpan) -> Bool { span.start <= span.end && Int(span.end) <= bytes.count }

    var open: [Int] = []
    for (index, node) in document.nodes.enumerated() {
      while let last = open.last, Int(document.nodes[last].end) <= index { open.removeLast() }
      check(Int(node.end) > index && Int(node.end) <= document.nodes.count, "the end of node \(index)")
      check(open.allSatisfy { document.nodes[$0].end >= node.end }, "the nesting of node \(index)")
      check(isInFile(node.span), "the span of node \(index), \(node.kind): \(node.span)")
      check(String(validating: document.text(of: index), as: UTF8.self) != nil, "the encoding of node \(index)")
      check(Int(node.detail) < details(of: node.kind, in: document), "the detail of node \(index), \(node.kind)")
      if node.kind == .text || node.kind == .code {
        check(
          isExact(node, in: document, bytes),
          "the bytes of node \(index): \(sample.source(node.span).debugDescription)"
        )
      }
      open.append(index)
    }
    check(document.links.allSatisfy { isInFile($0.destinationSpan) }, "the span of a destination")
    check(document.diagnostics.allSatisfy { $0.location?.span.map(isInFile) == true }, "the span of a diagnostic")
    check(
      document.directives.allSatisfy { directive in
        isInFile(directive.span) && isInFile(directive.nameSpan)
          && sample.source(directive.nameSpan).contains(directive.name == "code" ? "" : directive.name)
          && directive.attributes.allSatisfy { isInFile($0.keySpan) && isInFile($0.valueSpan) }
      },
      "the span of a directive"
    )
    check(Set(document.headings.map(\.id)).count == document.headings.count, "the ids of headings")
    check(
      document.footnotes.allSatisfy { document.nodes[Int($0.definition)].kind == .footnoteDefinition },
      "a footnote's definition"
    )
    check(
      !sample.html.contains("scopebook:") || bytes.contains("scopebook:".utf8),
      "a mark of the rewriter in the page"
    )
    check(String(validating: StandaloneRendering.html(of: document), as: UTF8.self) != nil, "the encoding of the page")
    if !faults.isEmpty {
      Issue.record(
        "\(faults.prefix(3).joined(separator: "; ")) in \(String(decoding: bytes, as: UTF8.self).debugDescription)"
      )
    }
  }

  /// The file says at the node's place what the node says, escapes, entities, bars of tables and line ends aside.
  private func isExact(_ node: Document.Node, in document: Document, _ bytes: [UInt8]) -> Bool {
    let (source, text) = (bytes[node.span.range], document.text(of: node))
    if source.elementsEqual(text) { return true }
    if text.isEmpty || text.allSatisfy({ $0 == 0x20 }) { return node.span.count <= 1_000 }
    return !source.isEmpty
      && source.contains { $0 == 0x5C || $0 == 0x26 || $0 == 0x0A || $0 == 0x0D || $0 == 0 || $0 >= 0x80 }
  }

  /// How many values a detail of this kind may have; one, zero, where it has no meaning.
  private func details(of kind: Document.Kind, in document: Document) -> Int {
    switch kind {
    case .heading: document.headings.count
    case .link, .image: document.links.count
    case .list: document.lists.count
    case .codeBlock: document.codeBlocks.count
    case .table: document.tables.count
    case .directive, .inlineDirective: document.directives.count
    case .footnoteReference: document.footnotes.count
    case .text, .code, .htmlInline, .htmlBlock, .callout: max(1, document.written.count)
    default: 1
    }
  }
}

/// A small generator, the same on every machine.
extension SplitMix {
  fileprivate mutating func pick<T>(_ values: [T]) -> T { values[Int(next() % UInt64(values.count))] }
}
