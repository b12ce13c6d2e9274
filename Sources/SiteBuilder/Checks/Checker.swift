import CodeWitness
package import Diagnostics
import DocsWitness

/// Stage 4: everything that is wrong with the site as a whole.
package enum Checker {
  /// What was found.
  package struct Findings: Sendable {
    package var diagnostics: [Diagnostic] = []
    package var witnesses: [WitnessRow] = []
    /// By file, in the order in which they are checked.
    var files: [CheckedFile] = []
  }

  /// What is wrong in one file, and what it says of the catalog's permissions.
  struct CheckedFile: Sendable {
    let page: ParsedPage
    var diagnostics: [Diagnostic] = []
    /// What may be added to some of them, by their positions.
    var questions: [(position: Int, question: LinkFinding.Question)] = []
    /// The permissions that it names.
    var named: Set<String> = []
    /// Consents of which it shows a table made from the catalog.
    var shown: Set<String> = []
    /// The pages to which it links, where the configuration wants to know to which nobody does.
    var linked: Set<PageID> = []
  }

  /// Where its task is cancelled, it ends soon and its findings mean nothing.
  ///
  /// - Parameters:
  ///   - known: of an earlier check of the same site, but for the text of some files.
  ///   - givesWay: others want the processors meanwhile.
  static func check(
    _ site: Site,
    theme: Theme?,
    code: CodeReport? = nil,
    known: [CheckedFile] = [],
    givesWay: Bool = false
  ) async -> Findings {
    let check = FileCheck(site, theme)
    let snippets = site.snippets.sorted { $0.key < $1.key }.map(\.value)
    let files = site.pages.compactMap(\.parsed) + snippets.filter { !site.isForeign($0) }
    var found = await look(at: files, Array(known.prefix(files.count)), givesWay, check)
    let own = found.count
    for translation in site.translations {
      let check = FileCheck(translation, theme)
      let files = translation.pages.compactMap(\.parsed) + snippets.filter { !translation.isForeign($0) }
      found += await look(at: files, Array(known.dropFirst(found.count).prefix(files.count)), givesWay, check)
    }
    if Task.isCancelled { return Findings() }
    var findings = together(found[..<own], found[own...], site, theme, check.declared, code)
    findings.files = found
    return findings
  }

  /// What is wrong with the site as a whole, after all its files have been looked at.
  ///
  /// - Parameters:
  ///   - files: those in the site's own language, in which the docs say what they say of the catalog as a whole.
  ///   - others: those in other languages.
  static func together(
    _ files: some Collection<CheckedFile>,
    _ others: some Collection<CheckedFile>,
    _ site: Site,
    _ theme: Theme?,
    _ declared: DeclaredPermissions,
    _ code: CodeReport?
  ) -> Findings {
    var diagnostics: [Diagnostic] = []
    for case .site(let run) in allChecks { diagnostics += run(site, theme) }
    var budget = SuggestionBudget()
    for file in files where !file.diagnostics.isEmpty { diagnostics += file.diagnostics(in: site, &budget) }
    for file in others where !file.diagnostics.isEmpty { diagnostics += file.diagnostics(in: site, &budget) }
    func all<Element>(_ set: (CheckedFile) -> Set<Element>) -> Set<Element> {
      files.reduce(into: []) { if !set($1).isEmpty { $0.formUnion(set($1)) } }
    }
    let documentation = Documentation(
      site: site,
      declared: declared,
      named: all(\.named),
      code: code,
      shown: all(\.shown),
      linked: all(\.linked)
    )
    for case .documentation(let run) in allChecks { diagnostics += run(documentation) }
    return Findings(diagnostics: diagnostics, witnesses: documentation.witnesses)
  }

  /// Looks only at files that are not the ones which are known.
  private static func look(
    at files: [ParsedPage],
    _ known: [CheckedFile],
    _ givesWay: Bool,
    _ check: FileCheck
  ) async -> [CheckedFile] {
    let look: @Sendable (ParsedPage) -> CheckedFile = { Task.isCancelled ? CheckedFile(page: $0) : check($0) }
    guard known.count == files.count else { return await concurrentMap(files, givesWay: givesWay, look) }
    var found = known
    let changed = files.indices.filter { files[$0] !== known[$0].page }
    let checked = await concurrentMap(changed.map { files[$0] }, givesWay: givesWay, look)
    for (index, file) in zip(changed, checked) { found[index] = file }
    return found
  }
}

/// All that is looked for in one file of a site, be it a page or a snippet.
///
/// An object, since all processors use it all the time.
final class FileCheck: Sendable {
  let declared: DeclaredPermissions
  private let site: Site
  private let theme: Theme?
  /// Those of ``allChecks`` that look at files, one by one.
  private let checks: [Check]
  private let notesLinkedPages: Bool

  init(_ site: Site, _ theme: Theme?) {
    self.site = site
    self.theme = theme
    declared = DeclaredPermissions(site.catalog, site.microsoft)
    notesLinkedPages = site.configuration.checks.isOn("orphan-page")
    checks = allChecks.filter {
      switch $0 {
      case .file, .links, .guide: true
      case .site, .documentation: false
      }
    }
  }

  func callAsFunction(_ file: ParsedPage) -> Checker.CheckedFile {
    // A page that is not translated has been looked at; but it may lead to a heading that is.
    if site.configuration.otherLanguage != nil, site.isForeign(file) {
      return Checker.CheckedFile(page: file, diagnostics: brokenAnchors(of: file, in: site, theme))
    }
    let guide = Guide(file, site, declared)
    var diagnostics: [Diagnostic] = []
    var questions: [(position: Int, question: LinkFinding.Question)] = []
    for check in checks {
      let found =
        switch check {
        case .file(let run): run(file, site, theme)
        case .links(let run): withoutQuestions(run(file, site, theme), after: diagnostics.count, &questions)
        case .guide(let run): run(guide)
        case .site, .documentation: [Diagnostic]()
        }
      // Adding nothing costs as much as some of the checks.
      if !found.isEmpty { diagnostics += found }
    }
    return Checker.CheckedFile(
      page: file,
      diagnostics: diagnostics,
      questions: questions,
      named: guide.named,
      shown: consentsWithGeneratedTables(in: file),
      linked: notesLinkedPages ? linkedPages(in: file, site) : []
    )
  }
  private func withoutQuestions(
    _ found: [LinkFinding],
    after position: Int,
    _ questions: inout [(position: Int, question: LinkFinding.Question)]
  ) -> [Diagnostic] {
    if found.isEmpty { return [] }
    for (offset, finding) in found.enumerated() {
      if let question = finding.question { questions.append((position + offset, question)) }
    }
    return found.map(\.diagnostic)
  }
}
