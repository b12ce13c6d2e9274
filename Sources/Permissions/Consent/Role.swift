/// A directory role of Microsoft Entra that may be able to grant consent for a whole tenant.
public enum Role: String, Hashable, Sendable, CaseIterable {
  // Least powerful first.
  case cloudApplicationAdministrator = "Cloud Application Administrator"
  case applicationAdministrator = "Application Administrator"
  case privilegedRoleAdministrator = "Privileged Role Administrator"
  case globalAdministrator = "Global Administrator"

  public var displayName: String { rawValue }

  /// The same in every tenant.
  public var templateID: GUID {
    switch self {
    case .cloudApplicationAdministrator: GUID("158c047a-c907-4556-b7ef-446551a6b5f7")!
    case .applicationAdministrator: GUID("9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3")!
    case .privilegedRoleAdministrator: GUID("e8611ab8-c189-46e8-94e1-60213ab1f814")!
    case .globalAdministrator: GUID("62e90394-69f5-4237-9190-012177145e10")!
    }
  }

  /// Whether this role may grant a permission for everybody in the tenant.
  ///
  /// Application permissions of Microsoft Graph and of its predecessor are out of reach for the application
  /// administrators; everything else is not. (entra-docs, grant-admin-consent.md)
  public func mayGrant(_ permission: Permission) -> Bool {
    switch self {
    case .privilegedRoleAdministrator, .globalAdministrator: true
    case .cloudApplicationAdministrator, .applicationAdministrator: !permission.needsPrivilegedRole
    }
  }
}

extension Permission {
  /// Only a Privileged Role Administrator or a Global Administrator may grant it.
  public var needsPrivilegedRole: Bool {
    kind == .application
      && (resource.appID == MicrosoftPermissions.graphAppID || resource.appID == MicrosoftPermissions.azureADGraphAppID)
  }
}

/// Who may grant exactly a set of permissions for a whole tenant.
public struct GrantingRoles: Hashable, Sendable {
  /// The least powerful role that suffices.
  public let least: Role
  /// All roles that suffice, the least powerful first.
  public let sufficient: [Role]
  /// Roles that people often try and that do not suffice here.
  public let insufficient: [Role]
  /// The permissions because of which they do not.
  public let privileged: [Permission]
  /// Every permission may by its own entry be granted by the person who signs in, where the tenant allows that at all.
  public let userMayConsent: Bool
  /// The permissions because of which an administrator is needed where the tenant lets Microsoft manage user consent,
  /// although no permission's own entry says so. Whoever had consented before keeps what was granted.
  public let managed: [Permission]

  public init(for permissions: some Sequence<Permission>) {
    let permissions = Array(permissions)
    sufficient = Role.allCases.filter { role in permissions.allSatisfy(role.mayGrant) }
    insufficient = Role.allCases.filter { role in !permissions.allSatisfy(role.mayGrant) }
    least = sufficient[0]
    privileged = permissions.filter(\.needsPrivilegedRole)
    let needsAdmin = permissions.contains { $0.adminConsent == .required }
    managed = needsAdmin ? [] : permissions.filter { $0.managedMonth != nil }
    userMayConsent =
      !permissions.isEmpty && permissions.allSatisfy { $0.kind == .delegated && $0.adminConsent == .notRequired }
  }

  /// Since when they do; nil if the setting changes nothing.
  public var managedSince: CalendarMonth? { managed.compactMap(\.managedMonth).min() }
}
