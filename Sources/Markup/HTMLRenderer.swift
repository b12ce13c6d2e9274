import Diagnostics
import Highlighting

/// How a document's HTML is formed where there is more than one good way.
public struct HTMLForm: Sendable {
  /// The form of the CommonMark and GFM specifications; otherwise that of the product, which assistive technology
  /// and strict style rules need.
  public var isPlain: Bool

  public static let plain = HTMLForm(isPlain: true)
  public static let product = HTMLForm(isPlain: false)
}

/// Writes a ``Document`` as HTML.
///
/// A delegate that knows the site decides about links, permissions and directives. It gets the renderer to write
/// with, and may have children or whole other documents written into the same bytes.
///
/// What every paragraph asks is `mutating` for the reason that ``PlainReader`` gives.
public struct HTMLRenderer: ~Copyable {
  public var writer: HTMLWriter
  /// The document that is being written; another one for the time of ``render(embedded:delegate:)``.
  public private(set) var document: Document
  public let form: HTMLForm
  /// HTML in the text passes as it is.
  public let rawHTML: Bool
  /// The words of code in known languages get a class each, by what they are.
  public let highlightsCode: Bool
  /// An image alone in a paragraph gets its title as a caption.
  public let makesFigures: Bool
  private let words: RenderingWords
  private var open: [Open] = []
  private var referenceCounts: [Int: Int] = [:]
  /// Embedded documents come with footnotes of their own, whose ids get this in front.
  private var footnotePrefix = ""
  private var embeddedCount = 0
  private var hasTableBody = false
  /// Of the heading that is being written; empty when it has none.
  private var headingID: [UInt8] = []
  private var directiveDepth = 0

  private static let deepestDirective = 64

  private struct Open {
    let index: Document.Index
    let end: Int
    let kind: Document.Kind
    let isTight: Bool
  }

  public init(
    document: Document,
    form: HTMLForm = .product,
    rawHTML: Bool = false,
    highlightsCode: Bool = false,
    makesFigures: Bool = false,
    words: RenderingWords = .english
  ) {
    self.document = document
    self.words = words
    self.makesFigures = makesFigures
    self.highlightsCode = highlightsCode
    self.form = form
    self.rawHTML = rawHTML
    writer = HTMLWriter(capacity: document.source.count * 2 + 1024)
  }

  // MARK: Whole documents

  /// Writes the document and its footnotes.
  public mutating func renderDocument(delegate: inout some RenderingDelegate) {
    renderChildren(of: 0, delegate: &delegate)
    renderFootnotes(delegate: &delegate)
  }

  /// Writes another document here, such as one that is included.
  public mutating func render(embedded other: Document, delegate: inout some RenderingDelegate) {
    let outer = (document, referenceCounts, footnotePrefix)
    embeddedCount += 1
    (document, referenceCounts, footnotePrefix) = (other, [:], "\(embeddedCount)-")
    renderDocument(delegate: &delegate)
    (document, referenceCounts, footnotePrefix) = outer
  }

  /// Writes what is inside a node, but not the node.
  public mutating func renderChildren(of index: Document.Index, delegate: inout some RenderingDelegate) {
    render(from: index + 1, to: Int(document.nodes[index].end), delegate: &delegate)
  }

  /// The HTML of some blocks by itself.
  ///
  /// - Parameter inline: a paragraph that comes first, of which only the text is written.
  public mutating func html(
    of blocks: some Sequence<Document.Index>,
    inline paragraph: Document.Index? = nil,
    delegate: inout some RenderingDelegate
  ) -> [UInt8] {
    var outer = HTMLWriter()
    swap(&outer, &writer)
    let outerOpen = open
    open = []
    if let paragraph {
      open = [Open(index: paragraph, end: Int(document.nodes[paragraph].end), kind: .item, isTight: true)]
      render(from: paragraph, to: Int(document.nodes[paragraph].end), delegate: &delegate)
      open = []
    }
    for block in blocks { render(from: block, to: Int(document.nodes[block].end), delegate: &delegate) }
    swap(&outer, &writer)
    open = outerOpen
    return outer.finish()
  }

