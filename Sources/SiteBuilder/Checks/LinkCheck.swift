import Diagnostics
import Markup

/// Links and images of the site's own have to lead somewhere: to a page or file that is published, and to an
/// anchor that is on the page.
let linkCheck = Check.file { file, site, theme in
  var diagnostics: [Diagnostic] = []
  let folder = site.folder(of: file.file)
  for (position, node) in file.document.nodes.enumerated() where node.kind == .link || node.kind == .image {
    let link = file.document.links[Int(node.detail)]
    let location = file.file.location(link.destinationSpan)
    switch site.index.resolve(link.destination, from: folder) {
    case .external: continue
    case .here(let anchor):
      guard let page = site.page(of: file), !anchor.isEmpty, !site.has(anchor, on: page.id, theme) else { continue }
      diagnostics.append(brokenAnchor(anchor, on: page, at: location))
    case .published(.page(let id), let suffix):
      guard !suffix.fragment.isEmpty, !site.has(suffix.fragment, on: id, theme) else { continue }
      diagnostics.append(brokenAnchor(suffix.fragment, on: site[id], at: location))
    case .published: continue
    case .broken(let problem):
      let isImage = file.document.nodes[position].kind == .image
      diagnostics.append(brokenLink(link.destination.text, problem, isImage: isImage, site, at: location))
    }
  }
  return diagnostics
}

private func brokenAnchor(_ anchor: [UInt8], on page: Page, at location: SourceLocation) -> Diagnostic {
  let ids = page.outline.map(\.id.text)
  let guess = NearestMatch.find(percentDecoded(anchor).text, in: ids)
  return Diagnostic(
    "broken-anchor",
    .error,
    "no heading on “\(page.title.text)” has the anchor #\(anchor.text)",
    at: location,
    help: guess.map { "did you mean #\($0)?" }
      ?? (ids.isEmpty
        ? "the page has no headings" : "the page has \(ids.prefix(8).map { "#\($0)" }.joined(separator: ", "))")
  )
}

func brokenLink(
  _ destination: String,
  _ problem: LinkTarget.Problem,
  isImage: Bool,
  _ site: Site,
  at location: SourceLocation
) -> Diagnostic {
  let id = isImage ? "missing-image" : "broken-link"
  switch problem {
  case .outside:
    return Diagnostic(
      id,
      .error,
      "\(destination) leads out of the content folder",
      at: location,
      help: "only files in \(site.configuration.content) are published"
    )
  case .missing(let path):
    let guess = NearestMatch.find(path, in: site.index.paths)
    return Diagnostic(
      id,
      .error,
      "nothing is published at \(destination)",
      at: location,
      help: guess.map { "did you mean /\($0)?" } ?? "check the path, or add the \(isImage ? "image" : "page")"
    )
  }
}

extension Site {
  /// The page that a file is, or nothing for a snippet, whose anchors depend on who includes it.
  func page(of file: ParsedPage) -> Page? {
    index.page(source: contentPath(file.file.path).utf8).map { self[$0] }
  }

  /// Whether a page has an anchor of this name, as it stands in a link.
  func has(_ fragment: [UInt8], on id: PageID, _ theme: Theme?) -> Bool {
    let anchor = percentDecoded(fragment)
    let page = self[id]
    if page.outline.contains(where: { $0.id == anchor }) { return true }
    // What browsers find without an element of that name.
    if anchor.elementsEqual("top".utf8) { return true }
    // Directives and footnotes make anchors too. Few links lead to one, so only for those is the page looked at.
    guard let theme, let parsed = page.parsed else { return page.parsed != nil }
    guard !parsed.document.directives.isEmpty || !parsed.document.footnotes.isEmpty || configuration.rawHTML
    else { return false }
    let id = Array(" id=\"".utf8) + escaped(anchor) + [UInt8(ascii: "\"")]
    return PageRendering.html(of: page, in: self, theme: theme).firstRange(of: id) != nil
  }
}
