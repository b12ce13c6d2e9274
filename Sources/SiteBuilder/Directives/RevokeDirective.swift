import Markup
import Permissions

/// `::revoke{consent="…"}`: how to take access away again.
enum RevokeDirective {
  static let portal = "https://entra.microsoft.com/"

  static let definition = DirectiveDefinition(
    name: "revoke",
    forms: [.leaf],
    attributes: [.init(name: "consent", value: .consent)],
    markdown: { directive, page in
      guard let consent = page.consent(of: directive) else { return "" }
      let strings = page.strings
      let revocation = Revocation(consent)
      let names = [
        "role": revocation.role.displayName,
        "portalURL": portal,
        "clientID": consent.app.clientID.description,
        "appName": MarkdownText.escaped(consent.app.displayName),
      ]
      let revoke = revocation.hasApplicationGrants ? "revoke-application-permission" : "revoke-permission"
      var steps = [strings.text("revoke-find", names) + ".", strings[revoke], strings["revoke-disable"]]
      if let product = page.site.catalog?.catalog.product {
        let name = MarkdownText.escaped(product.name)
        let link = product.url.map { "[\(name)](\($0))" } ?? name
        steps.append("**\(strings["revoke-connection"]) \(link).** \(strings["revoke-connection-note"])")
      }
      return [
        strings.text("role-needed", names),
        steps.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\n"),
        "**\(strings["revoke-limits"])**",
        MarkdownText.list(revocation.limits.map { MarkdownText.escaped($0.text(strings)) }),
      ].joined(separator: "\n\n")
    }
  ) { use, page, renderer in
    guard let consent = page.consent(of: use.directive) else { return }
    guard let product = page.site.catalog?.catalog.product else { return }
    page.theme.revoke.render(RevokeView(consent, product, page.site.configuration.strings), to: &renderer)
  }
}

extension RevokeView {
  init(_ consent: Consent, _ product: Product, _ strings: ThemeStrings) {
    let revocation = Revocation(consent)
    self.init(
      appName: consent.app.displayName.bytes,
      clientID: consent.app.clientID.description.bytes,
      publisher: product.publisher?.bytes,
      hasDelegated: revocation.hasDelegatedGrants,
      hasApplication: revocation.hasApplicationGrants,
      hasUserConsent: revocation.hasUserGrants,
      role: revocation.role.displayName.bytes,
      portalURL: RevokeDirective.portal.bytes,
      product: LinkView(title: product.name.bytes, url: product.url?.bytes ?? []),
      facts: revocation.limits.map { .init(text: $0.text(strings).bytes) }
    )
  }
}
