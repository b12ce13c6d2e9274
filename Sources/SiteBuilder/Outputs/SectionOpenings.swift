import Diagnostics
import Markup

/// The first words of every section of a page, with those of the snippets it includes: what a search shows of them.
///
/// Not the words around what was found: those would need the whole text of the site in the index, so the search takes
/// them from the page itself, where it can be read.
struct SectionOpenings {
  private let site: Site
  /// The one before the first heading, then one for every heading.
  private var openings: [[UInt8]] = [[]]
  /// How much room the one that is being written has left; nothing once words had to be left out.
  private var room: Int
  private let length: Int
  private var open = OpenSnippets()

  static let longestDescription = 160
  static let longest = 96
  private static let shortest = 40
  /// For all sections of a page, so that a search never loads much for one result.
  private static let most = 1_200

  /// - Parameter sections: how many headings the page has.
  static func of(_ page: Page, _ sections: Int, in site: Site) -> [[UInt8]] {
    guard let parsed = page.parsed else { return [[]] }
    let share = most / max(1, sections)
    var openings = SectionOpenings(
      site: site,
      room: page.description == nil ? longestDescription : 0,
      length: share < shortest ? 0 : min(share, longest)
    )
    openings.add(parsed)
    return openings.openings
  }

  private init(site: Site, room: Int, length: Int) {
    self.site = site
    self.room = room
    self.length = length
  }

  private mutating func add(_ parsed: ParsedPage) {
    let document = parsed.document
    document.withTexts { add(document, $0, parsed) }
  }

  private mutating func add(_ document: Document, _ texts: borrowing Document.Texts, _ parsed: ParsedPage) {
    let includes = document.directives.contains { $0.name == IncludeDirective.name }
    var headings = document.headings[...]
    var index = 0
    while index < texts.nodes.count {
      if room == 0, !includes {
        // Nothing more to say before the next heading.
        guard let next = headings.first(where: { Int($0.node) >= index }) else { return }
        headings = headings.drop { Int($0.node) <= Int(next.node) }
        index = Int(next.node)
      }
      let node = texts.nodes[index]
      index += 1
      switch node.kind {
      case .heading:
        openings.append([])
        if length > 0 { openings[openings.count - 1].reserveCapacity(length + Self.more.count) }
        room = length
        index = Int(node.end)
      case .image: index = Int(node.end)
      // Cells in a row make no sentence.
      case .table where !openings[openings.count - 1].isEmpty: room = 0
      case .paragraph, .tableCell, .softBreak, .lineBreak: endWord()
      case .text, .code: if room > 0 { write(texts[node]) }
      case .directive where includes:
        let path = site.contentPath(parsed.file.path)
        if let file = IncludeDirective.file(of: document.directives[Int(node.detail)], from: path),
          let snippet = site.snippets[file], open.enter(file, snippet)
        {
          add(snippet)
          open.leave()
        }
      default: break
      }
    }
  }

  private mutating func endWord() {
    let last = openings.count - 1
    guard room > 0, let end = openings[last].last, end != 0x20 else { return }
    openings[last].append(0x20)
    room -= 1
  }

  private mutating func write(_ text: UnsafeBufferPointer<UInt8>) {
    Self.write(text, atMost: room, to: &openings[openings.count - 1])
    room = max(0, room - text.count)
  }

  static func shortened(_ description: [UInt8], atMost length: Int = longestDescription) -> [UInt8] {
    var opening: [UInt8] = []
    description.withUnsafeBufferPointer { write($0, atMost: length, to: &opening) }
    return opening
  }

  /// Whole words, or at least whole characters where there are no spaces.
  private static func write(_ text: UnsafeBufferPointer<UInt8>, atMost length: Int, to opening: inout [UInt8]) {
    guard text.count > length else {
      opening += text
      return
    }
    var end = length
    while end > 0, text[end - 1] != 0x20 { end -= 1 }
    if end > 0 {
      end -= 1
    } else if text[0] >= 0x80 {
      end = length
      while text[end] & 0xC0 == 0x80 { end -= 1 }
    }
    opening += UnsafeBufferPointer(rebasing: text[..<end])
    opening += more
  }

  private static let more = " …".bytes
}
