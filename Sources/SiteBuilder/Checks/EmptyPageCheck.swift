import Diagnostics
import Markup

/// A page with a title and nothing else: readers who are led there learn nothing.
let emptyPageCheck = Check.file { page, site, _ in
  guard site.configuration.checks.isOn("empty-page"), site.saysNothing(page) else { return [] }
  let title = page.frontMatter.titleSpan
  return [
    Diagnostic(
      "empty-page",
      .hint,
      "the page has a title and no text",
      at: title.map(page.location) ?? page.start,
      help: "write its text below the front matter, or make it a draft until it is written"
    )
  ]
}

extension Site {
  /// Whether a page shows nothing but its title. Pages of sections show what is in them, and layouts what they like.
  package func saysNothing(_ page: ParsedPage) -> Bool {
    guard page.isBlank, page.frontMatter.layout == nil, !page.frontMatter.title.isEmpty, !page.frontMatter.isDraft,
      let id = index.page(source: contentPath(page.path).utf8)
    else { return false }
    return self[self[id].section].page != id
  }
}

extension ParsedPage {
  /// There is nothing below the front matter.
  package var isBlank: Bool { file.bytes.dropFirst(Int(document.bodyStart)).allSatisfy { $0 <= 0x20 } }
}
