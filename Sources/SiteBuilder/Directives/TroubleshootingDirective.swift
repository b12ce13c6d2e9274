import Markup
import Permissions

/// `::troubleshooting{consent="…"}`: the error codes that this flow can end in, and what to do.
enum TroubleshootingDirective {
  static let definition = DirectiveDefinition(
    name: "troubleshooting",
    forms: [.leaf],
    attributes: [.init(name: "consent", value: .consent)],
    markdown: { directive, page in
      guard let consent = page.consent(of: directive) else { return "" }
      let strings = page.strings
      return MarkdownText.table(
        ["error-code", "error-meaning", "error-remedy", "error-fixer"].map { strings[$0] },
        SignInError.all(for: consent).map { error in
          [
            "[AADSTS\(error.code)](\(error.url))", MarkdownText.escaped(error.meaning(strings)),
            MarkdownText.escaped(error.remedy(strings)), error.fixer.words(strings),
          ]
        }
      )
    }
  ) { use, page, renderer in
    guard let consent = page.consent(of: use.directive) else { return }
    let strings = page.site.configuration.strings
    var rows: [TroubleshootingView.Row] = []
    for error in SignInError.all(for: consent) {
      rows.append(
        .init(
          id: page.uniqueID("aadsts\(error.code)"),
          code: "AADSTS\(error.code)".bytes,
          meaning: error.meaning(strings).bytes,
          remedy: error.remedy(strings).bytes,
          who: error.fixer.words(strings).bytes,
          url: error.url.bytes
        )
      )
    }
    page.theme.troubleshooting.render(TroubleshootingView(rows: rows), to: &renderer)
  }
}
