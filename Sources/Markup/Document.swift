import ByteBuffers
public import Diagnostics

/// One parsed Markdown file: a flat tree in document order over the bytes of the file.
///
/// Text that the file writes as it is read, which is nearly all, is not stored again. Nodes lie in pre-order; a node's descendants are the nodes from `index + 1` up to its `end`. A document
/// depends on the file's bytes and the options only, so it can be kept for as long as those stay the same.
public struct Document: Sendable {
  public typealias Index = Int

  /// Pre-order; the first is the document itself.
  public internal(set) var nodes: [Node] = []
  /// The file's bytes; shared with whoever else holds them.
  var source: [UInt8] = []
  /// Text that the file writes otherwise: with escapes or entities, across the marks of a quote, in a cell.
  var pool: [UInt8] = []
  /// Ranges in the pool.
  var written: [SourceSpan] = []
  public internal(set) var headings: [Heading] = []
  public internal(set) var links: [Link] = []
  public internal(set) var lists: [List] = []
  public internal(set) var codeBlocks: [CodeBlock] = []
  public internal(set) var tables: [Table] = []
  public internal(set) var directives: [Directive] = []
  /// In the order in which the text first refers to them; definitions nobody refers to are left out.
  public internal(set) var footnotes: [Footnote] = []
  /// What looks like a link and is none, because of a blank in it.
  public internal(set) var literalLinks: [LiteralLink] = []
  /// Where the text begins: just after the front matter and its fence.
  public internal(set) var bodyStart: UInt32 = 0
  /// Some node is HTML, be it a comment.
  public internal(set) var holdsHTML = false
  /// What was wrong in this file.
  public internal(set) var diagnostics: [Diagnostic] = []

  public struct Node: Sendable {
    public var kind: Kind
    /// Heading: 1...6. Task: 0 none, 1 open, 2 done (items). Callout: ``Callout`` raw value. Table cell: ``Alignment`` raw value.
    public var level: UInt8
    /// Table cell: it belongs to the header row.
    public var isHeader: Bool
    /// The text stands in the file just so.
    var isVerbatim = false
    /// Position in the array that belongs to the kind: headings, links (links and images), lists, codeBlocks,
    /// tables, directives, footnotes (references); of no meaning for other kinds.
    public var detail: UInt32
    /// Index just past the last descendant.
    public var end: UInt32
    /// Where it stands in the file. Code spans: the code without its backticks. Directives: from the opening to the
    /// closing fence, or to the end of what they hold when there is none.
    public var span: SourceSpan
  }

  public enum Kind: UInt8, Sendable {
    // Blocks
    case document, paragraph, heading, thematicBreak, blockQuote, list, item, codeBlock, htmlBlock
    case table, tableRow, tableCell, callout, directive, footnoteDefinition
    // Inlines
    case text, softBreak, lineBreak, code, emphasis, strong, strikethrough, link, image, htmlInline
    case footnoteReference, inlineDirective
  }

  public enum Callout: UInt8, Sendable, CaseIterable {
    case note, tip, important, warning, caution

    /// `note`, as in `:::note` and `> [!NOTE]`.
    public var name: String {
      switch self {
      case .note: "note"
      case .tip: "tip"
      case .important: "important"
      case .warning: "warning"
      case .caution: "caution"
      }
    }
  }

  public enum Alignment: UInt8, Sendable {
    case none, left, center, right
  }

  public struct Heading: Sendable {
    public var level: UInt8
    /// The id that links point at; unique in this document. Percent-encoding is not applied.
    public var id: [UInt8]
    /// It was written as `{#id}` rather than made from the text.
    public var isPinned: Bool
    /// Ids that lead here as well, so that old links still work: those after the first in `{#new #old}`.
    public var formerIDs: [[UInt8]] = []
    /// Where its attributes stand in the file, with their braces.
    public var attributes: SourceSpan?
    /// The heading's text without markup, UTF-8; mostly a part of the file's bytes.
    public var plainText: ArraySlice<UInt8>
    public var node: UInt32

