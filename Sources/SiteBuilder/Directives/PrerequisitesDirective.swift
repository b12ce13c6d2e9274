import Markup
import Permissions

/// `::prerequisites{consent="…"}`: the roles that may grant exactly this set of permissions.
enum PrerequisitesDirective {
  static let definition = DirectiveDefinition(
    name: "prerequisites",
    forms: [.leaf],
    attributes: [.init(name: "consent", value: .consent)],
    markdown: { directive, page in
      guard let consent = page.consent(of: directive) else { return "" }
      let roles = consent.grantingRoles
      var items = ["Role: \(roles.least.displayName). \(MarkdownText.escaped(roles.note(.english)))"]
      if roles.userMayConsent {
        items = ["No role: everybody may consent for themselves, unless your tenant forbids it."]
      }
      if roles.sufficient.count > 1 {
        items.append("Also enough: \(roles.sufficient.dropFirst().map(\.displayName).joined(separator: ", ")).")
      }
      if !roles.insufficient.isEmpty {
        items.append("Not enough: \(roles.insufficient.map(\.displayName).joined(separator: ", ")).")
      }
      return MarkdownText.list(items)
    }
  ) { use, page, renderer in
    guard let consent = page.consent(of: use.directive) else { return }
    let roles = consent.grantingRoles
    let strings = page.site.configuration.strings
    let view = PrerequisitesView(
      appName: consent.app.displayName.bytes,
      role: roles.least.displayName.bytes,
      roleNote: roles.note(strings).bytes,
      otherRoles: roles.otherRoles,
      insufficient: roles.insufficientRoles(strings),
      userMayConsent: roles.userMayConsent,
      needsAdmin: !roles.userMayConsent
    )
    page.theme.prerequisites.render(view, to: &renderer)
  }
}
