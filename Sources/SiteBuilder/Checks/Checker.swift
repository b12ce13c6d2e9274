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

  /// What is wrong in one file, and which of the catalog's permissions it names.
  struct CheckedFile: Sendable {
    let page: ParsedPage
    let diagnostics: [Diagnostic]
    let named: Set<String>
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
    var diagnostics: [Diagnostic] = []
    for case .site(let run) in allChecks { diagnostics += run(site, theme) }
    let declared = DeclaredPermissions(site.catalog)
    let snippets = site.snippets.sorted { $0.key < $1.key }.map(\.value)
    let files = site.pages.compactMap(\.parsed) + snippets.filter { !site.isForeign($0) }
    let found = await check(files, Array(known.prefix(files.count)), givesWay) { file in
      Task.isCancelled
        ? CheckedFile(page: file, diagnostics: [], named: []) : check(file, in: site, theme, declared)
    }
    let others = await check(site.translations, theme, snippets, Array(known.dropFirst(files.count)), givesWay)
    if Task.isCancelled { return Findings() }
    for file in found where !file.diagnostics.isEmpty { diagnostics += file.diagnostics }
    diagnostics += others.flatMap(\.diagnostics)
    let named = found.reduce(into: Set<String>()) { if !$1.named.isEmpty { $0.formUnion($1.named) } }
    let documentation = Documentation(
      site: site,
      declared: declared,
      named: named,
      code: code,
      shown: consentsWithGeneratedTables(in: site)
    )
    for case .documentation(let run) in allChecks { diagnostics += run(documentation) }
    return Findings(diagnostics: diagnostics, witnesses: documentation.witnesses, files: found + others)
  }

  /// Files in the site's other languages, and whether the rest still leads somewhere among them. What the docs say of
  /// the catalog as a whole they say in the site's own language.
  private static func check(
    _ translations: [Site],
    _ theme: Theme?,
    _ snippets: [ParsedPage],
    _ known: [CheckedFile],
    _ givesWay: Bool
  ) async -> [CheckedFile] {
    var found: [CheckedFile] = []
    for site in translations {
      let declared = DeclaredPermissions(site.catalog)
      let files = site.pages.compactMap(\.parsed) + snippets.filter { !site.isForeign($0) }
      let known = Array(known.dropFirst(found.count).prefix(files.count))
      found += await check(files, known, givesWay) { file in
        if Task.isCancelled { return CheckedFile(page: file, diagnostics: [], named: []) }
        if site.isForeign(file) { return checkAnchors(of: file, in: site, theme) }
        return check(file, in: site, theme, declared)
      }
    }
    return found
  }

  /// A page that is not translated may lead to a heading that is.
  private static func checkAnchors(of file: ParsedPage, in site: Site, _ theme: Theme?) -> CheckedFile {
    let diagnostics = brokenAnchors(of: file, in: site, theme)
    return CheckedFile(page: file, diagnostics: diagnostics, named: [])
  }

  /// Looks only at files that are not the ones which are known.
  private static func check(
    _ files: [ParsedPage],
    _ known: [CheckedFile],
    _ givesWay: Bool,
    _ check: @escaping @Sendable (ParsedPage) -> CheckedFile
  ) async -> [CheckedFile] {
    guard known.count == files.count else { return await concurrentMap(files, givesWay: givesWay, check) }
    var found = known
    let changed = files.indices.filter { files[$0] !== known[$0].page }
    for (index, file) in zip(changed, await concurrentMap(changed.map { files[$0] }, givesWay: givesWay, check)) {
      found[index] = file
    }
    return found
  }

  private static func check(
    _ file: ParsedPage,
    in site: Site,
    _ theme: Theme?,
    _ declared: DeclaredPermissions
  ) -> CheckedFile {
    let guide = Guide(file, site, declared)
    var diagnostics: [Diagnostic] = []
    for check in allChecks {
      switch check {
      case .file(let run): diagnostics += run(file, site, theme)
      case .guide(let run): diagnostics += run(guide)
      case .site, .documentation: continue
      }
    }
    return CheckedFile(page: file, diagnostics: diagnostics, named: guide.named)
  }
}