  /// Walks without recursion: text may nest as deep as it likes.
  private mutating func render(from start: Int, to end: Int, delegate: inout some RenderingDelegate) {
    let base = open.count
    var index = start
    while index < end {
      while open.count > base, open[open.count - 1].end <= index { close(open.removeLast()) }
      index = enter(index, delegate: &delegate)
    }
    while open.count > base { close(open.removeLast()) }
  }

  // MARK: Nodes

  /// Writes what comes before a node's children and gives the node to go on with.
  private mutating func enter(_ index: Document.Index, delegate: inout some RenderingDelegate) -> Int {
    let node = document.nodes[index]
    let end = Int(node.end)
    switch node.kind {
    case .text: writer.writeEscaped(textOf: node, in: document)
    case .softBreak: writer.write("\n")
    case .lineBreak: writer.write("<br />\n")
    case .code:
      if !delegate.render(code: index, with: &self) {
        writer.write("<code>")
        writer.writeEscaped(textOf: node, in: document)
        writer.write("</code>")
      }
    case .htmlInline: write(html: document.text(of: node))
    case .htmlBlock: writeHTMLBlock(node)
    case .thematicBreak:
      writer.beginLine()
      writer.write("<hr />\n")
    case .codeBlock:
      writer.beginLine()
      if !delegate.render(codeBlock: index, with: &self) { writeCodeBlock(node) }
    case .link: beginLink(index, delegate: &delegate)
    case .image:
      writeImage(index, delegate: &delegate)
      return end
    case .paragraph where isFigure(index):
      writeFigure(index + 1, delegate: &delegate)
      return end
    case .footnoteReference: writeReference(to: Int(node.detail))
    case .footnoteDefinition: return end
    case .directive, .inlineDirective:
      if node.kind == .directive { writer.beginLine() }
      if isRendered(directive: index, by: &delegate) { return end }
    case .heading: beginHeading(index, delegate: &delegate)
    default: begin(node)
    }
    if end > index + 1 || needsClosing(node.kind) {
      open.append(Open(index: index, end: end, kind: node.kind, isTight: isTight(node)))
    }
    return index + 1
  }

  /// Delegates render what is inside a directive by calling this renderer again. Deeper than any person nests
  /// directives they are not asked, so that hostile text cannot use up the stack.
  private mutating func isRendered(directive index: Document.Index, by delegate: inout some RenderingDelegate) -> Bool {
    guard directiveDepth < Self.deepestDirective else { return false }
    directiveDepth += 1
    // Paragraphs in it are not those of a tight item around it.
    let node = document.nodes[index]
    open.append(Open(index: index, end: Int(node.end), kind: node.kind, isTight: false))
    defer {
      open.removeLast()
      directiveDepth -= 1
    }
    return delegate.render(directive: index, with: &self)
  }

  private func needsClosing(_ kind: Document.Kind) -> Bool {
    switch kind {
    case .text, .softBreak, .lineBreak, .code, .htmlInline, .htmlBlock, .thematicBreak, .codeBlock, .footnoteReference:
      false
    default: true
    }
  }

  /// For items: of their list. For paragraphs: they stand in a tight item and have no tags.
  private mutating func isTight(_ node: Document.Node) -> Bool {
    switch node.kind {
    case .list: document.lists[Int(node.detail)].isTight
    case .item: open.last { $0.kind == .list }?.isTight ?? false
    case .paragraph: open.last?.kind == .item && open.last?.isTight == true
    default: false
    }
  }

