import Diagnostics

/// Turns the rewriter's marks into directives, footnotes and tables.
extension Draft {
  /// Directives nested deeper than this are shown one inside the other no further.
  private static let deepestDirective = 64

  /// Gives the marks whose construct is not one after all; the document is of no use then.
  mutating func resolveMarkers(_ markers: [SourceRewriter.Marker], seen: Set<Int>) -> Set<Int> {
    var failed = Set(markers.indices.filter { !seen.contains($0) }.map { markers[$0].start })
    for block in markedBlocks { resolveMarkers(in: block, markers, &failed) }
    if failed.isEmpty { for marker in markers { document.diagnostics += marker.diagnostics } }
    return failed
  }

  private struct Open {
    var node: WorkTree.Index
    /// Nothing for a footnote.
    var directive: (colons: Int, detail: Int)?
  }

  private mutating func resolveMarkers(
    in block: WorkTree.Index,
    _ markers: [SourceRewriter.Marker],
    _ failed: inout Set<Int>
  ) {
    var stack: [Open] = []
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
        stack.append(Open(node: beginFootnote(label, span, child, in: parent), directive: nil))
      case .footnoteEnd:
        guard let position = stack.lastIndex(where: { $0.directive == nil }) else {
          failed.insert(marker.start)
          return
        }
        while stack.count > position + 1 { close(stack.removeLast(), isMissingFence: true) }
        stack.removeLast()
      case .open(let directive, let colons):
        let detail = add(directive, child, in: parent)
        if stack.count < Self.deepestDirective {
          stack.append(Open(node: child, directive: (colons, detail)))
        } else {
          document.diagnostics.append(
            Diagnostic(
              "nesting-too-deep",
              .error,
              "directives are nested more than \(Self.deepestDirective) deep",
              at: SourceLocation(path: path, span: directive.span)
            )
          )
        }
      case .leaf(let directive): _ = add(directive, child, in: parent)
      case .close(let colons, let span): close(colons, span, &stack)
      }
    }
    if let table { failed.insert(table.marker.start) }
    while let open = stack.popLast() { close(open, isMissingFence: true) }
  }

  private mutating func add(_ directive: Directive, _ node: WorkTree.Index, in parent: WorkTree.Index) -> Int {
    let detail = document.directives.count
    document.directives.append(directive)
    tree[node].kind = .directive
    tree[node].marker = -1
    tree[node].detail = UInt32(detail)
    tree.append(node, to: parent)
    return detail
  }

  /// A bare fence closes the innermost directive with as many colons, or else the innermost with fewer.
  private mutating func close(_ colons: Int, _ span: SourceSpan, _ stack: inout [Open]) {
    let floor = (stack.lastIndex { $0.directive == nil } ?? -1) + 1
    let candidates = stack.indices.dropFirst(floor)
    let match =
      candidates.last { stack[$0].directive?.colons == colons }
      ?? candidates.last { (stack[$0].directive?.colons ?? .max) < colons }
    guard let match else {
      document.diagnostics.append(
        Diagnostic(
          "stray-directive-fence",
          .error,
          "this fence closes no directive",
          at: SourceLocation(path: path, span: span),
          help: candidates.isEmpty
            ? "remove it, or name the directive that it should open"
            : "a directive is closed by as many colons as opened it"
        )
      )
      return
    }
    while stack.count > match + 1 { close(stack.removeLast(), isMissingFence: true) }
    close(stack.removeLast(), isMissingFence: false)
  }

  private mutating func close(_ open: Open, isMissingFence: Bool) {
    guard isMissingFence, let (colons, detail) = open.directive else { return }
    let directive = document.directives[detail]
    document.diagnostics.append(
      Diagnostic(
        "unclosed-directive",
        .error,
        "\(directive.name) is never closed",
        at: SourceLocation(path: path, span: directive.span),
        help: "end it with a line \(String(repeating: ":", count: colons))"
      )
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
    guard case .table(let alignments, let rows, _) = marker.construct, cells.count == rows * alignments.count,
      cells.allSatisfy({ tree[$0].kind == .heading && tree[$0].level == 1 })
    else { return false }
    var node = WorkTree.Node(kind: .table)
    node.detail = UInt32(document.tables.count)
    document.tables.append(.init(alignments: alignments))
    if let first = cells.first, let last = cells.last {
      node.span = SourceSpan(start: tree[first].span.start, end: tree[last].span.end)
    }
    let table = tree.add(node, to: parent)
    for row in 0..<rows {
      var node = WorkTree.Node(kind: .tableRow)
      node.isHeader = row == 0
      node.span = SourceSpan(
        start: tree[cells[row * alignments.count]].span.start,
        end: tree[cells[(row + 1) * alignments.count - 1]].span.end
      )
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
