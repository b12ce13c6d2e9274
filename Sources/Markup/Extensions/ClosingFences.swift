import Diagnostics

/// Closing fences that are indented below a list, as formatters write them, close the directive around the list.
///
/// To CommonMark such a fence belongs to the list's last item. It is taken out of the list, with all that follows it
/// there, where nothing in the item is open that it could close, and a directive around the list is.
extension Draft {
  /// From items nested deeper than this no fence is taken: every one of a text asks as many lists at most.
  private static let deepestItem = 64

  /// How far the children of a block have been looked at, and what is open there.
  private struct Progress {
    var open = OpenConstructs()
    var next: WorkTree.Index
  }

  mutating func takeClosingFencesOutOfLists() {
    guard markedBlocks.contains(where: { tree[$0].kind == .item }) else { return }
    var progress: [WorkTree.Index: Progress] = [:]
    for block in markedBlocks where tree[block].kind == .item {
      guard let fence = firstStrayFence(in: block, &progress), tree[fence.node].previous != WorkTree.none,
        let target = blockWithOpenDirective(around: block, colons: fence.colons, &progress)
      else { continue }
      while tree[fence.node].parent != target { moveOut(fence.node) }
    }
  }

  /// The first fence that closes nothing in a block; looks no further than that.
  private mutating func firstStrayFence(
    in block: WorkTree.Index,
    _ progress: inout [WorkTree.Index: Progress]
  ) -> (node: WorkTree.Index, colons: Int)? {
    advance(in: block, to: WorkTree.none, stopsAtStrayFence: true, &progress)
    guard let node = progress[block]?.next, node != WorkTree.none, let marker = marker(of: node),
      case .close(let colons, _) = marker.construct
    else { return nil }
    return (node, colons)
  }

  /// The nearest block around the list of an item in which a fence would close something.
  private mutating func blockWithOpenDirective(
    around item: WorkTree.Index,
    colons: Int,
    _ progress: inout [WorkTree.Index: Progress]
  ) -> WorkTree.Index? {
    var item = item
    for _ in 0..<Self.deepestItem {
      let list = tree[item].parent
      let block = tree[list].parent
      advance(in: block, to: list, stopsAtStrayFence: false, &progress)
      if progress[block]?.open.positionClosed(byColons: colons) != nil { return block }
      guard tree[block].kind == .item else { return nil }
      item = block
    }
    return nil
  }

  /// Looks at the children of a block up to one of them, or to the end.
  private mutating func advance(
    in block: WorkTree.Index,
    to end: WorkTree.Index,
    stopsAtStrayFence: Bool,
    _ progress: inout [WorkTree.Index: Progress]
  ) {
    var state = progress.removeValue(forKey: block) ?? Progress(next: tree[block].first)
    defer { progress[block] = state }
    while state.next != end, state.next != WorkTree.none {
      if let marker = marker(of: state.next) {
        switch marker.construct {
        case .open(_, let colons): state.open.push(state.next, .directive(colons: colons, detail: 0))
        case .footnote: state.open.push(state.next, .footnote)
        case .footnoteEnd:
          if let position = state.open.footnotePosition { close(&state.open, downTo: position) }
        case .close(let colons, _):
          if let position = state.open.positionClosed(byColons: colons) {
            close(&state.open, downTo: position)
          } else if stopsAtStrayFence {
            return
          }
        case .leaf, .table, .tableEnd: break
        }
      }
      state.next = tree[state.next].next
    }
  }

  private func close(_ open: inout OpenConstructs, downTo count: Int) {
    while open.count > count { _ = open.pop() }
  }

  private func marker(of node: WorkTree.Index) -> SourceRewriter.Marker? {
    let number = Int(tree[node].marker)
    return number >= 0 ? markers[number] : nil
  }

  /// Moves a child of an item, and all that follows it in the list, behind the list.
  private mutating func moveOut(_ node: WorkTree.Index) {
    let item = tree[node].parent
    let list = tree[item].parent
    let end = tree[tree[node].previous].span.end
    var last = list
    func moveBehind(_ moved: WorkTree.Index) {
      tree.remove(moved)
      tree.insert(moved, after: last)
      last = moved
    }
    var current = node
    while current != WorkTree.none {
      let next = tree[current].next
      moveBehind(current)
      current = next
    }
    if tree[item].next != WorkTree.none { tree.insert(splitList(after: item), after: last) }
    tree[item].span.end = end
    tree[list].span.end = end
  }

  /// Gives a list of the items that follow one, which is not in the tree.
  private mutating func splitList(after item: WorkTree.Index) -> WorkTree.Index {
    let list = tree[item].parent
    var rest = WorkTree.Node(kind: .list)
    rest.span = SourceSpan(start: tree[tree[item].next].span.start, end: tree[list].span.end)
    rest.detail = UInt32(document.lists.count)
    let index = tree.make(rest)
    var number = document.lists[Int(tree[list].detail)]
    var before = item
    while before != WorkTree.none {
      number.start += 1
      before = tree[before].previous
    }
    document.lists.append(number)
    while tree[item].next != WorkTree.none {
      let next = tree[item].next
      tree.remove(next)
      tree.append(next, to: index)
    }
    return index
  }
}
