/// A link from which consent is given. Made of typed parts only, so it cannot lead to another host, ask for something
/// else or break the provider's rules.
public struct ConsentLink: Hashable, Sendable {
  public enum Form: String, Hashable, Sendable {
    /// `/adminconsent`: everything that the registration lists.
    case adminConsentV1
    /// `/v2.0/adminconsent`: the scopes that the link names.
    case adminConsentV2
    /// `/oauth2/v2.0/authorize` with `prompt=consent`. The product has to accept a sign-in that it did not begin,
    /// so most products link to their own sign-in page instead.
    case userConsent
  }

  public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The flow has no link: a device code is typed in, and the portal is worked by hand.
    case noLink(Flow)
    case notRegistered(Cloud)
    /// A link of version v2 asks for the application permissions of one API only.
    case severalDefaults([Resource])
    /// Another cloud knows the API by another URI than the one we know.
    case unknownInCloud(Resource, Cloud)

    public var description: String {
      switch self {
      case .noLink(let flow): "the flow \(flow.rawValue) has no link"
      case .notRegistered(let cloud): "the app is not registered in \(cloud.displayName)"
      case .severalDefaults(let resources):
        "one v2 link cannot ask for application permissions of several APIs "
          + "(\(resources.map(\.name).joined(separator: ", "))); use version v1"
      case .unknownInCloud(let resource, let cloud):
        "the URI of \(resource.name) in \(cloud.displayName) is not known; use version v1"
      }
    }
  }

  public let form: Form
  public let cloud: Cloud
  /// It asks for everything that the app's registration lists, whatever the consent declares: the first version says
  /// nothing else, and neither does `/.default`, which asks for all APIs of the list. (entra-docs, scopes-oidc.md)
  public let asksForWholeRegistration: Bool
  private let path: String
  private let query: String

  /// - Parameters:
  ///   - state: comes back with the answer; any text.
  public init(_ consent: Consent, cloud: Cloud = .global, state: String? = nil) throws(Failure) {
    guard let clientID = consent.app.clientID(in: cloud) else { throw .notRegistered(cloud) }
    var parameters = [("client_id", clientID.description)]
    self.cloud = cloud
    switch consent.flow {
    case .deviceCode, .portal: throw .noLink(consent.flow)
    case .userConsent:
      form = .userConsent
      path = "/oauth2/v2.0/authorize"
      parameters.append(("response_type", "code"))
      if let uri = consent.redirectURI { parameters.append(("redirect_uri", uri.description)) }
      parameters.append(("scope", try Self.scopes(of: consent, in: cloud).joined(separator: " ")))
      parameters.append(("prompt", "consent"))
    case .adminConsent:
      switch try Self.version(for: consent, in: cloud) {
      case .v1:
        form = .adminConsentV1
        path = "/adminconsent"
        if let uri = consent.redirectURI { parameters.append(("redirect_uri", uri.description)) }
      case .v2:
        form = .adminConsentV2
        path = "/v2.0/adminconsent"
        parameters.append(("scope", try Self.scopes(of: consent, in: cloud).joined(separator: " ")))
        if let uri = consent.redirectURI { parameters.append(("redirect_uri", uri.description)) }
      }
    }
    if let state { parameters.append(("state", state)) }
    asksForWholeRegistration =
      form == .adminConsentV1
      || parameters.contains { $0.0 == "scope" && $0.1.split(separator: " ").contains { $0.hasSuffix("/.default") } }
    query = parameters.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&")
  }

  /// The only host that the link leads to.
  public var host: String { cloud.loginHost }

  public func url(for tenant: Tenant) -> String { "https://\(host)/\(tenant)\(path)?\(query)" }

  /// The link with `{tenant}` where a tenant belongs. What is put there has to be a ``Tenant``.
  public var template: String { "https://\(host)/{tenant}\(path)?\(query)" }

  /// v2 says exactly what is asked for, so it is taken where its rules allow: a redirect URI is there, and the
  /// application permissions, if any, are all of one API (they come by `.default` only).
  private static func version(for consent: Consent, in cloud: Cloud) throws(Failure) -> AdminConsentVersion {
    let whole = consent.resources.filter { resource in
      consent.permissions.contains { $0.resource == resource && $0.kind == .application }
    }
    let isMixed = !whole.isEmpty && consent.resources.count > 1
    let unknown = consent.resources.first { $0.scopePrefix(in: cloud) == nil }
    switch consent.linkVersion {
    case .v1: return .v1
    case .v2:
      if isMixed { throw .severalDefaults(consent.resources) }
      if let unknown { throw .unknownInCloud(unknown, cloud) }
      return .v2
    case nil: return consent.redirectURI == nil || isMixed || unknown != nil ? .v1 : .v2
    }
  }

  private static func scopes(of consent: Consent, in cloud: Cloud) throws(Failure) -> [String] {
    if let unknown = consent.resources.first(where: { $0.scopePrefix(in: cloud) == nil }) {
      throw .unknownInCloud(unknown, cloud)
    }
    return consent.scopes(in: cloud)
  }
}

/// What a device asks for when it begins the device code flow. The address to type the code in comes with the
/// answer, so it is not known here.
public struct DeviceCodeRequest: Hashable, Sendable {
  public let url: String
  public let clientID: GUID
  /// Separated by spaces in the request.
  public let scopes: [String]

  /// Nothing where the consent has another flow, the app is not registered in the cloud, or an API's scopes there are
  /// not known.
  public init?(_ consent: Consent, cloud: Cloud = .global, tenant: Tenant = .organizations) {
    guard consent.flow == .deviceCode, let clientID = consent.app.clientID(in: cloud),
      consent.resources.allSatisfy({ $0.scopePrefix(in: cloud) != nil })
    else { return nil }
    url = "https://\(cloud.loginHost)/\(tenant)/oauth2/v2.0/devicecode"
    self.clientID = clientID
    scopes = consent.scopes(in: cloud)
  }
}

/// Encodes everything but letters, digits and `-._~`.
private func percentEncoded(_ text: String) -> String {
  var encoded = ""
  for byte in text.utf8 {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: encoded.unicodeScalars.append(.init(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      encoded += "%" + (digits.count == 1 ? "0" : "") + digits
    }
  }
  return encoded
}
