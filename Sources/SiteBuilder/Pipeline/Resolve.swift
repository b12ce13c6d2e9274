package import Diagnostics
import Markup
import Permissions
import TypedYAML

/// Stage 3: parsed pages, catalog and assets become one site in which every page knows its place.
///
/// Sequential and small: what it does for a page does not depend on the page's length, but for finding the
/// permissions that it mentions, which may be left for later.
package struct Resolver {
  let configuration: SiteConfiguration
  private let content: String
  var diagnostics: [Diagnostic] = []
  private(set) var pages: [Page] = []
  private var sections: [Section] = []
  private var sectionsByFolder: [ByteKey: SectionID] = [:]
  private var addresses: [String] = []
  var index: PublishedPaths
  private(set) var redirects: [Site.Redirect] = []

  private init(_ configuration: SiteConfiguration) {
    self.configuration = configuration
    content = configuration.content
    index = PublishedPaths(languageFolder: configuration.languageFolder)
  }

  package static func resolve(
    _ configuration: SiteConfiguration,
    pages: [ParsedPage],
    snippets: [ParsedPage],
    catalog: CatalogFile?,
    assets: [SourceTree.Asset],
    findsMentions: Bool = true
  ) async -> (site: Site, diagnostics: [Diagnostic]) {
    guard configuration.languages.isEmpty else {
      return await resolveLanguages(
        configuration,
        pages: pages,
        snippets: snippets,
        catalog: catalog,
        assets: assets
      )
    }
    let placed = pages.map {
      let place = contentRelative($0.path, content: configuration.content)
      return Translations.Placed(page: $0, place: place, translation: .original)
    }
    return await resolve(
      configuration,
      placed,
      snippets: snippets,
      catalog: catalog,
      assets: assets,
      findsMentions: findsMentions
    )
  }

  /// The site in one language.
  ///
  /// - Parameter others: the same in other languages, if this is the site's own.
  static func resolve(
    _ configuration: SiteConfiguration,
    _ pages: [Translations.Placed],
    snippets: [ParsedPage],
    catalog: CatalogFile?,
    assets: [SourceTree.Asset],
    others: [Site] = [],
    findsMentions: Bool = true
  ) async -> (site: Site, diagnostics: [Diagnostic]) {
    var resolver = Resolver(configuration)
    await resolver.placePages(pages)
    resolver.orderMembers()
    resolver.linkNeighbours()
    let reference = await resolver.makeReference(catalog, findsMentions: findsMentions)
    resolver.publish(assets, reference)
    resolver.diagnostics += AddressTable.problems(resolver, assets)
    for other in others { resolver.publish(other) }
    let site = resolver.site(snippets, catalog, assets, reference, others: others)
    return (site, resolver.diagnostics)
  }

  /// A site as it was resolved before, of pages that have found their places.
  static func reassemble(
    _ configuration: SiteConfiguration,
    pages: [Page],
    sections: [Section],
    snippets: [ParsedPage],
    catalog: CatalogFile?,
    assets: [SourceTree.Asset]
  ) -> Site {
    var resolver = Resolver(configuration)
    (resolver.pages, resolver.sections) = (pages, sections)
    resolver.index.reserve(pages.count * 2)
    for page in pages {
      if let parsed = page.parsed {
        resolver.index.add(page.id, source: contentRelative(parsed.path, content: configuration.content))
      }
    }
    let reference = resolver.makeReference(catalog)
    resolver.publish(assets, reference)
    return resolver.site(snippets, catalog, assets, reference)
  }

  private func site(
    _ snippets: [ParsedPage],
    _ catalog: CatalogFile?,
    _ assets: [SourceTree.Asset],
    _ reference: PermissionReference,
    others: [Site] = []
  ) -> Site {
    let snippetsByPath = Dictionary(
      snippets.map { (contentRelative($0.path, content: configuration.content), $0) },
      uniquingKeysWith: { first, _ in first }
    )
    return Site(
      configuration: configuration,
      catalog: catalog,
      pages: pages,
      sections: sections,
      snippets: snippetsByPath,
      assets: assets,
      redirects: redirects,
      reference: reference,
      index: SiteIndex(index),
      translations: others
    )
  }

  // MARK: Pages and sections

  private mutating func placePages(_ placed: [Translations.Placed]) async {
    // By their bytes: two folders may have names that are equal as text.
    var indexPages: [ByteKey: ParsedPage] = [:]
    var folders: Set<ByteKey> = [ByteKey("")]
    // The folders in which pages stand, mostly several pages after each other, and which of them each page has.
    var parents: [String] = []
    var parentOfPage: [Int] = []
    parentOfPage.reserveCapacity(placed.count)
    for page in placed {
      let (folder, name) = Self.parts(of: page.place)
      if parents.last.map({ folder.elementsEqual($0.utf8) }) != true {
        parents.append(String(Substring(folder)))
        var folder = parents[parents.count - 1]
        while folders.insert(ByteKey(folder)).inserted { folder = withoutSlash(splitPath(folder).folder) }
      }
      parentOfPage.append(parents.count - 1)
      if name.elementsEqual(Self.indexName) { indexPages[ByteKey(parents[parents.count - 1])] = page.page }
    }
    let besideFolder = Self.pagesBesideTheirFolder(placed, folders, indexPages)
    for (position, folder) in besideFolder { indexPages[ByteKey(folder)] = placed[position].page }
    for folder in folders.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
      addSection(folder.bytes.text, indexPage: indexPages[folder])
    }
    let sectionsOfParents = parents.map { sectionsByFolder[ByteKey($0)] ?? .root }
    var sectionOfEach = parentOfPage.map { sectionsOfParents[$0] }
    for (position, folder) in besideFolder { sectionOfEach[position] = sectionsByFolder[ByteKey(folder)] ?? .root }
    let sectionOfPage = sectionOfEach
    pages.reserveCapacity(placed.count + sections.count)
    index.reserve(placed.count * 2)
    let addresses = addresses
    let made = await concurrentMap(Array(placed.indices)) {
      let isIndex = besideFolder[$0] != nil || Self.parts(of: placed[$0].place).name.elementsEqual(Self.indexName)
      return Self.page(
        PageID($0),
        placed[$0],
        in: sectionOfPage[$0],
        at: addresses[sectionOfPage[$0].index],
        isIndex: isIndex
      )
    }
    for (placed, page) in zip(placed, made) { add(page, placed) }
    for position in sections.indices where sections[position].page.index < 0 { addSectionPage(position) }
  }

  /// The pages that stand beside a folder of their name, `set.md` beside `set/`, where the folder has no index.md: each
  /// is its folder's own page.
  ///
  /// - Returns: positions of the pages, with their folders.
  private static func pagesBesideTheirFolder(
    _ placed: [Translations.Placed],
    _ folders: Set<ByteKey>,
    _ indexPages: [ByteKey: ParsedPage]
  ) -> [Int: String] {
    var found: [Int: String] = [:]
    // The root alone has no page beside it.
    guard folders.count > 1 else { return found }
    for (position, page) in placed.enumerated() {
      let folder = String(Substring(page.place.utf8.dropLast(3)))
      let key = ByteKey(folder)
      if folders.contains(key), indexPages[key] == nil { found[position] = folder }
    }
    return found
  }

  private mutating func addSection(_ folder: String, indexPage: ParsedPage?) {
    let id = SectionID(sections.count)
    let (parentFolder, name) = splitPath(folder)
    let parent = folder.isEmpty ? nil : sectionsByFolder[ByteKey(withoutSlash(parentFolder))]
    sectionsByFolder[ByteKey(folder)] = id
    sections.append(Section(id: id, folder: folder, parent: parent, page: PageID(-1)))
    // A slug on an index page renames the folder for everything inside it.
    let part = indexPage?.frontMatter.slug ?? name
    addresses.append(parent.map { join(addresses[$0.index], part) } ?? "")
  }

  private static let indexName = "index.md".utf8

  /// The folder of a path, without a slash at its end, and the file's name.
  private static func parts(of path: String) -> (folder: Substring.UTF8View, name: Substring.UTF8View) {
    let bytes = path.utf8[...]
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return (bytes.prefix(0), bytes) }
    return (bytes[..<slash], bytes[bytes.index(after: slash)...])
  }

  /// A page in its section; every folder with pages has one.
  ///
  /// - Parameters:
  ///   - address: of the section.
  ///   - isIndex: it is the section's own page.
  private static func page(
    _ id: PageID,
    _ placed: Translations.Placed,
    in section: SectionID,
    at address: String,
    isIndex: Bool
  ) -> (page: Page, isIndex: Bool) {
    let name = parts(of: placed.place).name
    let frontMatter = placed.page.frontMatter
    var page = Page(
      id: id,
      source: .markdown(placed.page),
      permalink: Permalink(
        directory: isIndex
          ? address : join(address, frontMatter.slug ?? String(Substring(name.dropLast(3))))
      ),
      section: section,
      translation: placed.translation
    )
    page.name(after: frontMatter)
    return (page, isIndex)
  }

  private mutating func add(_ made: (page: Page, isIndex: Bool), _ placed: Translations.Placed) {
    let (id, section) = (made.page.id, made.page.section)
    pages.append(made.page)
    index.add(id, source: placed.place)
    // Links may name the translation too.
    if case .translated = placed.translation {
      index.add(id, source: contentRelative(placed.page.path, content: content))
    }
    if made.isIndex { sections[section.index].page = id } else { sections[section.index].members.append(.page(id)) }
  }

  private mutating func addSectionPage(_ position: Int) {
    let section = sections[position]
    let id = PageID(pages.count)
    let isRoot = section.parent == nil
    let title = Array((isRoot ? configuration.title : humanized(splitPath(section.folder).name)).utf8)
    pages.append(
      Page(
        id: id,
        source: .section,
        permalink: Permalink(directory: addresses[position]),
        title: title,
        shortTitle: title,
        description: isRoot ? configuration.description.map { Array($0.utf8) } : nil,
        section: section.id
      )
    )
    sections[position].page = id
  }

  private mutating func orderMembers() {
    for section in sections {
      if let parent = section.parent { sections[parent.index].members.append(.section(section.id)) }
    }
    for position in sections.indices {
      sections[position].members = sections[position].members
        .map { (key: orderKey(of: $0), member: $0) }
        .sorted { $0.key < $1.key }
        .map(\.member)
    }
  }

  private func orderKey(of member: Section.Member) -> (Int, String) {
    switch member {
    case .page(let id): (pages[id.index].frontMatter?.order ?? .max, pages[id.index].permalink.path)
    case .section(let id):
      (pages[sections[id.index].page.index].frontMatter?.order ?? .max, addresses[id.index] + "/")
    }
  }

  /// Earlier and later pages in reading order. The home page and pages that only list others are left out.
  private mutating func linkNeighbours() {
    var order: [PageID] = []
    order.reserveCapacity(pages.count)
    var open: [Section.Member] = sections[0].members.reversed()
    while let member = open.popLast() {
      switch member {
      case .page(let id): order.append(id)
      case .section(let id):
        let page = sections[id.index].page
        if pages[page.index].parsed != nil { order.append(page) }
        open += sections[id.index].members.reversed()
      }
    }
    for (earlier, later) in zip(order, order.dropFirst()) {
      pages[earlier.index].next = later
      pages[later.index].previous = earlier
    }
  }

  // MARK: Addresses

  /// Without the pages that name its permissions.
  private func makeReference(_ catalog: CatalogFile?) -> PermissionReference {
    guard let catalog, configuration.permissionReference else { return PermissionReference() }
    return PermissionReference(catalog.catalog)
  }

  private mutating func makeReference(_ catalog: CatalogFile?, findsMentions: Bool) async -> PermissionReference {
    var reference = makeReference(catalog)
    guard !reference.entries.isEmpty, findsMentions else { return reference }
    let names = reference
    reference.add(
      await concurrentMap(pages) { page in
        (page: page.id, entries: page.parsed.map { names.mentions(in: $0.document) } ?? [])
      }
    )
    return reference
  }

  private mutating func publish(_ assets: [SourceTree.Asset], _ reference: PermissionReference) {
    for page in pages { claim(.page(page.id), page.permalink) }
    if !reference.entries.isEmpty {
      claim(.generated(PermissionReference.indexPermalink), PermissionReference.indexPermalink)
      claim(.generated(PermissionReference.dataPermalink), PermissionReference.dataPermalink)
      claim(.generated(PermissionReference.tablePermalink), PermissionReference.tablePermalink)
      claim(.generated(reviewPagePermalink), reviewPagePermalink)
      // Without a base URL there is no feed.
      if BaseURL(configuration.baseURL).origin != nil, reference.holdsDates {
        claim(.generated(PermissionReference.feedPermalink), PermissionReference.feedPermalink)
      }
      if configuration.witnessPage { claim(.generated(witnessPagePermalink), witnessPagePermalink) }
      for entry in reference.entries { claim(.generated(entry.permalink), entry.permalink) }
    }
    claim(.generated(manifestPermalink), manifestPermalink)
    for asset in assets { claim(.asset(asset.permalink), asset.permalink, location: SourceLocation(path: asset.path)) }
    for page in pages {
      for alias in page.parsed?.frontMatter.aliases ?? [] {
        publish(alias: alias.value, of: page, location: page.parsed?.location(alias.span))
      }
      // Former addresses held in every language.
      guard case .translated(let original?) = page.translation else { continue }
      let own = page.frontMatter?.aliases.map(\.value) ?? []
      for alias in original.frontMatter.aliases where !own.contains(alias.value) {
        publish(alias: alias.value, of: page, location: original.location(alias.span))
      }
    }
    redirects.sort { $0.from < $1.from }
    // Made in every build, unless the site brings its own.
    let made = ["404.html", "robots.txt"] + (BaseURL(configuration.baseURL).origin == nil ? [] : ["sitemap.xml"])
    for path in made { _ = index.add(.generated(Permalink(path: path)), at: Permalink(path: path)) }
  }

  private mutating func publish(alias: String, of page: Page, location: SourceLocation?) {
    let folder = configuration.languageFolder
    let path = Permalink(directory: Permalink(written: alias).path).path
    let permalink = Permalink(path: path.hasPrefix(folder) ? String(path.dropFirst(folder.utf8.count)) : path)
    if claim(.page(page.id), permalink, location: location) { redirects.append(.init(from: permalink, to: page.id)) }
  }

  @discardableResult
  private mutating func claim(
    _ entry: SiteIndex.Entry,
    _ permalink: Permalink,
    location: SourceLocation? = nil
  ) -> Bool {
    guard let taken = index.add(entry, at: permalink) else { return true }
    // What no file stands behind has no place: the other one is to blame then.
    let (here, there) = (location ?? self.location(of: entry), self.location(of: taken))
    let (other, otherPlace) = here == nil ? (entry, nil) : (taken, there)
    diagnostics.append(
      Diagnostic(
        "duplicate-permalink",
        .error,
        "the address /\(permalink.path) is already taken",
        at: here ?? there,
        notes: [Diagnostic.Note("by \(name(of: other))", at: otherPlace)],
        help: "rename one of the two, or give one a `slug`"
      )
    )
    return false
  }

  func location(of entry: SiteIndex.Entry) -> SourceLocation? {
    switch entry {
    case .page(let id):
      pages[id.index].parsed?.start
    case .asset(let permalink): SourceLocation(path: content + "/" + permalink.path)
    case .generated: nil
    }
  }

  private func folder(of page: Page) -> String { sections[page.section.index].folder }

  func name(of entry: SiteIndex.Entry) -> String {
    switch entry {
    case .page(let id):
      pages[id.index].parsed != nil
        ? "this page" : "the list of \(content)/\(folder(of: pages[id.index]))/, which has no index.md"
    case .asset: "this file"
    case .generated(let permalink): "the generated page /\(permalink.path)"
    }
  }
}

/// `a/b/` as `a/b`.
private func withoutSlash(_ folder: String) -> String { String(Substring(folder.utf8.dropLast())) }

private func join(_ folder: String, _ name: String) -> String { folder.isEmpty ? name : folder + "/" + name }

/// `getting-started` as a title: `Getting started`.
private func humanized(_ name: String) -> String {
  let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
  return words.prefix(1).uppercased() + words.dropFirst()
}

extension PermissionReference {
  /// Positions of the entries that a document names in code spans, each once.
  func mentions(in document: Document) -> [Int] {
    var found: [Int] = []
    guard !entries.isEmpty else { return found }
    for (position, node) in document.nodes.enumerated() where node.kind == .code {
      for entry in entries(named: document.text(of: position)) where !found.contains(entry) { found.append(entry) }
    }
    return found.sorted()
  }
}
