import Diagnostics

/// GitHub's alerts: a quote whose first line is `[!NOTE]`, with a title of its own perhaps.
extension Draft {
  mutating func findCallouts(_ quotes: [WorkTree.Index]) {
    for quote in quotes { findCallout(quote) }
  }

  private mutating func findCallout(_ quote: WorkTree.Index) {
    let paragraph = tree[quote].first
    guard paragraph != WorkTree.none, tree[paragraph].kind == .paragraph else { return }
    let first = tree[paragraph].first
    guard first != WorkTree.none, tree[first].kind == .text, tree[first].isVerbatim else { return }
    let text = document.pool[tree[first].text.range]
    guard let (callout, length) = calloutMark(text) else { return }
    tree[quote].kind = .callout
    tree[quote].level = callout.rawValue
    _ = tree.split(first, at: length)
    tree.remove(first)
    tree[quote].text = store(takeTitle(from: paragraph))
    if tree[paragraph].first == WorkTree.none { tree.remove(paragraph) }
  }

  private func calloutMark(_ text: ArraySlice<UInt8>) -> (Document.Callout, length: Int)? {
    guard text.starts(with: "[!".utf8), let close = text.firstIndex(of: .closeBracket) else { return nil }
    let name = text[(text.startIndex + 2)..<close].map { $0 | 0x20 }
    guard close + 1 == text.endIndex || isSpaceOrTab(text[close + 1]),
      let callout = Document.Callout.allCases.first(where: { name.elementsEqual($0.name.utf8) })
    else { return nil }
    return (callout, close + 1 - text.startIndex)
  }

  /// Takes the rest of the first line away and gives its text.
  private mutating func takeTitle(from paragraph: WorkTree.Index) -> [UInt8] {
    var title: [UInt8] = []
    while case let child = tree[paragraph].first, child != WorkTree.none {
      let kind = tree[child].kind
      if kind != .softBreak, kind != .lineBreak { title += plainText(of: child) }
      tree.remove(child)
      if kind == .softBreak || kind == .lineBreak { break }
    }
    return Array(title[TableSyntax.trimmed(title, title.indices)])
  }
}
