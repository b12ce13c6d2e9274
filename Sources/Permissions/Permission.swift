/// Whoever owns the directory in which consent is recorded.
public enum Provider: String, Hashable, Sendable, CaseIterable {
  case microsoft
}

/// Whether an app acts for the person who signed in, or by itself.
public enum PermissionKind: String, Hashable, Sendable, CaseIterable {
  case delegated, application
}

/// What a permission lets an app do, as far as its name tells.
public enum AccessClass: String, Hashable, Sendable, CaseIterable {
  /// Looks at data.
  case read
  /// Changes data, and mostly looks at it too.
  case write
  /// Does something else: sends, invokes, signs in as somebody. Never assumed to be harmless.
  case action

  /// Judges by the operation in `{resource}.{operation}[.{constraint}]`, by whole words: `ReadApprove` is no read.
  public static func of(permissionNamed name: String) -> AccessClass {
    let parts = name.split(separator: ".")
    if let openIDConnect = OpenIDConnectScope(rawValue: name) {
      return openIDConnect == .offlineAccess ? .action : .read
    }
    let words = parts.dropFirst()
    if words.contains(where: { isWrite($0) }) { return .write }
    guard let operation = words.first else { return .action }
    return isRead(operation) ? .read : .action
  }

  private static func isRead(_ word: Substring) -> Bool {
    if ["Read", "ReadBasic", "ReadAnonymous", "ReadAll", "ReadHidden"].contains(word) { return true }
    return word.hasPrefix("ReadFor") || word.hasPrefix("ReadSelected")
  }

  private static func isWrite(_ word: Substring) -> Bool {
    if word == "ReadWrite" || word.hasPrefix("ReadWrite") || word == "ReadUpdate" { return true }
    return ["Write", "Update", "Create", "Delete", "Manage", "Send"].contains { verb in
      word.hasPrefix(verb) && (word.count == verb.count || word.dropFirst(verb.count).first?.isUppercase == true)
    }
  }
}

/// Whether only an administrator may grant a permission.
public enum AdminConsent: String, Hashable, Sendable, CaseIterable {
  case required = "yes"
  case notRequired = "no"
  /// The provider's published data does not say.
  case unknown
}

/// What makes a permission the one it is. Names do not: 572 of Microsoft Graph's exist in both kinds, and
/// `User.Read.All` is on twelve APIs.
public struct PermissionIdentity: Hashable, Sendable {
  public let provider: Provider
  public let resource: GUID
  public let kind: PermissionKind
  public let id: GUID
}

/// An API that permissions belong to.
public struct Resource: Hashable, Sendable {
  public let provider: Provider
  /// Its application id, the same in every tenant.
  public let appID: GUID
  public let name: String
  public let identifierURIs: [String]
  /// Whether the first of its URIs is the one that the provider documents for scopes. Others lead to a region, a
  /// preview or another cloud, and nothing in the provider's data says which.
  public let hasScopeURI: Bool
  /// Nil unless there is something about this API that most have not.
  public let notes: ResourceNotes?

  public init(
    provider: Provider,
    appID: GUID,
    name: String,
    identifierURIs: [String],
    hasScopeURI: Bool = true,
    notes: ResourceNotes? = nil
  ) {
    self.provider = provider
    self.appID = appID
    self.name = name
    self.identifierURIs = identifierURIs
    self.hasScopeURI = hasScopeURI && !identifierURIs.isEmpty
    self.notes = notes
  }

  public static func == (a: Resource, b: Resource) -> Bool { a.provider == b.provider && a.appID == b.appID }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(provider)
    hasher.combine(appID)
  }

  /// For addresses and ids: `microsoft-graph`.
  public var slug: String { slugOf(name) }

  /// What scopes of this resource begin with when a request names it: the URI that is documented for them, or its
  /// application id, which is always right.
  public var scopePrefix: String { hasScopeURI ? identifierURIs[0] : appID.description }

  /// The same in one of the provider's separate clouds; nil if it is not known there, as of every API but Microsoft
  /// Graph.
  public func scopePrefix(in cloud: Cloud) -> String? {
    if cloud == .global { return scopePrefix }
    return appID == MicrosoftPermissions.graphAppID ? "https://\(cloud.graphHost)" : nil
  }

  /// Asks for everything that the app's registration lists for this resource.
  ///
  /// An identifier URI that ends in a slash keeps it, so that the scope has two.
  public var defaultScope: String { scopePrefix + "/.default" }
}

/// One permission of one API, as the provider knows it.
public struct Permission: Hashable, Sendable {
  public let resource: Resource
  public let name: String
  public let kind: PermissionKind
  public let id: GUID
  public let adminConsent: AdminConsent
  /// The provider's own measure from 1 to 5, where it gives one.
  public let privilegeLevel: Int?
  /// Since when it needs an administrator in tenants that let the provider manage user consent, although its own
  /// entry does not say so; nil if it is like its entry there too.
  public let managedSince: CalendarMonth?
  /// What the provider's pages call it, as far as that is known.
  public let labels: PermissionLabels?

  /// An application permission always needs an administrator, whatever is said here.
  public init(
    resource: Resource,
    name: String,
    kind: PermissionKind,
    id: GUID,
    adminConsent: AdminConsent,
    privilegeLevel: Int? = nil,
    managedSince: CalendarMonth? = nil,
    labels: PermissionLabels? = nil
  ) {
    self.resource = resource
    self.name = name
    self.kind = kind
    self.id = id
    self.adminConsent = kind == .application ? .required : adminConsent
    self.privilegeLevel = privilegeLevel
    self.managedSince = managedSince
    self.labels = labels
  }

  public var identity: PermissionIdentity {
    PermissionIdentity(provider: resource.provider, resource: resource.appID, kind: kind, id: id)
  }

  /// Since when the setting that lets the provider manage user consent takes an administrator, although the
  /// permission's own entry does not say so; nil if the setting changes nothing.
  public var managedMonth: CalendarMonth? { adminConsent == .required ? nil : managedSince }

  /// What people read who grant it for themselves; nil if that is not known, or if only administrators ever read it.
  public var peopleLabel: String? { kind == .delegated ? labels?.people : nil }

  /// What somebody who grants it in this flow reads on the provider's page; nil if that is not known.
  public func label(in flow: Flow) -> String? {
    switch flow {
    case .adminConsent, .portal: labels?.administrators
    case .userConsent, .deviceCode: adminConsent == .required ? labels?.administrators : labels?.people
    }
  }

  /// For addresses: `directory-read-all`.
  public var slug: String { slugOf(name) }

  public var accessClass: AccessClass { .of(permissionNamed: name) }

  /// What a request asks for by name. Application permissions cannot be asked for by name, only by
  /// ``Resource/defaultScope``.
  public var scope: String? {
    guard kind == .delegated else { return nil }
    return resource.appID == MicrosoftPermissions.graphAppID ? name : resource.scopePrefix + "/" + name
  }

  /// What a request has to contain so that this is asked for, by its name or by everything that is registered; nil
  /// where that is not known in a cloud.
  public func requestedScope(in cloud: Cloud = .global) -> String? {
    resource.scopePrefix(in: cloud).map { prefix in
      cloud == .global ? scope ?? resource.defaultScope : kind == .delegated ? name : prefix + "/.default"
    }
  }
}

private func slugOf(_ name: String) -> String {
  name.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: "-")
}

/// Scopes of sign-in itself. They are shown on the consent page beside the permissions and open no data of an API.
public enum OpenIDConnectScope: String, Hashable, Sendable, CaseIterable {
  case openID = "openid"
  case profile, email
  case offlineAccess = "offline_access"
}
