public import Diagnostics

/// Makes a ``Document`` of a Markdown file.
public enum MarkdownParser {
  /// How often a text is rewritten without what turned out not to be a construct, before all of it is left alone.
  private static let rounds = 4

  /// Never fails: what is wrong with the text is in the document's diagnostics, and nothing of it is lost.
  public static func parse(_ file: SourceFile, options: MarkupOptions = MarkupOptions()) -> Document {
    parse(file, options: options, takesShortCut: true)
  }

  /// - Parameter takesShortCut: whether cmark need not see what ``PlainReader`` can read; the document is the same.
  static func parse(_ file: SourceFile, options: MarkupOptions, takesShortCut: Bool) -> Document {
    let frontMatter = options.extensions.contains(.frontMatter) ? FrontMatter.split(file.bytes) : nil
    let start = frontMatter.map { Int($0.bodyStart) } ?? FrontMatter.byteOrderMark(file.bytes)
    var diagnostics: [Diagnostic] = []
    if frontMatter?.isUnclosed == true {
      diagnostics.append(
        Diagnostic(
          "unclosed-front-matter",
          .error,
          "the front matter is never closed",
          at: file.location(SourceSpan(start..<(start + 3))),
          help: "end it with a line ---"
        )
      )
    }
    let bytes = validated(file.bytes, from: start, file, &diagnostics)
    var draft = draft(of: bytes, from: start, file, options, takesShortCut: takesShortCut)
    draft.applyExtensions(options.extensions)
    draft.document.bodyStart = UInt32(start)
    var document = draft.flattened(source: file.bytes)
    document.nodes[0].span = SourceSpan(start..<bytes.count)
    if !diagnostics.isEmpty { document.diagnostics = diagnostics + document.diagnostics }
    if !options.rawHTML, document.holdsHTML { document.diagnostics += draft.rawHTMLDiagnostics(in: document) }
    return document
  }

  /// - Parameter start: where the text begins in the bytes.
  private static func draft(
    of bytes: [UInt8],
    from start: Int,
    _ file: SourceFile,
    _ options: MarkupOptions,
    takesShortCut: Bool
  ) -> Draft {
    if takesShortCut {
      var reader = PlainReader(bytes, from: start, options.extensions, path: file.path)
      if reader.read() { return reader.finish() }
    }
    var excluded: Set<Int> = []
    var round = 0
    while true {
      let extensions = round < rounds ? options.extensions : []
      var rewriter = SourceRewriter(
        bytes,
        path: file.path,
        bodyStart: start,
        extensions: extensions,
        excluded: excluded
      )
      if !extensions.isDisjoint(with: [.tables, .footnotes, .directives]) { rewriter.rewrite() }
      let buffer = rewriter.takeBuffer() ?? roomyCopy(of: bytes[start...])
      let cmark = CMarkTree(parsing: buffer)
      var builder = DocumentBuilder(consume buffer, markers: rewriter.markers)
      builder.build(cmark)
      var draft = builder.finish(map: rewriter.map, path: file.path)
      let failed = draft.resolveMarkers()
      if failed.isEmpty || round == rounds { return draft }
      excluded.formUnion(failed)
      round += 1
    }
  }

  /// With room for what a page writes otherwise than it is read.
  private static func roomyCopy(of text: ArraySlice<UInt8>) -> [UInt8] {
    var copy: [UInt8] = []
    copy.reserveCapacity(text.count + text.count / 8 + 64)
    copy += text
    return copy
  }

  /// The file with NUL for every byte of its text that is no UTF-8, so that all positions stay what they are.
  private static func validated(
    _ bytes: [UInt8],
    from start: Int,
    _ file: SourceFile,
    _ diagnostics: inout [Diagnostic]
  ) -> [UInt8] {
    if ByteWord.isASCII(bytes[start...]) { return bytes }
    var firstBad: Int?
    var valid = bytes
    var position = start
    while position < bytes.count {
      let length = lengthOfScalar(bytes, at: position)
      if length == 0 {
        firstBad = firstBad ?? position
        // cmark makes U+FFFD of NUL.
        valid[position] = 0
      }
      position += max(1, length)
    }
    if let firstBad {
      diagnostics.append(
        Diagnostic(
          "invalid-utf8",
          .error,
          "this is not UTF-8",
          at: file.location(SourceSpan(firstBad..<(firstBad + 1))),
          help: "save the file in the encoding UTF-8"
        )
      )
    }
    return valid
  }

  /// Zero where no well-formed UTF-8 sequence begins.
  private static func lengthOfScalar(_ bytes: [UInt8], at position: Int) -> Int {
    let lead = bytes[position]
    if lead < 0x80 { return 1 }
    func isTail(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      position + offset < bytes.count && range.contains(bytes[position + offset])
    }
    switch lead {
    case 0xC2...0xDF: return isTail(1) ? 2 : 0
    case 0xE0: return isTail(1, 0xA0...0xBF) && isTail(2) ? 3 : 0
    case 0xED: return isTail(1, 0x80...0x9F) && isTail(2) ? 3 : 0
    case 0xE1...0xEF: return isTail(1) && isTail(2) ? 3 : 0
    case 0xF0: return isTail(1, 0x90...0xBF) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF1...0xF3: return isTail(1) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF4: return isTail(1, 0x80...0x8F) && isTail(2) && isTail(3) ? 4 : 0
    default: return 0
    }
  }
}

