import Markup
import Permissions

/// `::revoke{consent="…"}`: how to take access away again.
enum RevokeDirective {
  static let definition = DirectiveDefinition(
    name: "revoke",
    forms: [.leaf],
    attributes: [.init(name: "consent", value: .consent)]
  ) { use, page, renderer in
    guard let consent = page.consent(of: use.directive) else { return }
    let revocation = Revocation(consent)
    let product = page.site.catalog?.catalog.product
    let view = RevokeView(
      appName: consent.app.displayName.bytes,
      clientID: consent.app.clientID.description.bytes,
      publisher: product?.publisher?.bytes,
      hasDelegated: revocation.hasDelegatedGrants,
      hasApplication: revocation.hasApplicationGrants,
      hasUserConsent: revocation.hasUserGrants,
      role: revocation.role.displayName.bytes,
      portalURL: "https://entra.microsoft.com/".bytes,
      product: product.map { LinkView(title: $0.name.bytes, url: $0.url?.bytes ?? []) },
      facts: revocation.limits.map { .init(text: $0.bytes) }
    )
    page.theme.revoke.render(view, to: &renderer)
  }
}
