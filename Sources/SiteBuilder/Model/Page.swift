package import Markup

/// Position of a page in ``Site/pages``.
package struct PageID: Hashable, Sendable, Comparable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
  package static func < (a: PageID, b: PageID) -> Bool { a.index < b.index }
}

/// A page that knows its place in the site.
package struct Page: Sendable {
  package let id: PageID
  /// Shared by all copies: pages are handed on all the time, and a copy of what is in there would retain ten things.
  private var box: Box

  private final class Box: @unchecked Sendable {
    /// Changed only while one page holds it.
    var parts: Parts

    init(_ parts: Parts) { self.parts = parts }
  }

  private struct Parts {
    var source: Source
    var permalink: Permalink
    var title: [UInt8]
    var shortTitle: [UInt8]
    var description: [UInt8]?
    var section: SectionID
    var previous: PageID?
    var next: PageID?
    var translation: Translation
  }

  package init(
    id: PageID,
    source: Source,
    permalink: Permalink,
    title: [UInt8] = [],
    shortTitle: [UInt8] = [],
    description: [UInt8]? = nil,
    section: SectionID,
    previous: PageID? = nil,
    next: PageID? = nil,
    translation: Translation = .original
  ) {
    self.id = id
    box = Box(
      Parts(
        source: source,
        permalink: permalink,
        title: title,
        shortTitle: shortTitle,
        description: description,
        section: section,
        previous: previous,
        next: next,
        translation: translation
      )
    )
  }

  /// Makes sure that no other page sees a change.
  private mutating func own() {
    if !isKnownUniquelyReferenced(&box) { box = Box(box.parts) }
  }

  package var source: Source {
    get { box.parts.source }
    set {
      own()
      box.parts.source = newValue
    }
  }
  package var permalink: Permalink {
    get { box.parts.permalink }
    set {
      own()
      box.parts.permalink = newValue
    }
  }
  package var title: [UInt8] {
    get { box.parts.title }
    set {
      own()
      box.parts.title = newValue
    }
  }
  /// For lists of pages and breadcrumbs.
  package var shortTitle: [UInt8] {
    get { box.parts.shortTitle }
    set {
      own()
      box.parts.shortTitle = newValue
    }
  }
  package var description: [UInt8]? {
    get { box.parts.description }
    set {
      own()
      box.parts.description = newValue
    }
  }
  package var section: SectionID {
    get { box.parts.section }
    set {
      own()
      box.parts.section = newValue
    }
  }
  package var previous: PageID? {
    get { box.parts.previous }
    set {
      own()
      box.parts.previous = newValue
    }
  }
  package var next: PageID? {
    get { box.parts.next }
    set {
      own()
      box.parts.next = newValue
    }
  }
  package var translation: Translation {
    get { box.parts.translation }
    set {
      own()
      box.parts.translation = newValue
    }
  }

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

  /// A heading with the id that it has on the page.
  package typealias OutlineEntry = Document.Heading

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

  /// Its title, or the file of a page that has none.
  var nameInMessages: String {
    if title.contains(where: { $0 > 0x20 }) { return "“\(title.text)”" }
    return parsed?.path ?? "/\(permalink.path)"
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
