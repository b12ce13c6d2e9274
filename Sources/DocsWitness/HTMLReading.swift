import ByteBuffers
import Diagnostics

/// Takes a block of HTML apart into the texts that a reader sees.
enum HTMLReading {
  enum Part {
    case heading(Passage)
    case text(Passage)
    /// An attribute that names what is inside: the title of a tab.
    case label(Passage)
    case table(rows: [[Passage]], hasHeader: Bool)
  }

  static func parts(of bytes: ArraySlice<UInt8>) -> [Part] {
    var reader = Reader(bytes: bytes)
    reader.read()
    return reader.parts
  }

  private struct Reader {
    let bytes: ArraySlice<UInt8>
    var parts: [Part] = []
    private var passage = Passage()
    private var rows: [[Passage]] = []
    private var tableDepth = 0
    private var hasHeader = false
    private var isHeading = false
    private var styles: [(name: String, start: Int)] = []

    init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    mutating func read() {
      var index = bytes.startIndex
      while index < bytes.endIndex {
        if bytes[index] == UInt8(ascii: "<") {
          let rest = bytes[index...]
          if rest.starts(with: "<!--".utf8) || rest.starts(with: "{/*".utf8) {
            index = rest.firstRange(of: Array("-->".utf8))?.upperBound ?? bytes.endIndex
            continue
          }
          guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { break }
          tag(bytes[(index + 1)..<end])
          index = end + 1
        } else {
          let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.endIndex
          text(bytes[index..<end])
          index = end
        }
      }
      flush()
      finishTable()
    }

    private mutating func text(_ slice: ArraySlice<UInt8>) {
      var start = slice.startIndex
      // Line ends are spaces; entities matter only where they are spaces.
      for index in slice.indices where slice[index] == 0x0A {
        add(slice[start..<index])
        passage.append([0x20], at: .init(index..<(index + 1)))
        start = index + 1
      }
      add(slice[start...])
    }

    private mutating func add(_ slice: ArraySlice<UInt8>) {
      if !slice.isEmpty { passage.append(slice, at: .init(slice.startIndex..<slice.endIndex)) }
    }

    private mutating func tag(_ content: ArraySlice<UInt8>) {
      let isEnd = content.first == UInt8(ascii: "/")
      let name = String(
        decoding: (isEnd ? content.dropFirst() : content).prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }.map(
          lowercased
        ),
        as: UTF8.self
      )
      switch name {
      case "table":
        flush()
        if isEnd { finishTable() } else { tableDepth += 1 }
      case "tr":
        flushCell()
        if !isEnd, tableDepth > 0 { rows.append([]) }
      case "td", "th":
        if tableDepth == 0 { return flush() }
        flushCell()
        if !isEnd {
          if name == "th", rows.count == 1 { hasHeader = true }
          if rows.isEmpty { rows.append([]) }
          rows[rows.count - 1].append(Passage())
        }
      case "br", "li", "p", "ul", "ol", "div", "dt", "dd", "section", "details", "summary":
        if tableDepth > 0 {
          passage.append([0x0A], at: .init(content.startIndex..<content.startIndex))
        } else {
          flush()
        }
      case "h1", "h2", "h3", "h4", "h5", "h6":
        flush()
        isHeading = !isEnd
      case "code", "strong", "b":
        if isEnd, let open = styles.lastIndex(where: { $0.name == name }) {
          passage.mark(
            name == "code" ? .code : .strong,
            min(styles[open].start, passage.text.count)..<passage.text.count
          )
          styles.removeSubrange(open...)
        } else if !isEnd {
          styles.append((name, passage.text.count))
        }
      default: break
      }
      if !isEnd, name != "img", name != "a" { label(in: content) }
    }

    /// `<TabItem label="Application permissions">`
    private mutating func label(in tag: ArraySlice<UInt8>) {
      for attribute in ["label=\"", "title=\"", "header=\"", "summary=\""] {
        guard let range = tag.firstRange(of: Array(attribute.utf8)) else { continue }
        let value = tag[range.upperBound...].prefix { $0 != UInt8(ascii: "\"") }
        flush()
        parts.append(.label(Passage(verbatim: value)))
        return
      }
    }

    private mutating func flush() {
      guard tableDepth == 0 || rows.isEmpty else { return flushCell() }
      passage.finish()
      if passage.text.contains(where: { $0 > 0x20 }) { parts.append(isHeading ? .heading(passage) : .text(passage)) }
      passage = Passage()
      styles = []
    }

    private mutating func flushCell() {
      passage.finish()
      if !rows.isEmpty, !rows[rows.count - 1].isEmpty, passage.text.contains(where: { $0 > 0x20 }) {
        let last = rows[rows.count - 1].count - 1
        rows[rows.count - 1][last] = trimmed(passage)
      }
      passage = Passage()
      styles = []
    }

    private func trimmed(_ passage: Passage) -> Passage {
      let start = passage.text.firstIndex { $0 > 0x20 } ?? 0
      let end = passage.text.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? 0
      return start == 0 && end == passage.text.count ? passage : passage.slice(start..<max(start, end))
    }

    private mutating func finishTable() {
      rows.removeAll(where: \.isEmpty)
      if !rows.isEmpty { parts.append(.table(rows: rows, hasHeader: hasHeader && rows.count > 1)) }
      rows = []
      tableDepth = max(0, tableDepth - 1)
      hasHeader = false
    }
  }
}
