import Permissions

/// Which names mean that permissions are asked for, and which that they are only spoken of.
enum RequestingNames {
  /// What a key, variable, property or function of this name says about the strings in it.
  enum Meaning: Equatable {
    case requests(PermissionKind?)
    case exempt(Exemption)
    /// Checks, messages, and an API's own permissions.
    case speaksOf
    case nothing
  }

  static func meaning(ofLabel name: String) -> Meaning {
    let words = NameWords.of(name)
    let set = Set(words)
    guard let kind = requestedKind(words) else { return .nothing }
    if !set.isDisjoint(with: substitutes) { return .exempt(.substitutionMap) }
    if !set.isDisjoint(with: catalogs) { return .exempt(.dictionary) }
    if !set.isDisjoint(with: judgements) { return .speaksOf }
    // What an application exposes to others.
    let joined = words.joined()
    if joined.contains("oauth2permission") && !joined.contains("ids") && !joined.contains("grant")
      || joined.contains("exposed")
      || joined.contains("preauthorized") || joined.contains("requiredbyapi")
    {
      return .speaksOf
    }
    return .requests(kind.kind)
  }

  static func kind(ofLabel name: String) -> PermissionKind? {
    if case .requests(let kind) = meaning(ofLabel: name) { kind } else { nil }
  }

  /// A quick look at a name's letters, before it is taken apart into words.
  static func mayRequest(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { stems.finds(in: $0) }
  }

  private static let stems = ByteSearch(
    [
      "scope", "perm", "role", "delegat", "claim", "protected", "token", "login", "sign", "consent", "auth", "graph",
      "device", "downstream",
      "parameters", "oauth",
    ].map { Array($0.utf8) }
  )

  private struct Requested { var kind: PermissionKind? }

  private static func requestedKind(_ words: [String]) -> Requested? {
    let joined = words.joined()
    let isScope =
      words.contains("scope") || words.contains("scopes") || joined.hasSuffix("scopes") || joined.hasSuffix("scope")
    let isPermission =
      words.contains("permission") || words.contains("permissions") || words.contains("perms")
      || joined.hasSuffix("permissions")
    let isRole = words.contains("role") || words.contains("roles")
    let isApplication = words.contains("application") || words.contains("app") || words.contains("applications")
    let isDelegated = words.contains("delegated") || words.contains("delegate")
    let isGraph = words.contains("graph") || words.contains("msgraph")
    if words.contains("telescope") || words.contains("rbac") { return nil }
    if joined == "claimvalues" { return Requested(kind: .delegated) }
    if isScope { return Requested(kind: isRole && isApplication ? .application : .delegated) }
    if isDelegated { return Requested(kind: .delegated) }
    if isPermission {
      if isApplication || isRole { return Requested(kind: .application) }
      return Requested(kind: nil)
    }
    if isRole, isApplication || isGraph || words.contains("ids") { return Requested(kind: .application) }
    if words.contains("protected"), words.contains("resource") { return Requested(kind: .delegated) }
    return nil
  }

  private static let substitutes: Set<String> = [
    "substitute", "substitutes", "substitution", "substitutions", "equivalent", "equivalents", "implied", "implies",
    "superset",
    "supersets", "alternatives", "alternative", "hierarchy", "satisfies", "satisfied", "covers", "covered", "higher",
    "includes",
    "supersedes", "fallbacks",
  ]

  private static let catalogs: Set<String> = [
    "available", "known", "valid", "supported", "possible", "catalog", "catalogue", "descriptions", "description",
    "labels",
    "dictionary", "registry", "enum", "suggestions", "autocomplete", "choices", "sensitive", "risky", "dangerous",
    "privileged",
    "critical", "documentation", "docs", "definitions", "metadata", "names",
  ]

  private static let judgements: Set<String> = [
    "blocked", "forbidden", "disallowed", "denied", "deny", "excluded", "ignored", "revoked", "removed", "missing",
    "expected", "granted",
    "test", "dummy", "unused", "old", "message", "error", "has", "have", "is", "check", "verify", "validate", "invalid",
    "high",
  ]

  // MARK: Calls