extension Draft {
  mutating func applyExtensions(_ extensions: MarkupOptions.Extensions) {
    if extensions.contains(.taskLists) { findTasks(blocks.items) }
    if extensions.contains(.callouts) { findCallouts(blocks.quotes) }
    for (block, triggers) in zip(inlineBlocks, triggers) where !triggers.isEmpty {
      // Before other extensions, which may cut up what was meant as one thing.
      if triggers.contains(.literal), !extensions.isEmpty { findLiteralMarkdown(in: block) }
      if extensions.contains(.directives), triggers.contains(.attributes) { attachAttributes(in: block) }
      if extensions.contains(.autolinks), triggers.contains(.autolink) { linkAddresses(in: block) }
      if extensions.contains(.strikethrough), triggers.contains(.strikethrough) { strikeText(in: block) }
    }
    if extensions.contains(.footnotes) {
      let refers = triggers.contains { $0.contains(.footnote) }
      if refers { linkFootnotes() }
      if refers || !footnoteDefinitions.isEmpty { reportFootnotes() }
    }
    // Ids come before inline directives, whose braces they are not.
    if extensions.contains(.headingIDs) { identifyHeadings(blocks.headings.filter { tree[$0].kind == .heading }) }
    guard extensions.contains(.directives) else { return }
    for (block, triggers) in zip(inlineBlocks, triggers) where triggers.contains(.directive) {
      findDirectives(in: block)
    }
  }

  /// The finished document, taken out of the draft: its arrays are not copied.
  mutating func flattened(source: [UInt8]) -> Document {
    var document = Document()
    swap(&document, &self.document)
    // Where each node's text stands in the draft's pool, of which the document keeps only what `source` does not say.
    var texts: [SourceSpan] = []
    document.nodes = [Document.Node](unsafeUninitializedCapacity: tree.count) { nodes, count in
      texts = [SourceSpan](unsafeUninitializedCapacity: tree.count) { texts, textCount in
        count = flatten(into: nodes, texts, &document, source)
        textCount = count
      }
    }
    document.keep(texts, source: source)
    return document
  }

  /// Gives the number of nodes.
  private func flatten(
    into nodes: UnsafeMutableBufferPointer<Document.Node>,
    _ texts: UnsafeMutableBufferPointer<SourceSpan>,
    _ document: inout Document,
    _ fileBytes: [UInt8]
  ) -> Int {
    let isIdentity = map.isIdentity
    var positions: [WorkTree.Index: UInt32] = [:]
    var definitions: ReferenceDefinitions?
    var place = 0
    let count = tree.withUnsafeNodes { tree in
      var count = 0
      // While a node is open, its `end` says which one holds it.
      let none = UInt32.max
      var parent = none
      var current: WorkTree.Index = 0
      while true {
        let node = tree + Int(current)
        let kind = node.pointee.kind
        let text = node.pointee.text
        let (span, isCopied) =
          isIdentity || node.pointee.isSpanOfFile
          ? (node.pointee.span, isIdentity) : map.source(node.pointee.span, near: &place)
        let isVerbatim = isCopied && text == node.pointee.span
        var goesDown = false
        if kind == .text, count > 0, nodes[count - 1].kind == .text, texts[count - 1].end == text.start,
          UInt32(count - 1) != parent, node.pointee.previous != WorkTree.none,
          tree[Int(node.pointee.previous)].kind == .text
        {
          // Text cut up by the extensions, or by escapes, is one text again.
          texts[count - 1].end = text.end
          let isJoint = isVerbatim && span.start == nodes[count - 1].span.end
          nodes[count - 1].isVerbatim = nodes[count - 1].isVerbatim && isJoint
          nodes[count - 1].span.end = span.end
        } else if kind != .text || text.start < text.end {
          switch kind {
          case .heading: document.headings.setNode(UInt32(count), at: node.pointee.detail)
          case .htmlBlock, .htmlInline: document.holdsHTML = true
          case .footnoteDefinition: positions[current] = UInt32(count)
          case .link, .image: finishLink(Int(node.pointee.detail), in: &document, fileBytes, &definitions)
          default: break
          }
          goesDown = node.pointee.first != WorkTree.none
          nodes.initializeElement(
            at: count,
            to: .init(
              kind: kind,
              level: node.pointee.level,
              isHeader: node.pointee.isHeader,
              isVerbatim: isVerbatim && (kind == .text || kind == .code),
              detail: node.pointee.detail,
              end: goesDown ? parent : UInt32(count + 1),
              span: span
            )
          )
          texts.initializeElement(at: count, to: text)
          if goesDown { parent = UInt32(count) }
          count += 1
        }
        if goesDown {
          current = node.pointee.first
          continue
        }
        while current != 0, tree[Int(current)].next == WorkTree.none {
          current = tree[Int(current)].parent
          let outer = nodes[Int(parent)].end
          nodes[Int(parent)].end = UInt32(count)
          parent = outer
        }
        if current == 0 { return count }
        current = tree[Int(current)].next
      }
    }
    for (definition, number) in footnoteNumbers {
      document.footnotes[number].definition = positions[definition] ?? 0
    }
    return count
  }

