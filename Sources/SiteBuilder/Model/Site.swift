import Diagnostics
import Markup

/// Everything about one site that pages, checks and outputs need to know. Built once, never changed.
package struct Site: Sendable {
  package let configuration: SiteConfiguration
  package let base: BaseURL
  package let catalog: CatalogFile?
  /// Markdown pages in the order of their paths, then the pages of sections that have none of their own.
  package private(set) var pages: [Page]
  /// The root first, then by folder.
  package let sections: [Section]
  /// Included files by path below the content folder.
  package let snippets: [String: ParsedPage]
  package let assets: [SourceTree.Asset]
  package let redirects: [Redirect]
  package let reference: PermissionReference
  package let index: SiteIndex
  /// The address of each page as it stands in links, most of which lead to pages.
  private let pageURLs: [[UInt8]]
  /// Of the images among the assets.
  private let imageDimensions: [Permalink: ImageDimensions]
  /// The files that the latest version has published, where this is an older one.
  package var latestFiles: Set<String> = []
  /// What the witnesses say of every permission of the catalog; known once the site has been checked.
  package var witnesses: [WitnessRow] = []

  init(
    configuration: SiteConfiguration,
    catalog: CatalogFile?,
    pages: [Page],
    sections: [Section],
    snippets: [String: ParsedPage],
    assets: [SourceTree.Asset],
    redirects: [Redirect],
    reference: PermissionReference,
    index: SiteIndex
  ) {
    self.configuration = configuration
    let base = BaseURL(configuration.baseURL, below: configuration.versionFolder)
    self.base = base
    self.catalog = catalog
    self.pages = pages
    self.sections = sections
    self.snippets = snippets
    self.assets = assets
    self.redirects = redirects
    self.reference = reference
    self.index = index
    pageURLs = pages.map { base.url(of: $0.permalink) }
    imageDimensions = assets.reduce(into: [:]) { $0[$1.permalink] = $1.dimensions }
  }

  package struct Redirect: Sendable {
    package var from: Permalink
    package var to: PageID
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
    var site = self
    for (id, page) in texts { site.pages[id.index].show(page, snippets, content: configuration.content) }
    return site
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

  /// Where a content file lies below the content folder, without slashes at the ends: what its links start from.
  func folder(of file: SourceFile) -> [UInt8] {
    let path = contentPath(file.path).utf8
    return path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[..<$0]) } ?? []
  }

  /// A path below the content folder, from one as the user types it.
  func contentPath(_ path: String) -> String {
    contentRelative(path, content: configuration.content)
  }

  /// The address as it stands in a page's links.
  package func url(of entry: SiteIndex.Entry) -> [UInt8] {
    if case .page(let id) = entry { return pageURLs[id.index] }
    return base.url(of: permalink(of: entry))
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
func contentRelative(_ path: String, content: String) -> String {
  path.hasPrefix(content + "/") ? String(path.dropFirst(content.utf8.count + 1)) : path
}
