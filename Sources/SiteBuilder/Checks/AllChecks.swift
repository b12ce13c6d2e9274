package import Diagnostics

/// Looks at a finished site and says what is wrong. Pure: the same site gives the same findings.
///
/// The theme is missing where one of its templates has an error.
enum Check: Sendable {
  /// Looks at one file at a time, pages and snippets alike.
  case file(@Sendable (ParsedPage, Site, Theme?) -> [Diagnostic])
  /// Looks at the site as a whole.
  case site(@Sendable (Site, Theme?) -> [Diagnostic])
}

/// Every check. A new one is a file in this folder and a line here.
let allChecks: [Check] = [
  directiveCheck,
  linkCheck,
  frontMatterCheck,
  configurationCheck,
  claimCheck,
  consentLinkCheck,
]

/// Stage 4: everything that is wrong with the site as a whole.
package enum Checker {
  package static func check(_ site: Site, theme: Theme?) async -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for case .site(let run) in allChecks { diagnostics += run(site, theme) }
    let files = site.pages.compactMap(\.parsed) + site.snippets.sorted { $0.key < $1.key }.map(\.value)
    let found = await concurrentMap(files) { file in
      var diagnostics: [Diagnostic] = []
      for case .file(let run) in allChecks { diagnostics += run(file, site, theme) }
      return diagnostics
    }
    return found.reduce(into: diagnostics) { $0 += $1 }
  }
}
