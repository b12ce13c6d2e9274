import Diagnostics
import Markup
import Permissions
import Search

/// A build after which only the texts of a few pages are others than at the last one.
///
/// Whatever the rest of the site depends on is as it was: which files there are, all that is not a page's text, and what
/// others show of these pages (``PageFacts``). Then all other pages say what they said, and so does everything that was
/// found in them; what is published of these pages and where their words are found is made anew. It is the same site
/// that a build of everything would make, with the same code.
///
/// What cannot be proven to be such a change is not built here.
struct Revision {
  let configuration: SiteConfiguration
  let reader: Reader
  let listing: Reader.Listing
  let output: String
  let record: BuildRecord
  /// The inputs that hold something else.
  let changed: [Int]

  /// With many pages more is to be read anew than is spared.
  static let mostPages = 16

  /// Whether builds of such a site keep what a revision needs.
  ///
  /// Pages in other languages stand for each other, and which page nobody links to takes all links to tell.
  static func isPossible(_ configuration: SiteConfiguration) -> Bool {
    configuration.languages.isEmpty && configuration.checks.baseline == nil && !configuration.checks.isOn("orphan-page")
  }

  /// A page whose text is another.
  private struct Change {
    var input: BuildRecord.Input
    var page: Page
    var parsed: ParsedPage
    /// What the last build knew of it.
    var before: SiteFacts.Entry
    /// What the site depends on now.
    var facts: PageFacts
    /// What was found in it, as it is reported.
    var found: [Diagnostic] = []
    var files: [(path: String, bytes: [UInt8])] = []
  }

  /// Nothing when all has to be built.
  ///
  /// - Parameter isStill: whether what all pages depend on is as it was, asked at the last moment.
  func run(_ stopwatch: inout Stopwatch, isStill: () -> Bool) async throws -> Build.Result? {
    guard let kept = record.facts, !changed.isEmpty, changed.count <= Self.mostPages,
      changed.allSatisfy({ $0 < listing.pages.count }), Self.isPossible(configuration)
    else { return nil }
    async let published = PublishedFolder(output, ledger: record.ledger)
    stopwatch.begin(.resolve)
    guard let facts = KeptFacts(in: output + "/" + Publisher.folder, kept),
      (facts.search != nil) == configuration.search,
      let (site, siteFacts, tree, loader) = try await putTogether(facts)
    else {
      _ = await published
      return nil
    }
    stopwatch.begin(.parse)
    let (theme, _) = Theme.load(
      overrides: tree.templates,
      folder: configuration.templates,
      settings: configuration.theme,
      strings: configuration.strings
    )
    var result = Build.Result()
    var texts: [(input: BuildRecord.Input, page: PageID, parsed: ParsedPage)] = []
    for index in changed {
      let (bytes, stamp) = try FileSystem.readStamped(reader.absolute(record.inputs[index].path))
      let file = SourceFile(path: record.inputs[index].path, bytes: bytes)
      let parsed = Parser.parse(file, options: MarkupOptions(rawHTML: configuration.rawHTML))
      guard let id = site.index.page(source: site.contentPath(file.path).utf8) else {
        _ = await published
        return nil
      }
      texts.append((BuildRecord.Input(path: file.path, stamp: stamp, hash: contentHash(bytes)), id, parsed))
      result.counters.read(bytes: bytes.count)
      result.counters.parsed(parsed.document)
    }
    stopwatch.begin(.check)
    let changes = theme.flatMap { look(at: texts, site.replacing(texts.map { ($0.page, $0.parsed) }), $0, siteFacts) }
    guard let published = await published, let changes else { return nil }
    stopwatch.begin(.render)
    let revised = site.replacing(texts.map { ($0.page, $0.parsed) })
    guard let (files, search) = files(of: changes, revised, facts, siteFacts, published) else { return nil }
    try loader.rethrow()
    // What is known of the site stays as it is: pages say the same to others, and nobody asks more of them.
    guard revised.searchedPages.all.allSatisfy({ siteFacts.entries[$0.index].isEntangled }) else { return nil }
    guard isStill() else { return nil }

    stopwatch.begin(.write)
    guard let (written, ledger) = try published.replace(files) else { return nil }
    var record = record
    record.ledger = ledger
    for (index, change) in zip(changed, changes) { record.inputs[index] = change.input }
    record.diagnostics = diagnostics(with: changes)
    try await published.keep(record, search: search?.bytes)

    result.diagnostics = record.diagnostics
    result.sources = SourceFiles(texts.map(\.parsed.file)) { [reader] path in
      (try? FileSystem.read(reader.absolute(path))).map { SourceFile(path: path, bytes: $0) }
    }
    result.pageCount = record.counts[0]
    result.permissionCount = record.counts[1]
    result.redirectCount = record.counts[2]
    result.counters.pagesKept = result.pageCount - changes.count
    result.known = Set(record.known)
    result.summary = Publisher.Summary(written: written, unchanged: published.count - written)
    result.output = output
    (result.counters.filesMade, result.counters.bytesMade) = (files.count, files.reduce(0) { $0 + $1.bytes.count })
    return result
  }

