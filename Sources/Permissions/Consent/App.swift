/// An app that asks for consent: its registration with the provider.
public struct App: Hashable, Sendable {
  public enum Audience: String, Hashable, Sendable, CaseIterable {
    /// One registration for the vendor's customers; each gets an enterprise application in their tenant.
    case multitenant
    /// A registration that works in one tenant only: each customer makes their own.
    case singleTenant = "single-tenant"
  }

  public let provider: Provider
  public let displayName: String
  /// Of the registration in the global cloud.
  public let clientID: GUID
  public let audience: Audience
  public let redirectURIs: [RedirectURI]
  /// Registrations in other clouds.
  public let otherClouds: [Cloud: GUID]

  public init(
    provider: Provider = .microsoft,
    displayName: String,
    clientID: GUID,
    audience: Audience = .multitenant,
    redirectURIs: [RedirectURI] = [],
    otherClouds: [Cloud: GUID] = [:]
  ) {
    self.provider = provider
    self.displayName = displayName
    self.clientID = clientID
    self.audience = audience
    self.redirectURIs = redirectURIs
    self.otherClouds = otherClouds
  }

  /// Nothing where the app is not registered.
  public func clientID(in cloud: Cloud) -> GUID? { cloud == .global ? clientID : otherClouds[cloud] }

  /// The clouds in which it is registered, the global one first.
  public var clouds: [Cloud] { Cloud.allCases.filter { clientID(in: $0) != nil } }
}
