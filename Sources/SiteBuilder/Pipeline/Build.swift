import CodeWitness
package import Diagnostics
import DocsWitness
import Markup
package import Permissions
import Synchronization
import TypedYAML

extension Sequence {
  fileprivate func partitioned(_ belongs: (Element) -> Bool) -> (kept: [Element], aside: [Element]) {
    var (kept, aside): ([Element], [Element]) = ([], [])
    for element in self { if belongs(element) { kept.append(element) } else { aside.append(element) } }
    return (kept, aside)
  }
}

/// Builds a site: read, parse, resolve, check, render, write, in that order.
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
    /// Look, and publish nothing.
    package var stopsAfterChecks = false
    /// What is looked for only when somebody asks: it needs the network, or an earlier release.
    package var moreChecks: [@Sendable (Site, Theme?) async throws -> [Diagnostic]] = []
    /// Findings that are known, by fingerprint, besides those of the configuration's baseline.
    package var known: Set<String> = []

    package init(root: String) { self.root = root }
  }

  package enum Failure: Error, CustomStringConvertible {
    case missingConfiguration(root: String)
    case unknownVersion(String, known: [String])

    package var description: String {
      switch self {
      case .unknownVersion(let label, let known):
        "there is no version \(label) in \(Reader.configurationName); "
          + (known.isEmpty
            ? "list it there, the latest first: versions: [{label: …}, {label: \(label)}]"
            : "it lists \(known.joined(separator: ", "))")
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
    package var sources: [SourceFile] = []
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
    let reader = Reader(root: options.root)

    var stopwatch = Stopwatch(progress)
    stopwatch.begin(.read)
    var configuration = try readConfiguration(reader, into: &result)
    if let label = options.version, !configuration.select(version: label) {
      throw Failure.unknownVersion(label, known: configuration.versions.map(\.label))
    }
    let output = self.output(configuration, reader)
    let listing = try reader.list(content: configuration.content, templates: configuration.templates)
    let circumstances = circumstances(configuration, listing, reader)
    if let circumstances, let same = await sameAsBefore(configuration, listing, circumstances, reader) {
      result = same
      result.timings = stopwatch.finish()
      return result
    }
    // What the provider offers takes longer to take apart than a small site to build; meanwhile there is a core to spare.
    async let vocabulary = PermissionVocabulary.provider
    let tree = try await reader.read(listing)

    stopwatch.begin(.parse)
    let markup = MarkupOptions(rawHTML: configuration.rawHTML)
    async let loadedTheme = loadTheme(configuration, tree)
    var pages = await Parser.parse(tree.pages, options: markup)
    let snippets = await Parser.parse(tree.snippets, options: markup, isSnippet: true)
    _ = await vocabulary
    let catalog = readCatalog(tree.catalog, configuration)
    let (theme, themeDiagnostics) = await loadedTheme
    result.counters = Counters(reading: tree, parsed: pages + snippets)
    if !options.includesDrafts { pages = configuration.withoutDrafts(pages) }

    stopwatch.begin(.resolve)
    var (site, siteDiagnostics) = await Resolver.resolve(
      configuration,
      pages: pages,
      snippets: snippets,
      catalog: catalog.file,
      assets: tree.assets
    )

    if configuration.olderVersion != nil { site.latestFiles = latestFiles(configuration, reader) }
    result.site = site

    stopwatch.begin(.check)
    result.diagnostics += (pages + snippets).flatMap(\.diagnostics)
    result.diagnostics += catalog.diagnostics + themeDiagnostics + siteDiagnostics
    let code = await CodeReader.read(configuration, root: options.root)
    let checked = await Checker.check(site, theme: theme, code: code.report)
    result.diagnostics += code.diagnostics + checked.diagnostics
    result.witnesses = checked.witnesses
    site.witnesses = checked.witnesses
    result.sources += code.report?.sources ?? []
    for check in options.moreChecks { result.diagnostics += try await check(site, theme) }
    result.sources += tree.pages + tree.snippets + tree.templates + (tree.catalog.map { [$0] } ?? [])
    result.diagnostics = Settling.settle(
      result.diagnostics,
      configuration.checks,
      files: result.sources,
      pages: pages + snippets
    )
    result.pageCount = site.pages.count + site.translations.reduce(0) { $0 + $1.pages.count }
    result.permissionCount = site.reference.entries.count
    result.redirectCount = site.redirects.count + site.translations.reduce(0) { $0 + $1.redirects.count }
    try setAsideKnown(configuration, reader, in: &result)
    guard let theme, !result.diagnostics.hasErrors, !options.stopsAfterChecks else {
      result.timings = stopwatch.finish()
      return result
    }

    stopwatch.begin(.render)
    let publisher = try Publisher(output: output, replacesForeignFiles: options.replacesForeignFiles)
    try await render(site, theme, to: publisher, reader)

    stopwatch.begin(.write)
    (result.counters.filesMade, result.counters.bytesMade) = publisher.staged
    result.summary = try publisher.commit()
    result.output = output
    if let circumstances { try publisher.keep(record(of: result, tree, listing, circumstances)) }
    result.timings = stopwatch.finish()
    return result
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
    return Set((try? FileSystem.read(ledger)).flatMap { Ledger($0) }?.entries.keys ?? [:].keys)
  }

  // MARK: Building nothing

  /// What every page depends on besides the files that are read one by one; nothing where the build must not be spared:
  /// code lies in folders that only reading tells apart, and what else is checked asks the network or other files.
  private func circumstances(
    _ configuration: SiteConfiguration,
    _ listing: Reader.Listing,
    _ reader: Reader
  ) -> [String]? {
    guard configuration.code.isEmpty, options.catalog == nil, options.moreChecks.isEmpty, options.known.isEmpty,
      !options.stopsAfterChecks, let program = ProgramIdentity.current
    else { return nil }
    let files = [
      Reader.configurationName, listing.catalog, configuration.providerData?.value, configuration.checks.baseline,
    ]
    let latest = configuration.olderVersion.map { _ in latestFiles(configuration, reader).sorted() } ?? []
    return [program, options.root, options.includesDrafts ? "drafts" : "", options.version ?? ""] + latest
      + files.map { file in
        guard let file else { return "" }
        return file + " " + ((try? FileSystem.read(reader.absolute(file))).map { String(contentHash($0)) } ?? "none")
      }
  }

  /// The result of the last build, if nothing of what it read or wrote has changed.
  private func sameAsBefore(
    _ configuration: SiteConfiguration,
    _ listing: Reader.Listing,
    _ circumstances: [String],
    _ reader: Reader
  ) async -> Result? {
    let output = self.output(configuration, reader)
    guard let record = BuildRecord(in: output), record.circumstances == circumstances, record.counts.count == 3,
      await record.isCurrent(listing.texts, assets: listing.assets.map(\.path), reader),
      let published = await Publisher.unchangedFiles(in: output, ledger: record.ledger)
    else { return nil }
    var result = Result()
    result.diagnostics = record.diagnostics
    let paths = Set(record.diagnostics.flatMap { [$0.location] + $0.notes.map(\.location) }.compactMap { $0?.path })
    result.sources = await concurrentMap(paths.sorted()) { path in
      (try? FileSystem.read(reader.absolute(path))).map { SourceFile(path: path, bytes: $0) }
    }.compactMap(\.self)
    (result.pageCount, result.permissionCount, result.redirectCount) = (
      record.counts[0], record.counts[1], record.counts[2]
    )
    result.known = Set(record.known)
    result.summary = Publisher.Summary(unchanged: published)
    result.output = output
    return result
  }

  private func record(
    of result: Result,
    _ tree: SourceTree,
    _ listing: Reader.Listing,
    _ circumstances: [String]
  ) -> (UInt64) -> BuildRecord {
    let files = tree.pages + tree.snippets + tree.templates
    return { ledger in
      BuildRecord(
        circumstances: circumstances,
        inputs: zip(files, tree.stamps).map { .init(path: $0.path, stamp: $1, hash: contentHash($0.bytes)) },
        assets: listing.assets.compactMap { asset in
          asset.stamp.map { .init(path: asset.path, stamp: $0, hash: 0) }
        },
        ledger: ledger,
        counts: [result.pageCount, result.permissionCount, result.redirectCount],
        diagnostics: result.diagnostics,
        known: result.known.sorted()
      )
    }
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
        languages: configuration.languages.map(\.tag)
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
    return (CatalogFile(values), problem.map { [$0] } ?? [])
  }

  /// What the baseline knows is counted and not reported. Errors without which the site cannot be built stay.
  private func setAsideKnown(_ configuration: SiteConfiguration, _ reader: Reader, in result: inout Result) throws {
    var known = options.known
    if let path = configuration.checks.baseline {
      let (baseline, problems) = try Baseline.read(reader.absolute(path), shownAs: path)
      known.formUnion(baseline?.fingerprints ?? [])
      result.diagnostics += problems
    }
    guard !known.isEmpty else { return }
    let fingerprints = Fingerprint.of(result.diagnostics, sources: result.sources)
    let (kept, aside) = zip(result.diagnostics, fingerprints).partitioned { diagnostic, fingerprint in
      !known.contains(fingerprint) || diagnostic.severity == .error && !Explanation.isAdjustable(diagnostic.id)
    }
    result.diagnostics = kept.map(\.0)
    result.known = Set(aside.map(\.1))
  }

  private func readConfiguration(_ reader: Reader, into result: inout Result) throws -> SiteConfiguration {
    guard let file = try reader.readConfiguration() else { throw Failure.missingConfiguration(root: options.root) }
    let (configuration, diagnostics) = SiteConfiguration.decode(file)
    result.sources.append(file)
    result.diagnostics += diagnostics
    if let data = configuration.providerData {
      let table = try? FileSystem.read(reader.absolute(data.value))
      if table.map(MicrosoftPermissions.use) != true {
        result.diagnostics.append(
          Diagnostic(
            "invalid-value",
            .error,
            table == nil ? "there is no file \(data.value)" : "\(data.value) is no table of permissions",
            at: file.location(data.span),
            help: "make it with `scopebook import provider EXPORT.json --output \(data.value)`"
          )
        )
      }
    }
    return configuration
  }

  /// Pages go to the publisher as soon as they are rendered: the whole site is never in memory.
  private func render(_ site: Site, _ theme: Theme, to publisher: Publisher, _ reader: Reader) async throws {
    let renderer = await Renderer(site, theme: theme)
    let failure = FirstFailure()
    let stage: @Sendable (OutputFile) -> Void = { file in
      var file = file
      if case .copy(let source) = file.contents { file.contents = .copy(of: reader.absolute(source)) }
      do throws(FileSystem.Failure) { try publisher.stage(file) } catch { failure.note(error) }
    }
    await render(renderer, to: stage)
    for translation in renderer.translations {
      let folder = translation.site.configuration.languageFolder
      await render(translation) { file in
        var file = file
        file.path = folder + file.path
        stage(file)
      }
    }
    try failure.rethrow()
  }

  /// The site in one language.
  private func render(_ renderer: Renderer, to stage: @escaping @Sendable (OutputFile) -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      // Its last step is done by one core alone: the other has pages to render then only if this comes first.
      group.addTask(priority: .high) { await SearchOutput.forEachFile(of: renderer.site, stage) }
      for output in renderer.outputs { group.addTask { for file in output.files(renderer) { stage(file) } } }
      group.addTask {
        _ = await concurrentMap(renderer.site.pages) { page in
          stage(renderer.render(page.id))
          if let file = renderer.markdown(page.id) { stage(file) }
        }
      }
    }
  }
}

/// The first thing that went wrong in tasks that run side by side.
private final class FirstFailure: Sendable {
  private let failure = Mutex<FileSystem.Failure?>(nil)

  func note(_ error: FileSystem.Failure) { failure.withLock { $0 = $0 ?? error } }

  func rethrow() throws(FileSystem.Failure) { if let failure = failure.withLock({ $0 }) { throw failure } }
}
