import CodeWitness
package import Diagnostics
import Markup
import Permissions

/// A site that is kept in memory and put together anew after every change, for showing it while it is being written.
///
/// Files that nobody has written to are neither read nor parsed again, and a page is rendered when somebody asks for it.
/// What is shown is what a build would publish: the stages are the same.
package actor LiveSite {
  /// What a change has led to.
  package struct Snapshot: Sendable {
    /// Nothing until the site could be put together once.
    package var renderer: Renderer?
    package var diagnostics: [Diagnostic] = []
    package var sources: [SourceFile] = []
    package var witnesses: [WitnessRow] = []
    package var timings = Timings()
    /// The checks of this state are done; until then the findings are those of the one before.
    package var isChecked = false
  }

  private struct Parsed: Sendable {
    var file: SourceFile
    var options: MarkupOptions
    var page: ParsedPage
  }

  private let root: String
  private let includesDrafts: Bool
  private var known: [String: Reader.KnownFile] = [:]
  private var parsed: [String: Parsed] = [:]
  package private(set) var snapshot = Snapshot()
  /// What has to be checked yet.
  private var unchecked: (site: Site, theme: Theme?, found: [Diagnostic], pages: [ParsedPage])?

  package init(root: String, includesDrafts: Bool = true) {
    self.root = root
    self.includesDrafts = includesDrafts
  }

  /// Puts the site together from what is on the disk now. Where that cannot be done the last good one stays.
  package func update() async -> Snapshot {
    do {
      try await putTogether()
    } catch {
      let problem = Diagnostic("unreadable", .error, "\(error)", at: nil)
      snapshot.diagnostics = [problem]
      snapshot.isChecked = true
    }
    return snapshot
  }

  private func putTogether() async throws {
    var stopwatch = Stopwatch { _ in }
    var reader = Reader(root: root)
    reader.known = known
    stopwatch.begin(.read)
    guard let file = try reader.readConfiguration() else { throw Build.Failure.missingConfiguration(root: root) }
    let (configuration, configurationDiagnostics) = SiteConfiguration.decode(file)
    let tree = try await reader.readTree(content: configuration.content, templates: configuration.templates)
    remember(tree, reader)

    stopwatch.begin(.parse)
    let options = MarkupOptions(rawHTML: configuration.rawHTML)
    var pages = await parse(tree.pages, options, isSnippet: false)
    let snippets = await parse(tree.snippets, options, isSnippet: true)
    let catalog = CatalogFile.decode(tree.catalog)
    let (theme, themeDiagnostics) = Theme.load(
      overrides: tree.templates,
      folder: configuration.templates,
      accent: configuration.accent
    )
    if !includesDrafts { pages.removeAll { $0.frontMatter.isDraft } }

    stopwatch.begin(.resolve)
    let (site, siteDiagnostics) = await Resolver.resolve(
      configuration,
      pages: pages,
      snippets: snippets,
      catalog: catalog.file,
      assets: tree.assets
    )
    var found = configurationDiagnostics + catalog.diagnostics + themeDiagnostics + siteDiagnostics
    found += (pages + snippets).flatMap(\.diagnostics)
    // A template or catalog with a mistake would show a page that nobody can use: the last good one says more.
    if let theme, !found.contains(where: { $0.severity == .error && !Explanation.isAdjustable($0.id) }) {
      snapshot.renderer = await Renderer(site, theme: theme)
    }
    snapshot.sources = [file] + tree.pages + tree.snippets + tree.templates + (tree.catalog.map { [$0] } ?? [])
    snapshot.timings = stopwatch.finish()
    snapshot.isChecked = false
    unchecked = (site, theme, found, pages + snippets)
  }

  /// Runs the checks for the state of the last update.
  package func check() async -> Snapshot {
    guard let (site, theme, found, pages) = unchecked else { return snapshot }
    unchecked = nil
    let code = await CodeReader.read(site.configuration, root: root)
    let checked = await Checker.check(site, theme: theme, code: code.report)
    // Another change came in meanwhile: its own check follows.
    guard unchecked == nil else { return snapshot }
    snapshot.sources += code.report?.sources ?? []
    snapshot.diagnostics = Settling.settle(
      found + code.diagnostics + checked.diagnostics,
      site.configuration.checks,
      files: snapshot.sources,
      pages: pages
    )
    snapshot.witnesses = checked.witnesses
    if let renderer = snapshot.renderer, site.configuration.witnessPage, !checked.witnesses.isEmpty {
      var site = renderer.site
      site.witnesses = checked.witnesses
      snapshot.renderer = await Renderer(site, theme: renderer.theme)
    }
    snapshot.isChecked = true
    return snapshot
  }

  /// The folders in which a change matters.
  package nonisolated func folders() -> [String] {
    let reader = Reader(root: root)
    let file = (try? reader.readConfiguration()) ?? nil
    let configuration = file.map { SiteConfiguration.decode($0).0 } ?? SiteConfiguration()
    var folders = [root]
    func add(_ folder: String) {
      folders.append(folder)
      for entry in (try? FileSystem.entries(of: folder)) ?? []
      where entry.kind == .directory && !entry.name.hasPrefix(".") {
        add(folder + "/" + entry.name)
      }
    }
    add(reader.absolute(configuration.content))
    if FileSystem.kind(of: reader.absolute(configuration.templates)) == .directory {
      add(reader.absolute(configuration.templates))
    }
    return folders
  }

  private func remember(_ tree: SourceTree, _ reader: Reader) {
    var now: [String: Reader.KnownFile] = [:]
    now.reserveCapacity(tree.pages.count + tree.snippets.count)
    for file in tree.pages + tree.snippets + tree.templates {
      guard let stamp = FileSystem.stamp(of: reader.absolute(file.path)) else { continue }
      // Read again next time where somebody wrote between reading and looking.
      if let before = known[file.path], before.file.bytes == file.bytes || before.stamp == stamp {
        now[file.path] = .init(stamp: stamp, file: before.stamp == stamp ? before.file : file)
      } else {
        now[file.path] = .init(stamp: stamp, file: file)
      }
    }
    known = now
  }

  private func parse(_ files: [SourceFile], _ options: MarkupOptions, isSnippet: Bool) async -> [ParsedPage] {
    let before = parsed
    let pages = await concurrentMap(files) { file -> ParsedPage in
      if let known = before[file.path], known.options == options, known.file.bytes == file.bytes { return known.page }
      return Parser.parse(file, options: options, isSnippet: isSnippet)
    }
    for (file, page) in zip(files, pages) { parsed[file.path] = Parsed(file: file, options: options, page: page) }
    return pages
  }
}
