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

  /// Says which references have no note, and which notes no reference.
  mutating func reportFootnotes() {
    for (block, triggers) in zip(inlineBlocks, triggers) where triggers.contains(.footnote) {
      var current: WorkTree.Index? = block
      while let index = current {
        if tree[index].kind == .text, tree[index].isVerbatim {
          reportReferences(inText: index, before: Int(tree[block].span.end))
        }
        current = next(after: index, within: block)
      }
    }
    let unused = footnoteDefinitions.filter { footnoteNumbers[$0.value] == nil }
    for (label, definition) in unused.sorted(by: { $0.value < $1.value }) {
      document.diagnostics.append(
        Diagnostic(
          "unused-footnote",
          .warning,
          "no text refers to the note \(String(decoding: label, as: UTF8.self)), so readers never see it",
          at: SourceLocation(path: path, span: source(of: definition)),
          help: "write [^\(String(decoding: label, as: UTF8.self))] where the note belongs, or remove it"
        )
      )
    }
  }

  private mutating func reportReferences(inText index: WorkTree.Index, before blockEnd: Int) {
    let text = tree[index].text.range
    var position = text.lowerBound
    while position + 3 < text.upperBound {
      guard document.pool[position] == .openBracket, document.pool[position + 1] == UInt8(ascii: "^") else {
        position += 1
        continue
      }
      var close = position + 2
      while close < text.upperBound, isLabelByte(document.pool[close]) { close += 1 }
      defer { position = close }
      guard close < text.upperBound, document.pool[close] == .closeBracket, close > position + 2 else { continue }
      let label = document.pool[(position + 2)..<close]
      let start = Int(tree[index].span.start) + position - text.lowerBound
      guard footnoteDefinitions[FootnoteLabel.normalized(label)] == nil,
        isMeantAsReference(label, from: start, to: start + close + 1 - position, before: blockEnd)
      else { continue }
      let name = String(decoding: label, as: UTF8.self)
      document.diagnostics.append(
        Diagnostic(
          "undefined-footnote",
          .warning,
          "there is no note \(name), so [^\(name)] is shown as text",
          at: SourceLocation(path: path, span: source(SourceSpan(start..<(start + close + 1 - position)))),
          help: "write the note on a line of its own: [^\(name)]: …"
        )
      )
    }
  }

  private func isLabelByte(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// A set of characters in a regular expression looks the same: `[^abc]+`, `/[^a-z]/`.
  private func isMeantAsReference(
    _ label: ArraySlice<UInt8>,
    from start: Int,
    to end: Int,
    before blockEnd: Int
  ) -> Bool {
    let isRange =
      label.count >= 3 && label[label.startIndex + 1] == UInt8(ascii: "-") && !(label.count > 3 && label.allSatisfy(isDigit))
    if isRange { return false }
    let after = end < blockEnd ? buffer[end] : UInt8.newline
    if isAlphanumeric(after) || "+*?{/\\$|^=<&".utf8.contains(after) { return false }
    if after == .openBracket, end + 1 < blockEnd, buffer[end + 1] != UInt8(ascii: "^") { return false }
    let before = start > 0 ? buffer[start - 1] : UInt8.newline
    // A note's mark stands at the end of a word or sentence.
    if isAlphanumeric(before) || before >= 0x80 || ".,;:!?\"'*_`]".utf8.contains(before) { return true }
    if before == .closeParenthesis { return after != .closeParenthesis }
    guard isWhitespace(before) else { return false }
    // A page that has notes means one; elsewhere a set of characters is likelier, unless it says one twice.
    return !footnoteDefinitions.isEmpty || Set(label).count < label.count || label.count > 5
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
