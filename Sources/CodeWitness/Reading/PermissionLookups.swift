import Permissions

/// Names looked up in the maps of a service principal: `app_role_ids["User.Read.All"]`.
extension FormReading {
  mutating func readPermissionLookups() {
    for index in source.tokens.indices where source.isToken(index, "[") && index > 0 {
      guard let kind = Self.lookupKind(source, index), source.kind(index + 1) == .string,
        source.isToken(index + 2, "]"),
        !readTokens.contains(index + 1), !isOwnPermission(index)
      else { continue }
      let literal = index + 1
      readTokens.insert(literal)
      let content = source.content(literal)
      let resource =
        source.path(endingAt: index - 1).reversed().lazy.compactMap { [microsoft] in
          ScopeName.resource(named: $0, microsoft)
        }.first
        ?? registeredResource(around: source.parents[index])
      // Another application's own permission may have any name; without its resource one of Microsoft's is told by it.
      guard let name = ScopeName(content, resource: resource, microsoft) else { continue }
      let permission = name.permission(of: kind).flatMap { resource == nil || $0.resource == resource ? $0 : nil }
      let place = source.strings[source.tokens[literal].string].content
      add(finding(place, content, permission, kind: kind, resource: resource, .exact))
    }
  }

  static func lookupKind(_ source: SourceText, _ open: Int) -> PermissionKind? {
    guard source.kind(open - 1) == .name, source.text(open - 1).hasSuffix("_ids") else { return nil }
    return PermissionKind(ofList: source.text(open - 1))
  }

  /// What an application exposes itself borrows an id sometimes; and an output asks for nothing.
  private func isOwnPermission(_ index: Int) -> Bool {
    var at = source.parents[index]
    while at >= 0 {
      let header = source.header(of: at)
      if let first = header.first, ["oauth2_permission_scope", "app_role", "output"].contains(source.text(first)) {
        return true
      }
      at = source.parents[at]
    }
    return false
  }
}

extension PermissionKind {
  /// The kind of what a list or map of a service principal has, by its name in any form's spelling.
  init?(ofList name: String) {
    switch NameWords.joined(name) {
    case "approles", "approleids": self = .application
    case "oauth2permissionscopes", "oauth2permissions", "publishedpermissionscopes", "oauth2permissionscopeids":
      self = .delegated
    default: return nil
    }
  }
}
