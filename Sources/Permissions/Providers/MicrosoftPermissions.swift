import EmbeddedFiles
import Synchronization

/// What Microsoft offers, as of a day: of the embedded table 3,381 permissions of 280 APIs.
///
/// A table is read when it is first asked something; that takes about a millisecond, and every question after it less
/// than one microsecond. Names are compared without regard to case, as Microsoft does.
public final class MicrosoftPermissions: Sendable {
  public static let graphAppID = GUID("00000003-0000-0000-c000-000000000000")!
  /// Retired; some old instructions still name it.
  public static let azureADGraphAppID = GUID("00000002-0000-0000-c000-000000000000")!

  /// The table that comes with Scopebook.
  public static let embedded = MicrosoftPermissions { embeddedTable() }

  /// A permission that applies to one team, chat or user, granted when a Teams app is installed there.
  public struct ResourceSpecific: Hashable, Sendable {
    public let name: String
    public let kind: PermissionKind
    public let id: GUID
  }

  /// A permission that Microsoft has taken back.
  public struct Removed: Hashable, Sendable {
    public let name: String
    public let kind: PermissionKind
    public let id: GUID
    /// When the provider's data last had it.
    public let lastSeen: CalendarDate
  }

  private let lazyFacts: Lazy<Facts>
  private let lazyResources: Lazy<ResourcePositions>
  private let lazyRows: Lazy<RowPositions>
  /// What others have made from this table, by its type.
  private let derived = Mutex<[ObjectIdentifier: any Sendable]>([:])

  /// Reads a table in the form of ``ProviderTable/text``; returns nil if it is none. What the older form did not hold,
  /// such as labels, is taken from the embedded table.
  public convenience init?(table: [UInt8]) {
    guard ProviderTable.isTable(table) else { return nil }
    self.init { table }
  }

  private init(_ table: @escaping @Sendable () -> [UInt8]) {
    let facts = Lazy {
      let table = table()
      return Facts(table, completedBy: ProviderTable.isOlder(table) ? MicrosoftPermissions.embedded.facts : nil)
    }
    lazyFacts = facts
    lazyResources = Lazy { ResourcePositions(facts.value) }
    lazyRows = Lazy { RowPositions(facts.value) }
  }

  /// The day on which the data was exported.
  public var dataDate: CalendarDate { facts.date }

  public var resources: [Resource] { facts.resources }

  public func resource(appID: GUID) -> Resource? { facts.resourcesByID[appID].map { facts.resources[$0] } }

  /// By display name. Two APIs share a name in a few cases; the one with the lower id is given.
  public func resource(named name: String) -> Resource? {
    lazyResources.value.byName[name.lowercased()].map { facts.resources[$0] }
  }

  /// By identifier URI, with or without a slash at the end.
  public func resource(identifierURI uri: String) -> Resource? {
    lazyResources.value.byURI[withoutSlash(uri.lowercased())].map { facts.resources[$0] }
  }

  /// Every permission of this name: Microsoft Graph's first, the others by resource name and kind.
  public func permissions(named name: String) -> [Permission] {
    let all = (lazyRows.value.byName[name.lowercased()] ?? []).map(facts.permission)
    return all.filter { $0.resource.appID == Self.graphAppID } + all.filter { $0.resource.appID != Self.graphAppID }
  }

  /// Every permission there is: Microsoft Graph's first, the others by resource name, each API's by name and kind.
  public var permissions: [Permission] {
    let graph = facts.resourcesByID[Self.graphAppID].map { facts.ranges[$0] } ?? 0..<0
    let others = [0..<graph.lowerBound, graph.upperBound..<facts.rows.count]
    return ([graph] + others).flatMap { $0.map(facts.permission) }
  }

  /// A permission's id may stand for a delegated and an application permission of the same name.
  public func permissions(withID id: GUID) -> [Permission] { (lazyRows.value.byID[id] ?? []).map(facts.permission) }

  /// By name and kind.
  public func permissions(of resource: Resource) -> [Permission] {
    guard let position = facts.resourcesByID[resource.appID] else { return [] }
    return facts.ranges[position].map(facts.permission)
  }

  /// All names, each once, for suggestions.
  public var permissionNames: [String] { Array(Set(facts.rows.map(\.name))).sorted() }

  public func removed(named name: String) -> [Removed] {
    facts.removed.filter { $0.name.lowercased() == name.lowercased() }
  }

  public func resourceSpecific(named name: String) -> [ResourceSpecific] {
    facts.resourceSpecific.filter { $0.name.lowercased() == name.lowercased() }
  }

  public var allRemoved: [Removed] { facts.removed }
  public var allResourceSpecific: [ResourceSpecific] { facts.resourceSpecific }

