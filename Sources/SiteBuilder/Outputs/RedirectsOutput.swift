import Templates

/// A small page at every former address of a page, which leads to the present one.
let redirectsOutput = Output { renderer in
  let site = renderer.site
  return site.redirects.map { redirect in
    let target = site[redirect.to].permalink
    let url = site.base.url(of: target)
    let context = RedirectContext(
      target: url,
      canonical: site.base.absoluteURL(of: target) ?? url,
      siteTitle: renderer.siteView.title,
      language: renderer.siteView.language,
      isRightToLeft: renderer.siteView.isRightToLeft
    )
    var bytes: [UInt8] = []
    renderer.theme.redirect.render(context, into: &bytes)
    return OutputFile(redirect.from, bytes)
  }
}