  private mutating func begin(_ node: Document.Node) {
    switch node.kind {
    case .paragraph:
      guard !isTight(node) else { return }
      writer.beginLine()
      writer.write("<p>")
    case .blockQuote:
      writer.beginLine()
      writer.write("<blockquote>\n")
    case .list: beginList(document.lists[Int(node.detail)])
    case .item: beginItem(node)
    case .table: beginTable()
    case .tableRow:
      if node.isHeader {
        writer.write("<thead>\n<tr>\n")
      } else {
        writer.write(hasTableBody ? "<tr>\n" : "<tbody>\n<tr>\n")
        hasTableBody = true
      }
    case .tableCell: beginCell(node)
    case .callout:
      beginCallout(Document.Callout(rawValue: node.level) ?? .note, title: Array(document.text(of: node)))
    case .emphasis: writer.write("<em>")
    case .strong: writer.write("<strong>")
    case .strikethrough: writer.write("<del>")
    default: return
    }
  }

  private mutating func close(_ open: Open) {
    let node = document.nodes[open.index]
    switch open.kind {
    case .paragraph: if !open.isTight { writer.write("</p>\n") }
    case .heading: endHeading(node)
    case .blockQuote:
      writer.beginLine()
      writer.write("</blockquote>\n")
    case .list: writer.write(document.lists[Int(node.detail)].isOrdered ? "</ol>\n" : "</ul>\n")
    case .item: writer.write("</li>\n")
    case .table: endTable()
    case .tableRow: writer.write(node.isHeader ? "</tr>\n</thead>\n" : "</tr>\n")
    case .tableCell: writer.write(node.isHeader ? "</th>\n" : "</td>\n")
    case .callout: endCallout()
    case .emphasis: writer.write("</em>")
    case .strong: writer.write("</strong>")
    case .strikethrough: writer.write("</del>")
    case .link: writer.write("</a>")
    default: return
    }
  }

  // MARK: Blocks

  private mutating func beginList(_ list: Document.List) {
    writer.beginLine()
    if !list.isOrdered {
      writer.write("<ul>\n")
    } else if list.start == 1 {
      writer.write("<ol>\n")
    } else {
      writer.write("<ol start=\"")
      writer.write(html: String(list.start).utf8)
      writer.write("\">\n")
    }
  }

  private mutating func beginItem(_ node: Document.Node) {
    writer.beginLine()
    switch node.level {
    case 1:
      writer.write(
        form.isPlain
          ? "<li><input type=\"checkbox\" disabled=\"\""
          : "<li class=\"task\"><input type=\"checkbox\" disabled=\"\""
      )
      writeLabelOfTask(words.notDone)
    case 2:
      writer.write(
        form.isPlain
          ? "<li><input type=\"checkbox\" checked=\"\" disabled=\"\""
          : "<li class=\"task\"><input type=\"checkbox\" checked=\"\" disabled=\"\""
      )
      writeLabelOfTask(words.done)
    default: writer.write("<li>")
    }
  }

  private mutating func beginHeading(_ index: Document.Index, delegate: inout some RenderingDelegate) {
    let node = document.nodes[index]
    writer.beginLine()
    writer.write("<h")
    writer.write(digit: node.level)
    let number = Int(node.detail)
    let isNumbered = number < document.headings.count && Int(document.headings[number].node) == index
    let heading = isNumbered ? delegate.heading(number, in: document) : nil
    headingID = heading?.id ?? []
    if !headingID.isEmpty {
      writer.write(" id=\"")
      writer.writeEscaped(headingID)
      writer.write("\"")
    }
    writer.write(">")
    for id in heading?.formerIDs ?? [] {
      writer.write("<span id=\"")
      writer.writeEscaped(id)
      writer.write("\"></span>")
    }
  }

  private mutating func endHeading(_ node: Document.Node) {
    if !form.isPlain, !headingID.isEmpty {
      writer.write(" <a class=\"anchor\" href=\"#")
      writer.write(partOfURL: headingID)
      writer.write("\"")
      writeLabel(words.sectionLink)
      writer.write(">#</a>")
    }
    writer.write("</h")
    writer.write(digit: node.level)
    writer.write(">\n")
  }

