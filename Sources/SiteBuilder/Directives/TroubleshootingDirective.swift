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
      return MarkdownText.table(
        ["Error", "What it means", "What to do", "Who"],
        SignInError.all(for: consent).map { error in
          [
            "[AADSTS\(error.code)](\(error.url))", MarkdownText.escaped(error.meaning),
            MarkdownText.escaped(error.remedy), error.fixer.words(.english),
          ]
        }
      )
    }
  ) { use, page, renderer in
    guard let consent = page.consent(of: use.directive) else { return }
    var rows: [TroubleshootingView.Row] = []
    for error in SignInError.all(for: consent) {
      rows.append(
        .init(
          id: page.uniqueID("aadsts\(error.code)"),
          code: "AADSTS\(error.code)".bytes,
          meaning: error.meaning.bytes,
          remedy: error.remedy.bytes,
          who: error.fixer.words(page.site.configuration.strings).bytes,
          url: error.url.bytes
        )
      )
    }
    page.theme.troubleshooting.render(TroubleshootingView(rows: rows), to: &renderer)
  }
}

extension SignInError.Fixer {
  fileprivate func words(_ strings: ThemeStrings) -> String {
    switch self {
    case .administrator: strings["fixer-administrator"]
    case .person: strings["fixer-person"]
    case .vendor: strings["fixer-vendor"]
    }
  }
}
