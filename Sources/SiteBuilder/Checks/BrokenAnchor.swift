import Diagnostics

func brokenAnchor(_ anchor: [UInt8], on page: Page, of site: Site, at place: LinkPlace) -> Diagnostic {
  let ids = site.anchorIDs(of: page).map(\.text)
  let wanted = percentDecoded(anchor).text
  let guess = NearestMatch.find(wanted, in: ids)
  return Diagnostic(
    "broken-anchor",
    .error,
    "no heading on \(page.nameInMessages) has the anchor #\(anchor.text)",
    at: place.location,
    help: guess.map { "did you mean #\($0)?" }
      ?? (ids.isEmpty
        ? "the page has no headings" : "the page has \(ids.prefix(8).map { "#\($0)" }.joined(separator: ", "))"),
    fix: guess.flatMap { isNear($0, wanted) ? place.fix(anchor: $0) : nil }
  )
}
