import Diagnostics

/// A link to what the content folder may well hold, and does not publish; nil if no rule leaves it out.
///
/// - Parameter path: below the content folder, at which nothing is published.
func excludedLink(_ path: String, _ site: Site, at place: LinkPlace) -> Diagnostic? {
  let rules = site.configuration.contentRules
  guard let exclusion = rules.exclusion(of: path) ?? rules.pattern(leavingOutPageAt: path) else { return nil }
  let (reason, help) =
    switch exclusion {
    case .pattern(let text):
      (
        "`exclude` in \(Reader.configurationName) leaves it out",
        "take the link away, or publish the file: \(text) under `exclude` covers it"
      )
    case .leftover:
      ("files with such a name are left behind by programs", "link to the file itself, or give this one another name")
    case .hidden:
      ("its path has a name that begins with a dot", "rename it, or write \"!\(path)\" under `exclude`")
    }
  return Diagnostic(
    place.isImage ? "missing-image" : "broken-link",
    .error,
    "\(place.destination) is not published: \(reason)",
    at: place.location,
    help: help
  )
}
