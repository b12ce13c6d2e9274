import CodeWitness
package import Diagnostics
package import Permissions

/// What docs, catalog, code and provider say about one permission of one consent.
package struct WitnessRow: Sendable {
  package enum Word: String, Sendable {
    case yes, no
    /// The witness cannot tell: there is none, or it computes what it asks for.
    case unknown
  }

  package var consent: Consent
  package var permission: Permission
  package var docs: Word
  package var catalog: Word
  package var code: Word
  package var provider: Word
  /// Where the catalog declares it.
  package var declaredAt: SourceLocation?
  /// Where the code asks for it, the first place.
  package var requestedAt: SourceLocation?
}

/// The requests that the product's code makes, ready to be held against the catalog.
struct Requests: Sendable {
  struct Key: Hashable {
    var resource: GUID
    var name: String
    var kind: PermissionKind
  }

  /// A permission in both its kinds.
  private struct Name: Hashable {
    var resource: GUID
    var name: String

    init(_ permission: Permission) { (resource, name) = (permission.resource.appID, permission.name) }
  }

  /// Requests for permissions that are known, in the order of files and lines.
  let requests: [CodeFinding]
  let unresolved: [CodeFinding]
  /// APIs of which everything is asked for that the registration lists.
  private let wholeResources: Set<GUID>
  private let registered: Set<GUID>
  /// Permissions that a registration lists with the id of one kind and the name of the other.
  private let contradicted: Set<Name>
  private var first: [Key: CodeFinding] = [:]

  init(_ report: CodeReport) {
    let found = report.findings.filter(\.isRequest)
    let known = found.filter { $0.permission != nil && $0.certainty != .default && $0.certainty != .unresolved }
    requests = known.filter { $0.certainty != .contradictory }
    contradicted = Set(known.filter { $0.certainty == .contradictory }.compactMap { $0.permission.map(Name.init) })
    unresolved = found.filter { $0.certainty == .unresolved }
    wholeResources = Set(found.filter { $0.certainty == .default }.compactMap { $0.resource?.appID })
    registered = Set(known.filter { $0.certainty == .exact || $0.certainty == .contradictory }.compactMap { $0.permission?.resource.appID })
    for request in requests {
      guard let permission = request.permission else { continue }
      for kind in request.kind.map({ [$0] }) ?? PermissionKind.allCases {
        let key = Key(resource: permission.resource.appID, name: permission.name, kind: kind)
        if first[key] == nil { first[key] = request }
      }
    }
  }

  func request(for permission: Permission) -> CodeFinding? {
    first[Key(resource: permission.resource.appID, name: permission.name, kind: permission.kind)]
  }

  /// Whether a registration that lists this API's permissions is among the files.
  func registers(_ resource: Resource) -> Bool { registered.contains(resource.appID) }

  /// Whether silence means no. Where scopes are computed, or `/.default` stands for a registration that is not among
  /// the files, it means nothing.
  func knowsAll(of permission: Permission) -> Bool {
    guard unresolved.isEmpty, !contradicted.contains(Name(permission)) else { return false }
    let resource = permission.resource.appID
    if registered.contains(resource) { return true }
    // Only a registration lists application permissions. Where nothing of the API is asked for by name, its scopes
    // may be computed in a way that no reader of code sees.
    return !wholeResources.contains(resource) && permission.kind == .delegated
      && requests.contains { $0.permission?.resource.appID == resource }
  }
}

extension CodeFinding {
  var location: SourceLocation { SourceLocation(path: path, span: span) }
}
