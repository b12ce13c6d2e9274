import Markup
import Permissions

/// `::prerequisites{consent="…"}`: the roles that may grant exactly this set of permissions.
enum PrerequisitesDirective {
  static let definition = DirectiveDefinition(
    name: "prerequisites",
    forms: [.leaf],
    attributes: [.init(name: "consent", value: .consent)]
  ) { use, page, renderer in
    guard let consent = page.consent(of: use.directive) else { return }
    let roles = consent.grantingRoles
    let view = PrerequisitesView(
      appName: consent.app.displayName.bytes,
      role: roles.least.displayName.bytes,
      roleNote: roles.note.bytes,
      otherRoles: roles.otherRoles,
      insufficient: roles.insufficientRoles,
      userMayConsent: roles.userMayConsent,
      needsAdmin: !roles.userMayConsent
    )
    page.theme.prerequisites.render(view, to: &renderer)
  }
}