  private mutating func writeCodeBlock(_ node: Document.Node) {
    let block = document.codeBlocks[Int(node.detail)]
    if !form.isPlain {
      writer.write("<div class=\"code\">\n")
      if let title = block.title {
        writer.write("<p class=\"code-title\">")
        writer.writeEscaped(title)
        writer.write("</p>\n")
      }
    }
    // What scrolls has to be reachable by keyboard.
    writer.write(form.isPlain ? "<pre><code" : "<pre tabindex=\"0\"><code")
    if !block.language.isEmpty {
      writer.write(" class=\"language-")
      writer.writeEscaped(block.language)
      writer.write("\"")
    }
    writer.write(">")
    if !form.isPlain, let marks = block.lineMarks {
      write(document.text(of: node), in: block.language, markedAt: marks)
    } else {
      writeCode(document.text(of: node), in: block.language)
    }
    writer.write(form.isPlain ? "</code></pre>\n" : "</code></pre>\n</div>\n")
  }

  private mutating func writeCode(_ code: ArraySlice<UInt8>, in language: ArraySlice<UInt8>) {
    guard highlightsCode, let language = Language.named(language) else { return writer.writeEscaped(code) }
    var position = code.startIndex
    for token in Lexer(code, language) {
      writer.writeEscaped(code[position..<token.range.lowerBound])
      writer.write("<span class=\"")
      writer.write(token.kind.cssClass)
      writer.write("\">")
      writer.writeEscaped(code[token.range])
      writer.write("</span>")
      position = token.range.upperBound
    }
    writer.writeEscaped(code[position...])
  }

  /// Colours may run on over the end of a line; marks, and so what stands in them, may not.
  private mutating func write(_ code: ArraySlice<UInt8>, in language: ArraySlice<UInt8>, markedAt marks: LineMarks) {
    let tokens = (highlightsCode ? Language.named(language) : nil).map { Array(Lexer(code, $0)) } ?? []
    var next = 0
    var start = code.startIndex
    var line = 1
    while start < code.endIndex {
      let end = code[start...].firstIndex(of: .newline).map { $0 + 1 } ?? code.endIndex
      let isMarked = marks.contain(line)
      if isMarked { writer.write("<mark>") }
      var position = start
      while next < tokens.count, tokens[next].range.lowerBound < end {
        let token = tokens[next]
        let range = max(token.range.lowerBound, start)..<min(token.range.upperBound, end)
        writer.writeEscaped(code[position..<range.lowerBound])
        writer.write("<span class=\"")
        writer.write(token.kind.cssClass)
        writer.write("\">")
        writer.writeEscaped(code[range])
        writer.write("</span>")
        position = range.upperBound
        if token.range.upperBound > end { break }
        next += 1
      }
      writer.writeEscaped(code[position..<end])
      if isMarked { writer.write("</mark>") }
      (start, line) = (end, line + 1)
    }
  }

  private mutating func writeHTMLBlock(_ node: Document.Node) {
    let html = document.text(of: node)
    writer.beginLine()
    if rawHTML {
      writer.write(html: html)
      writer.beginLine()
    } else if !isComment(html) {
      writer.write("<p>")
      writer.writeEscaped(html.last == .newline ? html.dropLast() : html)
      writer.write("</p>\n")
    }
  }

  private mutating func write(html: ArraySlice<UInt8>) {
    if rawHTML {
      writer.write(html: html)
    } else if !isComment(html) {
      writer.writeEscaped(html)
    }
  }

  /// Comments are for other authors: escaped or not, readers do not see them.
  private func isComment(_ html: ArraySlice<UInt8>) -> Bool {
    guard html.starts(with: "<!--".utf8) else { return false }
    let html = Array(html)
    let text = html[TableSyntax.trimmed(html, html.indices)]
    return text.count >= 7 && text.suffix(3).elementsEqual("-->".utf8)
  }

  // MARK: Tables

  private mutating func writeLabelOfTask(_ label: [UInt8]) {
    if !form.isPlain { writeLabel(label) }
    writer.write(" /> ")
  }

