import Diagnostics

/// Puts the tokens of a block into the tree.
extension PlainReader {
  /// Text that is put together from tokens that follow each other.
  private struct Run {
    var start = 0
    var end = 0
    var isSpecial = false
    /// An escape or entity is in it, so that all of it is stored.
    var isStored = false
  }

  mutating func writeInlines(to block: WorkTree.Index) {
    open.removeAll()
    open.append(block)
    var run = Run()
    for index in 0..<inlines.all.count {
      let token = inlines.all[index]
      let (start, end) = (Int(token.start), Int(token.end))
      switch token.kind {
      case .text: extend(&run, start, end, token.isSpecial, open.last)
      case .openBracket, .closeBracket:
        if token.detail == InlineTokens.none {
          // The bracket of `[^1]` and the text after it are looked at together.
          extend(&run, start, end, true, open.last)
        } else if token.kind == .openBracket {
          endRun(&run, open.last)
          open.append(addLink(inlines.links[Int(token.detail)], start, to: open.last))
        } else {
          endRun(&run, open.last)
          tree[open.removeLast()].span.end = UInt32(inlines.links[Int(token.detail)].end)
        }
      case .delimiters: write(inlines.delimiters[Int(token.detail)], &run)
      case .escape:
        let parent = open.last
        run.isStored = true
        flush(&run, parent)
        addStored(store(Line(start: start + 1, end: end)), start, end, to: parent)
      case .entity:
        let parent = open.last
        run.isStored = true
        flush(&run, parent)
        addStored(store(inlines.texts[Int(token.detail)]), start, end, to: parent)
      case .softBreak, .lineBreak, .code, .storedCode, .html:
        let parent = open.last
        endRun(&run, parent)
        var node = WorkTree.Node(kind: token.kind.leaf)
        node.span = SourceSpan(start..<end)
        if token.kind == .storedCode {
          node.text = store(inlines.texts[Int(token.detail)])
        } else if token.kind != .softBreak, token.kind != .lineBreak {
          node.text = node.span
        }
        _ = tree.add(node, to: parent)
      }
    }
    endRun(&run, block)
  }

  private mutating func write(_ delimiter: InlineTokens.Delimiter, _ run: inout Run) {
    var position = Int(delimiter.start)
    var pair = delimiter.firstClosing
    while pair != InlineTokens.none {
      endRun(&run, open.last)
      position += inlines.pairs[Int(pair)].isStrong ? 2 : 1
      tree[open.removeLast()].span.end = UInt32(position)
      pair = inlines.pairs[Int(pair)].nextClosing
    }
    let left = Int(delimiter.left)
    if left > 0 { extend(&run, position, position + left, true, open.last) }
    position += left
    pair = delimiter.firstOpening
    while pair != InlineTokens.none {
      endRun(&run, open.last)
      let isStrong = inlines.pairs[Int(pair)].isStrong
      var node = WorkTree.Node(kind: isStrong ? .strong : .emphasis)
      node.span = SourceSpan(position..<position)
      open.append(tree.add(node, to: open.last))
      position += isStrong ? 2 : 1
      pair = inlines.pairs[Int(pair)].nextOpening
    }
  }

  private mutating func addLink(_ link: InlineTokens.Link, _ start: Int, to parent: WorkTree.Index) -> WorkTree.Index {
    var node = WorkTree.Node(kind: link.isImage ? .image : .link)
    node.span = SourceSpan(start..<start)
    node.detail = UInt32(document.links.count)
    let title = UnsafeBufferPointer(start: bytes + link.title.start, count: link.title.end - link.title.start)
    let destination = SourceSpan(link.destination.start..<link.destination.end)
    document.addLink(destination, title: Array(title), at: destination, isAutolink: link.isAutolink)
    return tree.add(node, to: parent)
  }

  // MARK: Text

  @inline(__always) private mutating func extend(
    _ run: inout Run,
    _ start: Int,
    _ end: Int,
    _ isSpecial: Bool,
    _ parent: WorkTree.Index
  ) {
    if run.end == start, run.start < run.end {
      run.end = end
      run.isSpecial = run.isSpecial || isSpecial
      return
    }
    flush(&run, parent)
    (run.start, run.end, run.isSpecial) = (start, end, isSpecial)
  }

  private mutating func endRun(_ run: inout Run, _ parent: WorkTree.Index) {
    flush(&run, parent)
    run.isStored = false
  }

  private mutating func flush(_ run: inout Run, _ parent: WorkTree.Index) {
    guard run.start < run.end else { return }
    let line = Line(start: run.start, end: run.end)
    var node = WorkTree.Node(kind: .text)
    node.isVerbatim = true
    node.span = SourceSpan(line.start..<line.end)
    node.text = run.isStored ? store(line) : node.span
    if run.isSpecial || bytes[line.start] == .openBrace {
      let text = UnsafeBufferPointer(start: bytes + line.start, count: line.end - line.start)
      triggers[triggers.count - 1].formUnion(InlineTriggers(text))
    }
    _ = tree.add(node, to: parent)
    (run.start, run.end) = (0, 0)
  }

  private mutating func addStored(_ text: SourceSpan, _ start: Int, _ end: Int, to parent: WorkTree.Index) {
    var node = WorkTree.Node(kind: .text)
    node.span = SourceSpan(start..<end)
    node.text = text
    _ = tree.add(node, to: parent)
  }
}

extension InlineTokens.Kind {
  /// The node that a token without children becomes.
  fileprivate var leaf: Document.Kind {
    switch self {
    case .softBreak: .softBreak
    case .lineBreak: .lineBreak
    case .html: .htmlInline
    default: .code
    }
  }
}
