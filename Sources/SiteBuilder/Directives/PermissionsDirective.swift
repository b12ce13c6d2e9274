import Markup
import Permissions

/// `::permissions{consent="…"}`: the table of what is asked for and why.
enum PermissionsDirective {
  static let definition = DirectiveDefinition(
    name: "permissions",
    forms: [.leaf],
    attributes: [.init(name: "consent", value: .consent)],
    markdown: { directive, page in
      guard let consent = page.consent(of: directive) else { return "" }
      return table(of: consent, page)
    }
  ) { use, page, renderer in
    guard let consent = page.consent(of: use.directive) else { return }
    let view = PermissionTableView(
      caption: page.site.configuration.strings.text("permissions-for", ["consent": consent.title]).bytes,
      rows: PermissionRowView.rows(of: consent, in: page.site),
      isReadOnly: consent.claim == .readOnly && consent.claimViolations.isEmpty,
      signInScopes: consent.signInScopes.map { .init(name: $0.rawValue.bytes, meaning: $0.meaning.bytes) }
    )
    page.theme.permissionTable.render(view, to: &renderer)
  }

  /// What a consent asks for, as Markdown.
  static func table(of consent: Consent, _ page: PageMarkdown) -> String {
    MarkdownText.table(
      ["Permission", "API", "Kind", "Access", "Admin consent", "Why"],
      consent.grants.map { grant in
        [
          page.link(to: grant.permission), MarkdownText.escaped(grant.permission.resource.name),
          grant.permission.kind.word, grant.permission.accessClass.word, grant.permission.adminConsent.word,
          MarkdownText.escaped(grant.why),
        ]
      }
    )
  }
}