  /// What is made from the table once and kept as long as the table. Hold on to it where many questions follow.
  package func derived<Value: AnyObject & Sendable>(_ make: @escaping @Sendable (MicrosoftPermissions) -> Value)
    -> Value
  {
    let lazy = derived.withLock { known in
      if let found = known[ObjectIdentifier(Value.self)] as? Lazy<Value> { return found }
      // The table outlives what hangs on it, whoever asks.
      let new = Lazy { [unowned self] in make(self) }
      known[ObjectIdentifier(Value.self)] = new
      return new
    }
    return lazy.value
  }

  private var facts: Facts { lazyFacts.value }
}

/// Where APIs stand in a table.
private final class ResourcePositions: Sendable {
  let byName: [String: Int]
  let byURI: [String: Int]

  init(_ facts: Facts) {
    byName = Dictionary(
      facts.resources.indices.map { (facts.resources[$0].name.lowercased(), $0) },
      uniquingKeysWith: { facts.resources[$0].appID < facts.resources[$1].appID ? $0 : $1 }
    )
    byURI = Dictionary(
      facts.resources.indices.flatMap { position in
        facts.resources[position].identifierURIs.map { (withoutSlash($0.lowercased()), position) }
      },
      uniquingKeysWith: { first, _ in first }
    )
  }
}

/// Where permissions stand in a table. Most runs never ask for one by its name or id: what is read into the vocabulary
/// answers them.
private final class RowPositions: Sendable {
  let byName: [String: [Int]]
  let byID: [GUID: [Int]]

  init(_ facts: Facts) {
    byName = Dictionary(grouping: facts.rows.indices) { facts.rows[$0].name.lowercased() }
    byID = Dictionary(grouping: facts.rows.indices) { facts.rows[$0].id }
  }
}

private func withoutSlash(_ uri: String) -> String { uri.hasSuffix("/") ? String(uri.dropLast()) : uri }