  // MARK: The site as it was

  /// Nothing when something else than pages has changed after all.
  private func putTogether(
    _ kept: KeptFacts
  ) async throws -> (site: Site, facts: SiteFacts, tree: SourceTree, loader: PageLoader)? {
    var others = listing
    others.assets = []
    let tree = try await reader.read(others, pages: false)
    let hashes = (tree.snippets + tree.templates).map { contentHash($0.bytes) }
    guard hashes == record.inputs[listing.pages.count...].map(\.hash) else { return nil }
    let markup = MarkupOptions(rawHTML: configuration.rawHTML)
    let loader = PageLoader(reader, markup)
    let facts = SiteFacts(kept.site, record.inputs) { input, anchors in
      PageText(.init(loader: loader, path: input.path, stamp: input.stamp, diagnostics: []), anchors: anchors)
    }
    guard let facts, facts.dimensions.count == listing.assets.count else { return nil }
    var assets = listing.assets
    for (position, dimensions) in facts.dimensions.enumerated() { assets[position].dimensions = dimensions }
    let catalog = CatalogFile.decode(tree.catalog, language: configuration.language, languages: [])
    let site = Resolver.reassemble(
      configuration,
      pages: facts.entries.map(\.page),
      sections: facts.sections,
      snippets: await Parser.parse(tree.snippets, options: markup, isSnippet: true),
      catalog: catalog.file,
      assets: assets
    )
    return (site, facts, tree, loader)
  }

  // MARK: What has changed

  /// Nothing when something else depends on it.
  private func look(
    at texts: [(input: BuildRecord.Input, page: PageID, parsed: ParsedPage)],
    _ site: Site,
    _ theme: Theme,
    _ facts: SiteFacts
  ) -> [Change]? {
    let check = FileCheck(site, theme)
    let renderer = Renderer(ofFewPagesOf: site, theme: theme)
    var changes: [Change] = []
    for (input, id, parsed) in texts {
      let before = facts.entries[id.index]
      guard let factsBefore = before.facts, !before.isEntangled else { return nil }
      let checked = check(parsed)
      guard let found = settled(checked.diagnostics + parsed.diagnostics, parsed, site) else { return nil }
      var files: [(path: String, bytes: [UInt8])] = []
      renderer.forEachFile(of: site[id]) { file in
        if case .bytes(let bytes) = file.contents { files.append((file.path, bytes)) }
      }
      let now = PageFacts(site[id], parsed, checked, files.map(\.path), site)
      guard now.outward == factsBefore.outward else { return nil }
      changes.append(
        Change(input: input, page: site[id], parsed: parsed, before: before, facts: now, found: found, files: files)
      )
    }
    return changes
  }

  /// Nothing when a finding keeps the site from being published, or has to do with other pages.
  private func settled(_ found: [Diagnostic], _ page: ParsedPage, _ site: Site) -> [Diagnostic]? {
    let isOwn = found.allSatisfy { diagnostic in
      diagnostic.location?.path == page.path
        && diagnostic.otherPaths.allSatisfy { site.index.page(source: site.contentPath($0).utf8) == nil }
    }
    let settled = Settling.settle(found, configuration.checks, Suppression.all(in: page))
    return isOwn && !settled.hasErrors && !found.contains(where: \.preventsBuilding) ? settled : nil
  }

  /// In the order in which a build of everything reports.
  private func diagnostics(with changes: [Change]) -> [Diagnostic] {
    let paths = Set(changes.map(\.input.path))
    let others = record.diagnostics.filter { $0.location.map { !paths.contains($0.path) } ?? true }
    return (others + changes.flatMap(\.found)).sortedForReport()
  }

  // MARK: What is published

  /// Nothing when files come or go.
  private func files(
    of changes: [Change],
    _ site: Site,
    _ kept: KeptFacts,
    _ facts: SiteFacts,
    _ published: PublishedFolder
  ) -> (files: [(path: String, bytes: [UInt8])], search: SearchFacts?)? {
    var files = changes.flatMap(\.files)
    let own = Dictionary(files, uniquingKeysWith: { first, _ in first })
    let sizeBefore = facts.entries.reduce(0) { $0 + ($1.page.parsed?.size ?? 0) }
    let size = sizeBefore + changes.reduce(0) { $0 + $1.parsed.size - ($1.before.page.parsed?.size ?? 0) }
    let fullText = fullText(of: site, size: (sizeBefore, size)) { page in
      let path = PageMarkdown.permalink(of: page).outputPath
      return own[path] ?? published.read(path)
    }
    guard var more = fullText else { return nil }
    var search: SearchFacts?
    if let bytes = kept.search {
      guard let before = SearchFacts(bytes),
        let found = SearchOutput.replacing(changes.map(\.page.id), of: site, before, published: published.read)
      else { return nil }
      more += found.files
      search = found.facts
    }
    for file in more { if case .bytes(let bytes) = file.contents { files.append((file.path, bytes)) } }
    return (files, search)
  }
}
