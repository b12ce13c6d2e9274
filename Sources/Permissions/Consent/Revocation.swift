/// What taking a consent back takes, and what it leaves.
public struct Revocation: Hashable, Sendable {
  /// There are grants for the whole tenant that act for the person who signed in.
  public let hasDelegatedGrants: Bool
  /// There are permissions that the app uses by itself.
  public let hasApplicationGrants: Bool
  /// People may have consented for themselves; the portal cannot take that back.
  public let hasUserGrants: Bool
  /// The least role for it.
  public let role = Role.cloudApplicationAdministrator

  public init(_ consent: Consent) {
    hasDelegatedGrants = consent.permissions.contains { $0.kind == .delegated }
    hasApplicationGrants = consent.permissions.contains { $0.kind == .application }
    hasUserGrants = consent.flow == .userConsent || consent.flow == .deviceCode || consent.grantingRoles.userMayConsent
  }

  /// What administrators are surprised by, as sentences.
  /// Source: entra-docs, manage-application-permissions.md, delete-application-portal.md, refresh-tokens.md.
  public var limits: [String] {
    var limits = [
      "Access that has been handed out already goes on until it expires, usually within 60 to 90 minutes.",
      "What the vendor has stored stays with the vendor; delete the connection in the product too.",
      "A deleted enterprise application can be restored for 30 days, and a new sign-in or consent brings it back.",
    ]
    if hasUserGrants {
      limits.append(
        "Consent that people gave for themselves is not shown for removal in the portal; it takes Microsoft Graph or "
          + "PowerShell to delete it."
      )
    }
    return limits
  }
}
