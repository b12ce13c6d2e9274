import Diagnostics

/// Turns the rewriter's marks into directives, footnotes and tables.
extension Draft {
  /// Directives nested deeper than this are shown one inside the other no further.
  private static let deepestDirective = 64

  /// Gives the marks whose construct is not one after all; the document is of no use then.
  mutating func resolveMarkers() -> Set<Int> {
    var failed: Set<Int> = []
    takeClosingFencesOutOfLists()
    for (marker, isSeen) in zip(markers, seenMarkers) where !isSeen { failed.insert(marker.start) }
    var resolved: Set<WorkTree.Index> = []
    for block in markedBlocks where resolved.insert(block).inserted { resolveMarkers(in: block, &failed) }
    if failed.isEmpty { for marker in markers { document.diagnostics += marker.diagnostics } }
    return failed
  }

  private mutating func resolveMarkers(
    in block: WorkTree.Index,
    _ failed: inout Set<Int>
  ) {
    var stack = OpenConstructs()
    var table: (marker: SourceRewriter.Marker, cells: [WorkTree.Index])?
    for child in tree.detachChildren(of: block) {
      let number = Int(tree[child].marker)
      guard number >= 0 else {
        if table != nil { table?.cells.append(child) } else { tree.append(child, to: stack.last?.node ?? block) }
        continue
      }
      let parent = stack.last?.node ?? block
      let marker = markers[number]
      switch marker.construct {
      case .table: table = (marker, [])
      case .tableEnd:
        if let open = table, open.marker.start == marker.start, buildTable(open.marker, open.cells, in: parent) {
          table = nil
        } else {
          failed.insert(marker.start)
          return
        }
      case .footnote(let label, let span):
        stack.push(beginFootnote(label, span, child, in: parent), .footnote)
      case .footnoteEnd:
        guard let position = stack.footnotePosition else {
          failed.insert(marker.start)
          return
        }
        closeUnclosed(&stack, downTo: position + 1)
        if let footnote = stack.pop() { extendOverChildren(footnote.node) }
      case .open(let directive, let colons):
        let detail = add(directive, child, in: parent)
        // What is too deep stands beside its directive: nothing is lost, and its fence still belongs to it.
        let isTooDeep = stack.count >= Self.deepestDirective
        if isTooDeep { document.diagnostics.append(nestingTooDeep(at: directive.span)) }
        stack.push(isTooDeep ? parent : child, .directive(colons: colons, detail: detail))
      case .leaf(let directive):
        if ends(directive, stack.last) { _ = stack.pop() } else { _ = add(directive, child, in: parent) }
      case .close(let colons, let span): close(colons, span, &stack)
      }
    }
    if let table { failed.insert(table.marker.start) }
    closeUnclosed(&stack, downTo: 0)
  }

  /// Whether a line such as `::: moniker-end` belongs to the innermost directive.
  private func ends(_ directive: Directive, _ open: OpenConstructs.Entry?) -> Bool {
    guard directive.name.hasSuffix(Directive.endSuffix), case .directive(_, let detail) = open?.kind else { return false }
    return document.directives[detail].name + Directive.endSuffix == directive.name
  }

  private func nestingTooDeep(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "nesting-too-deep",
      .error,
      "directives are nested more than \(Self.deepestDirective) deep",
      at: SourceLocation(path: path, span: span),
      help: "close the directives around this one first"
    )
  }

  private mutating func add(_ directive: Directive, _ node: WorkTree.Index, in parent: WorkTree.Index) -> Int {
    let detail = document.directives.count
    document.directives.append(directive)
    tree[node].kind = .directive
    tree[node].marker = -1
    tree[node].detail = UInt32(detail)
    (tree[node].span, tree[node].isSpanOfFile) = (directive.span, true)
    tree.append(node, to: parent)
    return detail
  }

  private mutating func close(_ colons: Int, _ span: SourceSpan, _ stack: inout OpenConstructs) {
    guard let position = stack.positionClosed(byColons: colons) else {
      document.diagnostics.append(strayFence(at: span, isAlone: stack.isEmptyForFences))
      return
    }
    closeUnclosed(&stack, downTo: position + 1)
    guard let closed = stack.pop(), case .directive(_, let detail) = closed.kind else { return }
    if tree[closed.node].detail == UInt32(detail) { tree[closed.node].span.end = span.end }
  }

  private mutating func closeUnclosed(_ stack: inout OpenConstructs, downTo count: Int) {
    while stack.count > count, let open = stack.pop() {
      extendOverChildren(open.node)
      if case .directive(_, let detail) = open.kind { document.directives[detail].isUnclosed = true }
    }
  }

  /// Lets a node that no line of its own ends reach to the end of its last child.
  private mutating func extendOverChildren(_ node: WorkTree.Index) {
    guard tree[node].isSpanOfFile, tree[node].last != WorkTree.none else { return }
    tree[node].span.end = max(tree[node].span.end, source(of: tree[node].last).end)
  }

  private func strayFence(at span: SourceSpan, isAlone: Bool) -> Diagnostic {
    Diagnostic(
      "stray-directive-fence",
      .error,
      "this fence closes no directive",
      at: SourceLocation(path: path, span: span),
      help: isAlone
        ? "remove it, or name the directive that it should open"
        : "a directive is closed by as many colons as opened it"
    )
  }

  // MARK: Footnotes

  private mutating func beginFootnote(
    _ label: [UInt8],
    _ span: SourceSpan,
    _ node: WorkTree.Index,
    in parent: WorkTree.Index
  ) -> WorkTree.Index {
    tree[node].kind = .footnoteDefinition
    tree[node].marker = -1
    (tree[node].span, tree[node].isSpanOfFile) = (span, true)
    tree[node].text = store(label)
    tree.append(node, to: parent)
    if footnoteDefinitions[label] == nil {
      footnoteDefinitions[label] = node
    } else {
      document.diagnostics.append(
        Diagnostic(
          "duplicate-footnote",
          .warning,
          "the footnote \(String(decoding: label, as: UTF8.self)) is defined twice",
          at: SourceLocation(path: path, span: span),
          help: "the first definition is used; rename or remove this one"
        )
      )
    }
    return node
  }

  // MARK: Tables

  /// Turns one heading a cell into rows; false when what lies between the marks is something else.
  private mutating func buildTable(
    _ marker: SourceRewriter.Marker,
    _ cells: [WorkTree.Index],
    in parent: WorkTree.Index
  ) -> Bool {
    guard case .table(let alignments, let rows, let span) = marker.construct,
      cells.count == rows.count * alignments.count,
      cells.allSatisfy({ tree[$0].kind == .heading && tree[$0].level == 1 })
    else { return false }
    var node = WorkTree.Node(kind: .table)
    node.detail = UInt32(document.tables.count)
    document.tables.append(.init(alignments: alignments))
    (node.span, node.isSpanOfFile) = (span, true)
    let table = tree.add(node, to: parent)
    for row in rows.indices {
      var node = WorkTree.Node(kind: .tableRow)
      node.isHeader = row == 0
      (node.span, node.isSpanOfFile) = (rows[row], true)
      let rowNode = tree.add(node, to: table)
      for column in alignments.indices {
        let cell = cells[row * alignments.count + column]
        tree[cell].kind = .tableCell
        tree[cell].level = alignments[column].rawValue
        tree[cell].isHeader = row == 0
        tree.append(cell, to: rowNode)
      }
    }
    return true
  }
}
