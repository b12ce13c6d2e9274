import Markup
import Permissions

/// `sitemap.xml` for search engines; needs a base URL, since a sitemap holds absolute addresses only.
///
/// A sitemap may list 50,000 addresses. Larger sites get several and an index of them. Pages in other languages are
/// listed where they are translated; the others are the same as the originals.
let sitemapOutput = Output(isForEachLanguage: false) { renderer in
  let site = renderer.site
  let entries = ([site] + site.translations).flatMap(sitemapEntries)
  guard !entries.isEmpty else { return [] }
  if entries.count <= sitemapLimit { return [sitemap("sitemap.xml", entries)] }
  let parts = stride(from: 0, to: entries.count, by: sitemapLimit).enumerated().map { number, start in
    sitemap("sitemap-\(number + 1).xml", Array(entries[start..<min(start + sitemapLimit, entries.count)]))
  }
  var index = Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8)
  index += "\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".utf8
  for part in parts {
    guard let url = site.base.absoluteURL(of: Permalink(path: part.path)) else { continue }
    index += Array("<sitemap><loc>".utf8) + escaped(url) + Array("</loc></sitemap>\n".utf8)
  }
  index += "</sitemapindex>\n".utf8
  return parts + [OutputFile(path: "sitemap.xml", contents: .bytes(index))]
}

private let sitemapLimit = 50_000

private func sitemapEntries(of site: Site) -> [[UInt8]] {
  let pages = site.pages.filter { !$0.isUntranslated && $0.isSearchable }
  var entries: [[UInt8]] = pages.sorted { $0.permalink < $1.permalink }.compactMap { page in
    site.base.absoluteURL(of: page.permalink).map { sitemapEntry($0, modified: page.frontMatter?.updated) }
  }
  for (permalink, modified) in site.reference.generatedPages {
    if let url = site.base.absoluteURL(of: permalink) { entries.append(sitemapEntry(url, modified: modified)) }
  }
  return entries
}

private func sitemapEntry(_ url: [UInt8], modified: CalendarDate?) -> [UInt8] {
  var entry = Array("<url><loc>".utf8) + escaped(url)
  entry += "</loc>".utf8
  if let modified { entry += "<lastmod>\(modified)</lastmod>".utf8 }
  entry += "</url>\n".utf8
  return entry
}

private func sitemap(_ path: String, _ entries: [[UInt8]]) -> OutputFile {
  var bytes = Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8)
  bytes += "\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".utf8
  for entry in entries { bytes += entry }
  bytes += "</urlset>\n".utf8
  return OutputFile(path: path, contents: .bytes(bytes))
}
