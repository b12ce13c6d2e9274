import CMemory
import Diagnostics
import DocsWitness
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
  /// In which the record was.
  let state: BuildState
  let record: BuildRecord
  /// The inputs that hold something else.
  let changed: [Int]

  /// With many pages more is to be read anew than is spared.
  static let mostPages = 16

  /// Whether builds of such a site keep what a revision needs.
  ///
  /// Pages in other languages stand for each other, older versions point to the latest, and which page nobody links to takes all links to tell.
  static func isPossible(_ configuration: SiteConfiguration) -> Bool {
    configuration.languages.isEmpty && configuration.olderVersion == nil && configuration.checks.baseline == nil
      && !configuration.checks.isOn("orphan-page")
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

    var hasOtherAnchors: Bool { facts.anchors != before.facts?.anchors }
  }

  /// Nothing when all has to be built.
  ///
  /// - Parameter isStill: whether what all pages depend on is as it was, asked at the last moment.
  func run(_ stopwatch: inout Stopwatch, isStill: () -> Bool) async throws -> Build.Result? {
    guard let kept = record.facts, !changed.isEmpty, changed.count <= Self.mostPages,
      changed.allSatisfy({ $0 < listing.pages.count }), Self.isPossible(configuration)
    else { return nil }
    async let published = PublishedFolder(output, ledger: record.ledger)
    // What the provider offers, the theme and the words are taken apart while the site is put together.
    async let vocabulary = PermissionVocabulary.of(configuration.microsoft)
    async let searchFacts = searchFacts(kept)
    stopwatch.begin(.resolve)
    guard let tree = await unchangedTree() else { return nil }
    async let loadedTheme = Theme.load(
      overrides: tree.templates,
      folder: configuration.templates,
      settings: configuration.theme,
      strings: configuration.strings
    )
    let markup = MarkupOptions(rawHTML: configuration.rawHTML)
    let loader = PageLoader(reader, markup)
    guard let (site, facts) = await putTogether(kept, tree, loader, markup) else { return nil }

    stopwatch.begin(.parse)
    var result = Build.Result()
    guard let texts = texts(on: site, markup, &result.counters) else { return nil }
    stopwatch.begin(.check)
    let revised = site.replacing(texts.map { ($0.page, $0.parsed) })
    _ = await vocabulary
    guard let theme = await loadedTheme.theme, let changes = look(at: texts, revised, theme, facts),
      let published = await published
    else { return nil }

    stopwatch.begin(.render)
    let newRecord = record(with: changes)
    async let encodedRecord = newRecord.encoded
    guard let search = await searchFacts, (search.facts != nil) == configuration.search,
      let (own, gone, newSearch) = files(of: changes, revised, search.facts, facts, published)
    else { return nil }
    // What is known of the site stays as it is, but for anchors: pages say the same to others, and nobody asks more of them.
    guard revised.searchedPages.all.allSatisfy({ facts.entries[$0.index].isEntangled }) else { return nil }
    let newFacts = changes.contains(where: \.hasOtherAnchors) ? self.facts(facts, with: changes) : nil
    let manifest = newFacts.map { _ in manifestOutput.filesOfSite(Renderer(ofFewPagesOf: revised, theme: theme)).bytes }
    let files = own + (manifest ?? [])
    guard !loader.hasFailed, isStill() else { return nil }

    stopwatch.begin(.write)
    async let keptSearch = newSearch.flatMap { search in state.facts.write(.search) { search.forEachPiece($0) } }
    async let keptSite = newFacts.flatMap { facts in
      state.facts.write(.site) { facts.forEachPiece(newRecord.inputs, $0) }
    }
    guard let (summary, ledger) = try published.replace(files, removing: gone) else { return nil }
    let (siteHash, searchHash) = (await keptSite, await keptSearch)
    let isKept = (newFacts == nil || siteHash != nil) && (newSearch == nil || searchHash != nil)
    state.keep(
      await encodedRecord,
      isKept ? .init(site: siteHash ?? kept.site, search: searchHash ?? kept.search) : nil,
      replacing: (newFacts == nil ? [] : [.site]) + (newSearch == nil ? [] : [.search]),
      ledger: ledger
    )

    result.takeOver(newRecord, reader)
    (result.summary, result.output) = (summary, output)
    // As long as there is a result, nobody takes ten thousand pages apart.
    result.site = revised
    result.counters.pagesKept -= changes.count
    result.sources = SourceFiles(texts.map(\.parsed.file), reader)
    (result.counters.filesMade, result.counters.bytesMade) = (files.count, files.reduce(0) { $0 + $1.bytes.count })
    return result
  }

  // MARK: The site as it was

  private struct FoundSearch: Sendable {
    var facts: SearchFacts?
  }

  /// Nothing when they are not what the record names; nothing in them where the site cannot be searched.
  private func searchFacts(_ kept: BuildRecord.Facts) -> FoundSearch? {
    guard let hash = kept.search else { return FoundSearch(facts: nil) }
    guard let bytes = state.facts.read(.search, hash), let facts = SearchFacts(bytes) else { return nil }
    return FoundSearch(facts: facts)
  }

  /// All but pages and assets. Nothing when it is not what it was after all.
  private func unchangedTree() async -> SourceTree? {
    var others = listing
    others.assets = []
    guard let tree = try? await reader.read(others, pages: false) else { return nil }
    let hashes = (tree.snippets + tree.templates).map { contentHash($0.bytes) }
    return hashes == record.inputs[listing.pages.count...].map(\.hash) ? tree : nil
  }

  private func putTogether(
    _ kept: BuildRecord.Facts,
    _ tree: SourceTree,
    _ loader: PageLoader,
    _ markup: MarkupOptions
  ) async -> (site: Site, facts: SiteFacts)? {
    reserve_memory()
    guard let bytes = state.facts.read(.site, kept.site) else { return nil }
    let facts = SiteFacts(bytes, record.inputs) { input, anchors in
      PageText(.init(loader: loader, path: input.path, stamp: input.stamp, diagnostics: []), anchors: anchors)
    }
    guard let facts, facts.dimensions.count == listing.assets.count else { return nil }
    var assets = listing.assets
    for (position, dimensions) in facts.dimensions.enumerated() { assets[position].dimensions = dimensions }
    let site = Resolver.reassemble(
      configuration,
      pages: facts.entries.map(\.page),
      sections: facts.sections,
      snippets: await Parser.parse(tree.snippets, options: markup, isSnippet: true),
      catalog: CatalogFile.decode(
        tree.catalog,
        language: configuration.language,
        languages: [],
        configuration.microsoft
      ).file,
      assets: assets
    )
    return (site, facts)
  }

  // MARK: What has changed

  private typealias Text = (input: BuildRecord.Input, page: PageID, parsed: ParsedPage)

  /// Nothing where a file cannot be read, or is no page of the site.
  private func texts(on site: Site, _ markup: MarkupOptions, _ counters: inout Counters) -> [Text]? {
    var texts: [Text] = []
    for path in changed.map({ record.inputs[$0].path }) {
      guard let (bytes, stamp) = try? FileSystem.readStamped(reader.absolute(path)),
        let id = site.index.page(source: site.contentPath(path).utf8)
      else { return nil }
      let parsed = Parser.parse(SourceFile(path: path, bytes: bytes), options: markup)
      texts.append((.init(path: path, stamp: stamp, hash: contentHash(bytes)), id, parsed))
      counters.read(bytes: bytes.count)
      counters.parsed(parsed)
    }
    return texts
  }

  /// Nothing when something else depends on it.
  private func look(
    at texts: [Text],
    _ site: Site,
    _ theme: Theme,
    _ facts: SiteFacts
  ) -> [Change]? {
    let check = FileCheck(site, theme)
    let renderer = Renderer(ofFewPagesOf: site, theme: theme)
    let desk = Renderer.Desk()
    var changes: [Change] = []
    // Where there are so many findings that not all are answered, it takes all of them to know which.
    var budget = SuggestionBudget()
    guard record.diagnostics.count <= budget.left else { return nil }
    for (input, id, parsed) in texts {
      let before = facts.entries[id.index]
      guard let factsBefore = before.facts, !before.isEntangled else { return nil }
      let checked = check(parsed)
      let own = checked.diagnostics(in: site, &budget)
      guard let found = settled(own + parsed.diagnostics, parsed, site) else { return nil }
      var files: [(path: String, bytes: [UInt8])] = []
      renderer.forEachFile(of: site[id], on: desk) { file in
        if case .bytes(let bytes) = file.contents { files.append((file.path, bytes)) }
      }
      let mentions = site.reference.mentions(in: parsed.document)
      let now = PageFacts(site[id], checked, mentions: mentions, files: files.map(\.path), site)
      guard now.leaveOthersAsTheyAre(after: factsBefore) else { return nil }
      changes.append(
        Change(input: input, page: site[id], parsed: parsed, before: before, facts: now, found: found, files: files)
      )
    }
    return record.diagnostics.count + SuggestionBudget.whole - budget.left <= SuggestionBudget.whole ? changes : nil
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

  /// All but the ledger and the facts of the search; findings in the order in which a build of everything reports.
  private func record(with changes: [Change]) -> BuildRecord {
    var record = record
    for (index, change) in zip(changed, changes) {
      record.inputs[index] = change.input
      let path = change.input.path
      let start = record.diagnostics.countBefore { $0 < path }
      let end = record.diagnostics.countBefore { $0 <= path }
      record.diagnostics.replaceSubrange(start..<end, with: change.found.sortedForReport())
    }
    return record
  }

  /// What is known of the site now.
  private func facts(_ before: SiteFacts, with changes: [Change]) -> SiteFacts {
    var facts = before
    for change in changes { facts.entries[change.page.id.index].facts = change.facts }
    return facts
  }

  // MARK: What is published

  private func files(
    of changes: [Change],
    _ site: Site,
    _ before: SearchFacts?,
    _ facts: SiteFacts,
    _ published: PublishedFolder
  ) -> (files: [(path: String, bytes: [UInt8])], gone: [String], search: SearchFacts?)? {
    var files = changes.flatMap(\.files)
    let own = Dictionary(files, uniquingKeysWith: { first, _ in first })
    let sizeBefore = facts.entries.reduce(0) { $0 + ($1.page.parsed?.size ?? 0) }
    let size = sizeBefore + changes.reduce(0) { $0 + $1.parsed.size - ($1.before.page.parsed?.size ?? 0) }
    let fullText = fullText(of: site, size: (sizeBefore, size)) { page in
      let path = PageMarkdown.permalink(of: page).outputPath
      return own[path] ?? published.read(path)
    }
    guard var more = fullText?.filter({ !site.provides($0) }) else { return nil }
    var gone: [String] = []
    var search: SearchFacts?
    if let before {
      guard
        let found = SearchOutput.replacing(changes.map(\.page.id), of: site, before, published: published.read)
      else { return nil }
      more += found.files
      (gone, search) = (found.gone, found.facts)
    }
    files += more.bytes
    return (files, gone, search)
  }
}

extension [OutputFile] {
  /// Those that are not copied.
  fileprivate var bytes: [(path: String, bytes: [UInt8])] {
    compactMap { file in if case .bytes(let bytes) = file.contents { (file.path, bytes) } else { nil } }
  }
}

extension [Diagnostic] {
  /// How many of those that are in the order of a report are in files whose paths come first.
  fileprivate func countBefore(_ isBefore: (_ path: String) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle].location?.path ?? "") { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
