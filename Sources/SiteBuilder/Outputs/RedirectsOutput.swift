import Templates

/// A small page at every former address of a page, which leads to the present one.
let redirectsOutput = Output { renderer in
  let site = renderer.site
  let script = renderer.theme.permalink(ofAsset: "redirect.js").encodedPath
  return site.redirects.map { redirect in
    let target = site[redirect.to].permalink
    let url = site.base.url(of: target)
    let context = RedirectContext(
      target: url,
      script: wayToRoot(from: redirect.from, of: site) + script,
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

/// `../../` for a page two folders deep: the script is found wherever the site is copied.
private func wayToRoot(from permalink: Permalink, of site: Site) -> [UInt8] {
  let depth = (site.configuration.languageFolder + permalink.outputPath).utf8.count { $0 == UInt8(ascii: "/") }
  return Array(repeatElement("../".utf8, count: depth).joined())
}

/// The former addresses of all languages in the forms that `redirect-files` in scopebook.yml asks for.
let redirectFilesOutput = Output(isForEachLanguage: false) { renderer in
  let root = renderer.site
  let redirects = ([root] + root.translations).flatMap { site in
    site.redirects.map { (from: site.base.url(of: $0.from), to: site.base.url(of: site[$0.to].permalink)) }
  }
  // The site's own file of that name stays.
  return root.configuration.redirectFiles.filter { file in !root.assets.contains { $0.permalink.path == file.path } }
    .map { $0.file(listing: redirects) }
}
