import Diagnostics

/// - Parameter anchor: as it stands in the link.
func brokenAnchor(_ anchor: [UInt8], on page: Page, of site: Site, at place: LinkPlace) -> LinkFinding {
  let anchors = site.anchors.of(page)
  let wanted = percentDecoded(anchor).text
  let slip = anchors.slip(of: wanted, on: page, of: site)
  let isInHTML = slip == nil && anchors.isShownAsText(wanted, on: page, of: site)
  let help =
    isInHTML
    ? "the page has this anchor in HTML, which is shown as text unless scopebook.yml says `markdown: {raw-html: true}`; "
      + "to keep it without HTML, pin it on a heading: {#\(anchor.text)}"
    : slip.map { "did you mean #\($0)?" } ?? anchors.summary(of: page, site)
  let diagnostic = Diagnostic(
    "broken-anchor",
    .error,
    "no heading on \(page.nameInMessages) has the anchor #\(anchor.text)",
    at: place.location,
    help: help,
    fix: slip.flatMap { place.fix(anchor: $0) }
  )
  return LinkFinding(diagnostic, slip == nil && !isInHTML ? .anchor(wanted, on: page.id) : nil, in: site)
}