    /// Whether links to this id lead here.
    public func answers(to id: [UInt8]) -> Bool { self.id == id || formerIDs.contains(id) }
  }

  /// `[text](my page.md)`, which is text: a destination with a blank stands in angle brackets.
  public struct LiteralLink: Sendable {
    public var isImage: Bool
    /// What was meant as the destination, in the file.
    public var destination: SourceSpan
    /// Nothing is wrong with the destination, but its title ends before its last quotation mark.
    public var hasBrokenTitle: Bool
    /// All of it, from the bracket to the parenthesis.
    public var span: SourceSpan
  }

  public struct Link: Sendable {
    public var title: [UInt8]
    /// Where the destination stands in the file: for a reference, in its definition.
    public var destinationSpan: SourceSpan
    /// The destination comes from a reference definition.
    public var isReference = false
    /// Position of the destination's range in ``Document/written``; `verbatim` when the file has just that in the span.
    var written: UInt32
    /// Made from bare text (`www.example.com`), not written as a link.
    public var isAutolink: Bool

    static let verbatim = UInt32.max
  }

  public struct List: Sendable {
    public var isOrdered: Bool
    public var start: Int
    public var isTight: Bool
  }

  public struct CodeBlock: Sendable {
    /// Everything after the opening fence: `bash title="x"`.
    public var info: [UInt8]
    public var isFenced: Bool
    /// Range of the code in the file when the node is verbatim, else in the pool.
    var text = SourceSpan(start: 0, end: 0)

    /// The value of `title="…"` after the language.
    public var title: ArraySlice<UInt8>? {
      // Most blocks say nothing but their language.
      guard info.contains(UInt8(ascii: "=")), let start = info.firstRange(of: Array(" title=\"".utf8))?.upperBound,
        let end = info[start...].firstIndex(of: UInt8(ascii: "\""))
      else { return nil }
      return info[start..<end]
    }

    /// First word of the info string.
    public var language: ArraySlice<UInt8> {
      info.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    }
  }

  public struct Table: Sendable {
    public var alignments: [Alignment]
  }

  public struct Footnote: Sendable {
    /// Lower-cased label as written.
    public var label: [UInt8]
    /// Index of its ``Kind/footnoteDefinition`` node.
    public var definition: UInt32
    /// How many references the text has.
    public var referenceCount: Int
  }
}

/// A directive as written: `:::name[label]{key="value"}`, before anyone looked up what it means.
public struct Directive: Sendable {
  public enum Form: Sendable {
    /// `:::name … :::`
    case container
    /// `::name{…}` on a line of its own
    case leaf
    /// `:name[text]{…}` in running text
    case inline
  }

  public var form: Form
  public var name: String
  public var nameSpan: SourceSpan
  /// The text in brackets after the name of a container or leaf; an inline directive's text is its children.
  public var label: String?
  /// In the order written; a key that stands twice is already reported and kept once.
  public var attributes: [Attribute]
  /// The opening line, or the whole inline directive.
  public var span: SourceSpan
  /// Text on the opening line after all that may stand there: `:::details More about it`.
  public var trailing: SourceSpan?
  /// The line ends in colons, as in `:::image source="a.png":::`: it opens nothing.
  public var endsOnItsLine = false
  /// Its label or attributes cannot be read, which is reported already.
  public var isMalformed = false
  /// No fence closes it.
  public var isUnclosed = false

  public struct Attribute: Sendable {
    /// `id` for `#x`, `class` for `.x`.
    public var key: String
    public var keySpan: SourceSpan
    /// Nothing for a key that stands alone (`{open}`).
    public var value: String?
    public var valueSpan: SourceSpan
  }

  public subscript(_ key: String) -> Attribute? { attributes.first { $0.key == key } }

  /// Other generators end a box of theirs with its name and this.
  static let endSuffix = "-end"
}

extension Document {
  /// `destination` is a range of the pool.
  mutating func addLink(_ destination: SourceSpan, title: [UInt8] = [], at span: SourceSpan, isAutolink: Bool) {
    links.append(Link(title: title, destinationSpan: span, written: UInt32(written.count), isAutolink: isAutolink))
    written.append(destination)
  }

