import EmbeddedFiles
import Synchronization

/// What Microsoft offers: 3,381 permissions of 280 APIs, as of the date in the embedded facts.
///
/// Nothing is read until the first question; that takes about a millisecond, and every question after it less than
/// one microsecond. Names are compared without regard to case, as Microsoft does.
public enum MicrosoftPermissions {
  public static let graphAppID = GUID("00000003-0000-0000-c000-000000000000")!
  /// Retired; some old instructions still name it.
  public static let azureADGraphAppID = GUID("00000002-0000-0000-c000-000000000000")!

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

  /// The day on which the data was exported.
  public static var dataDate: CalendarDate { facts.date }

  public static var resources: [Resource] { facts.resources }

  public static func resource(appID: GUID) -> Resource? { facts.resourcesByID[appID].map { facts.resources[$0] } }

  /// By display name. Two APIs share a name in a few cases; the one with the lower id is given.
  public static func resource(named name: String) -> Resource? {
    resourcesByName[name.lowercased()].map { facts.resources[$0] }
  }

  /// By identifier URI, with or without a slash at the end.
  public static func resource(identifierURI uri: String) -> Resource? {
    resourcesByURI[withoutSlash(uri.lowercased())].map { facts.resources[$0] }
  }

  /// Every permission of this name: Microsoft Graph's first, the others by resource name and kind.
  public static func permissions(named name: String) -> [Permission] {
    let all = (rowsByName[name.lowercased()] ?? []).map(facts.permission)
    return all.filter { $0.resource.appID == graphAppID } + all.filter { $0.resource.appID != graphAppID }
  }

  /// Every permission there is: Microsoft Graph's first, the others by resource name, each API's by name and kind.
  public static var permissions: [Permission] {
    let graph = facts.resourcesByID[graphAppID].map { facts.ranges[$0] } ?? 0..<0
    let others = [0..<graph.lowerBound, graph.upperBound..<facts.rows.count]
    return ([graph] + others).flatMap { $0.map(facts.permission) }
  }

  /// A permission's id may stand for a delegated and an application permission of the same name.
  public static func permissions(withID id: GUID) -> [Permission] { (rowsByID[id] ?? []).map(facts.permission) }

  /// By name and kind.
  public static func permissions(of resource: Resource) -> [Permission] {
    guard let position = facts.resourcesByID[resource.appID] else { return [] }
    return facts.ranges[position].map(facts.permission)
  }

  /// All names, each once, for suggestions.
  public static var permissionNames: [String] { Array(Set(facts.rows.map(\.name))).sorted() }

  public static func removed(named name: String) -> [Removed] {
    facts.removed.filter { $0.name.lowercased() == name.lowercased() }
  }

  public static func resourceSpecific(named name: String) -> [ResourceSpecific] {
    facts.resourceSpecific.filter { $0.name.lowercased() == name.lowercased() }
  }

  public static var allRemoved: [Removed] { facts.removed }
  public static var allResourceSpecific: [ResourceSpecific] { facts.resourceSpecific }

  /// Uses other facts than the embedded ones, in the form of ``ProviderTable/text``.
  ///
  /// - Returns: false when it is too late, since a question has been answered from other facts, or when the text is no
  ///   such table.
  public static func use(_ table: [UInt8]) -> Bool {
    guard table.starts(with: "scopebook provider facts 1\n".utf8) else { return false }
    return replacement.withLock { state in
      if state.isInUse { return state.table == table }
      state.table = table
      return true
    }
  }

  private struct Replacement: Sendable {
    var table: [UInt8]?
    var isInUse = false
  }

  private static let replacement = Mutex(Replacement())

  fileprivate static func takeReplacement() -> [UInt8]? {
    replacement.withLock { state in
      state.isInUse = true
      return state.table
    }
  }

  private static let facts = Facts()
  // Most runs never ask for anything by its name or id: what is read into the vocabulary answers them.
  private static let resourcesByName = Dictionary(
    facts.resources.indices.map { (facts.resources[$0].name.lowercased(), $0) },
    uniquingKeysWith: { facts.resources[$0].appID < facts.resources[$1].appID ? $0 : $1 }
  )
  private static let resourcesByURI = Dictionary(
    facts.resources.indices.flatMap { position in
      facts.resources[position].identifierURIs.map { (withoutSlash($0.lowercased()), position) }
    },
    uniquingKeysWith: { first, _ in first }
  )
  private static let rowsByName = Dictionary(grouping: facts.rows.indices) { facts.rows[$0].name.lowercased() }
  private static let rowsByID = Dictionary(grouping: facts.rows.indices) { facts.rows[$0].id }

