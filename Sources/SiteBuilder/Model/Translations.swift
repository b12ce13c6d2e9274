import Diagnostics
import Markup
import TypedYAML

extension SiteConfiguration {
  /// The language that a file is in by its folder or the end of its name, and the file that it translates; nothing for
  /// what is in the site's own language. Paths are relative to the content folder.
  ///
  /// `de/guides/connect.md` and `guides/connect.de.md` both translate `guides/connect.md`. Only languages that are listed
  /// count: elsewhere a folder `de` is a folder as any other.
  func translation(_ path: String) -> (language: Int, original: String)? {
    for (number, language) in languages.enumerated() {
      let isInFolder = path.hasPrefix(language.tag + "/")
      let original = isInFolder ? String(path.dropFirst(language.tag.utf8.count + 1)) : path
      let ending = ".\(language.tag).md"
      if original.hasSuffix(ending), !original.hasSuffix("/" + ending), original != ending {
        return (number, original.dropLast(ending.utf8.count) + ".md")
      }
      if isInFolder { return (number, original) }
    }
    return nil
  }

  /// Without drafts, and without what translates one.
  func withoutDrafts(_ pages: [ParsedPage]) -> [ParsedPage] {
    guard pages.contains(where: \.frontMatter.isDraft) else { return pages }
    let published = pages.filter { !$0.frontMatter.isDraft }
    guard !languages.isEmpty else { return published }
    func path(_ page: ParsedPage) -> String { contentRelative(page.path, content: content) }
    let drafts = Set(pages.filter(\.frontMatter.isDraft).map(path))
    return published.filter { page in translation(path(page)).map { !drafts.contains($0.original) } ?? true }
  }
}

/// The pages of a site in several languages by language.
struct Translations {
  /// In the site's own language.
  private(set) var originals: [ParsedPage] = []
  private var translated: [[String: ParsedPage]]
  /// Pages of which there is no original, and what they say they translate.
  private var others: [[(page: ParsedPage, original: String)]]
  private(set) var diagnostics: [Diagnostic] = []
  private let content: String

  init(_ pages: [ParsedPage], _ configuration: SiteConfiguration) {
    content = configuration.content
    translated = configuration.languages.map { _ in [:] }
    others = configuration.languages.map { _ in [] }
    for page in pages {
      guard let (language, original) = configuration.translation(path(of: page)) else {
        originals.append(page)
        continue
      }
      if let first = translated[language].updateValue(page, forKey: original) {
        diagnostics.append(secondTranslation(page, after: first, of: original))
      }
    }
    let known = Set(originals.map(path))
    for (language, pages) in translated.enumerated() {
      others[language] = pages.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }.map { ($0.value, $0.key) }
    }
  }

  /// What stands in one language: every page of the site, translated or not, in the order of the originals, and then
  /// what only this language has.
  func pages(in language: Int) -> [Placed] {
    originals.map { original in
      let place = path(of: original)
      guard let page = translated[language][place] else {
        return Placed(page: original, place: place, translation: .untranslated)
      }
      return Placed(page: page.inheriting(from: original), place: place, translation: .translated(from: original))
    }
      + others[language].map { Placed(page: $0.page, place: $0.original, translation: .translated(from: nil)) }
  }

  struct Placed {
    var page: ParsedPage
    /// The file whose place it takes, below the content folder.
    var place: String
    var translation: Page.Translation
  }

  private func path(of page: ParsedPage) -> String { contentRelative(page.path, content: content) }

  private func secondTranslation(_ page: ParsedPage, after first: ParsedPage, of original: String) -> Diagnostic {
    return Diagnostic(
      "duplicate-permalink",
      .error,
      "\(original) is translated twice into this language",
      at: page.start,
      notes: [.init("this is the other translation", at: first.start)],
      help: "remove one of the two"
    )
  }
}

extension ParsedPage {
  /// A translation as it is published: what it does not say of itself is as in the original.
  func inheriting(from original: ParsedPage) -> ParsedPage {
    with(frontMatter.inheriting(from: original.frontMatter))
  }
}

extension PageFrontMatter {
  /// All but what is said in words. What is taken over has no place in the translation's file, so its spans are empty.
  fileprivate func inheriting(from original: PageFrontMatter) -> PageFrontMatter {
    let nowhere = SourceSpan(start: 0, end: 0)
    var frontMatter = self
    frontMatter.order = order ?? original.order
    frontMatter.slug = slug ?? original.slug
    if consents.isEmpty { frontMatter.consents = original.consents.map { Spanned($0.value, nowhere) } }
    frontMatter.layout = layout ?? original.layout.map { Spanned($0.value, nowhere) }
    frontMatter.isSearchable = isSearchable && original.isSearchable
    frontMatter.showsTableOfContents = showsTableOfContents && original.showsTableOfContents
    return frontMatter
  }
}
