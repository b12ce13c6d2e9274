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
    hasDelegatedGrants = consent.allGrants.contains { $0.permission.kind == .delegated }
    hasApplicationGrants = consent.allGrants.contains { $0.permission.kind == .application }
    hasUserGrants = consent.flow == .userConsent || consent.flow == .deviceCode || consent.grantingRoles.userMayConsent
  }

  /// What it does not do, though administrators may expect it.
  public enum Limit: String, Hashable, Sendable, CaseIterable {
    /// Access that has been handed out already goes on until it expires.
    case issuedAccess = "issued-access"
    /// What the vendor has stored stays with the vendor.
    case storedData = "stored-data"
    /// A deleted enterprise application can be restored, and a new sign-in or consent brings it back.
    case restoration
    /// The portal does not offer to remove what people consented to for themselves.
    case userConsent = "user-consent"
  }

  /// Source: entra-docs, manage-application-permissions.md, delete-application-portal.md, refresh-tokens.md.
  public var limits: [Limit] { Limit.allCases.filter { $0 != .userConsent || hasUserGrants } }
}
