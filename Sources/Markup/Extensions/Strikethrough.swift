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
    for parent in parents where seen.insert(parent).inserted {
      strikeText(amongChildrenOf: parent, within: tree[block].span.range)
    }
  }

  private struct Run {
    var node: WorkTree.Index
    var length: Int
    var canOpen: Bool
    var canClose: Bool
  }

  private mutating func strikeText(amongChildrenOf parent: WorkTree.Index, within block: Range<Int>) {
    var openers = Openers()
    for run in cutRuns(amongChildrenOf: parent, within: block) {
      if run.canClose, openers.hasOpener(for: run) {
        // Runs of two lengths match nothing, and the opener is used up all the same.
        if let opener = openers.take(for: run) { strike(from: opener.node, to: run.node) }
      } else if run.canOpen {
        openers.append(run)
      }
    }
  }

  /// Runs that may open and have found no closing one so far.
  private struct Openers {
    private var runs: [Run] = []
    /// Below these positions there is no opener for closing runs of each class, as an earlier search has found: it
    /// keeps text full of tildes linear.
    private var floors = [0, 0, 0, 0]
    private var found = 0

    mutating func append(_ run: Run) { runs.append(run) }

    /// Looks for the nearest opener. One of the other length is passed over when either run could be both.
    mutating func hasOpener(for closer: Run) -> Bool {
      let floor = (closer.length - 1) * 2 + (closer.canOpen ? 1 : 0)
      var position = runs.count - 1
      while position >= floors[floor] {
        let opener = runs[position]
        if opener.length == closer.length || !(closer.canOpen || opener.canClose) {
          found = position
          return true
        }
        position -= 1
      }
      floors[floor] = runs.count
      return false
    }

    /// Takes the opener that was found and all after it; gives it when it is as long as the closing run.
    mutating func take(for closer: Run) -> Run? {
      let opener = runs[found]
      runs.removeLast(runs.count - found)
      for floor in floors.indices { floors[floor] = min(floors[floor], found) }
      return opener.length == closer.length ? opener : nil
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
  private mutating func cutRuns(amongChildrenOf parent: WorkTree.Index, within block: Range<Int>) -> [Run] {
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
        let (canOpen, canClose) = flanking(span.range, within: block)
        if canOpen || canClose { runs.append(Run(node: node, length: length, canOpen: canOpen, canClose: canClose)) }
      }
      child = tree[node].next
    }
    return runs
  }

  /// CommonMark's rules for delimiter runs. What stands outside the block is as good as a line end.
  private func flanking(_ range: Range<Int>, within block: Range<Int>) -> (canOpen: Bool, canClose: Bool) {
    let before = range.lowerBound > block.lowerBound ? scalar(before: range.lowerBound) : "\n"
    let after = range.upperBound < block.upperBound ? scalar(at: range.upperBound, before: block.upperBound) : "\n"
    let (isLeft, isRight) = Neighbour.flanking(neighbour(before), neighbour(after))
    return (isLeft, isRight)
  }

  private func neighbour(_ scalar: Unicode.Scalar) -> Neighbour {
    scalar.properties.isWhitespace ? .space : isMark(scalar) ? .punctuation : .other
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

  private func scalar(at index: Int, before limit: Int) -> Unicode.Scalar {
    var end = index + 1
    while end < limit, buffer[end] & 0xC0 == 0x80, end - index < 4 { end += 1 }
    return String(decoding: buffer[index..<end], as: UTF8.self).unicodeScalars.first ?? "\n"
  }
}
