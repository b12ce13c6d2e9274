import Permissions

/// Scopes that the program takes from its environment when it runs: that it asks for some can be read, which cannot.
extension FormReading {
  mutating func readEnvironmentScopes() {
    guard hasProviderEvidence, EnvironmentAccess.occurs(in: source.bytes) else { return }
    for index in source.tokens.indices {
      guard let access = EnvironmentAccess(at: index, in: source), !hasFallback(access) else { continue }
      let introducers = IntroducerWalk.introducers(of: access.start, in: source)
      guard isAskedFor(introducers), speaksOfScopes(access, introducers) else { continue }
      let place = source.tokens[access.start].range.lowerBound..<source.tokens[access.end].range.upperBound
      add(finding(place, access.key, nil, kind: nil, resource: nil, .unresolved))
    }
  }

  private func isAskedFor(_ introducers: [Introducer]) -> Bool {
    switch Verdict.of(introducers, acquirers: module.acquirers) {
    case .request(_, let isWeak): !isWeak
    case .named(let name, let container, let isOfScopes):
      // Any variable may be handed to a call that acquires a token; one of these is named for what it holds.
      NameWords.of(name).contains { $0.hasPrefix("scope") }
        && module.isReferenced(name, container: isOfScopes ? container : nil)
    case .exempt, .none: false
    }
  }

  /// Calls that ask for tokens are given addresses and secrets of the environment as well.
  private func speaksOfScopes(_ access: EnvironmentAccess, _ introducers: [Introducer]) -> Bool {
    let names = [access.key] + introducers.filter { $0.kind == .label || $0.kind == .binding }.map(\.name)
    return names.contains { NameWords.of($0).contains { $0.hasPrefix("scope") || $0.hasPrefix("permission") } }
  }

  /// `os.environ.get("SCOPES", "User.Read")`: what stands beside it is read as what is asked for.
  private func hasFallback(_ access: EnvironmentAccess) -> Bool {
    var index = access.start + 1
    while index < source.tokens.count, index - access.end < 24 {
      if source.tokens[index].startsLine && !source.isToken(index, ".") || source.isToken(index, ";") { return false }
      if source.kind(index) == .string,
        source.content(index).split(whereSeparator: { $0 == " " || $0 == "," }).contains(where: { word in
          ScopeName(String(word)).map { $0.isKnown || $0.isQualified } ?? false
        })
      {
        return true
      }
      index += 1
    }
    return false
  }
}

/// `process.env.GRAPH_SCOPES`, `os.environ["GRAPH_SCOPES"]`, `getenv("GRAPH_SCOPES")`.
struct EnvironmentAccess {
  /// What is asked for in the environment.
  var key: String
  /// First and last token.
  var start: Int
  var end: Int

  init?(at index: Int, in source: SourceText) {
    guard source.kind(index) == .name else { return nil }
    let name = source.text(index)
    if name == "env", source.isToken(index - 1, "."), source.isToken(index - 2, "process") || isMeta(index - 2, source)
    {
      start = source.pathStart(endingAt: index)
      if source.isToken(index + 1, "."), source.kind(index + 2) == .name {
        (key, end) = (source.text(index + 2), index + 2)
        return
      }
    } else if !Self.readers.contains(name) {
      return nil
    } else {
      start = source.pathStart(endingAt: index)
    }
    // `os.environ.get("X")`
    var open = index + 1
    if source.isToken(open, "."), source.isToken(open + 1, "get") || source.isToken(open + 1, "fetch") { open += 2 }
    guard source.isToken(open, "(") || source.isToken(open, "["), source.kind(open + 1) == .string else { return nil }
    key = source.content(open + 1)
    end = source.partners[open] > open ? source.partners[open] : open + 1
    guard !key.isEmpty else { return nil }
  }

  static func occurs(in bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer { search.finds(in: $0) } }

  private static let readers: Set<String> = [
    "getenv", "Getenv", "LookupEnv", "environ", "GetEnvironmentVariable", "ENV",
  ]

  static let words = [
    "process.env.", "process.env[", "import.meta.env", "getenv(", "lookupenv(", "os.environ", "environmentvariable(",
    "env[\"", "env['",
  ]

  private static let search = ByteSearch(words.map { Array($0.utf8) })
}

/// `import.meta` before `.env`.
private func isMeta(_ index: Int, _ source: SourceText) -> Bool {
  source.isToken(index, "meta") && source.isToken(index - 1, ".") && source.isToken(index - 2, "import")
}
