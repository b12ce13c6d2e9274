import Diagnostics
import Markup

/// `llms.txt`, which tells programs that read for people what there is, and `llms-full.txt` with all of it.
///
/// The convention is that of llmstxt.org: a title, a summary, and lists of links to Markdown.
let languageModelOutput = Output { renderer in
  let site = renderer.site
  guard site.configuration.markdownPages else { return [] }
  let isComplete = isShort(site.pages.reduce(0) { $0 + ($1.parsed?.size ?? 0) })
  var files = [OutputFile(path: "llms.txt", contents: .bytes(Array(overview(of: site, isComplete: isComplete).utf8)))]
  if isComplete {
    files.append(fullText(pages(of: site).map { PageMarkdown.text(of: $0, in: site) }))
  }
  return files
}

private func fullText(_ texts: [[UInt8]]) -> OutputFile {
  OutputFile(path: "llms-full.txt", contents: .bytes(Array(texts.joined(separator: "\n".utf8))))
}

/// `llms-full.txt` once the text of some pages is another, where there is such a file.
///
/// - Parameters:
///   - size: of all pages, before and now.
///   - text: a page's text as it is published, or will be.
/// - Returns: nothing where the file comes or goes, or a text is missing.
func fullText(of site: Site, size: (before: Int, now: Int), text: (Page) -> [UInt8]?) -> [OutputFile]? {
  guard site.configuration.markdownPages else { return [] }
  guard isShort(size.before) == isShort(size.now) else { return nil }
  guard isShort(size.now) else { return [] }
  let listed = pages(of: site)
  let texts = listed.compactMap(text)
  return texts.count == listed.count ? [fullText(texts)] : nil
}

/// More than a few megabytes in one file is more than any of its readers can take.
private let longestFullText = 5_000_000
private let mostLinks = 2_000

private func isShort(_ size: Int) -> Bool { size < longestFullText }

/// In the order of the navigation, each section's own page first.
private func pages(of site: Site) -> [Page] {
  func pages(in section: Section) -> [Page] {
    [site[section.page]]
      + section.members.flatMap { member in
        switch member {
        case .page(let id): [site[id]]
        case .section(let id): pages(in: site[id])
        }
      }
  }
  return pages(in: site[.root]).filter { !$0.isUntranslated && $0.isSearchable }
}

private func overview(of site: Site, isComplete: Bool) -> String {
  var text = "# \(site.configuration.title)\n"
  if let description = site.configuration.description { text += "\n> \(description)\n" }
  func url(_ permalink: Permalink) -> String {
    (site.base.absoluteURL(of: permalink) ?? site.base.url(of: permalink)).text
  }
  func line(_ page: Page) -> String {
    let description = page.description.map { ": \(MarkdownText.escaped($0.text))" } ?? ""
    return "- [\(MarkdownText.escaped(page.title.text))](\(url(PageMarkdown.permalink(of: page))))\(description)\n"
  }
  let listed = pages(of: site)
  // A list of everything helps nobody to find something: of very many pages only those that lead to others.
  let sectionPages = Set(site.sections.map(\.page))
  let shown = listed.count <= mostLinks ? listed : listed.filter { sectionPages.contains($0.id) }
  var groups: [(section: SectionID, pages: [Page])] = []
  for page in shown {
    let path = site.path(to: page.section)
    let group = path.count > 1 ? path[1] : path[0]
    if let position = groups.firstIndex(where: { $0.section == group }) {
      groups[position].pages.append(page)
    } else {
      groups.append((group, [page]))
    }
  }
  for group in groups {
    let title = site[site[group.section].page].title.text
    text += "\n## \(group.section == .root ? site.configuration.title : title)\n\n"
    for page in group.pages { text += line(page) }
  }
  let strings = site.configuration.strings
  var more: [String] = []
  if isComplete { more.append("- [\(strings["all-pages-in-one-file"])](\(url(Permalink(path: "llms-full.txt"))))\n") }
  if !site.reference.entries.isEmpty {
    more.append("- [\(strings["permissions-as-json"])](\(url(PermissionReference.dataPermalink)))\n")
    more.append("- [\(strings["permissions-as-table"])](\(url(PermissionReference.tablePermalink)))\n")
  }
  for translation in site.translations {
    let overview = Permalink(path: translation.configuration.languageFolder + "llms.txt")
    more.append("- [\(MarkdownText.escaped(translation.configuration.languageLabel))](\(url(overview)))\n")
  }
  // The convention gives this heading a meaning, so it is the same in every language.
  if !more.isEmpty { text += "\n## Optional\n\n" + more.joined() }
  return text
}
