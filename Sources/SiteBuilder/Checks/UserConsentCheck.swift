import Diagnostics
import Permissions

/// Where everybody consents for themselves, what only administrators may grant ends the flow for everybody else.
let userConsentCheck = Check.site { site, _ in
  guard let catalog = site.catalog else { return [] }
  return catalog.catalog.consents.filter { $0.flow == .userConsent }.flatMap { consent in
    consent.grants.enumerated().compactMap { position, grant in
      let spans = catalog.grantSpans[consent.id] ?? []
      let location = spans.indices.contains(position) ? catalog.file.location(spans[position]) : nil
      return finding(grant.permission, of: consent, at: location)
    }
  }
}

private func finding(_ permission: Permission, of consent: Consent, at location: SourceLocation?) -> Diagnostic? {
  let name = permission.name
  if permission.adminConsent == .required {
    return Diagnostic(
      "user-consent-needs-admin",
      .error,
      "only administrators may grant \(name), so the flow user-consent of \(consent.id) ends in AADSTS90094 for "
        + "everybody else",
      at: location,
      help: "use the flow admin-consent, move \(name) to a consent of its own with that flow, or ask for less"
    )
  }
  guard let month = permission.managedMonth else { return nil }
  let entry =
    permission.adminConsent == .unknown
    ? "what its own entry says is not known" : "its own entry says that anybody may grant it"
  return Diagnostic(
    "managed-user-consent",
    .hint,
    "since \(month), \(name) needs an administrator where the tenant lets Microsoft manage user consent",
    at: location,
    notes: [
      .init(
        "\(entry); the setting \"Let Microsoft manage your consent settings\" is the default of new tenants, and a "
          + "tenant may have chosen otherwise"
      ), .init("whoever had consented before keeps the access"),
    ],
    help: "offer admin-consent for these tenants too, or say in the guide that their administrators have to grant it"
  )
}