  /// For those who hear the page.
  private mutating func writeLabel(_ label: [UInt8]) {
    writer.write(" aria-label=\"")
    writer.writeEscaped(label)
    writer.write("\"")
  }

  private mutating func beginTable() {
    writer.beginLine()
    if !form.isPlain {
      writer.write("<div class=\"table\" tabindex=\"0\" role=\"group\"")
      writeLabel(words.table)
      writer.write(">\n")
    }
    writer.write("<table>\n")
    hasTableBody = false
  }

  private mutating func endTable() {
    if hasTableBody { writer.write("</tbody>\n") }
    writer.write(form.isPlain ? "</table>\n" : "</table>\n</div>\n")
  }

  private mutating func beginCell(_ node: Document.Node) {
    writer.write(node.isHeader ? "<th" : "<td")
    if node.isHeader, !form.isPlain { writer.write(" scope=\"col\"") }
    switch Document.Alignment(rawValue: node.level) {
    case .left: writer.write(form.isPlain ? " align=\"left\">" : " class=\"align-left\">")
    case .center: writer.write(form.isPlain ? " align=\"center\">" : " class=\"align-center\">")
    case .right: writer.write(form.isPlain ? " align=\"right\">" : " class=\"align-right\">")
    default: writer.write(">")
    }
  }

  // MARK: Callouts

  /// Begins the box of a callout; without a title it gets its kind's name.
  public mutating func beginCallout(_ kind: Document.Callout, title: [UInt8]?) {
    writer.beginLine()
    writer.write("<aside class=\"callout callout-")
    writer.write(html: kind.name.utf8)
    writer.write("\">\n<p class=\"callout-title\">")
    writer.writeEscaped(title.flatMap { $0.isEmpty ? nil : $0 } ?? words.calloutTitles[Int(kind.rawValue)])
    writer.write("</p>\n")
  }

  public mutating func endCallout() {
    writer.beginLine()
    writer.write("</aside>\n")
  }

  // MARK: Links and images

  private mutating func beginLink(_ index: Document.Index, delegate: inout some RenderingDelegate) {
    let link = document.links[Int(document.nodes[index].detail)]
    writer.write("<a href=\"")
    if !delegate.write(urlOf: index, in: document, to: &writer) { writer.write(url: document.destination(of: link)) }
    writer.write("\"")
    writeTitle(link)
    writer.write(html: delegate.attributes(of: index, in: document))
    writer.write(">")
  }

  private mutating func writeImage(
    _ index: Document.Index,
    isCaptioned: Bool = false,
    delegate: inout some RenderingDelegate
  ) {
    let link = document.links[Int(document.nodes[index].detail)]
    writer.write("<img src=\"")
    if !delegate.write(urlOf: index, in: document, to: &writer) { writer.write(url: document.destination(of: link)) }
    writer.write("\" alt=\"")
    writer.writeEscaped(document.alternativeText(of: index))
    writer.write("\"")
    if !isCaptioned { writeTitle(link) }
    writer.write(html: delegate.attributes(of: index, in: document))
    writer.write(" />")
  }

  /// An image that stands alone and has a title: the title is its caption.
  private mutating func isFigure(_ index: Document.Index) -> Bool {
    guard makesFigures, !isTight(document.nodes[index]), document.nodes.indices.contains(index + 1) else {
      return false
    }
    let child = document.nodes[index + 1]
    return child.kind == .image && child.end == document.nodes[index].end
      && !document.links[Int(child.detail)].title.isEmpty
  }

  private mutating func writeFigure(_ image: Document.Index, delegate: inout some RenderingDelegate) {
    writer.beginLine()
    writer.write("<figure>")
    writeImage(image, isCaptioned: true, delegate: &delegate)
    writer.write("<figcaption>")
    writer.writeEscaped(document.links[Int(document.nodes[image].detail)].title)
    writer.write("</figcaption></figure>\n")
  }

  private mutating func writeTitle(_ link: Document.Link) {
    guard !link.title.isEmpty else { return }
    writer.write(" title=\"")
    writer.writeEscaped(link.title)
    writer.write("\"")
  }

