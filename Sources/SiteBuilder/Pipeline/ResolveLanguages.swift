import Diagnostics
import Markup

/// A site in several languages is several sites: one in each, of the same pages in the same order, with their own
/// navigation, addresses and links. Those in other languages are resolved first, since the site's own language knows
/// their addresses too.
extension Resolver {
  static func resolveLanguages(
    _ configuration: SiteConfiguration,
    pages: [ParsedPage],
    snippets: [ParsedPage],
    catalog: CatalogFile?,
    assets: [SourceTree.Asset]
  ) async -> (site: Site, diagnostics: [Diagnostic]) {
    let translations = Translations(pages, configuration)
    var others: [Site] = []
    var found: [Diagnostic] = []
    for (number, language) in configuration.languages.enumerated() {
      let (site, diagnostics) = await resolve(
        configuration.inLanguage(language),
        translations.pages(in: number),
        snippets: snippets,
        catalog: catalog?.inLanguage(language.tag),
        assets: assets
      )
      others.append(site)
      found += diagnostics
    }
    let originals = translations.originals.map {
      let place = contentRelative($0.path, content: configuration.content)
      return Translations.Placed(page: $0, place: place, translation: .original)
    }
    let (site, problems) = await resolve(
      configuration,
      originals,
      snippets: snippets,
      catalog: catalog,
      assets: assets,
      others: others
    )
    // What is wrong with an untranslated page is wrong in every language.
    let known = Set(problems.compactMap(\.location))
    let diagnostics = problems + found.filter { $0.location.map { !known.contains($0) } ?? true }
    return (site, translations.diagnostics + diagnostics)
  }

  /// Makes the addresses of the site in another language known here: nothing else may stand there, and links may lead
  /// there.
  mutating func publish(_ other: Site) {
    let folder = other.configuration.languageFolder
    for page in other.pages {
      guard case .translated = page.translation, let file = page.parsed else { continue }
      let target = Permalink(path: folder + page.permalink.path)
      _ = index.add(.generated(target), at: Permalink(path: contentRelative(file.path, content: configuration.content)))
    }
    for (entry, taken) in index.add(other.index, of: other) {
      guard case .page(let id) = entry else { continue }
      diagnostics.append(
        Diagnostic(
          "duplicate-permalink",
          .error,
          "the address /\(folder)\(other[id].permalink.path) is already taken",
          at: other[id].parsed?.start,
          notes: [Diagnostic.Note("by \(name(of: taken))", at: location(of: taken))],
          help: "/\(folder) is where the pages in \(other.configuration.language) stand; give the other a `slug`"
        )
      )
    }
  }
}

extension PublishedPaths {
  /// Adds what a site in another language publishes, but for files that all languages share. Says what could not be
  /// added, and what stands there instead.
  fileprivate mutating func add(_ other: SiteIndex, of site: Site) -> [(entry: SiteIndex.Entry, taken: SiteIndex.Entry)]
  {
    let folder = site.configuration.languageFolder
    return other.addresses.compactMap { address, entry in
      if case .asset = entry { return nil }
      let target = SiteIndex.Entry.generated(Permalink(path: folder + site.permalink(of: entry).path))
      return add(target, at: Permalink(path: folder + address)).map { (entry, $0) }
    }
  }
}