  /// - Parameter definitions: of the file, once a link refers to one.
  private func finishLink(
    _ index: Int,
    in document: inout Document,
    _ fileBytes: [UInt8],
    _ definitions: inout ReferenceDefinitions?
  ) {
    var span = source(document.links[index].destinationSpan)
    let destination = document.pool[document.written[Int(document.links[index].written)].range]
    if document.links[index].isReference {
      let known = definitions ?? ReferenceDefinitions(in: fileBytes, from: Int(document.bodyStart))
      definitions = known
      span = known.place(of: span.range, leadingTo: destination) ?? span
    }
    document.links[index].destinationSpan = span
    if !isSafe(url: destination) { document.diagnostics.append(unsafeURL(destination, at: span)) }
  }

  private func unsafeURL(_ url: ArraySlice<UInt8>, at span: SourceSpan) -> Diagnostic {
    let scheme = String(decoding: url.prefix { $0 != .colon }.filter { $0 > 0x20 }, as: UTF8.self)
    return Diagnostic(
      "unsafe-url",
      .error,
      "a link or image may not lead to \(scheme):",
      at: SourceLocation(path: path, span: span),
      help: "the page shows it without a destination; link to a page or file instead"
    )
  }

  /// One diagnostic for HTML that is shown as text, the first of the page.
  func rawHTMLDiagnostics(in document: Document) -> [Diagnostic] {
    let node = document.nodes.first { node in
      (node.kind == .htmlBlock || node.kind == .htmlInline)
        && !document.text(of: node).starts(with: "<!--".utf8)
    }
    guard let node else { return [] }
    return [
      Diagnostic(
        "raw-html",
        .warning,
        "HTML is shown as text",
        at: SourceLocation(path: path, span: node.span),
        help: "use Markdown or a directive, or set `markdown: {raw-html: true}` in scopebook.yml"
      )
    ]
  }
}

extension Document {
  /// Keeps of the texts and destinations in the pool those that the file does not have word for word.
  fileprivate mutating func keep(_ texts: [SourceSpan], source: [UInt8]) {
    let (draft, destinations) = (pool, written)
    (pool, written) = ([], [])
    self.source = source
    for index in headings.indices {
      // No heading keeps all of the draft in memory.
      let text = headings[index].plainText
      let isOfFile = text.endIndex <= source.count && source[text.indices] == text
      headings[index].plainText = isOfFile ? source[text.indices] : Array(text)[...]
    }
    for index in links.indices {
      let text = destinations[Int(links[index].written)]
      if isSame(draft, text, source, links[index].destinationSpan) {
        links[index].written = Link.verbatim
      } else {
        links[index].written = UInt32(written.count)
        written.append(store(draft, text))
      }
    }
    for index in nodes.indices where !nodes[index].isVerbatim {
      let text = texts[index]
      switch nodes[index].kind {
      case .text, .code, .htmlInline, .htmlBlock, .callout:
        let span = nodes[index].span
        if nodes[index].kind != .callout, isSame(draft, text, source, span) {
          nodes[index].isVerbatim = true
        } else {
          nodes[index].detail = UInt32(written.count)
          written.append(store(draft, text))
        }
      case .codeBlock:
        let block = Int(nodes[index].detail)
        if let range = code(draft, text, in: source, nodes[index].span) {
          nodes[index].isVerbatim = true
          codeBlocks[block].text = range
        } else {
          codeBlocks[block].text = store(draft, text)
        }
      default: continue
      }
    }
  }

  private mutating func store(_ draft: [UInt8], _ text: SourceSpan) -> SourceSpan {
    let start = pool.count
    pool += draft[text.range]
    return SourceSpan(start..<pool.count)
  }

  /// Fenced code that no container indents begins after the line of its fence.
  private func code(
    _ draft: [UInt8],
    _ text: SourceSpan,
    in source: [UInt8],
    _ span: SourceSpan
  ) -> SourceSpan? {
    guard let newline = source[span.range.clamped(to: source.indices)].firstIndex(of: .newline) else { return nil }
    let range = SourceSpan(start: UInt32(newline + 1), end: UInt32(newline + 1) + text.end - text.start)
    return isSame(draft, text, source, range) ? range : nil
  }

  private func isSame(_ draft: [UInt8], _ text: SourceSpan, _ source: [UInt8], _ span: SourceSpan) -> Bool {
    guard text.count == span.count, Int(span.end) <= source.count else { return false }
    return draft.withUnsafeBytes { draft in
      source.withUnsafeBytes { source in
        ByteWord.areSame(
          UnsafeRawBufferPointer(rebasing: draft[text.range]),
          UnsafeRawBufferPointer(rebasing: source[span.range])
        )
      }
    }
  }
}

extension [Document.Heading] {
  fileprivate mutating func setNode(_ node: UInt32, at index: UInt32) {
    if Int(index) < count { self[Int(index)].node = node }
  }
}