  static func meaning(ofCall path: [String]) -> Meaning {
    guard let last = path.last else { return .nothing }
    let words = NameWords.of(last)
    let set = Set(words)
    if mocks.contains(last) { return .exempt(.mock) }
    // `ScopeName("…")`, `ScopePattern("…")` make something that scopes are told by.
    if words.count > 1, let noun = words.last, describing.contains(noun) { return .speaksOf }
    // To log in is not to log.
    if !set.isDisjoint(with: speaking), !words.joined().contains("login") { return .speaksOf }
    if !set.isDisjoint(with: ["required", "require", "requires"]), !set.contains("login") {
      // `[RequiredScope("…")]` guards one's own API; `GetRequiredPermissions` collects what is asked for, and
      // `@login_required(scopes=…)` signs in.
      return set.contains("get") || set.contains("new") ? .requests(nil) : .speaksOf
    }
    // `ClientCredentialParameters.builder(…)`
    if ["builder", "create", "with"].contains(last), path.count > 1,
      path[path.count - 2].lowercased().hasSuffix("parameters")
    {
      return .requests(.delegated)
    }
    if isAcquisition(words) { return .requests(.delegated) }
    // `services.AddMicrosoftGraph(configuration, new[] { "Mail.Read" })`
    if words == ["add", "microsoft", "graph"] { return .requests(.delegated) }
    if case .requests(let kind) = meaning(ofLabel: last) { return .requests(kind) }
    if path.count > 1, !neutral.isDisjoint(with: set) || words.count == 1 {
      for part in path.dropLast().reversed() {
        if case .requests(let kind) = meaning(ofLabel: part) { return .requests(kind) }
      }
    }
    return .nothing
  }

  /// Whether a call surely asks for a token.
  static func acquires(_ path: [String]) -> Bool {
    guard let last = path.last else { return false }
    let words = NameWords.of(last)
    return Set(words).isDisjoint(with: speaking) && !mocks.contains(last)
      && acquisitions.finds(in: NameWords.joined(last))
  }

  private static func isAcquisition(_ words: [String]) -> Bool {
    let joined = words.joined()
    if acquisitions.finds(in: joined) { return true }
    if words.contains("token"),
      !Set(words).isDisjoint(with: [
        "get", "acquire", "fetch", "request", "obtain", "ensure", "with", "access", "graph",
      ])
    {
      return true
    }
    return words.contains("login") || words.contains("signin") || words.contains("consent")
      || words.contains("oauth2session")
      || joined.hasSuffix("signin") || joined.hasPrefix("signin") || words.contains("authenticate")
  }

  private static let acquisitions = ByteSearch(
    [
      "acquiretoken", "gettoken", "getaccesstoken", "loginpopup", "loginredirect", "ssosilent", "authcodeflow",
      "authorizationrequest",
      "authcodeurl", "graphserviceclient", "graphclient", "deviceflow", "devicecode", "downstreamapi",
      "downstreamwebapi",
      "tokenrequest",
      "tokencredentialauth", "identityauthenticationprovider", "authorizationurl", "authorizeurl", "authorizeforscopes",
      "authprovider",
      "authenticationprovider", "connectmggraph", "connectgraph",
    ].map { Array($0.utf8) }
  )

  private static let neutral: Set<String> = [
    "push", "add", "append", "insert", "concat", "union", "set", "plus", "extend",
  ]

  private static let speaking: Set<String> = [
    "has", "verify", "validate", "check", "assert", "expect", "includes", "contains", "index", "equal", "equals",
    "starts", "ends",
    "match", "matches", "test", "log", "print", "printf", "println", "debug", "warn", "warning", "error", "errorf",
    "exception",
    "throw", "describe", "it", "remove", "delete", "discard", "without", "exclude", "filter", "deny", "revoke",
    "missing",
    "forbidden", "unauthorized", "fatal", "info", "trace", "summary", "pattern",
  ]

  private static let describing: Set<String> = [
    "name", "names", "parser", "pattern", "patterns", "matcher", "needle", "needles", "regex", "rule", "rules", "info",
    "description", "kind", "hint", "keyword", "keywords",
  ]

  private static let mocks: Set<String> = [
    "mock", "mockResolvedValue", "mockReturnValue", "stub", "fake", "MagicMock", "Mock",
  ]
}
