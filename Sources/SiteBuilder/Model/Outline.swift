import Diagnostics
import Markup

/// The headings of a page in reading order, with those of the snippets it includes, and an id for each.
///
/// A snippet may bring an id that the page has already; the later one then gets `-1`, `-2`, as GitHub does.
struct Outline {
  private(set) var entries: [Page.OutlineEntry] = []
  private var taken: Set<ByteKey> = []
  private var open = OpenSnippets()
  private let snippets: [String: ParsedPage]
  private let content: String

  init(snippets: [String: ParsedPage], content: String) {
    self.snippets = snippets
    self.content = content
  }

  mutating func add(_ parsed: ParsedPage) {
    let document = parsed.document
    let includes = document.directives.contains { $0.name == IncludeDirective.name }
    guard includes || !open.isEmpty else {
      entries = document.headings
      return
    }
    let path = contentRelative(parsed.path, content: content)
    for node in document.nodes {
      if node.kind == .heading {
        var heading = document.headings[Int(node.detail)]
        heading.id = unique(heading.id)
        heading.formerIDs = heading.formerIDs.filter { taken.insert(ByteKey($0)).inserted }
        entries.append(heading)
      } else if node.kind == .directive,
        let file = IncludeDirective.file(of: document.directives[Int(node.detail)], from: path),
        let snippet = snippets[file], open.enter(file, snippet)
      {
        add(snippet)
        open.leave()
      }
    }
  }

  private mutating func unique(_ id: [UInt8]) -> [UInt8] {
    var candidate = id
    var number = 0
    while !taken.insert(ByteKey(candidate)).inserted {
      number += 1
      candidate = id + Array("-\(number)".utf8)
    }
    return candidate
  }
}
