import Markup
import Permissions

/// `::permissions{consent="…"}`: the table of what is asked for and why.
enum PermissionsDirective {
  static let definition = DirectiveDefinition(
    name: "permissions",
    forms: [.leaf],
    attributes: [.init(name: "consent", value: .consent)]
  ) { use, page, renderer in
    guard let consent = page.consent(of: use.directive) else { return }
    let view = PermissionTableView(
      caption: "Permissions for \(consent.title)".bytes,
      rows: PermissionRowView.rows(of: consent, in: page.site),
      isReadOnly: consent.claim == .readOnly && consent.claimViolations.isEmpty,
      signInScopes: consent.signInScopes.map { .init(name: $0.rawValue.bytes, meaning: $0.meaning.bytes) }
    )
    page.theme.permissionTable.render(view, to: &renderer)
  }
}
