import Permissions

/// Scopes that stand where a token is asked for and come from a call or an object that only the running program knows:
/// `acquireToken({ scopes: getScopes() })`, `acquire_token_silent(config["scope"])`.
///
/// A parameter that is handed on is none of them: whoever calls the function says what it asks for.
extension FormReading {
  mutating func readComputedScopes() {
    guard hasProviderEvidence else { return }
    readEnvironment()
    for index in source.tokens.indices {
      if source.isToken(index, "(") {
        readArguments(index)
      } else if source.isToken(index, ":") || source.isToken(index, "=") {
        readRequestObject(sign: index)
      }
    }
  }

  // MARK: Where scopes are asked for

  private mutating func readArguments(_ open: Int) {
    let end = source.partners[open]
    guard end > open + 1, let callee = source.calleeEnd(before: open), !isDeclaration(callee, open) else { return }
    let path = source.path(endingAt: callee)
    guard let name = path.last else { return }
    let isBuilder = path.count > 1 && Self.setters.contains(NameWords.joined(name)) && path.contains(where: isRequester)
    guard isBuilder || RequestingNames.acquires(path) || module.acquirers.contains(name) else { return }
    var start = open + 1
    while start < end {
      let value = argument(from: start, to: end)
      readArgument(value, isScopes: isBuilder)
      start = value.upperBound + 1
    }
  }

  private mutating func readArgument(_ argument: Range<Int>, isScopes: Bool) {
    guard let first = argument.first else { return }
    if source.isToken(first, "{") {
      if let value = source.entry("scopes", in: first) ?? source.entry("scope", in: first) { readValue(value) }
      return
    }
    if argument.count > 2, source.kind(first) == .name,
      source.isToken(first + 1, "=") || source.isToken(first + 1, ":")
    {
      if Self.isScopes(source.text(first)) { readValue((first + 2)..<argument.upperBound) }
      return
    }
    if isScopes || speaksOfScopes(argument) { readValue(argument) }
  }

  /// `const request = { scopes: … }` where a call that asks for tokens is given `request`.
  private mutating func readRequestObject(sign: Int) {
    let value = sign + 1
    guard value < source.tokens.count, sign > 0 else { return }
    let key = source.kind(sign - 1) == .string ? source.content(sign - 1) : source.text(sign - 1)
    guard Self.isScopes(key) else { return }
    let parent = source.parents[sign]
    guard parent >= 0, source.isToken(parent, "{") else { return }
    let introducers = IntroducerWalk.introducers(of: value, in: source)
    guard introducers.count > 1, introducers[0].kind == .label, introducers[1].kind == .binding,
      module.isReferenced(introducers[1].name, container: nil)
    else { return }
    readValue(argument(from: value, to: source.end(of: parent)))
  }

  private func isDeclaration(_ callee: Int, _ open: Int) -> Bool {
    if callee > 0, ["func", "fun", "fn", "function", "def"].contains(source.text(callee - 1)) { return true }
    guard form != "swift" else { return false }
    let next = source.partners[open] + 1
    return ["{", ":", "->", "=>", "throws", "async"].contains(next < source.tokens.count ? source.text(next) : "")
  }

  private func isRequester(_ name: String) -> Bool {
    let name = NameWords.joined(name)
    return name.contains("parameters") || name.contains("acquire") || name.contains("token") || name.contains("request")
  }

  private static let setters: Set<String> = [
    "scopes", "scope", "withscopes", "withscope", "setscopes", "setscope", "addscope", "addscopes",
  ]

  private static func isScopes(_ name: String) -> Bool {
    guard let last = NameWords.of(name).last else { return false }
    return last == "scope" || last == "scopes"
  }

  /// `settings.scopes`, `config["scopes"]`, `graphScopes()`: one expression whose last name says what it is.
  private func speaksOfScopes(_ value: Range<Int>) -> Bool {
    guard let first = value.first, source.kind(first) == .name else { return false }
    var last = ""
    for index in value {
      if source.kind(index) == .name {
        // Two names beside each other are a type and a parameter.
        if index > first, source.kind(index - 1) == .name, source.text(index - 1) != "await" { return false }
        last = source.text(index)
      } else if source.kind(index) == .string {
        last = source.content(index)
      }
    }
    // What a builder is given is read where it is given.
    guard
      !value.contains(where: {
        Self.setters.contains(NameWords.joined(source.text($0))) && source.isToken($0 + 1, "(")
          && source.isToken($0 - 1, ".")
      })
    else { return false }
    return Self.isScopes(last) || value.contains { source.isToken($0, "(") && Self.isScopes(source.text($0 - 1)) }
  }

