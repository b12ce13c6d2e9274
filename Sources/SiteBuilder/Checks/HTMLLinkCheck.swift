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
  static func links(in html: ArraySlice<UInt8>) -> [HTMLAttribute] {
    var links: [HTMLAttribute] = []
    var cursor = HTMLCursor(html, at: html.startIndex)
    while cursor.nextTag() != nil {
      let tag = cursor.word()
      cursor.forEachAttribute { name, value in
        guard let value else { return }
        let isPoster = HTMLCursor.isWord("poster", name)
        if isPoster || HTMLCursor.isWord("href", name) || HTMLCursor.isWord("src", name) {
          let isImage = isPoster || HTMLCursor.isWord("src", name) && HTMLCursor.isWord("img", tag)
          links.append(.init(value: Array(value), span: SourceSpan(value.indices), isImage: isImage))
        } else if HTMLCursor.isWord("srcset", name) {
          links += candidates(value)
        }
      }
    }
    return links
  }

  /// Every `<img …` that has no `alt` at all; an empty one says that the image is decoration.
  static func imagesWithoutText(in html: ArraySlice<UInt8>) -> [SourceSpan] {
    var images: [SourceSpan] = []
    var cursor = HTMLCursor(html, at: html.startIndex)
    while let open = cursor.nextTag() {
      let isImage = HTMLCursor.isWord("img", cursor.word())
      var hasText = false
      cursor.forEachAttribute { name, _ in if HTMLCursor.isWord("alt", name) { hasText = true } }
      if isImage, !hasText { images.append(SourceSpan(open..<min(cursor.position + 1, html.endIndex))) }
    }
    return images
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
