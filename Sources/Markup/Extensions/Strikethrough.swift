import Diagnostics

/// GFM's strikethrough: text between runs of one or two tildes.
extension Draft {
  mutating func strikeText(in block: WorkTree.Index) {
    var parents: [WorkTree.Index] = []
    var current: WorkTree.Index? = block
    while let index = current {
      if tree[index].kind == .text, tree[index].isVerbatim, document.pool[tree[index].text.range].contains(.tilde),
        parents.last != tree[index].parent
      {
        parents.append(tree[index].parent)
      }
      current = next(after: index, within: block)
    }
    var seen: Set<WorkTree.Index> = []
    for parent in parents where seen.insert(parent).inserted { strikeText(amongChildrenOf: parent) }
  }

  private struct Run {
    var node: WorkTree.Index
    var length: Int
    var canOpen: Bool
    var canClose: Bool
  }

  private mutating func strikeText(amongChildrenOf parent: WorkTree.Index) {
    let runs = cutRuns(amongChildrenOf: parent)
    // Openers that are still open, by length; a match drops all that were opened inside it.
    var openers: [[Int]] = [[], [], []]
    for (position, run) in runs.enumerated() {
      if run.canClose, let opener = openers[run.length].last {
        for length in 1...2 {
          while let last = openers[length].last, last >= opener { openers[length].removeLast() }
        }
        strike(from: runs[opener].node, to: run.node)
      } else if run.canOpen {
        openers[run.length].append(position)
      }
    }
  }

  private mutating func strike(from opener: WorkTree.Index, to closer: WorkTree.Index) {
    let (first, last) = (tree[opener].next, tree[closer].previous)
    var node = WorkTree.Node(kind: .strikethrough)
    node.span = SourceSpan(start: tree[opener].span.start, end: tree[closer].span.end)
    if first != closer, first != WorkTree.none, last != WorkTree.none {
      _ = tree.wrap(first, through: last, in: node)
    }
    tree.remove(opener)
    tree.remove(closer)
  }

  /// Makes every run of one or two tildes a node of its own.
  private mutating func cutRuns(amongChildrenOf parent: WorkTree.Index) -> [Run] {
    var runs: [Run] = []
    var child = tree[parent].first
    while child != WorkTree.none {
      guard tree[child].kind == .text, tree[child].isVerbatim,
        let start = document.pool[tree[child].text.range].firstIndex(of: .tilde)
      else {
        child = tree[child].next
        continue
      }
      var end = start
      while end < Int(tree[child].text.end), document.pool[end] == .tilde { end += 1 }
      let length = end - start
      let node = tree.split(child, at: start - Int(tree[child].text.start))
      let hasRest = end < Int(tree[node].text.end)
      if hasRest { _ = tree.split(node, at: length) }
      if length <= 2 {
        let span = tree[node].span
        let (canOpen, canClose) = flanking(span.range)
        if canOpen || canClose { runs.append(Run(node: node, length: length, canOpen: canOpen, canClose: canClose)) }
      }
      child = tree[node].next
    }
    return runs
  }

  /// CommonMark's rules for delimiter runs.
  private func flanking(_ range: Range<Int>) -> (canOpen: Bool, canClose: Bool) {
    let before = range.lowerBound > 0 ? scalar(before: range.lowerBound) : "\n"
    let after = range.upperBound < buffer.count ? scalar(at: range.upperBound) : "\n"
    let (spaceBefore, spaceAfter) = (before.properties.isWhitespace, after.properties.isWhitespace)
    let (markBefore, markAfter) = (isMark(before), isMark(after))
    let left = !spaceAfter && (!markAfter || spaceBefore || markBefore)
    let right = !spaceBefore && (!markBefore || spaceAfter || markAfter)
    return (left, right)
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isPunctuation(UInt8(scalar.value)) }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }

  private func scalar(before index: Int) -> Unicode.Scalar {
    var start = index - 1
    while start > 0, buffer[start] & 0xC0 == 0x80, index - start < 4 { start -= 1 }
    return String(decoding: buffer[start..<index], as: UTF8.self).unicodeScalars.last ?? "\n"
  }

  private func scalar(at index: Int) -> Unicode.Scalar {
    var end = index + 1
    while end < buffer.count, buffer[end] & 0xC0 == 0x80, end - index < 4 { end += 1 }
    return String(decoding: buffer[index..<end], as: UTF8.self).unicodeScalars.first ?? "\n"
  }
}
