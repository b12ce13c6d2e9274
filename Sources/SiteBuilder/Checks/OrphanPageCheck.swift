import Diagnostics
import Markup
import TypedYAML

/// Pages that only the navigation leads to. Off unless the configuration asks for it: a page in the navigation is found.
let orphanPageCheck = Check.documentation { documentation in
  let site = documentation.site
  guard site.configuration.checks.isOn("orphan-page") else { return [] }
  var linked = documentation.linked
  for link in site.configuration.navigation {
    if let page = page(of: site.target(of: Array(link.url.value.utf8)[...], from: [])) { linked.insert(page) }
  }
  return site.pages.compactMap { page in
    guard let parsed = page.parsed, !linked.contains(page.id), site[page.section].page != page.id else { return nil }
    return Diagnostic(
      "orphan-page",
      .warning,
      "no page links to \(page.nameInMessages)",
      at: parsed.start,
      help: "link to it where readers need it"
    )
  }
}

/// The pages to which a file links, but for itself.
func linkedPages(in file: ParsedPage, _ site: Site) -> Set<PageID> {
  var linked: Set<PageID> = []
  let document = file.document
  let source = file.file
  let folder = site.folder(of: source)
  for link in document.links {
    if let page = page(of: site.target(of: document.destination(of: link), from: folder)) { linked.insert(page) }
  }
  guard let own = site.page(of: file) else { return linked }
  if site.configuration.rawHTML {
    for node in document.nodes where node.kind == .htmlBlock || node.kind == .htmlInline {
      for link in HTMLAttribute.links(in: source.bytes[node.span.range.clamped(to: source.bytes.indices)]) {
        let target =
          site.target(ofOwnAddress: link.value)
          ?? site.index.resolve(address: link.value, from: own.permalink, base: site.base)
        if let page = page(of: target) { linked.insert(page) }
      }
    }
  }
  linked.remove(own.id)
  return linked
}

extension Site {
  /// What a link leads to, be it written as a path or as an absolute address of this site.
  fileprivate func target(of destination: ArraySlice<UInt8>, from folder: [UInt8]) -> LinkTarget {
    destination.withUnsafeBufferPointer { target(ofOwnAddress: $0) } ?? index.resolve(destination, from: folder)
  }
}

private func page(of target: LinkTarget) -> PageID? {
  if case .published(.page(let id), _) = target { id } else { nil }
}
