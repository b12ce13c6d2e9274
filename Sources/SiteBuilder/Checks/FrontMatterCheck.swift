import Diagnostics
import TypedYAML

/// What front matter refers to has to exist: consents in the catalog, layouts in the theme.
let frontMatterCheck = Check.site { site, theme in
  site.pages.compactMap(\.parsed).flatMap { page in
    var diagnostics: [Diagnostic] = []
    for consent in page.frontMatter.consents {
      guard let (message, help) = missingConsent(consent.value, in: site) else { continue }
      let location = page.file.location(consent.span)
      diagnostics.append(Diagnostic("unresolved-reference", .error, message, at: location, help: help))
    }
    if let layout = page.frontMatter.layout, let theme, theme.layouts[layout.value] == nil {
      let names = theme.layouts.keys.sorted()
      let guess = NearestMatch.find(layout.value, in: names)
      diagnostics.append(
        Diagnostic(
          "unresolved-reference",
          .error,
          "there is no layout \(layout.value)",
          at: page.file.location(layout.span),
          help: guess.map { "did you mean \($0)?" }
            ?? "a layout is a file templates/layouts/\(layout.value).html"
        )
      )
    }
    return diagnostics
  }
}