  private func argument(from start: Int, to end: Int) -> Range<Int> {
    var at = start
    while at < end, at < source.tokens.count, !source.isToken(at, ","), !source.isToken(at, ";") {
      if source.tokens[at].kind == .open, source.partners[at] > at { at = source.partners[at] }
      at += 1
    }
    return start..<min(at, source.tokens.count)
  }

  // MARK: Whether anybody can say what they are

  private mutating func readValue(_ value: Range<Int>) {
    guard let first = value.first, let last = value.last, isComputed(value) else { return }
    let place = source.tokens[first].range.lowerBound..<source.tokens[last].range.upperBound
    guard place.count < 200 else { return }
    add(finding(place, source.text(place), nil, kind: nil, resource: nil, .unresolved))
  }

  private func isComputed(_ value: Range<Int>) -> Bool {
    let isLiteral = value.contains { index in
      source.kind(index) == .string && ScopeList.holdsScope(source.content(index).utf8, microsoft)
    }
    guard !isLiteral, !value.contains(where: { EnvironmentAccess(at: $0, in: source) != nil }) else { return false }
    let calls = value.filter { index in
      source.kind(index) == .name && source.isToken(index + 1, "(") && !Self.conversions.contains(source.text(index))
        && !isType(index)
    }
    let names = value.filter { source.kind($0) == .name }
    guard !names.contains(where: { module.leadsToScopes(source.text($0)) }) else { return false }
    if !calls.isEmpty { return true }
    let parameters = Set(source.enclosingFunctions(of: value.lowerBound).flatMap(\.parameters))
    guard !names.contains(where: { parameters.contains(source.text($0)) || module.isPassedOn(source.text($0)) }) else {
      return false
    }
    return names.contains { index in
      module.isComputed(source.text(index)) || isMember(index)
    }
  }

  /// `new List<string>(…)`, `Set<String>(…)`: what is made of something says nothing new.
  private func isType(_ index: Int) -> Bool { source.isToken(index - 1, "new") }

  /// `config.scopes`, `settings["scopes"]`, not `this.scopes`.
  private func isMember(_ index: Int) -> Bool {
    let text = source.text(index)
    if ["this", "self", "Self", "cls", "super"].contains(text) { return false }
    if source.isToken(index + 1, "["), source.kind(index + 2) == .string {
      return Self.isScopes(source.content(index + 2))
    }
    return (source.isToken(index + 1, ".") || source.isToken(index + 1, "?.") || source.isToken(index + 1, "->"))
      && source.kind(index + 2) == .name && Self.isScopes(source.text(index + 2))
  }

  private static let conversions: Set<String> = [
    "split", "Split", "join", "Join", "map", "filter", "toList", "ToList", "ToArray", "toArray", "toSet", "asList",
    "list", "List", "Set", "Array", "from", "of", "HashSet", "String", "str", "Fields", "concat", "listOf", "setOf",
    "arrayOf", "singleton", "singletonList", "set", "tuple", "sorted", "explode", "implode", "collect", "iter",
    "to_vec", "clone", "into", "as_ref", "unwrap", "joined", "components", "copyOf", "fresh", "Select", "Concat",
    "stream", "strings",
  ]
}

/// Scopes that the program takes from its environment when it runs: that it asks for some can be read, which cannot.
extension FormReading {
  private mutating func readEnvironment() {
    guard EnvironmentAccess.occurs(in: source.bytes) else { return }
    for index in source.tokens.indices {
      guard let access = EnvironmentAccess(at: index, in: source), !hasFallback(access) else { continue }
      let introducers = IntroducerWalk.introducers(of: access.start, in: source)
      guard isAskedFor(introducers), speaksOfScopes(access, introducers) else { continue }
      let place = source.tokens[access.start].range.lowerBound..<source.tokens[access.end].range.upperBound
      add(finding(place, access.key, nil, kind: nil, resource: nil, .unresolved))
    }
  }

  private func isAskedFor(_ introducers: [Introducer]) -> Bool {
    switch Verdict.of(introducers, acquirers: module.acquirers, microsoft) {
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
      if source.kind(index) == .string, ScopeList.holdsScope(source.content(index).utf8, microsoft) {
        return true
      }
      index += 1
    }
    return false
  }
}
