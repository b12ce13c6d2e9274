import Diagnostics

/// GFM's footnotes: `[^label]` in the text for a definition elsewhere.
extension Draft {
  mutating func linkFootnotes(in block: WorkTree.Index) {
    guard !footnoteDefinitions.isEmpty else { return }
    var current: WorkTree.Index? = block
    while let index = current {
      if tree[index].kind == .text, tree[index].isVerbatim { linkFootnotes(inText: index) }
      current = next(after: index, within: block)
    }
  }

  private mutating func linkFootnotes(inText index: WorkTree.Index) {
    var node = index
    var position = Int(tree[node].text.start)
    while position + 3 < Int(tree[node].text.end) {
      guard document.pool[position] == .openBracket, document.pool[position + 1] == UInt8(ascii: "^") else {
        position += 1
        continue
      }
      let end = Int(tree[node].text.end)
      var close = position + 2
      while close < end, document.pool[close] != .closeBracket, document.pool[close] != .openBracket,
        !isWhitespace(document.pool[close])
      {
        close += 1
      }
      let label = document.pool[(position + 2)..<close].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
      guard close < end, document.pool[close] == .closeBracket, let definition = footnoteDefinitions[label] else {
        position = close
        continue
      }
      let reference = tree.split(node, at: position - Int(tree[node].text.start))
      let length = close + 1 - position
      let rest = close + 1 < end ? tree.split(reference, at: length) : WorkTree.none
      tree[reference].kind = .footnoteReference
      tree[reference].detail = UInt32(footnoteNumber(of: definition))
      tree[reference].text.end = tree[reference].text.start
      guard rest != WorkTree.none else { return }
      node = rest
      position = Int(tree[rest].text.start)
    }
  }

  private mutating func footnoteNumber(of definition: WorkTree.Index) -> Int {
    if let number = footnoteNumbers[definition] {
      document.footnotes[number].referenceCount += 1
      return number
    }
    let number = document.footnotes.count
    footnoteNumbers[definition] = number
    let label = Array(document.pool[tree[definition].text.range])
    document.footnotes.append(.init(label: label, definition: 0, referenceCount: 1))
    return number
  }
}
