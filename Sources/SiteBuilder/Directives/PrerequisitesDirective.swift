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
      let strings = page.strings
      let role = "\(roles.least.displayName). \(MarkdownText.escaped(roles.note(strings)))"
      var items = ["\(strings["least-role"]): \(role)"]
      if roles.userMayConsent {
        let key = roles.managedSince == nil ? "for-yourself-note" : "for-yourself-managed"
        let app = ["appName": MarkdownText.escaped(consent.app.displayName)]
        items = [
          "\(strings["for-yourself"]): \(strings.text(key, app))",
          "\(strings["for-everybody"]): \(role)",
        ]
      }
      func add(_ key: String, _ roles: some Collection<Role>) {
        guard !roles.isEmpty else { return }
        items.append("\(strings[key]): \(roles.map(\.displayName).joined(separator: ", "))")
      }
      add("also-enough", roles.sufficient.dropFirst())
      add("not-enough", roles.insufficient)
      if let note = consent.companionNote(strings) { items.append(MarkdownText.escaped(note)) }
      if let note = roles.managedNote(strings) { items.append(MarkdownText.escaped(note)) }
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
      companionNote: consent.companionNote(strings)?.bytes,
      userMayConsent: roles.userMayConsent && roles.managedSince == nil,
      userMayConsentUnlessManaged: roles.userMayConsent && roles.managedSince != nil,
      needsAdmin: !roles.userMayConsent,
      managedNote: roles.managedNote(strings)?.bytes
    )
    page.theme.prerequisites.render(view, to: &renderer)
  }
}
