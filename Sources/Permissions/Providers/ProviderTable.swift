/// The facts about a provider's permissions as a table that can be changed, compared and written.
///
/// One line a fact, so that an update can be read as a difference: see `EmbeddedFiles/providers`.
public struct ProviderTable: Hashable, Sendable {
  public struct API: Hashable, Sendable {
    public var resource: Resource
    /// By name and kind.
    public var permissions: [Permission]
  }

  public var date: CalendarDate
  public private(set) var apis: [GUID: API]
  public private(set) var resourceSpecific: [MicrosoftPermissions.ResourceSpecific]
  public private(set) var removed: [MicrosoftPermissions.Removed]

  public init(_ facts: MicrosoftPermissions) {
    date = facts.dataDate
    apis = Dictionary(
      facts.resources.map { ($0.appID, API(resource: $0, permissions: facts.permissions(of: $0))) },
      uniquingKeysWith: { first, _ in first }
    )
    resourceSpecific = facts.allResourceSpecific
    removed = facts.allRemoved
  }

  /// Takes over what a provider's export says of one API. What the export has no more is gone; for Microsoft Graph it
  /// is remembered as removed. What it does not know, such as a level or labels, stays unchanged.
  public mutating func update(_ resource: Resource, _ permissions: [Permission]) {
    let known = apis[resource.appID]?.permissions ?? []
    let resource = apis[resource.appID].map { resource.completed(from: $0.resource) } ?? resource
    let updated = permissions.map { permission in
      let before = known.first { $0.identity == permission.identity }
      return permission.completed(from: before, resource: resource)
    }
    if resource.appID == MicrosoftPermissions.graphAppID {
      let names = Set(updated.map { $0.kind.rawValue + $0.name.lowercased() })
      removed.removeAll { names.contains($0.kind.rawValue + $0.name.lowercased()) }
      for gone in known where !updated.contains(where: { $0.identity == gone.identity }) {
        guard !names.contains(gone.kind.rawValue + gone.name.lowercased()) else { continue }
        removed.append(.init(name: gone.name, kind: gone.kind, id: gone.id, lastSeen: date))
      }
    }
    apis[resource.appID] = API(resource: resource, permissions: updated.sorted(by: Self.order))
  }

  private static func order(_ a: Permission, _ b: Permission) -> Bool {
    (a.name.lowercased(), a.kind.rawValue == "application" ? 0 : 1, a.id) < (
      b.name.lowercased(), b.kind.rawValue == "application" ? 0 : 1, b.id
    )
  }

  // MARK: Differences

  public enum Change: Hashable, Sendable {
    case newAPI(Resource)
    case added(Permission)
    case removed(Permission)
    case renamed(from: Permission, to: Permission)
    case consent(from: AdminConsent, to: Permission)
  }

  /// What has changed since another table, by API and name.
  public func changes(since old: ProviderTable) -> [Change] {
    apis.values.sorted { ($0.resource.name, $0.resource.appID) < ($1.resource.name, $1.resource.appID) }.flatMap {
      api in
      guard let before = old.apis[api.resource.appID] else {
        return [Change.newAPI(api.resource)] + api.permissions.map(Change.added)
      }
      let known = Dictionary(before.permissions.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
      let now = Set(api.permissions.map(\.identity))
      var changes: [Change] = api.permissions.compactMap { permission in
        guard let before = known[permission.identity] else { return .added(permission) }
        if before.name != permission.name { return .renamed(from: before, to: permission) }
        return before.adminConsent == permission.adminConsent
          ? nil : .consent(from: before.adminConsent, to: permission)
      }
      changes += before.permissions.filter { !now.contains($0.identity) }.map(Change.removed)
      return changes
    }
  }

  // MARK: Text

  /// What every table of this form begins with.
  static let header = "scopebook provider facts 2"
  /// Has neither labels nor what is known of APIs and of user consent; ``MicrosoftPermissions`` takes that from the
  /// embedded table.
  static let olderHeader = "scopebook provider facts 1"

  static func isTable(_ text: [UInt8]) -> Bool {
    [header, olderHeader].contains { text.starts(with: ($0 + "\n").utf8) }
  }

  static func isOlder(_ text: [UInt8]) -> Bool { text.starts(with: (olderHeader + "\n").utf8) }

  /// The table as a file that Scopebook reads: `provider-data` in `scopebook.yml`.
  public var text: String {
    var lines = [Self.header, "date \(date)"]
    for api in apis.values.sorted(by: {
      ($0.resource.name.lowercased(), $0.resource.appID) < ($1.resource.name.lowercased(), $1.resource.appID)
    }) {
      lines.append("resource \(api.resource.appID) \(api.resource.name)")
      if let retirement = api.resource.notes?.retirement {
        lines += ["retired \(retirement.year) \(retirement.commonName)", "replacement \(retirement.replacement)"]
      }
      if let host = api.resource.notes?.tenantHost { lines.append("host \(host)") }
      lines += api.resource.identifierURIs.enumerated().map { position, uri in
        "\(position == 0 && api.resource.hasScopeURI ? "scope" : "uri") \(uri)"
      }
      lines += api.permissions.flatMap(self.lines)
    }
    lines += resourceSpecific.map { "rsc \(letter($0.kind)) \($0.id) \($0.name)" }
    lines += removed.sorted { ($0.name, $0.kind.rawValue) < ($1.name, $1.kind.rawValue) }
      .map { "removed \(letter($0.kind)) \($0.id) \($0.lastSeen) \($0.name)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of permission: Permission) -> [String] {
    let consent =
      switch permission.adminConsent {
      case .required: "Y"
      case .notRequired: "N"
      case .unknown: "?"
      }
    let level = permission.privilegeLevel ?? 0
    var lines = ["\(letter(permission.kind))\(consent)\(level) \(permission.id) \(permission.name)"]
    if let month = permission.managedSince { lines.append("managed \(month)") }
    if let label = permission.labels?.administrators { lines.append("label \(label)") }
    if let label = permission.labels?.peopleIfDifferent { lines.append("people \(label)") }
    return lines
  }

  private func letter(_ kind: PermissionKind) -> String { kind == .application ? "a" : "d" }
}

extension Permission {
  /// With what is known of the same permission from elsewhere where this one says nothing.
  func completed(from known: Permission?, resource: Resource) -> Permission {
    Permission(
      resource: resource,
      name: name,
      kind: kind,
      id: id,
      adminConsent: adminConsent == .unknown ? known?.adminConsent ?? .unknown : adminConsent,
      privilegeLevel: privilegeLevel ?? known?.privilegeLevel,
      managedSince: managedSince ?? known?.managedSince,
      labels: labels ?? known?.labels
    )
  }
}

extension Resource {
  /// With what is known of the same API from elsewhere where this one says nothing.
  func completed(from known: Resource) -> Resource {
    let scopeURI = hasScopeURI ? identifierURIs[0] : known.hasScopeURI ? known.identifierURIs[0] : nil
    return Resource(
      provider: provider,
      appID: appID,
      name: name,
      identifierURIs: (scopeURI.map { [$0] } ?? []) + identifierURIs.filter { $0 != scopeURI },
      hasScopeURI: scopeURI != nil,
      notes: notes ?? known.notes
    )
  }
}
