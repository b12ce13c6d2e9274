import CodeWitness
package import Diagnostics
import DocsWitness
import Markup
package import Permissions
import Synchronization
import TypedYAML

/// Builds a site: front matter is read, the pages get their places, and then each is parsed, checked and rendered
/// (``PageRun``); what concerns the site as a whole follows, and if nothing is wrong, everything is published at once.
package struct Build: Sendable {
  package struct Options: Sendable {
    /// The folder that holds `scopebook.yml`.
    package var root: String
    /// Where to publish; nothing to take the configuration's word for it.
    package var output: String?
    package var includesDrafts = false
    /// One of the configuration's versions; nothing for the latest.
    package var version: String?
    /// Replace files in the output folder that Scopebook did not write.
    package var replacesForeignFiles = false
    /// The catalog as values, in place of `content/catalog.yml`.
    package var catalog: Catalog?
    /// How many bytes of pages may wait in memory to be parsed; what is beyond is read once more. Where all pages have
    /// less than a quarter of it, their texts stay until the site is built.
    package var memory = 64_000_000
    /// Look, and publish nothing.
    package var stopsAfterChecks = false
    /// Where nothing has changed since the last build, take its word for what there is to find; the result has no site
    /// then.
    package var takesFindingsOfLastBuild = false
    /// What is looked for only when somebody asks: it needs the network, or an earlier release.
    package var moreChecks: [@Sendable (Site, Theme?) async throws -> [Diagnostic]] = []
    /// What files are taken to hold, by path below the root, whatever the disk says.
    package var replaced: [String: [UInt8]] = [:]
    /// Findings that are known, by fingerprint, besides those of the configuration's baseline.
    package var known: Set<String> = []
    /// The day of the build, in coordinated universal time.
    package var today = CalendarDate.today

    package init(root: String) { self.root = root }

    /// Whether the last build may have done what this one is to do.
    fileprivate var asksLastBuild: Bool { !stopsAfterChecks || takesFindingsOfLastBuild }
  }

  package enum Failure: Error, CustomStringConvertible {
    case missingConfiguration(root: String)
    case unknownVersion(String, known: [String])
    case changedMeanwhile(path: String)

    package var description: String {
      switch self {
      case .unknownVersion(let label, let known):
        "there is no version \(label) in \(Reader.configurationName); "
          + (known.isEmpty
            ? "list it there, the latest first: versions: [{label: …}, {label: \(label)}]"
            : "it lists \(known.joined(separator: ", "))")
      case .changedMeanwhile(let path): "\(path) was changed while the site was built; build it again"
      case .missingConfiguration(let root):
        "there is no \(Reader.configurationName) in \(root); run `scopebook new` to start a site, or name the site's "
          + "folder with --site"
      }
    }
  }

  /// What a build did and found.
  package struct Result: Sendable {
    package var diagnostics: [Diagnostic] = []
    /// The files that diagnostics point into, for printing them.
    package var sources: SourceFiles = []
    package var pageCount = 0
    package var permissionCount = 0
    package var redirectCount = 0
    /// What docs, catalog, code and provider say of every permission.
    package var witnesses: [WitnessRow] = []
    /// Fingerprints of what was found and is known.
    package var known: Set<String> = []
    /// Nothing when the site was not published because something is wrong with it.
    package var summary: Publisher.Summary?
    /// Where it was published.
    package var output: String?
    package var timings = Timings()
    package var counters = Counters()
    /// The site as it was built; nothing when it could not be put together.
    package var site: Site?
    /// What else the build has put together. A program that ends after it saves the time that it takes to take this
    /// apart piece by piece, if it keeps the result until then.
    fileprivate(set) var remains: [any Sendable] = []
  }

  package let options: Options
  private let progress: @Sendable (Stage) -> Void

  /// `progress` is told of every stage as it begins.
  package init(_ options: Options, progress: @escaping @Sendable (Stage) -> Void = { _ in }) {
    self.options = options
    self.progress = progress
  }

  /// Throws when the build cannot go on: the disk says no, or the output folder is not ours to write to. What is
  /// wrong with the content is in the result, and then nothing is published.
  package func run() async throws -> Result {
    var result = Result()
    var reader = Reader(root: options.root)
    reader.replaced = options.replaced

    var stopwatch = Stopwatch(progress)
    stopwatch.begin(.read)
    let configuration = try selectVersion(readConfiguration(reader, into: &result))
    let output = self.output(configuration, reader)
    async let lastState = self.lastState(output)
    guard let listing = try await list(configuration, reader, result.diagnostics) else {
      result.diagnostics = Settling.settle(result.diagnostics, configuration.checks, [])
      result.timings = stopwatch.finish()
      return result
    }
    let circumstances = circumstances(configuration, listing, reader)
    if let circumstances, let (state, record) = await lastState, record.circumstances == circumstances,
      record.updates.hold(on: configuration.latestUpdate),
      let known = await after(state, record, configuration, listing, circumstances, reader, &stopwatch)
    {
      result = try known.get()
      result.timings = stopwatch.finish()
      return result
    }
    stopwatch.begin(.read)
    // What the provider offers takes longer to take apart than a small site to build; meanwhile there is a core to spare.
    async let vocabulary = PermissionVocabulary.of(configuration.microsoft)
    let tree = try await reader.read(listing, pages: false)
    let markup = MarkupOptions(rawHTML: configuration.rawHTML)
    let loader = PageLoader(reader, markup)
    async let loadedTheme = loadTheme(configuration, tree)
    // Translations stand beside each other.
    let memory = configuration.languages.isEmpty ? options.memory : .max
    let opened = try await reader.open(
      listing.pages,
      in: configuration.content,
      loader,
      memory: memory,
      hashes: !options.stopsAfterChecks
    )

    stopwatch.begin(.parse)
    let snippets = await Parser.parse(tree.snippets, options: markup, isSnippet: true)
    _ = await vocabulary
    let catalog = readCatalog(tree.catalog, configuration)
    let (theme, themeDiagnostics) = await loadedTheme
    let configurationFiles = result.sources[Reader.configurationName].map { [$0] } ?? []
    let others = tree.templates + (tree.catalog.map { [$0] } ?? [])
    result.counters.read(files: opened.pages.count, bytes: opened.size)
    for file in tree.snippets + others { result.counters.read(bytes: file.bytes.count) }
    for snippet in snippets { result.counters.parsed(snippet) }

    stopwatch.begin(.resolve)
    // To put the site together keeps one core busy; texts need no site.
    let pages = options.includesDrafts ? opened.pages : configuration.withoutDrafts(opened.pages)
    let ahead = ReadingAhead(pages)
    async let endOfReadingAhead: Void = ahead.run()
    var (site, siteDiagnostics) = await Resolver.resolve(
      configuration,
      pages: pages,
      snippets: snippets,
      catalog: catalog.file,
      assets: tree.assets,
      findsMentions: opened.isSmall
    )
    ahead.stop()
    await endOfReadingAhead
    if configuration.olderVersion != nil { site = site.with(latestFiles: latestFiles(configuration, reader)) }
    let openAnchors = opened.isSmall ? nil : OpenAnchors()
    if let openAnchors { site = site.with(openAnchors: openAnchors) }
    result.diagnostics += catalog.diagnostics + themeDiagnostics + siteDiagnostics + snippets.flatMap(\.diagnostics)
    result.diagnostics += tree.outsideLinks.map(outsideLink)

    stopwatch.begin(options.stopsAfterChecks ? .check : .render)
    var publisher: Swift.Result<Publisher, any Error>?
    if !options.stopsAfterChecks, !result.diagnostics.contains(where: \.preventsBuilding) {
      publisher = Swift.Result { try Publisher(output: output, replacesForeignFiles: options.replacesForeignFiles) }
    }
    let press = Press(try? publisher?.get(), reader)
    var renderer: Renderer?
    if let theme, publisher != nil { renderer = await Renderer(site, theme: theme) }
    let settings = PageRun.Settings(
      levels: configuration.checks,
      letsGo: !opened.isSmall,
      isFinal: options.known.isEmpty && configuration.checks.baseline == nil,
      keepsFacts: !options.stopsAfterChecks && circumstances != nil && Revision.isPossible(configuration)
    )
    var languages = await look(at: site, theme, renderer, settings, press, snippets)
    let parts = languages.flatMap(\.parts)
    func sum(_ duration: (PageRun.Part) -> Duration) -> Duration { parts.reduce(.zero) { $0 + duration($1) } }
    stopwatch.share(among: [.parse: sum(\.parsing), .check: sum(\.checking), .render: sum(\.rendering)])

    stopwatch.begin(.check)
    if let openAnchors {
      result.remains.append(await findBroken(openAnchors, site, theme, &languages[0]))
      let mentions = languages[0].parts.flatMap(\.mentions)
      if !mentions.isEmpty { site = site.with(mentions: mentions) }
    }
    let code = await CodeReader.read(configuration, root: options.root)
    let checked = Checker.together(
      languages[0].files,
      Array(languages.dropFirst().map(\.files).joined()),
      site,
      theme,
      languages[0].check.declared,
      code.report
    )
    result.diagnostics += code.diagnostics + checked.diagnostics
    for part in languages.flatMap(\.parts) {
      result.diagnostics += part.diagnostics
      result.counters += part.counters
    }
    let found = result.diagnostics
    result.witnesses = checked.witnesses
    site = site.with(witnesses: checked.witnesses)
    result.site = site
    for check in options.moreChecks { result.diagnostics += try await check(site, theme) }
    let more = code.report?.sources ?? []
    let byPath = PagesByPath(opened.pages)
    result.counters.pagesReadAgain = loader.textsReadAgain
    result.sources = SourceFiles(configurationFiles + tree.snippets + others + more) { byPath[$0]?.fileAsBuilt }
    result.diagnostics = Settling.settle(
      result.diagnostics,
      configuration.checks,
      languages.flatMap(\.parts).flatMap(\.suppressions) + snippets.flatMap { Suppression.all(in: $0) }
        + Suppression.all(in: configurationFiles + others + more)
    )
    result.pageCount = site.pages.count + site.translations.reduce(0) { $0 + $1.pages.count }
    result.permissionCount = site.reference.entries.count
    result.redirectCount = site.redirects.count + site.translations.reduce(0) { $0 + $1.redirects.count }
    try loader.rethrow()
    result.known = try Baseline.setAsideKnown(
      configuration.checks.baseline,
      and: options.known,
      reader,
      in: &result.diagnostics,
      result.sources
    )
    result.remains.append(languages)
    guard let renderer, let publisher, !result.diagnostics.hasErrors else {
      try? publisher?.get().discard()
      result.timings = stopwatch.finish()
      return result
    }

    stopwatch.begin(.render)
    let finished = try publisher.get()
    let state = circumstances == nil ? nil : BuildState(creatingIn: options.root, output: output)
    let kept = settings.keepsFacts ? state?.facts : nil
    let (builtSite, language, inputs) = (site, languages[0], opened.inputs)
    async let keptSite = keepFacts(of: builtSite, language, found, inputs, kept)
    let newRecord = circumstances.map { record(of: result, inputs, tree, listing, configuration, $0) }
    async let encodedRecord = newRecord?.encoded
    let keptSearch = await print(Renderer(renderer, site: site), languages, kept, press)
    let siteHash = await keptSite
    let isKept = keptSearch != nil || !configuration.search
    let facts = isKept ? siteHash.map { BuildRecord.Facts(site: $0, search: keptSearch) } : nil
    try press.rethrow()
    try loader.rethrow()

    stopwatch.begin(.write)
    (result.counters.filesMade, result.counters.bytesMade) = finished.staged
    result.summary = try finished.commit()
    result.output = output
    if let state, let encoded = await encodedRecord {
      state.keep(encoded, facts, replacing: configuration.search ? [.site, .search] : [.site], ledger: finished.ledgerHash)
    }
    result.timings = stopwatch.finish()
    return result
  }

  // MARK: Pages

  /// The pages of the site in one language, after all have been looked at.
  private struct Language {
    let check: FileCheck
    var parts: [PageRun.Part]
    var snippets: [Checker.CheckedFile]

    var files: some Collection<Checker.CheckedFile> { (parts.map(\.files) + [snippets]).joined() }
  }

  /// The site's own language first.
  private func look(
    at site: Site,
    _ theme: Theme?,
    _ renderer: Renderer?,
    _ settings: PageRun.Settings,
    _ press: Press,
    _ snippets: [ParsedPage]
  ) async -> [Language] {
    var languages: [Language] = []
    for (number, site) in ([site] + site.translations).enumerated() {
      let renderer = number == 0 ? renderer : renderer?.translations[number - 1]
      let check = FileCheck(site, theme)
      let folder = site.configuration.languageFolder
      let run = PageRun(site, check, renderer, settings) { press.print($0, in: folder) }
      let parts = await run.run()
      languages.append(
        Language(check: check, parts: parts, snippets: snippets.filter { !site.isForeign($0) }.map { check($0) })
      )
    }
    return languages
  }

  /// Adds what is wrong with links to anchors that turned out not to be there.
  ///
  /// - Returns: all links to anchors that were left open.
  private func findBroken(
    _ anchors: OpenAnchors,
    _ site: Site,
    _ theme: Theme?,
    _ language: inout Language
  ) async -> [OpenAnchors.Link] {
    let links = anchors.close()
    let isThere = await concurrentMap(links) { site.has($0.fragment, on: $0.page, theme) }
    let broken = links.indices.filter { !isThere[$0] }
    let ofFile = Dictionary(grouping: broken) { ObjectIdentifier(links[$0].file) }
    guard !ofFile.isEmpty else { return links }
    @Sendable func complete(_ checked: inout [Checker.CheckedFile]) {
      for position in checked.indices {
        let page = checked[position].page
        guard let broken = ofFile[ObjectIdentifier(page)] else { continue }
        // A file that cannot be read any more ends the build, which is noted when it is asked for as a page.
        let text = (page.fileAsBuilt ?? page.file).bytes
        for link in broken.lazy.map({ links[$0] }) {
          let place = link.place(in: text)
          checked[position].add(brokenAnchor(link.fragment, on: site[link.page], of: site, at: place))
        }
      }
    }
    language.parts = await concurrentMap(language.parts, minimum: 1) { part in
      var part = part
      complete(&part.files)
      return part
    }
    complete(&language.snippets)
    return links
  }

  /// Files whose findings do not come from looking at them alone; nothing where that cannot be told.
  private func entangled(_ found: [Diagnostic], _ language: Language) -> Set<String>? {
    let parsed = language.parts.flatMap(\.diagnostics)
    guard parsed.allSatisfy({ $0.location != nil }) else { return nil }
    return SiteFacts.entangled(
      found,
      own: language.files.map { ($0.page.path, $0.diagnostics) } + parsed.map { ($0.location?.path ?? "", [$0]) }
    )
  }

  /// Says what the record has to name; nothing where the next build will not want to know.
  private func keepFacts(
    of site: Site,
    _ language: Language,
    _ found: [Diagnostic],
    _ inputs: [BuildRecord.Input],
    _ kept: KeptFacts?
  ) -> UInt64? {
    guard let kept, let entangled = entangled(found, language) else { return nil }
    let facts = SiteFacts(site, language.parts.flatMap(\.facts), entangled: entangled)
    return kept.write(.site) { facts.forEachPiece(inputs, $0) }
  }

  /// Everything but what belongs to one page. Keeps what the search was made of, where that is wanted, and says which.
  private func print(
    _ renderer: Renderer,
    _ languages: [Language],
    _ kept: KeptFacts?,
    _ press: Press
  ) async -> UInt64? {
    await withTaskGroup(of: UInt64?.self) { group in
      for (renderer, language) in zip([renderer] + renderer.translations, languages) {
        let folder = renderer.site.configuration.languageFolder
        let parts = language.parts.map(\.search)
        group.addTask {
          let finished = SearchOutput.finish(parts, renderer) { press.print($0, in: folder) }
          guard let kept, let finished else { return nil }
          return kept.write(.search) { finished.forEachPiece($0) }
        }
        for output in renderer.outputs {
          group.addTask {
            for file in output.filesOfSite(renderer) { press.print(file, in: folder) }
            return nil
          }
        }
      }
      var hash: UInt64?
      for await found in group { hash = hash ?? found }
      return hash
    }
  }

  // MARK: Where it goes

  private func rootOutput(_ configuration: SiteConfiguration, _ reader: Reader) -> String {
    options.output ?? reader.absolute(configuration.output)
  }

  private func output(_ configuration: SiteConfiguration, _ reader: Reader) -> String {
    rootOutput(configuration, reader) + (configuration.versionFolder.map { "/" + $0 } ?? "")
  }

  /// What the latest version has published into the folder around this one's.
  private func latestFiles(_ configuration: SiteConfiguration, _ reader: Reader) -> Set<String> {
    let ledger = rootOutput(configuration, reader) + "/" + Publisher.folder + "/ledger"
    return Set((try? FileSystem.read(ledger)).flatMap { Ledger($0) }?.entries.keys.map(\.path) ?? [])
  }

  // MARK: Building nothing

  private func lastState(_ output: String) -> (state: BuildState, record: BuildRecord)? {
    guard options.asksLastBuild, let state = BuildState(root: options.root, output: output) else { return nil }
    return state.record.map { (state, $0) }
  }

  /// What every page depends on besides the files that are read one by one; nothing where the build must not be spared:
  /// code lies in folders that only reading tells apart, and what else is checked asks the network or other files.
  private func circumstances(
    _ configuration: SiteConfiguration,
    _ listing: Reader.Listing,
    _ reader: Reader
  ) -> [String]? {
    guard configuration.code.isEmpty, options.catalog == nil, options.moreChecks.isEmpty, options.known.isEmpty,
      options.replaced.isEmpty,
      options.asksLastBuild, let program = ProgramIdentity.current
    else { return nil }
    let files = [
      Reader.configurationName, listing.catalog, configuration.providerData?.value, configuration.checks.baseline,
    ]
    let latest = configuration.olderVersion.map { _ in latestFiles(configuration, reader).sorted() } ?? []
    return [program, options.root, options.includesDrafts ? "drafts" : "", options.version ?? ""] + latest
      + listing.outsideLinks
      + files.map { file in
        guard let file else { return "" }
        return file + " " + ((try? FileSystem.read(reader.absolute(file))).map { String(contentHash($0)) } ?? "none")
      }
  }

  /// The result of a build that has little or nothing to do after the last one; nothing when all has to be built.
  private func after(
    _ state: BuildState,
    _ record: BuildRecord,
    _ configuration: SiteConfiguration,
    _ listing: Reader.Listing,
    _ circumstances: [String],
    _ reader: Reader,
    _ stopwatch: inout Stopwatch
  ) async -> Swift.Result<Result, any Error>? {
    let output = self.output(configuration, reader)
    guard record.counts.count == 3,
      let changed = await record.changes(listing.texts, assets: listing.assets.map(\.path), reader)
    else { return nil }
    if changed.isEmpty {
      let same =
        options.stopsAfterChecks
        ? findings(record, listing, configuration, reader) : await sameAsBefore(record, output, reader)
      return same.map { .success($0) }
    }
    if options.stopsAfterChecks { return nil }
    let revision = Revision(
      configuration: configuration,
      reader: reader,
      listing: listing,
      output: output,
      state: state,
      record: record,
      changed: changed
    )
    do {
      return try await revision.run(&stopwatch) { self.circumstances(configuration, listing, reader) == circumstances }
        .map { .success($0) }
    } catch {
      return .failure(error)
    }
  }

  /// What the last build has found; nothing where that cannot be told.
  private func findings(
    _ record: BuildRecord,
    _ listing: Reader.Listing,
    _ configuration: SiteConfiguration,
    _ reader: Reader
  ) -> Result? {
    var result = Result()
    result.takeOver(record, reader)
    guard let path = listing.catalog else { return result }
    guard let bytes = try? FileSystem.read(reader.absolute(path)) else { return nil }
    let catalog = readCatalog(SourceFile(path: path, bytes: bytes), configuration).file
    let grants = DeclaredPermissions(catalog, configuration.microsoft).all
    guard grants.count == record.documented.count else { return nil }
    // Where there is code to read, nothing is taken over.
    result.witnesses = zip(grants, record.documented).map { WitnessRow($0, isDocumented: $1, requests: nil) }
    return result
  }

  /// The result of the last build, if nothing of what it wrote has changed.
  private func sameAsBefore(_ record: BuildRecord, _ output: String, _ reader: Reader) async -> Result? {
    guard let published = await PublishedFolder(output, ledger: record.ledger) else { return nil }
    var result = Result()
    result.takeOver(record, reader)
    (result.summary, result.output) = (.init(unchanged: published.count), output)
    return result
  }

  private func record(
    of result: Result,
    _ pages: [BuildRecord.Input],
    _ tree: SourceTree,
    _ listing: Reader.Listing,
    _ configuration: SiteConfiguration,
    _ circumstances: [String]
  ) -> BuildRecord {
    let files = tree.snippets + tree.templates
    return BuildRecord(
      circumstances: circumstances,
      inputs: pages + zip(files, tree.stamps).map { .init(path: $0.path, stamp: $1, hash: contentHash($0.bytes)) },
      assets: listing.assets.compactMap { asset in
        asset.stamp.map { .init(path: asset.path, stamp: $0, hash: 0) }
      },
      // Known once the site has been published, as are the facts.
      ledger: 0,
      counts: [result.pageCount, result.permissionCount, result.redirectCount],
      documented: result.witnesses.map { $0.docs == .yes },
      diagnostics: result.diagnostics,
      known: result.known.sorted(),
      updates: UpdateDays(of: result.site, latest: configuration.latestUpdate),
      facts: nil
    )
  }

  private func loadTheme(
    _ configuration: SiteConfiguration,
    _ tree: SourceTree
  ) -> (theme: Theme?, diagnostics: [Diagnostic]) {
    Theme.load(
      overrides: tree.templates,
      folder: configuration.templates,
      settings: configuration.theme,
      strings: configuration.strings,
      languages: configuration.languages.map(\.strings)
    )
  }

  /// The values that were handed in, or else the file. Both would be two truths.
  private func readCatalog(
    _ file: SourceFile?,
    _ configuration: SiteConfiguration
  ) -> (file: CatalogFile?, diagnostics: [Diagnostic]) {
    guard let values = options.catalog else {
      return CatalogFile.decode(
        file,
        language: configuration.language,
        languages: configuration.languages.map(\.tag),
        configuration.microsoft
      )
    }
    let problem = file.map { file in
      Diagnostic(
        "invalid-value",
        .error,
        "the catalog is declared in code, and this file declares another one",
        at: SourceLocation(path: file.path),
        help: "remove one of the two"
      )
    }
    return (CatalogFile(values, configuration.microsoft), problem.map { [$0] } ?? [])
  }

  private func selectVersion(_ configuration: SiteConfiguration) throws -> SiteConfiguration {
    var configuration = configuration
    if let label = options.version, !configuration.select(version: label) {
      throw Failure.unknownVersion(label, known: configuration.versions.map(\.label))
    }
    return configuration
  }

  /// Returns nil if the files cannot be listed for a reason that has been found already: a configuration that cannot be
  /// read does not say where the pages are.
  private func list(
    _ configuration: SiteConfiguration,
    _ reader: Reader,
    _ found: [Diagnostic]
  ) async throws -> Reader.Listing? {
    do {
      return try await reader.list(configuration)
    } catch {
      if found.contains(where: \.preventsBuilding) { return nil }
      throw error
    }
  }

  private func readConfiguration(_ reader: Reader, into result: inout Result) throws -> SiteConfiguration {
    guard let file = try reader.readConfiguration() else { throw Failure.missingConfiguration(root: options.root) }
    var (configuration, diagnostics) = SiteConfiguration.decode(file)
    configuration.today = options.today
    var providerData = ProviderData()
    diagnostics += providerData.put(ProviderData.read(configuration, reader), into: &configuration, file)
    result.sources.add([file])
    result.diagnostics += diagnostics
    return configuration
  }
}

