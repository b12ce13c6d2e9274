import Markup
import Permissions

/// `::consent-link{consent="…"}`: the card from which an administrator grants access.
enum ConsentLinkDirective {
  static let definition = DirectiveDefinition(
    name: "consent-link",
    forms: [.leaf],
    label: .optional,
    attributes: [.init(name: "consent", value: .consent)],
    markdown: { directive, page in
      guard let consent = page.consent(of: directive) else { return "" }
      let strings = page.strings
      let roles = consent.grantingRoles
      var items = [
        "\(strings["app"]): \(MarkdownText.escaped(consent.app.displayName))",
        "\(strings["client-id"]): `\(consent.app.clientID)`",
        "\(strings["who-may-grant"]): \(roles.anybody(strings))\(roles.least.displayName)",
      ]
      if !roles.userMayConsent, let note = roles.managedNote(strings) { items.append(MarkdownText.escaped(note)) }
      for link in page.site.consentLinks(of: consent) {
        items.append("\(strings["link"]) (\(link.cloud.name(strings))): <\(link.url(for: .organizations))>")
      }
      if let note = page.site.unfinishedNote(consent) { items.append(MarkdownText.escaped(note)) }
      if consent.flow == .portal { items.append("\(strings["consent-portal"]): <https://\(Cloud.global.portalHost)/>") }
      let label = MarkdownText.escaped(directive.label ?? strings["grant-access"])
      return "**\(label): \(MarkdownText.escaped(consent.title))**\n\n"
        + MarkdownText.list(items) + "\n\n" + PermissionsDirective.table(of: consent, page)
    }
  ) { use, page, renderer in
    guard let consent = page.consent(of: use.directive) else { return }
    let view = ConsentLinkView(
      consent,
      id: page.uniqueID("consent-" + consent.id),
      label: use.directive.label ?? page.site.configuration.strings["grant-access"],
      in: page.site
    )
    page.theme.consentLink.render(view, to: &renderer)
  }
}

extension ConsentLinkView {
  init(_ consent: Consent, id: [UInt8], label: String, in site: Site) {
    let roles = consent.grantingRoles
    let strings = site.configuration.strings
    let links = site.consentLinks(of: consent)
    let link = links.first
    self.init(
      id: id,
      title: consent.title.bytes,
      label: label.bytes,
      appName: consent.app.displayName.bytes,
      publisher: site.catalog?.catalog.product.publisher?.bytes,
      clientID: consent.app.clientID.description.bytes,
      host: (link?.host ?? Cloud.global.loginHost).bytes,
      url: link?.url(for: .organizations).bytes,
      urlTemplate: link?.template.bytes,
      unfinishedNote: site.unfinishedNote(consent)?.bytes,
      flow: Flow(consent.flow),
      clouds: links.map { link in
        CloudView(
          name: link.cloud.rawValue.bytes,
          label: link.cloud.name(strings).bytes,
          host: link.host.bytes,
          urlTemplate: link.template.bytes
        )
      },
      permissions: PermissionRowView.rows(of: consent, in: site),
      companionNote: consent.companionNote(strings)?.bytes,
      isReadOnly: consent.claim == .readOnly && consent.claimViolations.isEmpty,
      role: roles.least.displayName.bytes,
      otherRoles: roles.otherRoles,
      anybody: roles.anybody(strings).bytes,
      userMayConsent: roles.userMayConsent && roles.managedSince == nil,
      managedNote: roles.userMayConsent ? nil : roles.managedNote(strings)?.bytes,
      verificationNote: consent.flow == .deviceCode ? strings["device-address"].bytes : nil,
      portalURL: consent.flow == .portal ? "https://\(Cloud.global.portalHost)/".bytes : nil
    )
  }
}

extension Site {
  /// Why a consent that is given by a link has none yet, a sentence; nil if it has one, or needs none.
  func unfinishedNote(_ consent: Consent) -> String? {
    let isGivenByLink = consent.flow == .adminConsent || consent.flow == .userConsent
    return isGivenByLink && isUnfinished(consent) ? configuration.strings["link-unfinished"] : nil
  }
}

extension ConsentLinkView.Flow {
  init(_ flow: Permissions.Flow) {
    switch flow {
    case .adminConsent: self = .adminConsent
    case .userConsent: self = .userConsent
    case .deviceCode: self = .deviceCode
    case .portal: self = .portal
    }
  }
}
