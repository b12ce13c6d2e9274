import Diagnostics
import Markup

extension LivePages {
  /// Where a block of a page is written: the paragraph, heading, cell or code that reads like `text`, in the page's own
  /// file or in a snippet. The page's first line where none does; nothing where no file stands behind the page.
  package func place(of text: String, onPageAt path: String) -> (path: String, line: Int)? {
    guard let source = source(at: path), let page = page(at: path) else { return nil }
    let wanted = words(text.utf8)
    guard !wanted.isEmpty else { return (source, 1) }
    for file in [page] + site.snippets.sorted(by: { $0.key < $1.key }).map(\.value) {
      if let span = block(like: wanted, in: file.document) {
        return (file.file.path, LineTable(file.file.bytes).position(of: span.start).line)
      }
    }
    return (source, 1)
  }

  private func block(like wanted: [UInt8], in document: Document) -> SourceSpan? {
    let blocks: Set<Document.Kind> = [.heading, .paragraph, .tableCell, .codeBlock]
    for (index, node) in document.nodes.enumerated() where blocks.contains(node.kind) {
      let text = words(node.kind == .codeBlock ? Array(document.text(of: index)) : document.plainText(of: index))
      // What the browser shows may be longer, by a mark beside a heading, or cut off.
      if !text.isEmpty, text.starts(with: wanted) || wanted.starts(with: text) && text.count * 2 > wanted.count {
        return node.span
      }
    }
    return nil
  }

  /// The text with one space for each run of white space, and none at its ends.
  private func words(_ text: some Sequence<UInt8>) -> [UInt8] {
    Array(Array(text).split { $0 <= 0x20 }.joined(separator: [0x20]))
  }
}
