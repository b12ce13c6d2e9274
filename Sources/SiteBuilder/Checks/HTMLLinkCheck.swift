import Diagnostics
import Markup

/// Links and images in HTML that passes as it is. What stands there is what browsers get, so it has to be an address
/// of the finished site.
let htmlLinkCheck = Check.file { file, site, theme in
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
) -> Diagnostic? {
  let place = LinkPlace(destination: link.value.text, at: file.file.location(link.span), isImage: link.isImage)
  switch site.index.resolve(address: link.value, from: page.permalink, base: site.base) {
  case .external: return nil
  case .here(let anchor):
    guard !anchor.isEmpty, !site.has(anchor, on: page.id, theme) else { return nil }
    return brokenAnchor(anchor, on: page, at: place)
  case .published(.page(let id), let suffix):
    guard !suffix.fragment.isEmpty, !site.has(suffix.fragment, on: id, theme) else { return nil }
    return brokenAnchor(suffix.fragment, on: site[id], at: place)
  case .published: return nil
  case .broken(let problem):
    guard case .published(let entry, _) = site.index.resolve(link.value, from: site.folder(of: file.file)) else {
      return brokenLink(problem, site, at: place)
    }
    return Diagnostic(
      link.isImage ? "missing-image" : "broken-link",
      .error,
      "\(place.destination) is a file of ours, and browsers would look for it on the site",
      at: place.location,
      help: "HTML is published as it is: write \(site.url(of: entry).text), or write the link in Markdown"
    )
  }
}

/// An attribute that leads somewhere.
struct HTMLAttribute {
  var value: [UInt8]
  var span: SourceSpan
  var isImage: Bool

  /// Every `href`, `src`, `poster` and each candidate of a `srcset`. `html` keeps its positions in the file.
  static func links(in html: ArraySlice<UInt8>) -> [HTMLAttribute] {
    var found: [HTMLAttribute] = []
    var index = html.startIndex
    while let open = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      if html[open...].starts(with: "<!--".utf8) {
        index = html[open...].firstRange(of: Array("-->".utf8))?.upperBound ?? html.endIndex
        continue
      }
      var scanner = TagScanner(html: html, index: open + 1)
      scanner.attributes(into: &found)
      index = max(scanner.index, open + 1)
    }
    return found
  }

  private struct TagScanner {
    let html: ArraySlice<UInt8>
    var index: Int

    mutating func attributes(into found: inout [HTMLAttribute]) {
      let tag = word()
      while index < html.endIndex, html[index] != UInt8(ascii: ">") {
        let name = word()
        if name.isEmpty {
          index += 1
          continue
        }
        skipSpaces()
        guard index < html.endIndex, html[index] == UInt8(ascii: "=") else { continue }
        index += 1
        skipSpaces()
        add(name, value(), of: tag, to: &found)
      }
    }

    private func add(_ name: String, _ range: Range<Int>, of tag: String, to found: inout [HTMLAttribute]) {
      let isImage = tag == "img" || tag == "source" || tag == "picture"
      switch name {
      case "href", "src", "poster":
        found.append(.init(value: Array(html[range]), span: SourceSpan(range), isImage: isImage && name != "href"))
      case "srcset":
        // `a.png 1x, b.png 2x`
        for candidate in html[range].split(separator: UInt8(ascii: ",")) {
          let trimmed = candidate.drop { $0 <= 0x20 }.prefix { $0 > 0x20 }
          guard !trimmed.isEmpty else { continue }
          found.append(
            .init(value: Array(trimmed), span: SourceSpan(trimmed.startIndex..<trimmed.endIndex), isImage: true)
          )
        }
      default: break
      }
    }

    private mutating func word() -> String {
      let start = index
      while index < html.endIndex, html[index] > 0x20, !"=>/\"'<".utf8.contains(html[index]) { index += 1 }
      return String(decoding: html[start..<index], as: UTF8.self).lowercased()
    }

    private mutating func skipSpaces() {
      while index < html.endIndex, html[index] <= 0x20 { index += 1 }
    }

    private mutating func value() -> Range<Int> {
      guard index < html.endIndex else { return index..<index }
      let quote = html[index]
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        let start = index + 1
        let end = html[start...].firstIndex(of: quote) ?? html.endIndex
        index = min(end + 1, html.endIndex)
        return start..<end
      }
      let start = index
      while index < html.endIndex, html[index] > 0x20, html[index] != UInt8(ascii: ">") { index += 1 }
      return start..<index
    }
  }
}
