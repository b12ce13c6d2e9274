import CodeWitness
package import Diagnostics
import Markup
package import Permissions
import TypedYAML

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
    package var sources: SourceFiles = []
    package var witnesses: [WitnessRow] = []
    package var timings = Timings()
    /// The checks of this state are done; until then the findings are those of the one before.
    package var isChecked = false
    /// The same with mistakes that keep it from being shown; nil if there are none.
    fileprivate var broken: Renderer?

    /// The file of the page at an address, if that page is to blame for not being shown: it has a mistake, and nothing is
    /// known of it from before, or nothing of that is left.
    package func blamedFile(at path: String) -> String? {
      guard let broken, let page = LivePages(broken).page(at: path),
        page.diagnostics.contains(where: \.preventsBuilding),
        page.isBlank || renderer.flatMap({ LivePages($0).source(at: path) }) != page.path
      else { return nil }
      return page.path
    }
  }

  private struct Parsed: Sendable {
    var file: SourceFile
    var options: MarkupOptions
    var page: ParsedPage
  }

  private let root: String
  private let includesDrafts: Bool
  private let today: @Sendable () -> CalendarDate
  private var known: [String: Reader.KnownFile] = [:]
  private var parsed: [String: Parsed] = [:]
  package private(set) var snapshot = Snapshot()
  /// What has to be checked yet.
  private var unchecked: (site: Site, theme: Theme?, found: [Diagnostic], pages: [ParsedPage], others: [SourceFile])?

  /// What was found in each file of a site that differs from this one only in the text of files.
  private var checked: [Checker.CheckedFile] = []

  /// The update that is under way, if one is, and how many there have been. One follows the other.
  private var updating: Task<Void, Never>?
  private var updates = 0
  /// The check that is under way, if one is.
  private var checking: Task<Void, Never>?

  private var providerData = ProviderData()

  package init(
    root: String,
    includesDrafts: Bool = true,
    today: @escaping @Sendable () -> CalendarDate = { .today }
  ) {
    self.root = root
    self.includesDrafts = includesDrafts
    self.today = today
  }

  /// Puts the site together from what is on the disk now. Where that cannot be done the last good one stays.
  ///
  /// - Parameter changed: the only files that may have changed; nothing where any may have.
  package func update(changed: Set<String>? = nil) async -> Snapshot {
    updates += 1
    let (number, before) = (updates, updating)
    checking?.cancel()
    let update = Task {
      await before?.value
      await takeOver(changed, number)
    }
    updating = update
    await update.value
    return snapshot
  }

  private func takeOver(_ changed: Set<String>?, _ number: Int) async {
    await checking?.value
    do {
      try await putTogether(changed)
    } catch {
      frame = nil
      unchecked = nil
      snapshot.diagnostics = [Diagnostic("unreadable", .error, "\(error)", at: nil)]
      if let file = (try? reader.readConfiguration()) ?? nil {
        let found = SiteConfiguration.decode(file).1
        // A configuration that cannot be read does not say where the pages are.
        if found.contains(where: \.preventsBuilding) { snapshot.diagnostics = found }
        snapshot.sources = [file]
      }
      snapshot.isChecked = true
    }
    if number == updates { updating = nil }
  }

  private func putTogether(_ changed: Set<String>?) async throws {
    var stopwatch = Stopwatch { _ in }
    stopwatch.begin(.read)
    let now: Frame
    if let known = changed.flatMap({ frame(after: $0) }) { now = known } else { now = try await readFrame() }
    let (file, tree) = (now.configuration, now.tree)
    var (configuration, configurationDiagnostics) = SiteConfiguration.decode(file)
    configurationDiagnostics += providerData.put(now.providerTable, into: &configuration, file)
    configuration.today = today()
    // Overnight other dates lie in the future.
    if let last, last.site.configuration.today != configuration.today { self.last = nil }

    if updateTexts(now, configuration) {
      snapshot.timings = stopwatch.finish()
      return
    }
    stopwatch.begin(.parse)
    let (theme, themeDiagnostics) = Theme.load(
      overrides: tree.templates,
      folder: configuration.templates,
      settings: configuration.theme,
      strings: configuration.strings,
      languages: configuration.languages.map(\.strings)
    )
    var next: Resolved
    if let last, let frame, frame.holdsTheSame(as: now) {
      next = last
    } else {
      next = await resolve(tree, configuration, &stopwatch)
      next.found += configurationDiagnostics
    }
    next.theme = theme
    next.themeFound = themeDiagnostics
    let found = next.found + themeDiagnostics + (next.pages + next.snippets).flatMap(\.diagnostics)
    // A template or catalog with a mistake would show a page that nobody can use: the last good one says more.
    if let theme {
      let renderer = Renderer(ofFewPagesOf: next.site, theme: theme)
      let isBroken = found.contains(where: \.preventsBuilding)
      snapshot.broken = isBroken ? renderer : nil
      if !isBroken { snapshot.renderer = renderer }
    }
    let others = [file] + tree.templates + (tree.catalog.map { [$0] } ?? [])
    snapshot.sources = SourceFiles(others + tree.pages + tree.snippets)
    snapshot.timings = stopwatch.finish()
    snapshot.isChecked = false
    unchecked = (next.site, theme, found, next.pages + next.snippets, others)
    checked = []
    frame = now
    last = next
  }

  /// A site as it was put together, with its theme.
  private struct Resolved {
    var site: Site
    var pages: [ParsedPage]
    var snippets: [ParsedPage]
    /// What was found in configuration, catalog and the site as a whole.
    var found: [Diagnostic]
    var theme: Theme?
    var themeFound: [Diagnostic] = []
  }

  private func resolve(
    _ tree: SourceTree,
    _ configuration: SiteConfiguration,
    _ stopwatch: inout Stopwatch
  ) async -> Resolved {
    let options = MarkupOptions(rawHTML: configuration.rawHTML)
    var pages = await parse(tree.pages, options, isSnippet: false)
    let snippets = await parse(tree.snippets, options, isSnippet: true)
    let catalog = CatalogFile.decode(
      tree.catalog,
      language: configuration.language,
      languages: configuration.languages.map(\.tag),
      configuration.microsoft
    )
    if !includesDrafts { pages = configuration.withoutDrafts(pages) }
    stopwatch.begin(.resolve)
    let (site, diagnostics) = await Resolver.resolve(
      configuration,
      pages: pages,
      snippets: snippets,
      catalog: catalog.file,
      assets: tree.assets
    )
    let found = catalog.diagnostics + diagnostics + tree.outsideLinks.map(outsideLink)
    return Resolved(site: site, pages: pages, snippets: snippets, found: found)
  }

  // MARK: Texts alone

  private func readFrame() async throws -> Frame {
    var reader = reader
    reader.known = known
    guard let file = try reader.readConfiguration() else { throw Build.Failure.missingConfiguration(root: root) }
    let configuration = SiteConfiguration.decode(file).0
    let tree = try await reader.readTree(configuration)
    remember(tree)
    return Frame(configuration: file, tree: tree, providerTable: ProviderData.read(configuration, self.reader))
  }

  /// Looks at no other files than those that have changed, as long as these are pages, templates, the catalog, the
  /// configuration or what it names. Asking 10,000 files whether they are still the same takes ten times as long as all the rest.
  private func frame(after changed: Set<String>) -> Frame? {
    guard var frame, !changed.isEmpty else { return nil }
    let before = SiteConfiguration.decode(frame.configuration).0
    func name(of path: String, in folder: String) -> String? {
      let folder = reader.absolute(folder) + "/"
      return path.hasPrefix(folder) ? String(path.dropFirst(folder.utf8.count)) : nil
    }
    let links = reader.links(before)
    let named = [before.providerData?.value, before.checks.baseline].compactMap { $0.map(reader.absolute) }
    for path in changed {
      // Swap files and the like are nobody's pages.
      let place = name(of: path, in: before.content)
      let isLeftOut = place.map { before.contentRules.exclusion(of: $0) != nil } ?? isHidden(path)
      if isLeftOut { continue }
      // Whatever it was before, it may be a link now.
      if FileSystem.kind(of: path) != nil, !links.allow(path) { return nil }
      let isTaken =
        if path == reader.absolute(Reader.configurationName) {
          frame.changeConfiguration(before, reader)
        } else if let place {
          frame.change(before.content, place, reader)
        } else if let name = name(of: path, in: before.templates) {
          frame.changeTemplate(before.templates, name, reader)
        } else {
          // The one is read below, the other with every check.
          named.contains(path)
        }
      guard isTaken else { return nil }
    }
    frame.providerTable = ProviderData.read(SiteConfiguration.decode(frame.configuration).0, reader)
    return frame
  }

  private func isHidden(_ path: String) -> Bool { path.split(separator: "/").last?.hasPrefix(".") == true }

  private var reader: Reader { Reader(root: root) }

  /// Everything but the text of pages, as it was when the site was put together.
  private struct Frame: Sendable {
    var configuration: SourceFile
    var tree: SourceTree
    /// Of the provider's permissions, if the configuration names one.
    var providerTable: [UInt8]?

    /// Takes over what has become of one file, `name` below the folder `content`; false where that may concern more than
    /// a page.
    mutating func change(_ content: String, _ name: String, _ reader: Reader) -> Bool {
      let parts = name.split(separator: "/")
      let path = content + "/" + name
      if name == Reader.catalogName {
        guard let file = read(path, reader) else { return false }
        tree.catalog = file
        return true
      }
      let position = tree.pages.partitioningIndex { !isListed($0.path, before: parts, content) }
      let isKnown = position < tree.pages.count && tree.pages[position].path == path
      switch FileSystem.kind(of: reader.absolute(path)) {
      case nil:
        if isKnown { tree.pages.remove(at: position) }
        // What came and went in between was never part of the site.
        return isKnown || !holds(path)
      case .file where isKnown:
        guard let bytes = try? FileSystem.read(reader.absolute(path)) else { return false }
        if bytes != tree.pages[position].bytes { tree.pages[position] = SourceFile(path: path, bytes: bytes) }
        return true
      case .file:
        // A folder without pages may be anything, such as a link to another.
        guard name.hasSuffix(".md"), !parts.contains(where: { $0.hasPrefix("_") || $0.hasPrefix(".") }),
          tree.pages[max(0, position - 1)..<min(position + 1, tree.pages.count)]
            .contains(where: { splitPath($0.path).folder == splitPath(path).folder }),
          let bytes = try? FileSystem.read(reader.absolute(path))
        else { return false }
        tree.pages.insert(SourceFile(path: path, bytes: bytes), at: position)
        return true
      default: return false
      }
    }

    /// The same for the configuration; false where it names other folders, or is gone.
    mutating func changeConfiguration(_ before: SiteConfiguration, _ reader: Reader) -> Bool {
      guard let file = read(Reader.configurationName, reader) else { return false }
      let now = SiteConfiguration.decode(file).0
      guard now.content == before.content, now.templates == before.templates,
        now.contentRules == before.contentRules, now.followedFolders == before.followedFolders
      else { return false }
      configuration = file
      return true
    }

    /// The same for a file that is a template already.
    mutating func changeTemplate(_ templates: String, _ name: String, _ reader: Reader) -> Bool {
      let path = templates + "/" + name
      guard let position = tree.templates.firstIndex(where: { $0.path == path }), let file = read(path, reader) else {
        return false
      }
      tree.templates[position] = file
      return true
    }

    private func read(_ path: String, _ reader: Reader) -> SourceFile? {
      (try? FileSystem.read(reader.absolute(path))).map { SourceFile(path: path, bytes: $0) }
    }

    /// Folders are listed by name, and what is in them where they stand.
    private func isListed(_ page: String, before parts: [Substring], _ content: String) -> Bool {
      contentRelative(page, content: content).split(separator: "/").lexicographicallyPrecedes(parts)
    }

    /// The path is a file of the site, or a folder with one.
    private func holds(_ path: String) -> Bool {
      let files =
        tree.pages.lazy.map(\.path) + tree.snippets.map(\.path) + tree.assets.map(\.path)
        + tree.templates.map(\.path) + (tree.catalog.map { [$0.path] } ?? [])
      return files.contains { $0 == path || $0.hasPrefix(path + "/") }
    }

    /// But for the text of pages.
    func isSame(as other: Frame) -> Bool {
      isSameWithoutTemplates(as: other) && Self.same(tree.templates, other.tree.templates)
    }

    /// But for templates.
    func holdsTheSame(as other: Frame) -> Bool {
      isSameWithoutTemplates(as: other) && Self.same(tree.pages, other.tree.pages)
    }

    private static func same(_ a: [SourceFile], _ b: [SourceFile]) -> Bool {
      a.count == b.count && zip(a, b).allSatisfy { $0.path == $1.path && $0.bytes == $1.bytes }
    }

    private func isSameWithoutTemplates(as other: Frame) -> Bool {
      configuration.bytes == other.configuration.bytes && providerTable == other.providerTable
        && Self.same(tree.snippets, other.tree.snippets) && tree.catalog?.bytes == other.tree.catalog?.bytes
        && tree.assets.map(\.path) == other.tree.assets.map(\.path) && tree.outsideLinks == other.tree.outsideLinks
        && tree.assets.map(\.dimensions) == other.tree.assets.map(\.dimensions)
        && tree.pages.count == other.tree.pages.count
        && zip(tree.pages, other.tree.pages).allSatisfy { $0.path == $1.path }
    }
  }

  private var frame: Frame?
  private var last: Resolved?

  /// Most changes are words on a page, a heading or a title: then only that page is parsed, and all else stays where it
  /// is. False where more has changed.
  private func updateTexts(_ now: Frame, _ configuration: SiteConfiguration) -> Bool {
    guard let frame, var last, let renderer = snapshot.renderer, frame.isSame(as: now) else { return false }
    let (file, tree) = (now.configuration, now.tree)
    let options = MarkupOptions(rawHTML: configuration.rawHTML)
    var texts: [(PageID, ParsedPage)] = []
    var isChangedForOthers = false
    for (before, after) in zip(frame.tree.pages, tree.pages) where before.bytes != after.bytes {
      let page = Parser.parse(after, options: options)
      guard let id = last.site.index.page(source: last.site.contentPath(after.path).utf8),
        let old = last.site[id].parsed, keepsItsPlace(old, page, last.site.reference),
        let position = last.pages.firstIndex(where: { $0.path == after.path })
      else { return false }
      if !saysTheSameToOthers(old, page) {
        // Translations take over front matter, and stand for the original's headings.
        if last.site.isTranslated(id) { return false }
        isChangedForOthers = true
      }
      texts.append((id, page))
      last.pages[position] = page
      parsed[after.path] = Parsed(file: after, options: options, page: page)
    }
    // Findings about the place of a page point into its front matter, which may have moved.
    let paths = Set(texts.map(\.1.path))
    let found = last.found + last.themeFound
    guard
      !found.contains(where: { found in
        ([found.location] + found.notes.map(\.location)).contains { $0.map { paths.contains($0.path) } ?? false }
      })
    else { return false }
    guard !found.contains(where: \.preventsBuilding),
      !texts.contains(where: { _, page in
        page.diagnostics.contains(where: \.preventsBuilding)
      })
    else { return false }
    let before = last.site
    last.site = last.site.replacing(texts)
    if isChangedForOthers {
      checked = []
    } else if let theme = last.theme,
      texts.contains(where: { id, _ in
        PageAnchors.others(on: before[id], of: before, theme)
          != PageAnchors.others(on: last.site[id], of: last.site, theme)
      })
    {
      checked = []
    }
    self.last = last
    self.frame = now
    snapshot.renderer =
      isChangedForOthers
      ? Renderer(ofFewPagesOf: last.site, theme: renderer.theme) : Renderer(renderer, site: last.site)
    let others = [file] + tree.templates + (tree.catalog.map { [$0] } ?? [])
    snapshot.sources = SourceFiles(others + tree.pages + tree.snippets)
    snapshot.isChecked = false
    let all = last.pages + last.snippets
    unchecked = (last.site, last.theme, found + all.flatMap(\.diagnostics), all, others)
    return true
  }

  /// Whether the page has its address, its place among the others, what it includes, and the permissions that it names.
  private func keepsItsPlace(_ old: ParsedPage, _ new: ParsedPage, _ reference: PermissionReference) -> Bool {
    func includes(_ page: ParsedPage) -> [String?] {
      page.document.directives.filter { $0.name == IncludeDirective.name }.map { $0["file"]?.value }
    }
    let (before, after) = (old.frontMatter, new.frontMatter)
    return before.slug == after.slug && before.aliases.map(\.value) == after.aliases.map(\.value)
      && before.order == after.order && before.isDraft == after.isDraft && includes(old) == includes(new)
      && reference.mentions(in: old.document) == reference.mentions(in: new.document)
  }

  /// Whether other pages show the same of it, and find the same anchors on it.
  private func saysTheSameToOthers(_ old: ParsedPage, _ new: ParsedPage) -> Bool {
    func frontMatter(_ page: ParsedPage) -> ArraySlice<UInt8> { page.file.bytes[..<Int(page.document.bodyStart)] }
    func headings(_ page: ParsedPage) -> [[UInt8]] {
      page.document.headings.flatMap { [[$0.level], $0.id, Array($0.plainText)] + $0.formerIDs }
    }
    return frontMatter(old) == frontMatter(new) && headings(old) == headings(new)
  }

  /// What is found in the state that is served: waits for the update that is under way, and for the checks of what it
  /// leads to. Several may wait for the same checks; an update cancels them, and then those that follow count.
  package func check() async -> Snapshot {
    while !snapshot.isChecked, !Task.isCancelled {
      if let updating {
        await updating.value
      } else {
        let check = checking ?? Task { await runChecks() }
        checking = check
        await check.value
      }
    }
    return snapshot
  }

  private func runChecks() async {
    defer { checking = nil }
    guard let (site, theme, known, pages, others) = unchecked else {
      snapshot.isChecked = true
      return
    }
    let code = await CodeReader.read(site.configuration, root: root)
    let found = await Checker.check(site, theme: theme, code: code.report, known: checked, givesWay: true)
    // Another change came in meanwhile: its own check follows.
    guard !Task.isCancelled else { return }
    unchecked = nil
    checked = found.files
    let more = code.report?.sources ?? []
    snapshot.sources.add(more)
    var settled = Settling.settle(
      known + code.diagnostics + found.diagnostics,
      site.configuration.checks,
      pages.flatMap { Suppression.all(in: $0) } + Suppression.all(in: others + more)
    )
    do {
      let baseline = site.configuration.checks.baseline
      _ = try Baseline.setAsideKnown(baseline, reader, in: &settled, snapshot.sources)
    } catch {
      settled.append(Diagnostic("unreadable", .error, "\(error)", at: nil))
    }
    snapshot.diagnostics = settled
    snapshot.witnesses = found.witnesses
    if let renderer = snapshot.renderer, site.configuration.witnessPage, !found.witnesses.isEmpty {
      let site = renderer.site.with(witnesses: found.witnesses)
      snapshot.renderer = Renderer(ofFewPagesOf: site, theme: renderer.theme)
    }
    snapshot.isChecked = true
  }

  /// The folders in which a change matters.
  package nonisolated func folders() -> [String] {
    let reader = Reader(root: root)
    let file = (try? reader.readConfiguration()) ?? nil
    let configuration = file.map { SiteConfiguration.decode($0).0 } ?? SiteConfiguration()
    var folders = [root]
    let links = reader.links(configuration)
    // Links may lead to a folder in several ways, and in circles.
    var seen: Set<[UInt64]> = []
    func add(_ folder: String, below place: String, _ rules: ContentRules) {
      guard links.allow(folder), let this = FileSystem.identity(ofFolder: folder), seen.insert(this).inserted else {
        return
      }
      folders.append(folder)
      for entry in (try? FileSystem.entries(of: folder)) ?? [] where entry.kind == .directory {
        let child = place.isEmpty ? entry.name : place + "/" + entry.name
        guard rules.includes(entry.name, at: child, isFolder: true, isAtTop: place.isEmpty) else { continue }
        add(folder + "/" + entry.name, below: child, rules)
      }
    }
    add(reader.absolute(configuration.content), below: "", configuration.contentRules)
    if FileSystem.kind(of: reader.absolute(configuration.templates)) == .directory {
      add(reader.absolute(configuration.templates), below: "", ContentRules())
    }
    for file in [configuration.providerData?.value, configuration.checks.baseline].compactMap(\.self) {
      let folder = splitPath(reader.absolute(file)).folder.dropLast()
      if !folder.isEmpty, !folders.contains(String(folder)) { folders.append(String(folder)) }
    }
    return folders
  }

  private func remember(_ tree: SourceTree) {
    let files = tree.pages + tree.snippets + tree.templates
    for (file, stamp) in zip(files, tree.stamps) where known[file.path]?.stamp != stamp {
      known[file.path] = .init(stamp: stamp, file: file)
    }
    if known.count > files.count {
      let paths = Set(files.map(\.path))
      known = known.filter { paths.contains($0.key) }
    }
  }

  /// Parses again only what is not as it was.
  private func parse(_ files: [SourceFile], _ options: MarkupOptions, isSnippet: Bool) async -> [ParsedPage] {
    var pages: [ParsedPage?] = files.map { file in
      guard let known = parsed[file.path], known.options == options, known.file.bytes == file.bytes else { return nil }
      return known.page
    }
    let missing = pages.indices.filter { pages[$0] == nil }
    let found = await concurrentMap(missing) { Parser.parse(files[$0], options: options, isSnippet: isSnippet) }
    for (position, page) in zip(missing, found) {
      pages[position] = page
      parsed[files[position].path] = Parsed(file: files[position], options: options, page: page)
    }
    return pages.compactMap(\.self)
  }
}

extension Array {
  /// The first position that belongs to the second part of an array whose first part does not.
  fileprivate func partitioningIndex(_ belongsToSecond: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
