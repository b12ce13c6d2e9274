import Markup
package import Permissions

/// The permissions that the catalog's consents ask for, each once, with the page that explains it.
package struct PermissionReference: Sendable {
  package struct Entry: Sendable {
    package let permission: Permission
    package let permalink: Permalink
    /// Who asks for it, in the catalog's order.
    package var uses: [Use]
    /// Guides that name it, in the order of their paths.
    package var mentions: [PageID] = []
  }

  package struct Use: Sendable {
    package let consent: Consent
    package let grant: Grant
  }

  /// By resource, name and kind.
  package private(set) var entries: [Entry] = []
  private var byName: [ByteKey: [Int]] = [:]
  private var byIdentity: [PermissionIdentity: Int] = [:]

  package static let indexPermalink = Permalink(directory: "permissions")
  package static let dataPermalink = Permalink(path: "permissions.json")
  package static let tablePermalink = Permalink(path: "permissions.csv")
  package static let feedPermalink = Permalink(path: "permissions.atom")

  var holdsDates: Bool { entries.contains { $0.uses.contains { $0.grant.since != nil } } }

  /// The pages that are made from the catalog, each with the day on which what it lists last grew, where the catalog
  /// gives the day of every request.
  var generatedPages: [(permalink: Permalink, modified: CalendarDate?)] {
    guard !entries.isEmpty else { return [] }
    func latest(_ uses: [Use]) -> CalendarDate? {
      uses.allSatisfy { $0.grant.since != nil } ? uses.compactMap(\.grant.since).max() : nil
    }
    let all = latest(entries.flatMap(\.uses))
    return [(Self.indexPermalink, all), (reviewPagePermalink, all)] + entries.map { ($0.permalink, latest($0.uses)) }
  }

  package init() {}

  package init(_ catalog: Catalog) {
    var uses: [PermissionIdentity: [Use]] = [:]
    var permissions: [Permission] = []
    for consent in catalog.consents {
      for grant in consent.grants {
        if uses[grant.permission.identity] == nil { permissions.append(grant.permission) }
        uses[grant.permission.identity, default: []].append(Use(consent: consent, grant: grant))
      }
    }
    permissions.sort { Self.sortKey($0) < Self.sortKey($1) }
    var taken: Set<String> = []
    for permission in permissions {
      let name = permission.slug + "-" + permission.kind.rawValue
      let folder = Self.indexPermalink.path + permission.resource.slug + "/"
      // Two permissions of one API may share name and kind; the id tells them apart.
      let isFirst = taken.insert(folder + name).inserted
      let path = folder + (isFirst ? name : name + "-" + permission.id.description.prefix(8))
      let entry = Entry(
        permission: permission,
        permalink: Permalink(directory: path),
        uses: uses[permission.identity] ?? []
      )
      byIdentity[permission.identity] = entries.count
      byName[ByteKey(permission.name.utf8.asciiLowercased), default: []].append(entries.count)
      entries.append(entry)
    }
  }

  package func entry(for identity: PermissionIdentity) -> Entry? { byIdentity[identity].map { entries[$0] } }

  /// Positions of the entries with this name, case aside.
  func entries(named name: some Sequence<UInt8>) -> [Int] {
    byName.isEmpty ? [] : byName[ByteKey(name.asciiLowercased)] ?? []
  }

  /// - Parameter mentions: by page, in the order of the pages, the positions of the entries that it names.
  mutating func add(_ mentions: some Sequence<(page: PageID, entries: [Int])>) {
    for (page, named) in mentions { for entry in named { entries[entry].mentions.append(page) } }
  }

  private static func sortKey(_ permission: Permission) -> (String, String, String, String) {
    (
      permission.resource.name.lowercased(), permission.name.lowercased(), permission.kind.rawValue,
      permission.id.description
    )
  }
}