  private static func withoutSlash(_ uri: String) -> String { uri.hasSuffix("/") ? String(uri.dropLast()) : uri }
}

/// The embedded table, read into arrays.
private struct Facts: Sendable {
  struct Row: Sendable {
    var resource: Int
    var name: String
    var kind: PermissionKind
    var id: GUID
    var consent: AdminConsent
    var level: Int
  }

  var date = CalendarDate(year: 1, month: 1, day: 1)!
  var resources: [Resource] = []
  /// Rows of each resource.
  var ranges: [Range<Int>] = []
  var rows: [Row] = []
  var resourceSpecific: [MicrosoftPermissions.ResourceSpecific] = []
  var removed: [MicrosoftPermissions.Removed] = []

  var resourcesByID: [GUID: Int] = [:]

  init() {
    var reading: (id: GUID, name: String, uris: [String], start: Int)?
    func finish(_ facts: inout Facts) {
      guard let open = reading else { return }
      facts.resources.append(
        Resource(provider: .microsoft, appID: open.id, name: open.name, identifierURIs: open.uris)
      )
      facts.ranges.append(open.start..<facts.rows.count)
    }
    rows.reserveCapacity(3500)
    let table = Self.table()
    var start = 0
    while start < table.count {
      let end = table[start...].firstIndex(of: UInt8(ascii: "\n")) ?? table.count
      let line = table[start..<end]
      start = end + 1
      switch line.first {
      case UInt8(ascii: "d") where line.starts(with: "date ".utf8):
        date = CalendarDate(Self.text(line.dropFirst(5))) ?? date
      case UInt8(ascii: "d"), UInt8(ascii: "a"):
        if let row = Self.row(line, resource: resources.count) { rows.append(row) }
      case UInt8(ascii: "u"): reading?.uris.append(Self.text(line.dropFirst(4)))
      case UInt8(ascii: "r") where line.starts(with: "resource ".utf8):
        finish(&self)
        let rest = line.dropFirst("resource ".utf8.count)
        guard let id = GUID(rest.prefix(36)) else { continue }
        reading = (id, Self.text(rest.dropFirst(37)), [], rows.count)
      case UInt8(ascii: "r") where line.starts(with: "rsc ".utf8): addResourceSpecific(line.dropFirst(4))
      case UInt8(ascii: "r") where line.starts(with: "removed ".utf8): addRemoved(line.dropFirst(8))
      default: continue
      }
    }
    finish(&self)
    for (position, resource) in resources.enumerated() { resourcesByID[resource.appID] = position }
  }

  private static func table() -> [UInt8] {
    if let replacement = MicrosoftPermissions.takeReplacement() { return replacement }
    for position in 0..<Int(embedded_files_count) {
      let file = embedded_file_at(position)
      if String(cString: file.path) == "providers/microsoft.txt" {
        return Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
      }
    }
    return []
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
      kind: line[start] == UInt8(ascii: "a") ? .application : .delegated,
      id: id,
      consent: consent,
      level: Int(line[start + 2] &- UInt8(ascii: "0"))
    )
  }

  /// `a 10d712aa-b4cd-4472-b0ba-6196e04c344f AiEnterpriseInteraction.Read.User`
  private mutating func addResourceSpecific(_ line: ArraySlice<UInt8>) {
    let start = line.startIndex
    guard let id = GUID(line.dropFirst(2).prefix(36)) else { return }
    let kind: PermissionKind = line[start] == UInt8(ascii: "a") ? .application : .delegated
    resourceSpecific.append(.init(name: Self.text(line.dropFirst(39)), kind: kind, id: id))
  }

  /// `d cba5390f-ed6a-4b7f-b657-0efc2210ed20 2024-08-30 Directory.Write.Restricted`
  private mutating func addRemoved(_ line: ArraySlice<UInt8>) {
    let start = line.startIndex
    guard let id = GUID(line.dropFirst(2).prefix(36)), let date = CalendarDate(Self.text(line.dropFirst(39).prefix(10)))
    else { return }
    let kind: PermissionKind = line[start] == UInt8(ascii: "a") ? .application : .delegated
    removed.append(.init(name: Self.text(line.dropFirst(50)), kind: kind, id: id, lastSeen: date))
  }

  func permission(_ position: Int) -> Permission {
    let row = rows[position]
    return Permission(
      resource: resources[row.resource],
      name: row.name,
      kind: row.kind,
      id: row.id,
      adminConsent: row.consent,
      privilegeLevel: row.level == 0 ? nil : row.level
    )
  }
}