  /// UTF-8 with entities and escapes resolved: of text, code, HTML, or a callout's title. Other nodes have none of
  /// their own.
  public func text(of index: Index) -> ArraySlice<UInt8> { text(of: nodes[index]) }

  /// As written, escapes and entities resolved, not percent-encoded again.
  public func destination(of link: Link) -> ArraySlice<UInt8> {
    link.written == Link.verbatim ? source[link.destinationSpan.range] : pool[written[Int(link.written)].range]
  }

  public func text(of node: Node) -> ArraySlice<UInt8> {
    let (isInSource, range) = placeOfText(of: node)
    return (isInSource ? source : pool)[range]
  }

  /// The same for as long as the closure runs, without a look at who holds the document.
  @inline(__always)
  public func withText<Result>(of node: Node, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let (isInSource, range) = placeOfText(of: node)
    // Slices of the arrays, rather than of the buffers, would be held; these are checked all the same.
    if isInSource {
      precondition(range.upperBound <= source.count)
      return source.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
    precondition(range.upperBound <= pool.count)
    return pool.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// All nodes and their texts for as long as the closure runs: whoever wants many of them need not ask for each who
  /// holds the document.
  public func withTexts(_ body: (borrowing Texts) -> Void) {
    nodes.withUnsafeBufferPointer { nodes in
      source.withUnsafeBufferPointer { source in
        pool.withUnsafeBufferPointer { pool in
          written.withUnsafeBufferPointer { written in
            codeBlocks.withUnsafeBufferPointer { codeBlocks in
              body(Texts(nodes: nodes, source: source, pool: pool, written: written, codeBlocks: codeBlocks))
            }
          }
        }
      }
    }
  }

  /// What ``withTexts(_:)`` lends.
  public struct Texts: ~Copyable {
    public let nodes: UnsafeBufferPointer<Node>
    fileprivate let source: UnsafeBufferPointer<UInt8>
    fileprivate let pool: UnsafeBufferPointer<UInt8>
    fileprivate let written: UnsafeBufferPointer<SourceSpan>
    fileprivate let codeBlocks: UnsafeBufferPointer<CodeBlock>

    /// See ``Document/text(of:)``.
    public subscript(_ node: Node) -> UnsafeBufferPointer<UInt8> {
      let (isInSource, range) = node.placeOfText({ written[$0] }, { codeBlocks[$0].text })
      let bytes = isInSource ? source : pool
      precondition(range.upperBound <= bytes.count)
      return UnsafeBufferPointer(rebasing: bytes[range])
    }
  }

  /// In the file, or else in the pool.
  @inline(__always)
  private func placeOfText(of node: Node) -> (isInSource: Bool, range: Range<Int>) {
    node.placeOfText({ written[$0] }, { codeBlocks[$0].text })
  }

  /// Indices of the direct children of a node, in order.
  public func children(of index: Index) -> Children {
    Children(nodes: nodes, cursor: index + 1, end: Int(nodes[index].end))
  }

  public struct Children: Sequence, IteratorProtocol {
    let nodes: [Node]
    var cursor: Int
    let end: Int

    public mutating func next() -> Int? {
      guard cursor < end else { return nil }
      defer { cursor = Int(nodes[cursor].end) }
      return cursor
    }
  }
}

extension Document.Node {
  /// Where its text is: in the file, or else in the pool.
  ///
  /// - Parameters:
  ///   - written: a range of ``Document/written``, by its position.
  ///   - code: the text of one of ``Document/codeBlocks``.
  @inline(__always)
  fileprivate func placeOfText(
    _ written: (Int) -> SourceSpan,
    _ code: (Int) -> SourceSpan
  ) -> (isInSource: Bool, range: Range<Int>) {
    switch kind {
    case .text, .code, .htmlInline, .htmlBlock, .callout:
      (isVerbatim, (isVerbatim ? span : written(Int(detail))).range)
    case .codeBlock: (isVerbatim, code(Int(detail)).range)
    default: (true, 0..<0)
    }
  }
}
