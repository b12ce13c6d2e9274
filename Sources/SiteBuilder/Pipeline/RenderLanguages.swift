import Markup

/// What a page says about the other languages of the site.
extension Renderer {
  /// What this language publishes besides pages: what there is once for the whole site comes with the site's own.
  var outputs: [Output] {
    site.configuration.otherLanguage == nil ? allOutputs : allOutputs.filter(\.isForEachLanguage)
  }

  /// The reader has chosen a language in which there is no such page.
  func showAsUntranslated(_ view: inout PageView, _ page: Page) {
    guard let original = languages.first, original.pages.indices.contains(page.id.index) else { return }
    let place = original[page.id].permalink
    view.canonical = original.canonicalURL(of: place)
    view.markdownURL = view.markdownURL.map { _ in original.base.url(of: PageMarkdown.permalink(of: original[page.id]))
    }
    view.textLanguage = site.foreignLanguage(of: page)
    view.textDirection = (ThemeStrings.isRightToLeft(original.configuration.language) ? "rtl" : "ltr").bytes
  }

  func addLanguages(to view: inout PageView, of page: Page) {
    addLanguages(to: &view, isTranslated: !page.isUntranslated) { language in
      guard let other = counterpart(of: page, in: language) else { return nil }
      return (other.permalink, !other.isUntranslated)
    }
  }

  /// For a page that no Markdown file stands behind, which every language has.
  func addLanguages(to view: inout PageView, at permalink: Permalink) {
    guard !languages.isEmpty else { return }
    addLanguages(to: &view, isTranslated: true) { _ in (permalink, true) }
  }

  /// - Parameters:
  ///   - isTranslated: The page is in this language and does not only stand among the pages that are.
  ///   - find: where it is in another language, and whether it is translated there.
  private func addLanguages(
    to view: inout PageView,
    isTranslated: Bool,
    _ find: (Site) -> (Permalink, isTranslated: Bool)?
  ) {
    let found = languages.map(find)
    view.languages = zip(languages, found).map { language, place in
      LanguageView(
        label: language.configuration.languageLabel.bytes,
        tag: language.configuration.language.bytes,
        // Where there is no such page, the language begins.
        url: language.base.url(of: place?.0 ?? .home),
        isCurrent: language.configuration.language == site.configuration.language
      )
    }
    // What search engines are to keep names the others; what is not translated is none of them.
    guard isTranslated, view.canonical != nil else { return }
    view.alternates = zip(languages, found).compactMap { language, place in
      guard let place, place.isTranslated, let url = language.canonicalURL(of: place.0) else { return nil }
      return AlternateView(tag: language.configuration.language.bytes, url: url)
    }
    guard view.alternates.count > 1 else {
      view.alternates = []
      return
    }
    if let place = found[0], let url = languages[0].canonicalURL(of: place.0) {
      view.alternates.append(AlternateView(tag: "x-default".bytes, url: url))
    }
  }

  /// The same page in another language. Markdown pages stand in the same order in all; behind them come those that only
  /// one language has, and pages of sections without one.
  private func counterpart(of page: Page, in other: Site) -> Page? {
    if other.configuration.language == site.configuration.language { return page }
    guard page.parsed != nil, !page.isOnlyTranslation else {
      guard site[page.section].page == page.id else { return nil }
      return other.section(inFolder: site[page.section].folder).map { other[other[$0].page] }
    }
    return other[page.id]
  }
}

extension SiteConfiguration {
  /// What readers choose this language by.
  var languageLabel: String { otherLanguage?.label ?? languageName(of: language) }
}

extension Site {
  func section(inFolder folder: String) -> SectionID? {
    var range = sections.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if sections[middle].folder == folder { return sections[middle].id }
      range = sections[middle].folder < folder ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }
}
