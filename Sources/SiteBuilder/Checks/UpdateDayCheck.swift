import Diagnostics

/// Nobody can have updated a page on a day that has not come yet.
let updateDayCheck = Check.site { site, _ in
  let latest = site.configuration.latestUpdate
  return ([site] + site.translations).flatMap { site in
    site.pages.indices.compactMap { position in
      guard !site.pages[position].isUntranslated, let page = site.pages[position].parsed,
        let day = page.frontMatter.updated, day > latest, let span = page.frontMatter.updatedSpan, span.count > 0
      else { return nil }
      return Diagnostic(
        "future-date",
        .warning,
        "the page says that it was updated on \(day), a day that has not come yet",
        at: page.location(span),
        help: "write the day of the last change, or leave `updated` out until then"
      )
    }
  }
}