  // MARK: Footnotes

  private mutating func writeReference(to number: Int) {
    referenceCounts[number, default: 0] += 1
    writer.write("<sup class=\"footnote-ref\"><a href=\"#fn")
    writeID(number)
    writer.write("\" id=\"fnref")
    writeReferenceID(number, referenceCounts[number] ?? 1)
    writer.write(form.isPlain ? "\">" : "\" role=\"doc-noteref\">")
    writer.write(html: String(number + 1).utf8)
    writer.write("</a></sup>")
  }

  private mutating func writeID(_ number: Int) { writer.write(html: "\(footnotePrefix)\(number + 1)".utf8) }

  private mutating func writeReferenceID(_ number: Int, _ use: Int) {
    writeID(number)
    if use > 1 { writer.write(html: "-\(use)".utf8) }
  }

  private mutating func renderFootnotes(delegate: inout some RenderingDelegate) {
    guard !document.footnotes.isEmpty else { return }
    writer.beginLine()
    writer.write("<section class=\"footnotes\"")
    if !form.isPlain {
      writer.write(" role=\"doc-endnotes\"")
      writeLabel(words.footnotes)
    }
    writer.write(">\n<ol>\n")
    for (number, footnote) in document.footnotes.enumerated() {
      writer.write("<li id=\"fn")
      writeID(number)
      writer.write("\">\n")
      let definition = Int(footnote.definition)
      renderChildren(of: definition, delegate: &delegate)
      let endsInParagraph = document.children(of: definition).map { document.nodes[$0].kind }.last == .paragraph
      if endsInParagraph { writer.removeLast("</p>\n".utf8.count) }
      for use in 1...max(1, footnote.referenceCount) {
        if endsInParagraph || use > 1 { writer.write(" ") }
        writer.write("<a href=\"#fnref")
        writeReferenceID(number, use)
        writer.write("\" class=\"footnote-backref\"")
        if !form.isPlain {
          writer.write(" role=\"doc-backlink\" aria-label=\"")
          writer.writeEscaped(words.backToReference)
          writer.write(" ")
          writeReferenceID(number, use)
          writer.write("\"")
        }
        writer.write(">↩</a>")
      }
      writer.write(endsInParagraph ? "</p>\n</li>\n" : "\n</li>\n")
    }
    writer.write("</ol>\n</section>\n")
  }
}

extension Document {
  /// Whether the text of some node is such; the file as a whole is asked first, since the answer is mostly no.
  public func holdsText(_ isSuch: (ArraySlice<UInt8>) -> Bool) -> Bool {
    isSuch(source[...]) && nodes.contains { isSuch(text(of: $0)) }
  }

  /// The text in a node without markup; line ends count as spaces.
  public func plainText(of index: Index) -> [UInt8] {
    var text: [UInt8] = []
    for node in nodes[index..<Int(nodes[index].end)] {
      switch node.kind {
      case .text, .code: text += self.text(of: node)
      case .softBreak, .lineBreak: text.append(0x20)
      default: continue
      }
    }
    return text
  }

  /// What an image shows to those who do not see it.
  func alternativeText(of index: Index) -> [UInt8] {
    var text: [UInt8] = []
    for node in nodes[index..<Int(nodes[index].end)] {
      switch node.kind {
      case .text, .code, .htmlInline: text += self.text(of: node)
      case .softBreak, .lineBreak: text.append(0x20)
      default: continue
      }
    }
    return text
  }
}

/// Renders a document on its own.
public struct StandaloneRendering: RenderingDelegate {
  public init() {}

  public static func html(of document: Document, form: HTMLForm = .product, rawHTML: Bool = false) -> [UInt8] {
    var renderer = HTMLRenderer(document: document, form: form, rawHTML: rawHTML)
    var delegate = StandaloneRendering()
    renderer.renderDocument(delegate: &delegate)
    return renderer.writer.finish()
  }
}
