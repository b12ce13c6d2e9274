import Diagnostics

/// GFM's footnotes: `[^label]` in the text for a definition elsewhere.
extension Draft {
  /// Numbers footnotes as readers meet them: those of the text first, then those that footnotes refer to.
  mutating func linkFootnotes() {
    guard !footnoteDefinitions.isEmpty else { return }
    linkFootnotes(within: 0)
    var number = 0
    while number < numberedDefinitions.count {
      linkFootnotes(within: numberedDefinitions[number])
      number += 1
    }
  }

  private mutating func linkFootnotes(within root: WorkTree.Index) {
    var current: WorkTree.Index? = root
    while let index = current {
      if tree[index].kind == .text, tree[index].isVerbatim { linkFootnotes(inText: index) }
      let isOther = tree[index].kind == .footnoteDefinition && index != root
      current = next(after: index, within: root, skippingChildren: isOther)
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
      let label = FootnoteLabel.normalized(document.pool[(position + 2)..<close])
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
    numberedDefinitions.append(definition)
    let label = Array(document.pool[tree[definition].text.range])
    document.footnotes.append(.init(label: label, definition: 0, referenceCount: 1))
    return number
  }
}

enum FootnoteLabel {
  /// The form in which labels are compared: lower case.
  static func normalized(_ label: ArraySlice<UInt8>) -> [UInt8] {
    if label.allSatisfy({ $0 < 0x80 }) { return label.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 } }
    return Array(String(decoding: label, as: UTF8.self).lowercased().utf8)
  }
}