/// Hands finished files to the publisher, if there is one, and remembers what went wrong.
private final class Press: Sendable {
  private let publisher: Publisher?
  private let reader: Reader
  private let failure = FirstFailure<FileSystem.Failure>()

  init(_ publisher: Publisher?, _ reader: Reader) {
    self.publisher = publisher
    self.reader = reader
  }

  func print(_ file: OutputFile, in folder: String) {
    var file = file
    file.path = folder + file.path
    if case .copy(let source) = file.contents { file.contents = .copy(of: reader.absolute(source)) }
    do throws(FileSystem.Failure) { try publisher?.stage(file) } catch { failure.note(error) }
  }

  func rethrow() throws(FileSystem.Failure) { try failure.rethrow() }
}

extension Diagnostic {
  /// The site cannot be put together, whatever the configuration makes of the finding.
  var preventsBuilding: Bool { severity == .error && !Explanation.isAdjustable(id) }
}

/// Parses the first pages of a site until something better is to be done.
private final class ReadingAhead: Sendable {
  private let pages: ArraySlice<ParsedPage>
  private let isStopped = Atomic(false)
  /// Texts are in memory from then on until they are looked at.
  private static let most = 2_000

  init(_ pages: [ParsedPage]) { self.pages = pages.prefix(Self.most) }

  func run() async {
    for page in pages {
      if isStopped.load(ordering: .relaxed) { return }
      page.hold()
    }
  }

  func stop() { isStopped.store(true, ordering: .relaxed) }
}

/// Pages by the path of their file; the table is made when somebody asks, which hardly any build does.
private final class PagesByPath: Sendable {
  private let pages: [ParsedPage]
  private let state = Mutex((table: [String: ParsedPage](), questions: 0))
  /// So many questions are answered faster without the table.
  private static let few = 16

  init(_ pages: [ParsedPage]) { self.pages = pages }

  subscript(_ path: String) -> ParsedPage? {
    state.withLock { state in
      state.questions += 1
      guard state.questions > Self.few else { return pages.first { $0.path == path } }
      if state.table.isEmpty {
        state.table = Dictionary(pages.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
      }
      return state.table[path]
    }
  }
}
