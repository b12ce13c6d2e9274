import Templates

/// `404.html`, which most hosts show for addresses that do not exist.
let notFoundOutput = Output { renderer in
  let site = renderer.site
  var page = PageView(
    generated: site.configuration.strings["page-not-found"],
    at: Permalink(path: "404.html"),
    in: renderer
  )
  page.isIndexed = false
  page.canonical = nil
  page.alternates = []
  // Nothing is known of the page that was looked for.
  renderer.addLanguages(to: &page, at: .home)
  page.children = renderer.children(of: site[SectionID.root])
  var bytes: [UInt8] = []
  renderer.theme.notFound.render(PageContext(site: renderer.siteView, page: page), into: &bytes)
  return [OutputFile(path: "404.html", contents: .bytes(bytes))]
}
