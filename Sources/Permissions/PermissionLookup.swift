extension Permission {
  /// Why a permission that was named in code is none.
  public enum LookupFailure: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownResource(String)
    case unknownName(String, of: String)
    /// It exists in the other kind only.
    case otherKind(String, of: String, PermissionKind)
    /// Two permissions of one API share name and kind; say which with ``Permission/microsoft(id:kind:of:)``.
    case ambiguous(String, of: String)

    public var description: String {
      switch self {
      case .unknownResource(let resource): "there is no API called \(resource)"
      case .unknownName(let name, let resource): "\(resource) has no permission \(name)"
      case .otherKind(let name, let resource, let kind): "\(name) of \(resource) exists as \(kind.rawValue) only"
      case .ambiguous(let name, let resource): "\(resource) has several permissions called \(name)"
      }
    }
  }

  /// A permission of Microsoft Graph by its name, in any case: `try .microsoftGraph("User.Read.All", .delegated)`.
  public static func microsoftGraph(_ name: String, _ kind: PermissionKind) throws(LookupFailure) -> Permission {
    try microsoft(MicrosoftPermissions.graphAppID.description, name, kind)
  }

  /// A permission of any of Microsoft's APIs.
  ///
  /// - Parameters:
  ///   - resource: the API's name as Microsoft shows it, its application ID, or its identifier URI.
  ///   - name: in any case.
  /// - Throws: what is wrong with the names, as of ``MicrosoftPermissions/dataDate``.
  public static func microsoft(
    _ resource: String,
    _ name: String,
    _ kind: PermissionKind
  ) throws(LookupFailure) -> Permission {
    let table = MicrosoftPermissions.embedded
    let found =
      GUID(resource).flatMap(table.resource(appID:)) ?? table.resource(named: resource)
      ?? table.resource(identifierURI: resource)
    guard let found else { throw .unknownResource(resource) }
    let named = table.permissions(named: name).filter { $0.resource == found }
    let fitting = named.filter { $0.kind == kind }
    guard let permission = fitting.first else {
      if let other = named.first { throw .otherKind(other.name, of: found.name, other.kind) }
      throw .unknownName(name, of: found.name)
    }
    guard fitting.count == 1 else { throw .ambiguous(permission.name, of: found.name) }
    return permission
  }

  /// By its id, where two share a name.
  public static func microsoft(id: GUID, kind: PermissionKind, of resource: Resource) -> Permission? {
    MicrosoftPermissions.embedded.permissions(withID: id).first { $0.kind == kind && $0.resource == resource }
  }
}
