import Search

/// What stands on a page that is made from the catalog, taken from its HTML: whatever a theme shows there can be found.
struct GeneratedPageText {
  struct Piece {
    var text: [UInt8]
    var section: Int
    var rank: Rank
  }

  struct Section {
    var title: [UInt8] = []
    var id: [UInt8]
    var opening: [UInt8] = []
  }

  private(set) var pieces: [Piece] = []
  private(set) var sections: [Section] = []
  /// The text since the last element that stands on lines of its own.
  private var text: [UInt8] = []
  private var isCode = false
  /// It is the heading of a section, to which its id leads.
  private var isHeading = false

  /// - Parameter html: of a whole page.
  init(_ html: [UInt8]) {
    let start = html.firstPosition(of: "<article") ?? html.firstPosition(of: "<main") ?? 0
    var rest = html[start...]
    while let end = rest.firstIndex(of: UInt8(ascii: "<")) {
      add(rest[..<end])
      guard let close = rest[end...].firstIndex(of: UInt8(ascii: ">")) else { break }
      let tag = rest[(end + 1)..<close]
      rest = rest[(close + 1)...]
      let isEnd = tag.first == UInt8(ascii: "/")
      let name = String(decoding: tag.dropFirst(isEnd ? 1 : 0).prefix { $0.isNameOfElement }, as: UTF8.self)
      if isEnd, name == "article" || name == "main" { break }
      // What is no text of the page, and its title, which is known.
      if !isEnd, ["h1", "script", "style", "svg", "nav", "template"].contains(name) {
        endPiece()
        rest = Self.after("</\(name)>", in: rest)
      } else {
        read(name, tag, isEnd: isEnd)
      }
    }
    endPiece()
  }

  private static func after(_ end: String, in rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    rest.firstPosition(of: end).map { rest[($0 + end.utf8.count)...] } ?? []
  }

  private mutating func read(_ name: String, _ tag: ArraySlice<UInt8>, isEnd: Bool) {
    switch name {
    case "a", "b", "strong", "i", "em", "span", "time", "wbr", "mark", "abbr", "small", "sub", "sup": return
    case "code":
      endPiece()
      isCode = !isEnd
    case "h2", "h3", "h4", "h5", "h6":
      endPiece()
      isHeading = false
      guard !isEnd, let id = Self.id(in: tag) else { return }
      sections.append(Section(id: id))
      isHeading = true
    default: endPiece()
    }
  }

  /// Of an element; nil if it has none, so that nothing can lead to it.
  private static func id(in tag: ArraySlice<UInt8>) -> [UInt8]? {
    guard let start = tag.firstPosition(of: " id=\"") else { return nil }
    return unescaped(tag[(start + 5)...].prefix { $0 != UInt8(ascii: "\"") })
  }

  private mutating func add(_ html: ArraySlice<UInt8>) { text += Self.unescaped(html) }

  private mutating func endPiece() {
    defer { text.removeAll(keepingCapacity: true) }
    guard text.contains(where: { $0 > 0x20 }) else { return }
    pieces.append(
      Piece(text: text, section: sections.count, rank: isHeading ? .heading : isCode ? .name : .text)
    )
    guard !sections.isEmpty else { return }
    let last = sections.count - 1
    let words = text.split { $0 <= 0x20 }.joined(separator: [0x20])
    if isHeading {
      sections[last].title += (sections[last].title.isEmpty ? [] : [0x20]) + words
    } else if sections[last].opening.count < SectionOpenings.longest {
      sections[last].opening += (sections[last].opening.isEmpty ? [] : [0x20]) + words
    }
  }

  private static let entities: [(name: String, text: String)] = [
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&"),
  ]

  private static func unescaped(_ html: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var rest = html
    while let end = rest.firstIndex(of: UInt8(ascii: "&")) {
      text += rest[..<end]
      let entity = entities.first { rest[end...].starts(with: $0.name.utf8) }
      text += entity?.text.bytes ?? [UInt8(ascii: "&")]
      rest = rest[(end + (entity?.name.utf8.count ?? 1))...]
    }
    return text + rest
  }
}

extension UInt8 {
  fileprivate var isNameOfElement: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
  }
}

extension RandomAccessCollection<UInt8> where Index == Int {
  fileprivate func firstPosition(of text: String) -> Int? {
    let text = Array(text.utf8)
    guard count >= text.count else { return nil }
    return (startIndex...(endIndex - text.count)).first { self[$0] == text[0] && self[$0...].starts(with: text) }
  }
}
