package import Diagnostics
import Markup
import TypedYAML

/// Holds the site against what was published last time: addresses and anchors that people may have kept.
package struct ReleaseCheck: Sendable {
  private let pages: [(address: String, anchors: [String])]
  private let others: [String]

  package struct Unreadable: Error, CustomStringConvertible {
    package let description: String
  }

  /// - Parameter manifest: `site-manifest.json` of an earlier build.
  package init(_ manifest: SourceFile) throws(Unreadable) {
    let (node, problems) = YAMLReader.read(manifest.bytes, path: manifest.path)
    guard problems.isEmpty, let node, node.integer("version") == 1, let entries = node["pages"]?.entries else {
      throw Unreadable(
        description: "\(manifest.path) is no manifest; every build publishes one as /\(manifestPermalink.path)"
      )
    }
    pages = entries.map { entry in (entry.key.value, entry.value.items.compactMap { $0.text?.value }) }
    others = node.texts("files").map(\.value) + (node["redirects"]?.entries ?? []).map(\.key.value)
  }

  package func run(_ site: Site, _ theme: Theme?) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for address in pages.map(\.address) + others
    where site.index.entry(at: Permalink(written: address).path.utf8) == nil
      && !site.mayBeNamedInUnreadableFrontMatter(address)
    {
      found.append(lostURL(address, site))
    }
    for (address, anchors) in pages {
      guard case .page(let id) = site.index.entry(at: Permalink(written: address).path.utf8) else { continue }
      let lost = anchors.filter { !site.has(Array($0.utf8), on: id, theme) }
      if lost.isEmpty { continue }
      let known = Set(anchors)
      let new = site.anchorIDs(of: site[id]).map(\.text).filter { !known.contains($0) }
      for anchor in lost {
        let heir = NearestMatch.find(anchor, in: new) ?? (new.count == 1 && lost.count == 1 ? new[0] : nil)
        found.append(lostAnchor(anchor, heir: heir, address, site[id], site))
      }
    }
    return found
  }

  private func lostURL(_ address: String, _ site: Site) -> Diagnostic {
    let path = Permalink(written: address).path
    let guess = site.index.suggestions.nearest(to: path)
    return Diagnostic(
      "lost-url",
      .error,
      "\(address) was published last time, and now there is neither a page nor a redirect",
      at: nil,
      help: "add `aliases: [\(address)]` to the page that took its place"
        + (guess.map { ", perhaps \($0)" } ?? "")
    )
  }

  /// - Parameter heir: the anchor, new in this release, of the heading that seems to have taken the place.
  private func lostAnchor(
    _ anchor: String,
    heir: String?,
    _ address: String,
    _ page: Page,
    _ site: Site
  ) -> Diagnostic {
    let heading = heir.flatMap { heir in page.parsed?.document.headings.first { $0.id == Array(heir.utf8) } }
    let advice = heir.map { "write {#\($0) #\(anchor)} at the end of its heading" }
    return Diagnostic(
      "lost-anchor",
      .warning,
      "\(address)#\(anchor) was published last time, and now no heading has that anchor",
      at: page.parsed.map { SourceLocation(path: $0.path) },
      help: advice.map { "if #\(heir ?? "") took its place, \($0)" }
        ?? "add it to the attributes of the heading that took its place: {#new-anchor #\(anchor)}",
      fix: heading.flatMap { keep(anchor, on: $0, of: page) }
    )
  }

  /// Makes an old anchor lead to a heading, whose own stays.
  private func keep(_ anchor: String, on heading: Document.Heading, of page: Page) -> Diagnostic.Fix? {
    guard let parsed = page.parsed, !anchor.isEmpty,
      !anchor.utf8.contains(where: { $0 <= 0x20 || "{}<>#\"'`\\*[]".utf8.contains($0) })
    else { return nil }
    let bytes = parsed.file.bytes
    let title = "write {#\(String(decoding: heading.id, as: UTF8.self)) #\(anchor)}"
    func fix(_ position: Int, _ text: String) -> Diagnostic.Fix {
      .init(title, at: parsed.location(SourceSpan(position..<position)), replacement: Array(text.utf8))
    }
    if heading.isPinned, let attributes = heading.attributes {
      return fix(Int(attributes.end) - 1, " #\(anchor)")
    }
    // What is underlined, and what ends in attributes of other kinds, is left to the author.
    let start = Int(parsed.document.nodes[Int(heading.node)].span.start)
    guard heading.attributes == nil, start < bytes.count, bytes[start] == UInt8(ascii: "#") else { return nil }
    var end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    func dropBlanks() { while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 } }
    dropBlanks()
    var closing = end
    while closing > start, bytes[closing - 1] == UInt8(ascii: "#") { closing -= 1 }
    if closing > start, closing < end, bytes[closing - 1] == 0x20 || bytes[closing - 1] == 0x09 {
      end = closing
      dropBlanks()
    }
    return fix(end, " {#\(String(decoding: heading.id, as: UTF8.self)) #\(anchor)}")
  }
}