private func embeddedTable() -> [UInt8] {
  for position in 0..<Int(embedded_files_count) {
    let file = embedded_file_at(position)
    if String(cString: file.path) == "providers/microsoft.txt" {
      return Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
  }
  return []
}

/// A table, read into arrays.
private final class Facts: Sendable {
  struct Row: Sendable {
    var resource: Int
    var name: String
    var kind: PermissionKind
    var id: GUID
    var consent: AdminConsent
    var level: Int
    var managedSince: CalendarMonth?
    var labels: PermissionLabels?
  }

  let date: CalendarDate
  let resources: [Resource]
  /// Rows of each resource.
  let ranges: [Range<Int>]
  let rows: [Row]
  let resourceSpecific: [MicrosoftPermissions.ResourceSpecific]
  let removed: [MicrosoftPermissions.Removed]

  let resourcesByID: [GUID: Int]

  /// An API whose lines are being read.
  private struct OpenResource {
    var id: GUID
    var name: String
    /// Of its first row.
    var start: Int
    var uris: [String] = []
    var hasScopeURI = false
    var tenantHost: String?
    var retired: (year: Int, commonName: String)?
    var replacement = ""

    var resource: Resource {
      let retirement = retired.map { year, commonName in
        ResourceNotes.Retirement(year: year, commonName: commonName, replacement: replacement)
      }
      return Resource(
        provider: .microsoft,
        appID: id,
        name: name,
        identifierURIs: uris,
        hasScopeURI: hasScopeURI,
        notes: ResourceNotes(tenantHost: tenantHost, retirement: retirement)
      )
    }
  }

  /// - Parameter newer: has what a table of the older form leaves out.
  init(_ table: [UInt8], completedBy newer: Facts?) {
    var date = CalendarDate(year: 1, month: 1, day: 1)!
    var (resources, ranges, rows): ([Resource], [Range<Int>], [Row]) = ([], [], [])
    var resourceSpecific: [MicrosoftPermissions.ResourceSpecific] = []
    var removed: [MicrosoftPermissions.Removed] = []
    var reading: OpenResource?
    func finish() {
      guard let open = reading else { return }
      resources.append(open.resource)
      ranges.append(open.start..<rows.count)
    }
    rows.reserveCapacity(3500)
    var start = 0
    while start < table.count {
      let end = table[start...].firstIndex(of: UInt8(ascii: "\n")) ?? table.count
      let (line, lineStart) = (table[start..<end], start)
      start = end + 1
      switch line.first {
      case UInt8(ascii: "d") where line.starts(with: "date ".utf8):
        date = CalendarDate(Self.text(line.dropFirst(5))) ?? date
      case UInt8(ascii: "d"), UInt8(ascii: "a"):
        if let row = Self.row(line, resource: resources.count) { rows.append(row) }
      case UInt8(ascii: "l"), UInt8(ascii: "p"):
        guard let row = rows.indices.last, rows[row].labels == nil else { continue }
        rows[row].labels = PermissionLabels(in: table, at: lineStart)
      case UInt8(ascii: "m"):
        guard let row = rows.indices.last else { continue }
        rows[row].managedSince = CalendarMonth(Self.text(line.dropFirst("managed ".utf8.count)))
      case UInt8(ascii: "u"): reading?.uris.append(Self.text(line.dropFirst("uri ".utf8.count)))
      case UInt8(ascii: "s") where line.starts(with: "scope ".utf8):
        reading?.uris.insert(Self.text(line.dropFirst("scope ".utf8.count)), at: 0)
        reading?.hasScopeURI = true
      case UInt8(ascii: "h"): reading?.tenantHost = Self.text(line.dropFirst("host ".utf8.count))
      case UInt8(ascii: "r") where line.starts(with: "retired ".utf8):
        let words = Self.text(line.dropFirst("retired ".utf8.count))
        reading?.retired = Int(words.prefix(4)).map { ($0, String(words.dropFirst(5))) }
      case UInt8(ascii: "r") where line.starts(with: "replacement ".utf8):
        reading?.replacement = Self.text(line.dropFirst("replacement ".utf8.count))
      case UInt8(ascii: "r") where line.starts(with: "resource ".utf8):
        finish()
        let rest = line.dropFirst("resource ".utf8.count)
        guard let id = GUID(rest.prefix(36)) else { continue }
        reading = OpenResource(id: id, name: Self.text(rest.dropFirst(37)), start: rows.count)
      case UInt8(ascii: "r") where line.starts(with: "rsc ".utf8):
        if let specific = Self.resourceSpecific(line.dropFirst(4)) { resourceSpecific.append(specific) }
      case UInt8(ascii: "r") where line.starts(with: "removed ".utf8):
        if let gone = Self.removed(line.dropFirst(8)) { removed.append(gone) }
      default: continue
      }
    }
    finish()
    if let newer { Self.complete(&resources, &rows, by: newer) }
    (self.date, self.resources, self.ranges, self.rows) = (date, resources, ranges, rows)
    (self.resourceSpecific, self.removed) = (resourceSpecific, removed)
    resourcesByID = Dictionary(
      resources.indices.map { (resources[$0].appID, $0) },
      uniquingKeysWith: { _, last in last }
    )
  }

  private static func complete(_ resources: inout [Resource], _ rows: inout [Row], by newer: Facts) {
    for position in resources.indices {
      guard let known = newer.resourcesByID[resources[position].appID] else { continue }
      resources[position] = resources[position].completed(from: newer.resources[known])
    }
    func identity(_ row: Row, in resources: [Resource]) -> PermissionIdentity {
      PermissionIdentity(provider: .microsoft, resource: resources[row.resource].appID, kind: row.kind, id: row.id)
    }
    let known = Dictionary(
      newer.rows.map { (identity($0, in: newer.resources), $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for position in rows.indices {
      guard let row = known[identity(rows[position], in: resources)] else { continue }
      (rows[position].managedSince, rows[position].labels) = (row.managedSince, row.labels)
    }
  }

  private static func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }

  /// `dY3 06da0dbc-49e2-44d2-8312-53f166ab848a Directory.Read.All`
  private static func row(_ line: ArraySlice<UInt8>, resource: Int) -> Row? {
    let start = line.startIndex
    guard line.count > 41, let id = GUID(line[(start + 4)..<(start + 40)]) else { return nil }
    let consent: AdminConsent =
      switch line[start + 1] {
      case UInt8(ascii: "Y"): .required
      case UInt8(ascii: "N"): .notRequired
      default: .unknown
      }
    return Row(
      resource: resource,
      name: String(decoding: line[(start + 41)...], as: UTF8.self),
      kind: kind(line),
      id: id,
      consent: consent,
      level: Int(line[start + 2] &- UInt8(ascii: "0"))
    )
  }

  /// `a 10d712aa-b4cd-4472-b0ba-6196e04c344f AiEnterpriseInteraction.Read.User`
  private static func resourceSpecific(_ line: ArraySlice<UInt8>) -> MicrosoftPermissions.ResourceSpecific? {
    guard let id = GUID(line.dropFirst(2).prefix(36)) else { return nil }
    return .init(name: text(line.dropFirst(39)), kind: kind(line), id: id)
  }

  /// `d cba5390f-ed6a-4b7f-b657-0efc2210ed20 2024-08-30 Directory.Write.Restricted`
  private static func removed(_ line: ArraySlice<UInt8>) -> MicrosoftPermissions.Removed? {
    guard let id = GUID(line.dropFirst(2).prefix(36)), let date = CalendarDate(text(line.dropFirst(39).prefix(10)))
    else { return nil }
    return .init(name: text(line.dropFirst(50)), kind: kind(line), id: id, lastSeen: date)
  }

  private static func kind(_ line: ArraySlice<UInt8>) -> PermissionKind {
    line.first == UInt8(ascii: "a") ? .application : .delegated
  }

  func permission(_ position: Int) -> Permission {
    let row = rows[position]
    return Permission(
      resource: resources[row.resource],
      name: row.name,
      kind: row.kind,
      id: row.id,
      adminConsent: row.consent,
      privilegeLevel: row.level == 0 ? nil : row.level,
      managedSince: row.managedSince,
      labels: row.labels
    )
  }
}
