import Diagnostics
import TypedYAML

/// What front matter refers to has to exist: consents in the catalog, layouts in the theme.
let frontMatterCheck = Check.site { site, theme in
  var diagnostics: [Diagnostic] = []
  for site in [site] + site.translations {
    for position in site.pages.indices where !site.pages[position].isUntranslated {
      // Hardly any page names a consent or layout.
      guard let page = site.pages[position].parsed,
        !page.frontMatter.consents.isEmpty || page.frontMatter.layout != nil
      else { continue }
      diagnostics += problems(of: page, site, theme)
    }
  }
  return diagnostics
}

private func problems(of page: ParsedPage, _ site: Site, _ theme: Theme?) -> [Diagnostic] {
  var diagnostics: [Diagnostic] = []
  // What a translation has from its original is checked there, and is not in its file.
  for consent in page.frontMatter.consents where consent.span.count > 0 {
    guard let (message, help) = missingConsent(consent.value, in: site) else { continue }
    let location = page.location(consent.span)
    diagnostics.append(Diagnostic("unresolved-reference", .error, message, at: location, help: help))
  }
  if let layout = page.frontMatter.layout, layout.span.count > 0, let theme, theme.layouts[layout.value] == nil {
    let names = theme.layouts.keys.sorted()
    let guess = NearestMatch.find(layout.value, in: names)
    diagnostics.append(
      Diagnostic(
        "unresolved-reference",
        .error,
        "there is no layout \(layout.value)",
        at: page.location(layout.span),
        help: guess.map { "did you mean \($0)?" }
          ?? "a layout is a file templates/layouts/\(layout.value).html"
      )
    )
  }
  return diagnostics
}
