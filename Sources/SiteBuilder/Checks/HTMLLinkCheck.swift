import Diagnostics
import Markup

/// Links and images in HTML that passes as it is. What stands there is what browsers get, so it has to be an address
/// of the finished site.
let htmlLinkCheck = Check.links { file, site, theme in
  guard site.configuration.rawHTML, let page = site.page(of: file) else { return [] }
  return file.document.nodes.filter { $0.kind == .htmlBlock || $0.kind == .htmlInline }.flatMap { node in
    HTMLAttribute.links(in: file.file.bytes[node.span.range.clamped(to: file.file.bytes.indices)]).compactMap { link in
      problem(with: link, on: page, file, site, theme)
    }
  }
}

private func problem(
  with link: HTMLAttribute,
  on page: Page,
  _ file: ParsedPage,
  _ site: Site,
  _ theme: Theme?
) -> LinkFinding? {
  let place = LinkPlace(link, in: file.file)
  if link.value.allSatisfy({ $0 <= 0x20 }) { return LinkFinding(emptyLink(at: place), in: site) }
  if let target = site.target(ofOwnAddress: link.value) { return ownAddressProblem(target, place, file, site, theme) }
  switch site.index.resolve(address: link.value, from: page.permalink, base: site.base) {
  case .external: return nil
  case .here(let anchor):
    guard !anchor.isEmpty, !site.has(anchor, on: page.id, theme, from: file) else { return nil }
    return brokenAnchor(anchor, on: page, of: site, at: place)
  case .published(.page(let id), let suffix):
    guard !suffix.fragment.isEmpty, !site.has(suffix.fragment, on: id, theme, from: file, at: place) else { return nil }
    return brokenAnchor(suffix.fragment, on: site[id], of: site, at: place)
  case .published: return nil
  case .broken(.aboveBase(let entry)): return brokenLink(.aboveBase(entry), site, at: place)
  case .broken(.missing(let path)) where site.mayBeNamedInUnreadableFrontMatter(path): return nil
  case .broken(let problem):
    guard case .published(let entry, _) = site.index.resolve(link.value, from: site.folder(of: file.file)) else {
      return brokenLink(problem, site, at: place)
    }
    let diagnostic = Diagnostic(
      link.isImage ? "missing-image" : "broken-link",
      .error,
      "\(place.destination) is a file of ours, and browsers would look for it on the site",
      at: place.location,
      help: "HTML is published as it is: write \(site.url(of: entry).text), or write the link in Markdown"
    )
    return LinkFinding(diagnostic, in: site)
  }
}

/// An attribute that leads somewhere.
struct HTMLAttribute {
  var value: [UInt8]
  var span: SourceSpan
  var isImage: Bool

  /// Every `href`, `src`, `poster` and each candidate of a `srcset`. `html` keeps its positions in the file.
  static func links(in html: ArraySlice<UInt8>) -> [HTMLAttribute] { tags(in: html).flatMap(\.links) }

  /// Every `<img …` that has no `alt` at all; an empty one says that the image is decoration.
  static func imagesWithoutText(in html: ArraySlice<UInt8>) -> [SourceSpan] {
    tags(in: html).filter { $0.name == "img" && !$0.hasText }.map(\.span)
  }

  private struct Tag {
    var name = ""
    var span = SourceSpan(0..<0)
    var links: [HTMLAttribute] = []
    var hasText = false
  }

  private static func tags(in html: ArraySlice<UInt8>) -> [Tag] {
    var found: [Tag] = []
    var cursor = HTMLCursor(html, at: html.startIndex)
    while let open = cursor.nextTag() {
      var tag = tag(at: &cursor)
      tag.span = SourceSpan(open..<min(cursor.position + 1, html.endIndex))
      found.append(tag)
    }
    return found
  }

  /// Up to the end of the tag.
  private static func tag(at cursor: inout HTMLCursor) -> Tag {
    var tag = Tag(name: lowercased(cursor.word()))
    while !cursor.isAtEnd, !cursor.isAt(">") {
      let name = lowercased(cursor.word())
      if name.isEmpty {
        cursor.position += 1
        continue
      }
      if name == "alt" { tag.hasText = true }
      if let value = cursor.value() { add(name, value, to: &tag) }
    }
    return tag
  }

  private static func lowercased(_ word: ArraySlice<UInt8>) -> String {
    String(decoding: word, as: UTF8.self).lowercased()
  }

  private static func add(_ name: String, _ value: ArraySlice<UInt8>, to tag: inout Tag) {
    switch name {
    case "href", "src", "poster":
      let isImage = name == "poster" || name == "src" && tag.name == "img"
      tag.links.append(.init(value: Array(value), span: SourceSpan(value.indices), isImage: isImage))
    case "srcset":
      tag.links += candidates(value)
    default: break
    }
  }

  /// `a.png 1x, b.png 2x`; an address may hold commas, but not at its end.
  private static func candidates(_ srcset: ArraySlice<UInt8>) -> [HTMLAttribute] {
    let comma = UInt8(ascii: ",")
    var found: [HTMLAttribute] = []
    var rest = srcset
    while true {
      rest = rest.drop { $0 <= 0x20 || $0 == comma }
      var address = rest.prefix { $0 > 0x20 }
      guard !address.isEmpty else { return found }
      rest = rest[address.endIndex...]
      if address.last == comma {
        while address.last == comma { address.removeLast() }
      } else {
        rest = rest.drop { $0 != comma }
      }
      found.append(.init(value: Array(address), span: SourceSpan(address.indices), isImage: true))
    }
  }
}
