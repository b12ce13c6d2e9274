import Diagnostics
import Markup

/// Pages that only the navigation leads to. Off unless the configuration asks for it: a page in the navigation is found.
let orphanPageCheck = Check.site { site, _ in
  guard site.configuration.checks.isOn("orphan-page") else { return [] }
  var linked: Set<PageID> = []
  for file in site.pages.compactMap(\.parsed) + Array(site.snippets.values) {
    let folder = site.folder(of: file.file)
    for link in file.document.links {
      if case .published(.page(let id), _) = site.index.resolve(link.destination, from: folder) { linked.insert(id) }
    }
  }
  return site.pages.compactMap { page in
    guard let parsed = page.parsed, !linked.contains(page.id), site[page.section].page != page.id else { return nil }
    return Diagnostic(
      "orphan-page",
      .warning,
      "no page links to “\(page.title.text)”",
      at: SourceLocation(path: parsed.file.path, span: SourceSpan(start: 0, end: 0)),
      help: "link to it where readers need it"
    )
  }
}
