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
    let strings = page.site.configuration.strings
    let view = PermissionTableView(
      caption: strings.text("permissions-for", ["consent": consent.title]).bytes,
      rows: PermissionRowView.rows(of: consent, in: page.site),
      isReadOnly: consent.claim == .readOnly && consent.claimViolations.isEmpty,
      companionNote: consent.companionNote(strings)?.bytes,
      signInScopes: consent.signInScopes.map { .init(name: $0.rawValue.bytes, meaning: $0.meaning(strings).bytes) }
    )
    page.theme.permissionTable.render(view, to: &renderer)
  }

  /// What a consent asks for, as Markdown.
  static func table(of consent: Consent, _ page: PageMarkdown) -> String {
    let strings = page.strings
    let notes = ([consent.companionNote(strings)].compactMap(\.self) + consent.allResources.flatMap { $0.notes(strings) })
      .map { "\n\n" + MarkdownText.escaped($0) }
    return MarkdownText.table(
      [strings["permission"], "API", strings["kind"], strings["access"], strings["admin-consent"], strings["why"]],
      consent.allGrants.map { grant in
        [
          [page.link(to: grant.permission), grant.permission.label(in: consent.flow).map(MarkdownText.escaped)]
            .compactMap(\.self).joined(separator: " · "),
          MarkdownText.escaped(grant.permission.resource.name), grant.permission.kind.word(strings),
          grant.permission.accessClass.word(strings), grant.permission.adminConsentWords(strings),
          MarkdownText.escaped(grant.why),
        ]
      }
    ) + notes.joined()
  }
}
