import Diagnostics
import Permissions

/// Consents of one app that Microsoft asks for on one page, since the link of one of them asks for everything that the
/// app's registration lists.
let sharedConsentPageCheck = Check.site { site, _ in
  guard let catalog = site.catalog else { return [] }
  var earlier: [GUID: [Consent]] = [:]
  return catalog.catalog.consents.compactMap { consent in
    defer { earlier[consent.app.clientID, default: []].append(consent) }
    let partners = (earlier[consent.app.clientID] ?? []).filter { areMixed($0, consent) && !areDeclared($0, consent) }
    guard let first = partners.first else { return nil }
    func location(_ consent: Consent) -> SourceLocation? {
      catalog.consentSpans[consent.id].map(catalog.file.location)
    }
    let (whole, other) = first.companions.contains { $0.id == consent.id } ? (first, consent) : (consent, first)
    // More lists nobody compares.
    let listed = partners.prefix(3) + [consent]
    return Diagnostic(
      "shared-consent-page",
      .hint,
      "the link of \(whole.id) asks for everything that the registration of \(consent.app.displayName) lists, so for "
        + "what \(other.id) declares too",
      at: location(consent),
      notes: listed.map { consent in
        .init("\(consent.id) lists \(consent.permissions.map(\.name).joined(separator: ", "))", at: location(consent))
      },
      help: "register another app for one of them, or, if that is meant, write "
        + "shares-consent-page-with: [\(partners.map(\.id).joined(separator: ", "))]"
    )
  }
}

/// One of the two links asks for something that only the other consent declares.
private func areMixed(_ first: Consent, _ second: Consent) -> Bool {
  first.companions.contains { $0.id == second.id } || second.companions.contains { $0.id == first.id }
}

private func areDeclared(_ first: Consent, _ second: Consent) -> Bool {
  first.sharesConsentPageWith.contains(second.id) || second.sharesConsentPageWith.contains(first.id)
}
