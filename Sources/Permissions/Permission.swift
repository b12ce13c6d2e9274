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
  /// `https://graph.microsoft.com`; the first is the one that scopes are written with.
  public let identifierURIs: [String]

  public init(provider: Provider, appID: GUID, name: String, identifierURIs: [String]) {
    self.provider = provider
    self.appID = appID
    self.name = name
    self.identifierURIs = identifierURIs
  }

  public static func == (a: Resource, b: Resource) -> Bool { a.provider == b.provider && a.appID == b.appID }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(provider)
    hasher.combine(appID)
  }

  /// For addresses and ids: `microsoft-graph`.
  public var slug: String { slugOf(name) }

  /// What scopes of this resource begin with when a request names it: its URI, or its id where it has none.
  public var scopePrefix: String {
    if appID == MicrosoftPermissions.graphAppID { return "https://graph.microsoft.com" }
    return identifierURIs.first ?? "api://\(appID)"
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

  /// An application permission always needs an administrator, whatever is said here.
  public init(
    resource: Resource,
    name: String,
    kind: PermissionKind,
    id: GUID,
    adminConsent: AdminConsent,
    privilegeLevel: Int? = nil
  ) {
    self.resource = resource
    self.name = name
    self.kind = kind
    self.id = id
    self.adminConsent = kind == .application ? .required : adminConsent
    self.privilegeLevel = privilegeLevel
  }

  public var identity: PermissionIdentity {
    PermissionIdentity(provider: resource.provider, resource: resource.appID, kind: kind, id: id)
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
