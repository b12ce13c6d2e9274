package import Diagnostics

/// Looks at a finished site and says what is wrong. Pure: the same site gives the same findings.
struct Check: Sendable {
  let run: @Sendable (Site, Theme?) -> [Diagnostic]

  /// A check of the whole site.
  init(site run: @escaping @Sendable (Site, Theme?) -> [Diagnostic]) { self.run = run }

  /// A check that looks at one file at a time, pages and snippets alike.
  init(file run: @escaping @Sendable (ParsedPage, Site, Theme?) -> [Diagnostic]) {
    self.run = { site, theme in
      let files = site.pages.compactMap(\.parsed) + site.snippets.sorted { $0.key < $1.key }.map(\.value)
      return files.flatMap { run($0, site, theme) }
    }
  }
}

/// Every check. A new one is a file in this folder and a line here.
let allChecks: [Check] = [
  directiveCheck,
  linkCheck,
  frontMatterCheck,
  claimCheck,
  consentLinkCheck,
]

/// Stage 4: everything that is wrong with the site as a whole.
package enum Checker {
  package static func check(_ site: Site, theme: Theme?) async -> [Diagnostic] {
    await concurrentMap(allChecks) { $0.run(site, theme) }.flatMap { $0 }
  }
}
