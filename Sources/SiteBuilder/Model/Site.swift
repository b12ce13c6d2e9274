import Diagnostics
import Markup
package import Permissions

/// Everything about one site that pages, checks and outputs need to know. Built once, never changed.
///
/// An object, since all processors ask it all the time: counting who holds its parts would keep them waiting for each other.
package final class Site: Sendable {
  package let configuration: SiteConfiguration
  package let base: BaseURL
  /// Where files stand that all languages share.
  let sharedBase: BaseURL
  package let catalog: CatalogFile?
  /// What the provider offers.
  package var microsoft: MicrosoftPermissions { configuration.microsoft }
  /// Markdown pages in the order of their paths, then the pages of sections that have none of their own.
  package let pages: [Page]
  /// The root first, then by folder.
  package let sections: [Section]
  /// Included files by path below the content folder.
  package let snippets: [String: ParsedPage]
  let includeSizes: [String: IncludeSize]
  package let assets: [SourceTree.Asset]
  package let redirects: [Redirect]
  package let reference: PermissionReference
  package let index: SiteIndex
  /// The address of each page as it stands in links, most of which lead to pages.
  private let pageURLs: PackedTexts
  /// What stands where pages should have their front matter, where it cannot be read.
  private let unreadableFrontMatter: [ArraySlice<UInt8>]
  /// Of the images among the assets.
  private let imageDimensions: [Permalink: ImageDimensions]
  /// The same site in its other languages, in the configuration's order.
  package let translations: [Site]
  /// The files that the latest version has published, where this is an older one.
  package let latestFiles: Set<String>
  /// What the witnesses say of every permission of the catalog; known once the site has been checked.
  package let witnesses: [WitnessRow]
  /// Links to anchors of pages that nobody may have looked at yet; nothing where all texts are there.
  let openAnchors: OpenAnchors?
  /// Pages of which others wanted anchors that no heading makes.
  let searchedPages: SearchedPages
  let anchors: AnchorTable

  init(
    configuration: SiteConfiguration,
    catalog: CatalogFile?,
    pages: [Page],
    sections: [Section],
    snippets: [String: ParsedPage],
    assets: [SourceTree.Asset],
    redirects: [Redirect],
    reference: PermissionReference,
    index: SiteIndex,
    translations: [Site] = []
  ) {
    self.configuration = configuration
    let sharedBase = BaseURL(configuration.baseURL, below: configuration.versionFolder)
    let base = configuration.otherLanguage.map { sharedBase.below($0.tag) } ?? sharedBase
    self.base = base
    self.sharedBase = sharedBase
    self.catalog = catalog
    self.pages = pages
    self.sections = sections
    self.snippets = snippets
    includeSizes = IncludeSize.all(snippets)
    self.assets = assets
    self.redirects = redirects
    self.reference = reference
    self.index = index
    self.translations = translations
    latestFiles = []
    witnesses = []
    openAnchors = nil
    searchedPages = SearchedPages()
    anchors = AnchorTable()
    pageURLs = PackedTexts(pages.lazy.map { base.url(of: $0.permalink) })
    unreadableFrontMatter = pages.compactMap { $0.parsed?.frontMatter.unreadable }
    imageDimensions = assets.reduce(into: [:]) { $0[$1.permalink] = $1.dimensions }
  }

  /// The same site with other parts in place of those that are named.
  private init(
    _ other: Site,
    configuration: SiteConfiguration? = nil,
    catalog: CatalogFile?? = nil,
    pages: [Page]? = nil,
    reference: PermissionReference? = nil,
    openAnchors: OpenAnchors? = nil,
    translations: [Site]? = nil,
    latestFiles: Set<String>? = nil,
    witnesses: [WitnessRow]? = nil
  ) {
    self.configuration = configuration ?? other.configuration
    base = other.base
    sharedBase = other.sharedBase
    self.catalog = catalog ?? other.catalog
    self.pages = pages ?? other.pages
    sections = other.sections
    snippets = other.snippets
    includeSizes = other.includeSizes
    assets = other.assets
    redirects = other.redirects
    self.reference = reference ?? other.reference
    self.openAnchors = openAnchors ?? other.openAnchors
    searchedPages = other.searchedPages
    anchors = pages == nil ? other.anchors : AnchorTable()
    index = other.index
    pageURLs = other.pageURLs
    unreadableFrontMatter = other.unreadableFrontMatter
    imageDimensions = other.imageDimensions
    self.translations = translations ?? other.translations
    self.latestFiles = latestFiles ?? other.latestFiles
    self.witnesses = witnesses ?? other.witnesses
  }

  package struct Redirect: Sendable {
    package var from: Permalink
    package var to: PageID
  }

  /// Whether some page may be published at a path that nothing is published at: its front matter, which cannot be read,
  /// has the path's last part in it.
  func mayBeNamedInUnreadableFrontMatter(_ path: String) -> Bool {
    guard !unreadableFrontMatter.isEmpty, let name = path.utf8.split(separator: UInt8(ascii: "/")).last,
      !name.suffix(3).elementsEqual(".md".utf8)
    else { return false }
    let bytes = Array(name)
    return unreadableFrontMatter.contains { $0.firstRange(of: bytes) != nil }
  }

  package subscript(_ id: PageID) -> Page { pages[id.index] }

  /// Width and height of an image; nothing for what is none, or cannot be read.
  func dimensions(of entry: SiteIndex.Entry) -> ImageDimensions? {
    guard case .asset(let permalink) = entry else { return nil }
    return imageDimensions[permalink]
  }

  /// The same site with other text on some pages, which may have other titles and headings. Right only where the pages
  /// stand where they stood, and name the same permissions.
  func replacing(_ texts: [(PageID, ParsedPage)]) -> Site {
    var pages = pages
    for (id, page) in texts { pages[id.index].show(page) }
    return Site(self, pages: pages, translations: translations.map { $0.replacingOriginals(texts) })
  }

  /// The same site, and its translations, once the files of the latest version are known.
  func with(latestFiles: Set<String>) -> Site {
    Site(self, translations: translations.map { $0.with(latestFiles: latestFiles) }, latestFiles: latestFiles)
  }

  /// The same site while its pages are looked at one after the other.
  func with(openAnchors: OpenAnchors) -> Site { Site(self, openAnchors: openAnchors) }

  /// The same site once all pages have been looked at.
  ///
  /// - Parameter mentions: the permissions that each page names in code spans, as positions in the reference.
  func with(mentions: [(page: PageID, entries: [Int])]) -> Site {
    var reference = reference
    reference.add(mentions)
    return Site(self, reference: reference)
  }

  /// The same site, and its translations, once it has been checked.
  func with(witnesses: [WitnessRow]) -> Site {
    Site(self, translations: translations.map { $0.with(witnesses: witnesses) }, witnesses: witnesses)
  }

  /// The language of a page's text, where it is not that of the pages around it.
  func foreignLanguage(of page: Page) -> [UInt8]? {
    page.isUntranslated ? configuration.ownLanguage.map { Array($0.utf8) } : nil
  }

  /// Whether a page is there in another language too.
  func isTranslated(_ id: PageID) -> Bool {
    translations.contains { if case .translated = $0[id].translation { true } else { false } }
  }

  /// In a language that has the same pages in the same order, translated or not.
  private func replacingOriginals(_ texts: [(PageID, ParsedPage)]) -> Site {
    var pages = pages
    for (id, page) in texts {
      switch pages[id.index].translation {
      case .untranslated: pages[id.index].show(page)
      case .translated: pages[id.index].translation = .translated(from: page)
      case .original: continue
      }
    }
    return Site(self, pages: pages)
  }

  /// The same site with the words of its own language around what has not been translated.
  func speaking(_ original: Site) -> Site {
    var configuration = configuration
    configuration.strings = original.configuration.strings
    return Site(self, configuration: configuration, catalog: .some(original.catalog))
  }

  /// Files that are in another language than the site's pages are.
  func isForeign(_ file: ParsedPage) -> Bool {
    guard !configuration.languages.isEmpty else { return false }
    let language = configuration.translation(contentPath(file.path)).map {
      configuration.languages[$0.language].tag
    }
    return language != configuration.otherLanguage?.tag
  }

  package subscript(_ id: SectionID) -> Section { sections[id.index] }

  package var home: Page { self[self[.root].page] }

  /// The sections around a page from the root inwards, its own among them.
  package func path(to section: SectionID) -> [SectionID] {
    var path: [SectionID] = []
    var current: SectionID? = section
    while let id = current {
      path.append(id)
      current = self[id].parent
    }
    return path.reversed()
  }

  /// Headings of a page in reading order with the ids they get, those of included snippets among them.
  func outline(of page: Page) -> [Page.OutlineEntry] { page.parsed.map(outline) ?? [] }

  /// The headings of the page that this one translates, where it has as many of the same levels.
  func originalOutline(of page: Page) -> [Page.OutlineEntry] {
    guard case .translated(let original?) = page.translation else { return [] }
    let headings = outline(of: original)
    return headings.map(\.level) == outline(of: page).map(\.level) ? headings : []
  }

  private func outline(of page: ParsedPage) -> [Page.OutlineEntry] {
    var outline = Outline(snippets: snippets, content: configuration.content)
    outline.add(page)
    return outline.entries
  }

  /// Where a content file lies below the content folder, without slashes at the ends: what its links start from.
  func folder(of file: SourceFile) -> [UInt8] {
    let path = bytesBelow(configuration.content, of: file.path)
    return path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[..<$0]) } ?? []
  }

  /// A path below the content folder, from one as the user types it.
  func contentPath(_ path: String) -> String {
    contentRelative(path, content: configuration.content)
  }

  /// The address as it stands in a page's links.
  package func url(of entry: SiteIndex.Entry) -> [UInt8] {
    if case .page(let id) = entry { return Array(pageURLs[id.index]) }
    if case .asset(let permalink) = entry { return sharedBase.url(of: permalink) }
    return base.url(of: permalink(of: entry))
  }

  /// The same for as long as the closure runs.
  func withURL(of entry: SiteIndex.Entry, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if case .page(let id) = entry {
      body(pageURLs[id.index])
    } else {
      url(of: entry).withUnsafeBufferPointer(body)
    }
  }

  /// Query and fragment as they fit a page in this language: a heading of the original is the one in its place.
  func suffix(_ suffix: LinkTarget.Suffix, on entry: SiteIndex.Entry) -> LinkTarget.Suffix {
    guard !suffix.fragment.isEmpty, case .page(let id) = entry, case .translated = pages[id.index].translation else {
      return suffix
    }
    let outline = outline(of: pages[id.index])
    guard !outline.contains(where: { $0.answers(to: suffix.fragment) }),
      let heading = originalOutline(of: pages[id.index]).firstIndex(where: { $0.answers(to: suffix.fragment) })
    else { return suffix }
    return LinkTarget.Suffix(query: suffix.query, fragment: outline[heading].id)
  }

  package func permalink(of entry: SiteIndex.Entry) -> Permalink {
    switch entry {
    // Through the array: a copy of the page would retain all that it holds.
    case .page(let id): pages[id.index].permalink
    case .asset(let permalink), .generated(let permalink): permalink
    }
  }
}

/// A path below the content folder, from one as the user types it.
func contentRelative(_ path: String, content: String) -> String { String(Substring(bytesBelow(content, of: path))) }

/// What follows a folder and its slash in a path; all of it where the path leads elsewhere.
private func bytesBelow(_ folder: String, of path: String) -> Substring.UTF8View {
  let (bytes, count) = (path.utf8[...], folder.utf8.count)
  guard bytes.starts(with: folder.utf8), bytes.dropFirst(count).first == UInt8(ascii: "/") else { return bytes }
  return bytes.dropFirst(count + 1)
}
