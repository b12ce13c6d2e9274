import Diagnostics

/// A document on its way: what CommonMark says of the text, for the extensions to add to.
struct Draft: ~Copyable {
  var tree: WorkTree
  var document: Document
  /// Paragraphs, headings and table cells, in order.
  var inlineBlocks: [WorkTree.Index]
  /// What the text of each of them may call for.
  let triggers: [InlineTriggers]
  var blocks: KindsOfBlocks
  let markedBlocks: [WorkTree.Index]
  /// Constructs that CommonMark does not know, and whether each was read as one.
  let markers: [SourceRewriter.Marker]
  let seenMarkers: [Bool]
  let map: SourceMap
  let path: String
  /// Definitions by label; the first of several with one label counts.
  var footnoteDefinitions: [[UInt8]: WorkTree.Index] = [:]
  /// Number of each definition that the text refers to, in the order of the first references.
  var footnoteNumbers: [WorkTree.Index: Int] = [:]
  /// The same definitions by number.
  var numberedDefinitions: [WorkTree.Index] = []

  /// What cmark saw, and more behind its end.
  var buffer: [UInt8] {
    @inline(__always) _read { yield document.pool }
  }

  func location(_ span: SourceSpan) -> SourceLocation {
    SourceLocation(path: path, span: source(span))
  }

  /// A range of the file, from one of the buffer.
  func source(_ span: SourceSpan) -> SourceSpan { map.source(span) }

  func source(of index: WorkTree.Index) -> SourceSpan {
    tree[index].isSpanOfFile ? tree[index].span : source(tree[index].span)
  }

  mutating func store(_ bytes: some Collection<UInt8>) -> SourceSpan {
    let start = document.pool.count
    // The pool may be the file's, of which this would make a copy.
    if !bytes.isEmpty { document.pool += bytes }
    return SourceSpan(start..<document.pool.count)
  }

  /// Text of the node and everything in it; line ends count as spaces.
  func plainText(of index: WorkTree.Index, withImages: Bool = true) -> ArraySlice<UInt8> {
    let only = tree[index].first
    if only != WorkTree.none, only == tree[index].last, tree[only].kind == .text {
      return document.pool[tree[only].text.range]
    }
    var text: [UInt8] = []
    var current = index
    while true {
      let node = tree[current]
      switch node.kind {
      case .text, .code: text += document.pool[node.text.range]
      case .softBreak, .lineBreak: text.append(0x20)
      default: break
      }
      let isLeftOut = node.kind == .image && !withImages
      guard let next = next(after: current, within: index, skippingChildren: isLeftOut) else { return text[...] }
      current = next
    }
  }

  /// The next node in document order that is inside `root`; `skippingChildren` to step over those of `index`.
  func next(
    after index: WorkTree.Index,
    within root: WorkTree.Index,
    skippingChildren: Bool = false
  ) -> WorkTree.Index? {
    if !skippingChildren, tree[index].first != WorkTree.none { return tree[index].first }
    var current = index
    while current != root {
      if tree[current].next != WorkTree.none { return tree[current].next }
      current = tree[current].parent
    }
    return nil
  }
}

/// Blocks of the kinds that extensions look at, each in order. Some may have become something else.
struct KindsOfBlocks {
  var headings: [WorkTree.Index] = []
  var quotes: [WorkTree.Index] = []
  var items: [WorkTree.Index] = []

  @inline(__always) mutating func add(_ index: WorkTree.Index, _ kind: Document.Kind) {
    switch kind {
    case .heading: headings.append(index)
    case .blockQuote: quotes.append(index)
    case .item: items.append(index)
    default: break
    }
  }
}
