/// `robots.txt`: everything may be read; the sitemap is where search engines find it all.
let robotsOutput = Output(isForEachLanguage: false) { renderer in
  var text = "User-agent: *\nAllow: /\n"
  if let sitemap = renderer.site.base.absoluteURL(of: Permalink(path: "sitemap.xml")) {
    text += "\nSitemap: \(sitemap.text)\n"
  }
  return [OutputFile(path: "robots.txt", contents: .bytes(Array(text.utf8)))]
}
