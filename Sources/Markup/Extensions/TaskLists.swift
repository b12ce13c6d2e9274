import Diagnostics

/// GFM's task lists: `[ ]` or `[x]` at the start of a list item.
extension Draft {
  mutating func findTasks(_ items: [WorkTree.Index]) {
    for item in items {
      let paragraph = tree[item].first
      guard paragraph != WorkTree.none, tree[paragraph].kind == .paragraph else { continue }
      let text = tree[paragraph].first
      guard text != WorkTree.none, tree[text].kind == .text, tree[text].isVerbatim else { continue }
      let bytes = document.pool[tree[text].text.range]
      guard bytes.count > 4 || (bytes.count == 4 && tree[text].next != WorkTree.none),
        case let start = bytes.startIndex, bytes[start] == .openBracket,
        bytes[start + 2] == .closeBracket, isWhitespace(bytes[start + 3])
      else { continue }
      switch bytes[start + 1] {
      case 0x20: tree[item].level = 1
      case UInt8(ascii: "x"), UInt8(ascii: "X"): tree[item].level = 2
      default: continue
      }
      _ = tree.split(text, at: 4)
      tree.remove(text)
    }
  }
}
