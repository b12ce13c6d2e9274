import Diagnostics
import Markup
import Synchronization

/// Takes the pages of a site through all that a page goes through, a few at a time: they are parsed, looked at, rendered,
/// searched for words and handed out, and then, where the site is too large for memory, their texts are let go of.
final class PageRun: Sendable {
  private let site: Site
  private let check: FileCheck
  private let renderer: Renderer?
  private let settings: Settings
  private let stage: @Sendable (OutputFile) -> Void
  /// Something is wrong, so that nothing will be published.
  private let isSpoiled = Atomic(false)

  struct Settings: Sendable {
    var levels: CheckSettings
    /// Only the texts that are being worked on stay in memory.
    var letsGo: Bool
    /// No finding is known from before, or else it may be none.
    var isFinal: Bool
    /// The next build may want to know what pages said.
    var keepsFacts: Bool
  }

  /// What is left of a part of the pages.
  struct Part: Sendable {
    var files: [Checker.CheckedFile] = []
    /// What was found in the files alone.
    var diagnostics: [Diagnostic] = []
    var suppressions: [Suppression] = []
    var mentions: [(page: PageID, entries: [Int])] = []
    var counters = Counters()
    /// How long its pages took.
    var parsing = Duration.zero
    var checking = Duration.zero
    var rendering = Duration.zero
    var search: SearchOutput.Part
    var facts: [(page: PageID, facts: PageFacts)] = []
  }

  /// - Parameter renderer: nothing where nothing is published.
  init(
    _ site: Site,
    _ check: FileCheck,
    _ renderer: Renderer?,
    _ settings: Settings,
    _ stage: @escaping @Sendable (OutputFile) -> Void
  ) {
    self.site = site
    self.check = check
    self.renderer = renderer
    self.settings = settings
    self.stage = stage
  }

  /// In the order of the pages.
  func run() async -> [Part] {
    let parts = SearchOutput.parts(of: site, cores: processorCount)
    return await concurrentMap(parts, minimum: 1) { pages, search in
      var part = Part(search: search)
      for start in stride(from: pages.lowerBound, to: pages.upperBound, by: self.few) {
        self.take(start..<min(start + self.few, pages.upperBound), &part)
      }
      part.search.finish()
      return part
    }
  }

  /// So many that the code of each step stays in the processor's caches for a while, and so few that their texts do too:
  /// to look at a page takes little code, to render it a lot.
  private var few: Int { renderer == nil ? 4 : 16 }

  /// - Parameter range: positions in the site's pages, which are looked at where they are: a page is much to copy.
  private func take(_ range: Range<Int>, _ part: inout Part) {
    let pages = site.pages
    var last = ContinuousClock.now
    func lap(_ duration: inout Duration) {
      let now = ContinuousClock.now
      duration += now - last
      last = now
    }
    for position in range {
      guard let parsed = pages[position].parsed else { continue }
      parsed.hold()
      // A page that is not translated stands among those of other languages too.
      if !pages[position].isUntranslated { note(parsed, &part) }
    }
    lap(&part.parsing)
    // By place in the range.
    var looked: [(file: Checker.CheckedFile, mentions: [Int])?] = Array(repeating: nil, count: range.count)
    var anchors: [[UInt8]?] = Array(repeating: nil, count: range.count)
    for position in range {
      guard let parsed = pages[position].parsed else { continue }
      let found = check(parsed)
      if settings.letsGo || settings.keepsFacts {
        let mentions = site.reference.mentions(in: parsed.document)
        if settings.letsGo, !mentions.isEmpty { part.mentions.append((PageID(position), mentions)) }
        if settings.keepsFacts { looked[position - range.lowerBound] = (found, mentions) }
      }
      if spoils(found.diagnostics, parsed) || spoils(parsed.diagnostics, parsed) {
        isSpoiled.store(true, ordering: .relaxed)
      }
      part.files.append(found)
    }
    lap(&part.checking)
    if let renderer, !isSpoiled.load(ordering: .relaxed) {
      let desk = Renderer.Desk()
      for position in range {
        let files = publish(pages[position], renderer, desk)
        guard let (file, mentions) = looked[position - range.lowerBound] else { continue }
        let facts = PageFacts(pages[position], file, mentions: mentions, files: files, site)
        anchors[position - range.lowerBound] = facts.anchors
        part.facts.append((PageID(position), facts))
      }
      if site.configuration.search { for position in range { part.search.add(pages[position], of: site, stage) } }
      lap(&part.rendering)
    }
    guard settings.letsGo else { return }
    for position in range {
      site.anchors.look(at: pages[position], of: site)
      pages[position].parsed?.letGo(anchors: anchors[position - range.lowerBound] ?? site.anchors(of: pages[position]))
    }
  }

  private func note(_ page: ParsedPage, _ part: inout Part) {
    part.counters.parsed(page)
    let (diagnostics, suppressions) = (page.diagnostics, Suppression.all(in: page))
    if !diagnostics.isEmpty { part.diagnostics += diagnostics }
    if !suppressions.isEmpty { part.suppressions += suppressions }
  }

  /// Says under which paths.
  private func publish(_ page: Page, _ renderer: Renderer, _ desk: Renderer.Desk) -> [String] {
    var paths: [String] = []
    renderer.forEachFile(of: page, on: desk) { file in
      paths.append(file.path)
      stage(file)
    }
    return paths
  }

  private func spoils(_ diagnostics: [Diagnostic], _ page: ParsedPage) -> Bool {
    !diagnostics.isEmpty
      && diagnostics.contains { diagnostic in
        diagnostic.preventsBuilding
          || settings.isFinal && settings.levels.settle(diagnostic)?.severity == .error
            && Suppression.all(in: page).isEmpty
      }
  }
}
