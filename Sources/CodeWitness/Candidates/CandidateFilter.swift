import Permissions

/// Tells in one pass over bytes whether a file can hold anything of interest; most files cannot.
final class CandidateFilter: Sendable {
  enum Answer: Sendable {
    /// Neither names a permission nor uses a name for one.
    case no
    /// Speaks of scopes: of interest if other files give names to permissions.
    case mayUseNames
    /// Speaks of scopes, and asks a library or its environment for something.
    case mayCompute
    case yes
  }

  /// For the names of a table: made once for each.
  static func of(_ microsoft: MicrosoftPermissions) -> CandidateFilter {
    microsoft.derived { CandidateFilter($0) }
  }

  /// Hashes of all names in small letters. A wrong hit costs reading a file; there are few.
  private let names: Set<UInt64>

  private init(_ microsoft: MicrosoftPermissions) {
    var hashes: Set<UInt64> = []
    for name in microsoft.permissionNames + microsoft.allResourceSpecific.map(\.name)
      + microsoft.allRemoved.map(\.name)
    {
      let bytes = Array(name.utf8)
      bytes.withUnsafeBufferPointer { _ = hashes.insert(Self.hash($0[...])) }
    }
    names = hashes
  }

  func answer(_ bytes: UnsafeBufferPointer<UInt8>) -> Answer {
    var answer = Answer.no
    var computes = false
    Self.search.forEachMatch(in: bytes) { word, offset in
      switch Self.meanings[word] {
      case .evidence: answer = .yes
      case .use: answer = .mayUseNames
      case .computation: computes = true
      case .partOfName: if isPermission(around: offset, in: bytes) { answer = .yes }
      }
      if case .yes = answer { return false }
      return true
    }
    if case .mayUseNames = answer, computes { return .mayCompute }
    return answer
  }

  /// Whether a file speaks of the provider.
  static func hasProviderEvidence(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { hasProviderEvidence($0) }
  }

  static func hasProviderEvidence(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { providerSearch.finds(in: bytes) }

  private enum Meaning { case evidence, use, computation, partOfName }

  /// Longer words make longer steps; five bytes are enough.
  private static let words: [(text: String, meaning: Meaning)] =
    [
      "/.default", "graph.microsoft", "microsoftonline", "microsoftgraph", "microsoft.graph", "microsoft graph",
      "microsoft_graph",
      "microsoft-graph", "dod-graph", "resourceappid", "resource_app_id", "required_resource_access", "api_client_id",
      "app_role_id",
      "webapipermissionrequests", "resourcespecific", "offline_access", "user_impersonation", "access_as_",
      "full_access_as_app",
      "oauth2_permission_scope_ids", "azureactivedirectoryresourceid", "--api-permissions", "00000003-0000-0",
      "mggraph", "connect-pnp",
      "outlook.office", "powerplatform.com", "claim_values",
    ].map { ($0, .evidence) }
    + ["scope", "acquiretoken", "permission", "accesstoken"].map { ($0, .use) }
    + (EnvironmentAccess.words + TokenCall.words + ["openid"]).map { ($0, .computation) }
    + [
      ".read", ".send", ".write", ".fullcontrol", ".selected", ".accessas", ".invoke", ".manage", ".create", ".delete",
    ].map { ($0, .partOfName) }

  private static let meanings = words.map(\.meaning)
  private static let search = ByteSearch(words.map { Array($0.text.utf8) })

  private static let providerSearch = ByteSearch(
    [
      "microsoft", "azure", "msal", "entra", "msgraph", "mggraph", "graphclient", "office365", "sharepoint", "onedrive",
      "outlook", "ms365", "ms-365", "m365", "o365", "00000003-0000-",
      "powerplatform", "mgt-", "graph api", "graphapi", "graph_", "teamsfx",
    ].map { Array($0.utf8) }
  )

  /// Whether the word around a dot is one of the provider's names, or is put together with something before it.
  private func isPermission(around dot: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = dot
    while start > 0, dot - start < 64, Self.isNameByte(bytes[start - 1]) { start -= 1 }
    var end = dot + 1
    while end < bytes.count, end - dot < 80, Self.isNameByte(bytes[end]) { end += 1 }
    if start == dot {
      // `"Mail" + ".Read"`, `${area}.Read`
      return dot > 0
        && [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "}"), UInt8(ascii: "`"), UInt8(ascii: ")")].contains(
          bytes[dot - 1]
        )
        && end < bytes.count && [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")].contains(bytes[end])
    }
    // `data.write(…)` is a call.
    guard end - start < 80, end == bytes.count || bytes[end] != UInt8(ascii: "(") else { return false }
    while end > dot, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return names.contains(Self.hash(bytes[start..<end]))
  }

  private static func hash(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)) &* 0x100_0000_01B3 }
    return hash
  }

  @inline(__always)
  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }
}
