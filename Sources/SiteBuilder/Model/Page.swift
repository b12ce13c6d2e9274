/// Position of a page in ``Site/pages``.
package struct PageID: Hashable, Sendable, Comparable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
  package static func < (a: PageID, b: PageID) -> Bool { a.index < b.index }
}

/// A page that knows its place in the site.
package struct Page: Sendable {
  package let id: PageID
  package var source: Source
  package var permalink: Permalink
  package var title: [UInt8] = []
  /// For lists of pages and breadcrumbs.
  package var shortTitle: [UInt8] = []
  package var description: [UInt8]?
  package var section: SectionID
  package var previous: PageID?
  package var next: PageID?
  package var translation = Translation.original

  /// What language the text is in, on a site in several.
  package enum Translation: Sendable {
    /// The site's own.
    case original
    /// Another; nothing where there is no page of which it is the translation.
    case translated(from: ParsedPage?)
    /// The site's own, where readers have chosen another in which the page does not exist.
    case untranslated
  }

  package var isUntranslated: Bool { if case .untranslated = translation { true } else { false } }

  /// There is no page of which it is the translation.
  var isOnlyTranslation: Bool { if case .translated(from: nil) = translation { true } else { false } }

  package enum Source: Sendable {
    case markdown(ParsedPage)
    /// A folder without an `index.md`: its page lists what is inside.
    case section
  }

  package struct OutlineEntry: Sendable {
    package var level: UInt8
    package var id: [UInt8]
    package var text: [UInt8]
  }

  package var parsed: ParsedPage? {
    if case .markdown(let parsed) = source { parsed } else { nil }
  }

  package var frontMatter: PageFrontMatter? { parsed?.frontMatter }

  /// The site's search and search engines may list it.
  var isSearchable: Bool { frontMatter?.isSearchable ?? true }

  /// Takes over what the page says of itself.
  mutating func show(_ parsed: ParsedPage) {
    source = .markdown(parsed)
    name(after: parsed.frontMatter)
  }

  mutating func name(after frontMatter: PageFrontMatter) {
    title = Array(frontMatter.title.utf8)
    shortTitle = frontMatter.navTitle.map { Array($0.utf8) } ?? title
    description = frontMatter.description.map { Array($0.utf8) }
  }
}

/// Position of a section in ``Site/sections``.
package struct SectionID: Hashable, Sendable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
  package static let root = SectionID(0)
}

/// A folder of pages.
package struct Section: Sendable {
  package let id: SectionID
  /// Below the content folder, without slashes at the ends; empty for the root.
  package var folder: String
  package var parent: SectionID?
  /// The section's own page.
  package var page: PageID
  /// Pages and sections directly inside, in reading order; the section's own page is not among them.
  package var members: [Member] = []

  package enum Member: Hashable, Sendable {
    case page(PageID)
    case section(SectionID)
  }
}
