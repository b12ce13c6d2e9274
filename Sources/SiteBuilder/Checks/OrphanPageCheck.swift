import Diagnostics
import Markup
import TypedYAML

/// Pages that only the navigation leads to. Off unless the configuration asks for it: a page in the navigation is found.
let orphanPageCheck = Check.site { site, _ in
  guard site.configuration.checks.isOn("orphan-page") else { return [] }
  var linked: Set<PageID> = []
  func follow(_ target: LinkTarget, from page: PageID?) {
    if case .published(.page(let id), _) = target, id != page { linked.insert(id) }
  }
  for file in site.pages.compactMap(\.parsed) + Array(site.snippets.values) {
    let folder = site.folder(of: file.file)
    let page = site.page(of: file)
    for link in file.document.links {
      follow(site.index.resolve(file.document.destination(of: link), from: folder), from: page?.id)
    }
    guard site.configuration.rawHTML, let page else { continue }
    for node in file.document.nodes where node.kind == .htmlBlock || node.kind == .htmlInline {
      for link in HTMLAttribute.links(in: file.file.bytes[node.span.range.clamped(to: file.file.bytes.indices)]) {
        follow(site.index.resolve(address: link.value, from: page.permalink, base: site.base), from: page.id)
      }
    }
  }
  for link in site.configuration.navigation {
    follow(site.index.resolve(Array(link.url.value.utf8), from: []), from: nil)
  }
  return site.pages.compactMap { page in
    guard let parsed = page.parsed, !linked.contains(page.id), site[page.section].page != page.id else { return nil }
    return Diagnostic(
      "orphan-page",
      .warning,
      "no page links to “\(page.title.text)”",
      at: parsed.start,
      help: "link to it where readers need it"
    )
  }
}
