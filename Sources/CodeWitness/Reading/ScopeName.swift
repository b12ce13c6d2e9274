import Permissions

/// A permission as somebody wrote it, and what is known of it.
struct ScopeName: Sendable {
  var written: String
  /// Without the resource before it.
  var name: String
  /// Of the resource that is written, or of the one that a bare name belongs to.
  var resource: Resource?
  /// Where the name has several kinds, both.
  var permissions: [Permission]
  var isDefault = false
  /// A scope of sign-in, which other providers have too.
  var isOpenIDConnect = false
  /// Written with a resource.
  var isQualified = false
  /// Known: to the provider now, in the past, or as a permission of one team, chat or user.
  var isKnown = true
  /// Capitals as the provider writes them.
  var isCanonicallyWritten = false

  /// Reads a whole word; nothing for what cannot be a permission of the provider.
  init?(_ written: String, resource hint: Resource? = nil, _ microsoft: MicrosoftPermissions) {
    guard written.utf8.count >= 4, written.utf8.count < 200 else { return nil }
    self.written = written
    let text = Self.withoutPlaceholder(written)
    if let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) {
      let prefix = String(text[..<slash])
      name = String(text[text.index(after: slash)...])
      isQualified = true
      guard let read = Self.qualified(name, prefix, microsoft) else { return nil }
      (resource, permissions, isKnown) = read
      isDefault = name == ".default"
    } else {
      name = text
      guard let read = Self.bare(text, hint, microsoft) else { return nil }
      (resource, permissions, isKnown) = read
    }
    isOpenIDConnect = OpenIDConnectScope(rawValue: name.lowercased()) != nil
    isCanonicallyWritten = permissions.first?.name == name || permissions.isEmpty
  }

  func permission(of kind: PermissionKind?) -> Permission? {
    guard let kind else { return permissions.first { $0.kind == .delegated } ?? permissions.first }
    return permissions.first { $0.kind == kind }
  }

  // MARK: Reading

  /// `\0/User.Read`, `%s/User.Read` and `{0}/User.Read` have a resource that is not known.
  private static func withoutPlaceholder(_ text: String) -> String {
    guard let first = text.utf8.first, [0, UInt8(ascii: "%"), UInt8(ascii: "{")].contains(first) else { return text }
    for sign in ["\0", "%s", "%@", "%v", "{0}", "{}", "{1}"] where text.hasPrefix(sign) {
      let rest = text.dropFirst(sign.count)
      return rest.hasPrefix("/") ? "\0" + rest : rest.isEmpty ? String(rest) : "\0/" + rest
    }
    return text
  }

  private static func qualified(
    _ name: String,
    _ prefix: String,
    _ microsoft: MicrosoftPermissions
  ) -> (Resource?, [Permission], Bool)? {
    let isUnknownPrefix = prefix.isEmpty || prefix.hasPrefix("\0") && !prefix.dropFirst().contains("/")
    let resource = resource(at: prefix, microsoft)
    if name == ".default" {
      guard resource != nil || isUnknownPrefix || looksLikeResource(prefix) else { return nil }
      return (resource, [], true)
    }
    guard hasNameSigns(name) else { return nil }
    if let resource {
      let permissions = microsoft.permissions(named: name).filter { $0.resource == resource }
      if !permissions.isEmpty { return (resource, permissions, true) }
      guard name.contains(".") || name.contains("_"), !isVersion(name) else { return nil }
      let isRemoved = !microsoft.removed(named: name).isEmpty
      return (resource, [], isRemoved)
    }
    if isUnknownPrefix {
      guard name.contains(".") || OpenIDConnectScope(rawValue: name) != nil || name.contains("_") else { return nil }
      return bare(name, nil, microsoft) ?? (name == "user_impersonation" ? (nil, [], true) : nil)
    }
    guard prefix.lowercased().hasPrefix("api://"), !name.isEmpty else { return nil }
    return (nil, [], false)
  }

  /// Names without a resource go to Microsoft Graph.
  private static func bare(
    _ name: String,
    _ hint: Resource?,
    _ microsoft: MicrosoftPermissions
  ) -> (Resource?, [Permission], Bool)? {
    guard hasNameSigns(name) else { return nil }
    // Most words are no names, and the tables need not be asked about them.
    let speaksForItself =
      name.utf8.contains(UInt8(ascii: ".")) || OpenIDConnectScope(rawValue: name.lowercased()) != nil
      || name == "full_access_as_app"
    guard speaksForItself || hint != nil else { return nil }
    let all = microsoft.permissions(named: name)
    if let hint {
      let own = all.filter { $0.resource == hint }
      if !own.isEmpty { return (hint, own, true) }
    }
    guard speaksForItself else { return nil }
    let graph = all.filter { $0.resource.appID == MicrosoftPermissions.graphAppID }
    if let first = graph.first { return (first.resource, graph, true) }
    let resources = Set(all.map(\.resource))
    if resources.count == 1, let first = all.first { return (first.resource, all, true) }
    let usual = all.filter { usualResources.contains($0.resource.appID.description) }
    if Set(usual.map(\.resource)).count == 1, let first = usual.first { return (first.resource, usual, true) }
    if !all.isEmpty { return (nil, all, true) }
    if !microsoft.removed(named: name).isEmpty {
      return (microsoft.resource(appID: MicrosoftPermissions.graphAppID), [], true)
    }
    return nil
  }

  /// Whether a name has the form of a permission, though nobody knows it: `Users.Read.All`.
  static func hasPermissionShape(_ name: String) -> Bool {
    guard name.utf8.contains(UInt8(ascii: ".")) else { return false }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard (2...4).contains(parts.count), hasNameSigns(name), parts.allSatisfy({ $0.count > 1 }) else { return false }
    return parts.dropFirst().contains {
      ["read", "readwrite", "readbasic", "send", "fullcontrol"].contains($0.lowercased())
    }
  }

  private static func hasNameSigns(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
          || byte == UInt8(ascii: "-")
      }
  }

  private static func isVersion(_ name: String) -> Bool {
    name.lowercased().hasPrefix("v") && name.dropFirst().first?.isNumber == true
  }

  private static func looksLikeResource(_ prefix: String) -> Bool {
    let lower = prefix.lowercased()
    return lower.hasPrefix("https://") || lower.hasPrefix("api://") || GUID(prefix) != nil || lower.hasSuffix("\0")
  }

  // MARK: Resources

  /// Of several that know a name, the ones that products call.
  private static let usualResources: Set<String> = [exchange, sharePoint, management]

  /// By address, in any cloud, or by id.
  static func resource(at address: String, _ microsoft: MicrosoftPermissions) -> Resource? {
    if let id = GUID(address) { return microsoft.resource(appID: id) }
    var address = address.lowercased()
    while address.hasSuffix("/") { address.removeLast() }
    if let resource = microsoft.resource(identifierURI: address) { return resource }
    if address.hasPrefix("api://"), let id = GUID(String(address.dropFirst(6))) {
      return microsoft.resource(appID: id)
    }
    guard let scheme = address.utf8.firstRange(of: "://".utf8) else { return nil }
    let host = address[scheme.upperBound...]
    if let id = hosts[String(host)] ?? hostSuffixes.first(where: { host.hasSuffix($0.suffix) })?.id {
      return GUID(id).flatMap { microsoft.resource(appID: $0) }
    }
    return nil
  }

  /// By id, address or display name, as manifests name them.
  static func resource(named name: String, _ microsoft: MicrosoftPermissions) -> Resource? {
    if let resource = resource(at: name, microsoft) { return resource }
    if let resource = microsoft.resource(named: name) { return resource }
    return wellKnown[NameWords.joined(name)].flatMap { GUID($0) }.flatMap { microsoft.resource(appID: $0) }
  }

  static let graph = "00000003-0000-0000-c000-000000000000"
  private static let exchange = "00000002-0000-0ff1-ce00-000000000000"
  private static let sharePoint = "00000003-0000-0ff1-ce00-000000000000"
  private static let dataverse = "00000007-0000-0000-c000-000000000000"
  private static let management = "797f4846-ba00-4fd7-ba43-dac1f8f63013"

  /// Hosts of the other clouds, and of addresses that no application has for its own.
  private static let hosts: [String: String] = [
    "graph.microsoft.com": graph, "graph.microsoft.us": graph, "dod-graph.microsoft.us": graph,
    "microsoftgraph.chinacloudapi.cn": graph, "graph.microsoft.de": graph, "canary.graph.microsoft.com": graph,
    "graph.windows.net": "00000002-0000-0000-c000-000000000000",
    "outlook.office.com": exchange, "outlook.office365.com": exchange, "outlook.office365.us": exchange,
    "outlook-dod.office365.us": exchange, "ps.outlook.com": exchange,
    "management.azure.com": management, "management.core.windows.net": management,
    "management.usgovcloudapi.net": management, "management.chinacloudapi.cn": management,
    "management.core.usgovcloudapi.net": management, "management.core.chinacloudapi.cn": management,
    "api.powerplatform.com": "8578e004-a5c6-46e7-913e-12f58912df43",
    "api.gov.powerplatform.microsoft.us": "8578e004-a5c6-46e7-913e-12f58912df43",
    "service.powerapps.com": "475226c6-020e-4fb2-8a90-7a972cbfc1d4",
  ]

  private static let hostSuffixes: [(suffix: String, id: String)] = [
    (".sharepoint.com", sharePoint), (".sharepoint.us", sharePoint), (".sharepoint.cn", sharePoint),
    (".dynamics.com", dataverse), (".crm9.dynamics.us", dataverse),
  ]

  /// The short names of Terraform's and others' tables of well-known applications, and old display names.
  private static let wellKnown: [String: String] = [
    "microsoftgraph": graph, "msgraph": graph, "graph": graph, "graphapi": graph, "microsoftgraphapi": graph,
    "azureactivedirectorygraph": "00000002-0000-0000-c000-000000000000",
    "windowsazureactivedirectory": "00000002-0000-0000-c000-000000000000",
    "aadgraph": "00000002-0000-0000-c000-000000000000",
    "office365exchangeonline": exchange, "exchangeonline": exchange, "exchange": exchange,
    "office365sharepointonline": sharePoint, "sharepointonline": sharePoint, "sharepoint": sharePoint,
    "dynamicscrm": dataverse, "commondataservice": dataverse, "dataverse": dataverse,
    "azureservicemanagement": management, "azureresourcemanager": management,
    "windowsazureservicemanagementapi": management, "azureservicemanagementapi": management,
    "powerplatformapi": "8578e004-a5c6-46e7-913e-12f58912df43", "powerplatform": "8578e004-a5c6-46e7-913e-12f58912df43",
    "powerappsservice": "475226c6-020e-4fb2-8a90-7a972cbfc1d4",
    "azurekeyvault": "cfa8b339-82a2-471a-a3c9-0fc0be7a4093", "keyvault": "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
    "azurestorage": "e406a681-f3d4-42a8-90b6-c2b029497af1", "powerbiservice": "00000009-0000-0000-c000-000000000000",
    "office365managementapis": "c5393580-f805-4401-95e8-94b7a6ef2fc2",
    "office365management": "c5393580-f805-4401-95e8-94b7a6ef2fc2",
    "windowsdefenderatp": "fc780465-2017-40d4-a0c5-307022471b92",
    "log analyticsapi": "ca7f3f0b-7d91-482c-8e09-c5d840d0eac5",
    "loganalyticsapi": "ca7f3f0b-7d91-482c-8e09-c5d840d0eac5",
  ]
}
