public import Permissions

/// What a server does when somebody selects *Connect*: it sends them to the provider, asking for what the catalog
/// declares. There is no second list of scopes that could drift.
public struct ConnectionStart: Sendable {
  private let consent: Consent
  private let link: ConsentLink

  /// Throws when the catalog has no consent of that name, or one without a link.
  public init(_ catalog: Catalog, consent id: String) throws {
    guard let consent = catalog[id] else { throw UnknownConsent(id: id) }
    self.consent = consent
    link = try ConsentLink(consent)
  }

  public struct UnknownConsent: Error {
    public let id: String
  }

  /// Where an administrator of a tenant gives consent for everybody.
  public func adminConsentURL(for tenant: Tenant) -> String { link.url(for: tenant) }

  /// The `scope` of every token request: separated by spaces, as OAuth wants it.
  public var scope: String { consent.scopes.joined(separator: " ") }
}
