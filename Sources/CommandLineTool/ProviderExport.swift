import Permissions
import SiteBuilder
import TypedYAML

/// Reads what providers publish about their permissions.
enum ProviderExport {
  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  static func read(_ path: String) throws -> [(Resource, [Permission])] {
    let bytes = try FileSystem.read(path)
    if path.lowercased().hasSuffix(".tsv") { return try table(String(decoding: bytes, as: UTF8.self), path) }
    guard let node = YAMLReader.read(bytes, path: path).node else {
      throw Unreadable(description: "\(path) is no JSON")
    }
    let objects = node["value"]?.items ?? (node.items.isEmpty ? [node] : node.items)
    let principals = objects.compactMap(principal)
    guard !principals.isEmpty else {
      throw Unreadable(description: "\(path) holds no service principal with appId, appRoles or oauth2PermissionScopes")
    }
    return principals
  }

  /// A service principal as Microsoft Graph exports it.
  private static func principal(_ node: YAMLNode) -> (Resource, [Permission])? {
    guard let id = node.text("appId").flatMap({ GUID($0.value) }),
      node["appRoles"] != nil || node["oauth2PermissionScopes"] != nil
    else { return nil }
    let known = MicrosoftPermissions.embedded.resource(appID: id)
    let uris = node.texts("servicePrincipalNames").map(\.value).filter { $0.contains("://") }
    let resource = Resource(
      provider: .microsoft,
      appID: id,
      name: node.text("displayName")?.value ?? known?.name ?? id.description,
      identifierURIs: known.map { known in known.identifierURIs + uris.filter { !known.identifierURIs.contains($0) } }
        ?? uris,
      // An export does not say with which of them scopes are written.
      hasScopeURI: known?.hasScopeURI ?? false,
      notes: known?.notes
    )
    let roles = (node["appRoles"]?.items ?? []).filter { role in
      role["allowedMemberTypes"] == nil || role.texts("allowedMemberTypes").contains { $0.value == "Application" }
    }
    let scopes = node["oauth2PermissionScopes"]?.items ?? []
    return (
      resource,
      roles.compactMap { permission($0, .application, resource) }
        + scopes.compactMap { permission($0, .delegated, resource) }
    )
  }

  private static func permission(_ node: YAMLNode, _ kind: PermissionKind, _ resource: Resource) -> Permission? {
    guard let id = node.text("id").flatMap({ GUID($0.value) }), let name = node.text("value")?.value, !name.isEmpty,
      node.flag("isEnabled") != false
    else { return nil }
    let consent: AdminConsent =
      switch node.text("type")?.value {
      case "Admin": .required
      case "User": .notRequired
      default: .unknown
      }
    let (administrators, people): (String?, String?) =
      switch kind {
      case .application: (label(node["displayName"]), nil)
      case .delegated: (label(node["adminConsentDisplayName"]), label(node["userConsentDisplayName"]))
      }
    return Permission(
      resource: resource,
      name: name,
      kind: kind,
      id: id,
      adminConsent: consent,
      labels: PermissionLabels(administrators: administrators, people: people)
    )
  }

  /// On one line, since the table has one for each; nil if there is none.
  private static func label(_ node: YAMLNode?) -> String? {
    let words = node?.text?.value.split(whereSeparator: \.isWhitespace) ?? []
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  private static func table(_ text: String, _ path: String) throws -> [(Resource, [Permission])] {
    let lines = text.split(whereSeparator: \.isNewline)
    let header = lines.first?.split(separator: "\t", omittingEmptySubsequences: false) ?? []
    func column(_ name: String) throws -> Int {
      guard let position = header.firstIndex(of: Substring(name)) else {
        throw Unreadable(description: "\(path) has no column \(name)")
      }
      return position
    }
    let (api, apiName) = (try column("resource_app_id"), try column("resource_name"))
    let (name, kind, id) = (try column("permission"), try column("kind"), try column("id"))
    let (consent, level) = (try column("admin_consent"), try column("privilege_level"))
    // Older tables do not have these, and say nothing about them.
    func optional(_ name: String, _ cells: [String]) -> String? {
      header.firstIndex(of: Substring(name)).map { cells[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    }
    var found: [GUID: (Resource, [Permission])] = [:]
    for line in lines.dropFirst() {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == header.count, let appID = GUID(cells[api]), let permissionID = GUID(cells[id]),
        let kind = PermissionKind(rawValue: cells[kind]), !cells[name].isEmpty
      else { continue }
      let known = MicrosoftPermissions.embedded.resource(appID: appID)
      let resource =
        found[appID]?.0
        ?? Resource(
          provider: .microsoft,
          appID: appID,
          name: cells[apiName],
          identifierURIs: known?.identifierURIs ?? [],
          hasScopeURI: known?.hasScopeURI ?? false,
          notes: known?.notes
        )
      let permission = Permission(
        resource: resource,
        name: cells[name],
        kind: kind,
        id: permissionID,
        adminConsent: cells[consent] == "true" ? .required : cells[consent] == "false" ? .notRequired : .unknown,
        privilegeLevel: Int(cells[level]),
        managedSince: optional("managed_since", cells).flatMap { CalendarMonth($0) },
        labels: PermissionLabels(
          administrators: optional("admin_label", cells),
          people: kind == .delegated ? optional("user_label", cells) : nil
        )
      )
      found[appID, default: (resource, [])].1.append(permission)
    }
    return found.values.sorted { $0.0.name < $1.0.name }
  }
}
