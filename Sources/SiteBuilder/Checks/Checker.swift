package import CodeWitness
package import Diagnostics
import DocsWitness

/// Stage 4: everything that is wrong with the site as a whole.
package enum Checker {
  package static func check(
    _ site: Site,
    theme: Theme?,
    code: CodeReport? = nil
  ) async -> (diagnostics: [Diagnostic], witnesses: [WitnessRow]) {
    var diagnostics: [Diagnostic] = []
    for case .site(let run) in allChecks { diagnostics += run(site, theme) }
    let declared = DeclaredPermissions(site.catalog)
    let files = site.pages.compactMap(\.parsed) + site.snippets.sorted { $0.key < $1.key }.map(\.value)
    let found = await concurrentMap(files) { file in check(file, in: site, theme, declared) }
    diagnostics += found.flatMap(\.diagnostics)
    let named = found.reduce(into: Set<String>()) { $0.formUnion($1.named) }
    let documentation = Documentation(
      site: site,
      declared: declared,
      named: named,
      code: code,
      shown: consentsWithGeneratedTables(in: site)
    )
    for case .documentation(let run) in allChecks { diagnostics += run(documentation) }
    return (diagnostics, documentation.witnesses)
  }

  /// What is wrong in one file, and which of the catalog's permissions it names.
  static func check(
    _ file: ParsedPage,
    in site: Site,
    _ theme: Theme?,
    _ declared: DeclaredPermissions
  ) -> (diagnostics: [Diagnostic], named: Set<String>) {
    let guide = Guide(file, site, declared)
    var diagnostics: [Diagnostic] = []
    for check in allChecks {
      switch check {
      case .file(let run): diagnostics += run(file, site, theme)
      case .guide(let run): diagnostics += run(guide)
      case .site, .documentation: continue
      }
    }
    return (diagnostics, guide.named)
  }
}
