import Markup
import Permissions

/// `::revoke{consent="…"}`: how to take access away again.
enum RevokeDirective {
  static let definition = DirectiveDefinition(
    name: "revoke",
    forms: [.leaf],
    attributes: [.init(name: "consent", value: .consent)],
    markdown: { directive, page in
      guard let consent = page.consent(of: directive) else { return "" }
      let revocation = Revocation(consent)
      let steps = [
        "You need the role \(revocation.role.displayName) or a more powerful one.",
        "In the [Microsoft Entra admin center](https://entra.microsoft.com/), under Enterprise apps, find the client ID "
          + "`\(consent.app.clientID)`: \(MarkdownText.escaped(consent.app.displayName)).",
        "Under Permissions, on the tab Admin consent, revoke each permission; or delete the application under Properties.",
      ]
      return MarkdownText.list(steps + revocation.limits.map(MarkdownText.escaped))
    }
  ) { use, page, renderer in
    guard let consent = page.consent(of: use.directive) else { return }
    guard let product = page.site.catalog?.catalog.product else { return }
    page.theme.revoke.render(RevokeView(consent, product), to: &renderer)
  }
}

extension RevokeView {
  init(_ consent: Consent, _ product: Product) {
    let revocation = Revocation(consent)
    self.init(
      appName: consent.app.displayName.bytes,
      clientID: consent.app.clientID.description.bytes,
      publisher: product.publisher?.bytes,
      hasDelegated: revocation.hasDelegatedGrants,
      hasApplication: revocation.hasApplicationGrants,
      hasUserConsent: revocation.hasUserGrants,
      role: revocation.role.displayName.bytes,
      portalURL: "https://entra.microsoft.com/".bytes,
      product: LinkView(title: product.name.bytes, url: product.url?.bytes ?? []),
      facts: revocation.limits.map { .init(text: $0.bytes) }
    )
  }
}
