/// One permission that a consent asks for, and why.
public struct Grant: Hashable, Sendable {
  public let permission: Permission
  /// A sentence for the administrator.
  public let why: String
  public let since: CalendarDate?
  /// What does not work without it.
  public let without: String?
  /// When it is asked for, if not always.
  public let condition: String?
  /// The data that is really touched, which may be less than the permission opens.
  public let data: String?

  public init(
    _ permission: Permission,
    why: String,
    since: CalendarDate? = nil,
    without: String? = nil,
    condition: String? = nil,
    data: String? = nil
  ) {
    self.permission = permission
    self.why = why
    self.since = since
    self.without = without
    self.condition = condition
    self.data = data
  }
}

/// How consent is given.
public enum Flow: String, Hashable, Sendable, CaseIterable {
  /// An administrator follows a link and accepts for everybody.
  case adminConsent = "admin-consent"
  /// Everybody accepts for themselves at their first sign-in.
  case userConsent = "user-consent"
  /// A device shows a code that is typed in on another one.
  case deviceCode = "device-code"
  /// An administrator adds and grants permissions by hand in the provider's portal.
  case portal
}

/// What a consent says of itself; verified, not believed.
public enum Claim: String, Hashable, Sendable, CaseIterable {
  case readOnly = "read-only"
}

/// Which generation of the admin-consent page a link leads to.
public enum AdminConsentVersion: String, Hashable, Sendable, CaseIterable {
  /// Asks for everything that the registration lists.
  case v1
  /// Asks for what the link says.
  case v2
}

/// What an app asks a customer for in one go. Cannot hold a combination that no provider would grant.
public struct Consent: Hashable, Sendable {
  public let id: String
  public let title: String
  public let summary: String?
  public let app: App
  public let flow: Flow
  public let claim: Claim?
  public let grants: [Grant]
  public let signInScopes: [OpenIDConnectScope]
  /// Where people come back to; one of the app's.
  public let redirectURI: RedirectURI?
  /// The link's generation, if the catalog insists on one.
  public let linkVersion: AdminConsentVersion?
  /// Ids of the other consents of the app with which it is meant to share the provider's page.
  public let sharesConsentPageWith: [String]
  /// What the provider's page lists besides, since the link asks for everything that the app's registration lists.
  /// Only a catalog knows of other consents; see ``Catalog``.
  public internal(set) var companions: [Companion] = []

  /// Another consent of the same app, granted together with this one.
  public struct Companion: Hashable, Sendable {
    public let id: String
    public let title: String
    /// What it asks for and the others do not.
    public let grants: [Grant]
  }

  public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    case noGrants
    case duplicateGrant(Permission)
    /// Only an administrator can grant an application permission.
    case applicationPermission(Permission, Flow)
    case foreignProvider(Permission)
    case unregisteredRedirect(RedirectURI)
    case noRedirectURI
    /// A link for all customers cannot name an app that each of them registers anew.
    case singleTenantApp(App, Flow)

    public var description: String {
      switch self {
      case .noGrants: "a consent asks for at least one permission"
      case .duplicateGrant(let permission): "\(permission.name) (\(permission.kind.rawValue)) is asked for twice"
      case .applicationPermission(let permission, let flow):
        "\(permission.name) is an application permission, which the flow \(flow.rawValue) cannot grant"
      case .foreignProvider(let permission): "\(permission.name) belongs to another provider than the app"
      case .unregisteredRedirect(let uri): "\(uri) is not one of the app's redirect URIs"
      case .singleTenantApp(let app, let flow):
        "\(app.displayName) is registered for one tenant, so the flow \(flow.rawValue) has no link that works for all"
      case .noRedirectURI: "a link of version v2 needs a redirect URI, and the app has none"
      }
    }
  }

  public init(
    id: String,
    title: String,
    summary: String? = nil,
    app: App,
    flow: Flow,
    claim: Claim? = nil,
    grants: [Grant],
    signInScopes: [OpenIDConnectScope] = [],
    redirectURI: RedirectURI? = nil,
    linkVersion: AdminConsentVersion? = nil,
    sharesConsentPageWith: [String] = []
  ) throws(Failure) {
    guard !grants.isEmpty else { throw .noGrants }
    var seen: Set<PermissionIdentity> = []
    for grant in grants {
      let permission = grant.permission
      guard seen.insert(permission.identity).inserted else { throw .duplicateGrant(permission) }
      guard permission.resource.provider == app.provider else { throw .foreignProvider(permission) }
      if permission.kind == .application, flow == .userConsent || flow == .deviceCode {
        throw .applicationPermission(permission, flow)
      }
    }
    if app.audience == .singleTenant, flow == .adminConsent || flow == .userConsent {
      throw .singleTenantApp(app, flow)
    }
    if let redirectURI, !app.redirectURIs.contains(redirectURI) { throw .unregisteredRedirect(redirectURI) }
    let redirect = redirectURI ?? app.redirectURIs.first
    if redirect == nil, linkVersion == .v2 || flow == .userConsent { throw .noRedirectURI }
    self.id = id
    self.title = title
    self.summary = summary
    self.app = app
    self.flow = flow
    self.claim = claim
    self.grants = grants
    self.signInScopes = signInScopes
    self.redirectURI = redirect
    self.linkVersion = linkVersion
    self.sharesConsentPageWith = sharesConsentPageWith
  }

  public var permissions: [Permission] { grants.map(\.permission) }

  /// All that is granted when it is accepted: its own grants, and those of its companions.
  public var allGrants: [Grant] { grants + companions.flatMap(\.grants) }

  /// The APIs that it is about, each once.
  public var resources: [Resource] { Self.resources(of: grants) }

  /// The APIs of all that is granted when it is accepted.
  public var allResources: [Resource] { Self.resources(of: allGrants) }

  private static func resources(of grants: [Grant]) -> [Resource] {
    var resources: [Resource] = []
    for grant in grants where !resources.contains(grant.permission.resource) {
      resources.append(grant.permission.resource)
    }
    return resources
  }

  /// A link of it names no permissions, or an API as a whole: the provider then asks for everything that the app's
  /// registration lists, of all APIs.
  public var asksForWholeRegistration: Bool {
    flow == .adminConsent
      && app.clouds.contains { cloud in (try? ConsentLink(self, cloud: cloud))?.asksForWholeRegistration ?? false }
  }

  /// What the app has to request so that it asks for just this. Application permissions come with their resource's
  /// `.default`, which then stands for its delegated ones too: the two are never mixed.
  public var scopes: [String] {
    let signIn = signInScopes.map(\.rawValue)
    let whole = resources.filter { resource in
      permissions.contains { $0.resource == resource && $0.kind == .application }
    }
    if !whole.isEmpty { return whole.map(\.defaultScope) + signIn }
    return permissions.compactMap(\.scope) + signIn
  }

  /// The same in another cloud. APIs whose scopes there are not known are written as in the global one: ask
  /// ``Resource/scopePrefix(in:)`` first.
  func scopes(in cloud: Cloud) -> [String] {
    scopes.map { $0.replacing("https://graph.microsoft.com/", with: "https://\(cloud.graphHost)/") }
  }

  public var grantingRoles: GrantingRoles { GrantingRoles(for: allGrants.map(\.permission)) }

  /// The grants that make a claim untrue.
  public var claimViolations: [Grant] {
    claim == .readOnly ? allGrants.filter { $0.permission.accessClass != .read } : []
  }
}
