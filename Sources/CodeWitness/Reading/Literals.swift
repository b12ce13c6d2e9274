import ByteBuffers
import Permissions

/// Strings where scopes are requested.
extension FormReading {
  mutating func readLiterals() {
    let isScript = source.syntax.hasCommandArguments
    let isAdministering = isScript && OperatorScript.administers(source.bytes)
    for index in source.tokens.indices where source.kind(index) == .string && !readTokens.contains(index) {
      guard mayBePermission(index), !isType(index) else { continue }
      let chain = Chain(around: index, in: source)
      guard case .string(let first)? = chain.atoms.first(where: { if case .string = $0 { true } else { false } }),
        first == index
      else { continue }
      let text = module.value(of: chain, file: file)
      guard text.bytes.count < 20_000 else { continue }
      if readAddress(text, chain) { continue }
      var list = ScopeList(text, microsoft)
      if list.otherWords == 0, text.bytes.count < 200, let resource = resource(beside: index) {
        list = ScopeList(text, resource: resource, microsoft)
      }
      guard list.isPure || isListWithSlips(list, chain.tokens.lowerBound) else { continue }
      read(list, at: chain.tokens, isAdministering: isAdministering)
    }
  }

  /// `const scopes = "Files.ReadWrite AppFolder"`: a word that is no permission does not make prose of a list.
  private func isListWithSlips(_ list: ScopeList, _ index: Int) -> Bool {
    guard list.otherWords < 3,
      list.parts.count(where: { $0.name.isKnown && !$0.name.isOpenIDConnect }) >= list.otherWords,
      let first = IntroducerWalk.introducers(of: index, in: source, levels: 1).first,
      first.kind == .label || first.kind == .binding
    else { return false }
    return ["scope", "scopes"].contains(NameWords.of(first.name).last ?? "")
      && RequestingNames.meaning(ofLabel: first.name) == .requests(.delegated)
  }

  /// A quick look: a string without a dot or underscore is a permission only as a part of one, or for sign-in.
  private func mayBePermission(_ index: Int) -> Bool {
    let literal = source.strings[source.tokens[index].string]
    if literal.pieces.count != 1 { return true }
    if source.bytes[literal.content].contains(where: {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "=")
    }) {
      return true
    }
    if literal.content.count < 40, joinsNeighbours(index) { return true }
    return source.text(literal.content).split { $0 == " " || $0 == "," }.contains {
      OpenIDConnectScope(rawValue: $0.lowercased()) != nil
    }
  }

  /// `type Scope = "User.Read" | "Mail.Read"`
  private func isType(_ index: Int) -> Bool {
    source.syntax.hasLiteralTypes && (source.isToken(index - 1, "|") || source.isToken(index + 1, "|"))
  }

  private func joinsNeighbours(_ index: Int) -> Bool {
    func joins(_ other: Int) -> Bool {
      guard let kind = source.kind(other) else { return false }
      if kind == .string { return source.syntax.joinsNeighbours }
      return kind == .sign && source.tokens[other].range.count == 1
        && source.syntax.joinSigns.contains(source.bytes[source.tokens[other].range.lowerBound])
    }
    return joins(index - 1) || joins(index + 1)
  }

  /// Words of a command that are no strings: `Connect-MgGraph -Scopes User.Read.All, Mail.Read`.
  mutating func readWords() {
    let isAdministering = OperatorScript.administers(source.bytes)
    for index in source.tokens.indices where source.kind(index) == .name {
      let range = source.tokens[index].range
      guard range.count > 4, range.count < 100,
        source.bytes[range].contains(UInt8(ascii: "."))
          || OpenIDConnectScope(rawValue: source.text(index).lowercased()) != nil
      else { continue }
      var text = ComposedText()
      for offset in range { text.append(source.bytes[offset], at: offset) }
      let list = ScopeList(text, microsoft)
      guard list.isPure, list.parts.count == 1, list.parts[0].name.isKnown else { continue }
      read(list, at: index..<(index + 1), isAdministering: isAdministering)
    }
  }

  private mutating func read(_ list: ScopeList, at tokens: Range<Int>, isAdministering: Bool) {
    var introducers = IntroducerWalk.introducers(of: tokens.lowerBound, in: source)
    nameEntry(&introducers)
    var keyKind: PermissionKind?
    if isKey(tokens) {
      // `permissions = { "User.Read.All" = "Role" }`
      keyKind = kind(ofValueAfter: tokens.upperBound)
      // OpenAPI's `scopes: { "User.Read": "…" }` asks for its keys; other keys are only looked up.
      let isOfScopes = introducers.first.map { $0.kind == .label && NameWords.of($0.name) == ["scopes"] } ?? false
      guard keyKind != nil || isOfScopes, hasProviderEvidence else { return }
    }
    if introducers.first?.kind == .comparison, let lookup = RoleLookup(before: tokens.lowerBound, in: source) {
      let resource = lookup.resource(in: module, file: file)
      for part in list.parts where part.name.isKnown {
        add(finding(part.of(resource, microsoft), kind: lookup.kind, .exact))
      }
      return
    }
    if let kind = loopKind(of: tokens.lowerBound) {
      for part in list.parts where part.name.isKnown { add(finding(part, kind: kind, .exact)) }
      return
    }
    if isAmongOtherWords(tokens.lowerBound) || isExplained(tokens.lowerBound) {
      for part in list.parts where part.name.isKnown && !part.name.isOpenIDConnect {
        add(finding(part, kind: nil, .literal, exemption: .dictionary))
      }
      return
    }
    if introducers.contains(where: { $0.kind == .binding && module.searched.contains($0.name) }) {
      for part in list.parts where part.name.isKnown && !part.name.isOpenIDConnect {
        add(finding(part, kind: nil, .literal, exemption: .comparison))
      }
      return
    }
    switch Verdict.of(introducers, acquirers: module.acquirers, microsoft) {
    case .none: return
    case .exempt(let exemption):
      for part in list.parts where part.name.isKnown && !part.name.isOpenIDConnect {
        add(finding(part, kind: nil, .literal, exemption: exemption))
      }
    case .request(var kind, let isWeak):
      if isAdministering, kind != .application, OperatorScript.assignsRoles(source.bytes), !isDelegated(introducers) {
        kind = .application
      }
      let exemption: Exemption? = isAdministering && isOperators(introducers) ? .operatorScript : nil
      for part in list.parts where accepts(part, of: list, introducers, isWeak: isWeak, near: tokens.lowerBound) {
        if isOfAnyResource(part.name, introducers) { continue }
        add(finding(part, kind: self.kind(keyKind ?? kind, of: part, introducers), .literal, exemption: exemption))
      }
    case .named(let name, let container, let isOfScopes):
      let kind = module.kinds[name] ?? (isOfScopes ? container.flatMap(RequestingNames.kind(ofLabel:)) : nil)
      let isReferenced =
        module.isReferenced(name, container: isOfScopes ? container : nil) || isRegistered(introducers)
      let isContainerReferenced = isOfScopes && container.map { module.isReferenced($0, container: nil) } == true
      guard isReferenced || isOfScopes else { return }
      for part in list.parts where accepts(part, of: list, introducers, isWeak: false, near: tokens.lowerBound) {
        // Anything may be called `email`.
        if part.name.isOpenIDConnect, !isOfScopes, !isAmongScopes(part, of: list, near: tokens.lowerBound) { continue }
        let isUsed = isReferenced || isContainerReferenced
        let found = finding(part, kind: self.kind(kind, of: part, introducers), isUsed ? .composed : .literal)
        if isReferenced {
          add(found)
        } else if let container, !part.name.isOpenIDConnect || isContainerReferenced {
          addUndecided(found, container: container)
        }
      }
    }
  }

  /// `var defaultScope: String { prefix + "/.default" }` makes a scope for any API; nobody is asked yet.
  private func isOfAnyResource(_ name: ScopeName, _ introducers: [Introducer]) -> Bool {
    name.isDefault && name.resource == nil && introducers.first { $0.name != "return" }?.kind == .result
  }

  private func isAmongScopes(_ part: ScopeList.Part, of list: ScopeList, near index: Int) -> Bool {
    list.parts.count > 1 || hasProviderNeighbours(index)
  }

  /// Whether a loop registers what stands in one of the lists around a literal: `presets = { mail = ["Mail.Send"] }`.
  private func isRegistered(_ introducers: [Introducer]) -> Bool {
    introducers.contains {
      ($0.kind == .binding || $0.kind == .label) && module.kinds[$0.name] != nil
        && module.isReferenced($0.name, container: nil)
    }
  }

  /// `{ "name": "GRAPH_SCOPES", "value": "User.Read" }`, `{ name: "scope", default: "User.Read" }`: the name beside a
  /// value is its label.
  private func nameEntry(_ introducers: inout [Introducer]) {
    guard let first = introducers.first, first.kind == .label || first.kind == .binding, first.group >= 0,
      ["value", "default", "defaultvalue"].contains(NameWords.joined(first.name))
    else { return }
    for key in ["name", "key", "id"] {
      guard let value = source.entry(key, in: first.group), let literal = source.firstString(in: value) else {
        continue
      }
      introducers[0].name = source.content(literal)
      return
    }
  }

  private func kind(_ kind: PermissionKind?, of part: ScopeList.Part, _ introducers: [Introducer]) -> PermissionKind? {
    if part.name.isDefault { return nil }
    for introducer in introducers where introducer.kind == .binding || introducer.kind == .label {
      if let flowing = module.kinds[introducer.name] { return flowing }
    }
    if let kind { return kind }
    return part.name.permissions.contains { $0.kind == .delegated } || part.name.permissions.isEmpty
      ? .delegated : .application
  }

  /// `: "Role"`, `= "Scope"`
  private func kind(ofValueAfter sign: Int) -> PermissionKind? {
    guard source.kind(sign + 1) == .string else { return nil }
    switch source.content(sign + 1).lowercased() {
    case "role", "application": return .application
    case "scope", "delegated": return .delegated
    default: return nil
    }
  }

  private func isKey(_ tokens: Range<Int>) -> Bool {
    let next = tokens.upperBound
    guard tokens.count == 1, source.isToken(next, ":") || source.isToken(next, "=>") || source.isToken(next, "=") else {
      return false
    }
    let parent = source.parents[tokens.lowerBound]
    guard parent >= 0 else { return false }
    let before = tokens.lowerBound - 1
    return before == parent || source.isToken(before, ",") || source.tokens[tokens.lowerBound].startsLine
  }

  // MARK: Judging

  private static let otherProviders: Set<String> = [
    "google", "facebook", "github", "gitlab", "apple", "okta", "auth0", "slack", "discord", "linkedin", "twitter",
    "keycloak", "zoom",
    "atlassian", "salesforce", "cognito", "spotify", "dropbox", "amazon", "bitbucket",
  ]

  private func accepts(
    _ part: ScopeList.Part,
    of list: ScopeList,
    _ introducers: [Introducer],
    isWeak: Bool,
    near index: Int
  ) -> Bool {
    let name = part.name
    if name.isOpenIDConnect {
      if list.parts.contains(where: { !$0.name.isOpenIDConnect && $0.name.isKnown }) { return true }
      if hasProviderNeighbours(index) { return !name.isQualified }
      guard hasProviderEvidence else { return false }
      for introducer in introducers
      where !Self.otherProviders.isDisjoint(with: NameWords.of(introducer.name) + introducer.path.flatMap(NameWords.of))
      {
        return false
      }
      return !name.isQualified && !mentionsOtherProvider
    }
    if name.isQualified, name.isKnown { return true }
    if !name.isKnown {
      if name.isQualified { return !isWeak && (name.resource != nil || hasProviderEvidence) }
      return hasProviderEvidence && !isWeak
    }
    if hasProviderEvidence || !isWeak && (name.isCanonicallyWritten || hasProviderNeighbours(index, areCanonical: true))
    {
      return true
    }
    return introducers.contains {
      !NameWords.of($0.name).filter { ["graph", "msgraph", "entra", "aad"].contains($0) }.isEmpty
    }
  }

  /// Whether a list around a string has scopes of the provider in it, each by itself or in a call: `Scope::new("…")`.
  private func hasProviderNeighbours(_ index: Int, areCanonical: Bool = false) -> Bool {
    var parent = source.parents[index]
    if parent >= 0, source.isToken(parent, "("), source.end(of: parent) - parent < 8, source.parents[parent] >= 0 {
      parent = source.parents[parent]
    }
    guard parent >= 0 else { return false }
    for other in (parent + 1)..<max(min(source.end(of: parent), parent + 400), parent + 1)
    where source.kind(other) == .string {
      if let name = ScopeName(source.content(other), microsoft), !name.isOpenIDConnect, name.isKnown,
        !areCanonical || name.isCanonicallyWritten
      {
        return true
      }
    }
    return false
  }

  /// `{ scope: "User.Read", adminConsentRequired: false, … }` tells about a permission.
  private func isExplained(_ index: Int) -> Bool {
    let parent = source.parents[index]
    guard parent >= 0, source.isToken(parent, "{") || source.isToken(parent, "(") else { return false }
    return ["adminConsentRequired", "requiresAdminConsent", "adminConsent", "requiresAdmin", "adminRequired"]
      .contains { source.entry($0, in: parent) != nil }
  }

  /// A list in which most strings are no scopes at all is one of words to look for, not one to ask for.
  private func isAmongOtherWords(_ index: Int) -> Bool {
    let parent = source.parents[index]
    guard parent >= 0, source.isToken(parent, "[") || source.isToken(parent, "{") || source.isToken(parent, "(") else {
      return false
    }
    var (strings, scopes) = (0, 0)
    for other in (parent + 1)..<max(source.end(of: parent), parent + 1)
    where source.kind(other) == .string && source.parents[other] == parent {
      // What has a name of its own (`key: "…"`, `f("…")`) is no member of a list.
      guard source.isToken(other - 1, ",") || other - 1 == parent else { return false }
      strings += 1
      if let name = ScopeName(source.content(other), microsoft), name.isKnown || name.isQualified || name.isDefault {
        scopes += 1
      }
    }
    return strings >= 6 && scopes * 3 <= strings
  }

  private var mentionsOtherProvider: Bool {
    source.bytes.withUnsafeBufferPointer { Self.otherProviderSearch.finds(in: $0) }
  }

  private static let otherProviderSearch = ByteSearch(
    ["google", "facebook", "auth0", "okta.com", "oktapreview", "keycloak", "cognito", "discord"].map { Array($0.utf8) }
  )

  private func isDelegated(_ introducers: [Introducer]) -> Bool {
    introducers.contains { NameWords.of($0.name).contains { ["delegated", "connect", "scope"].contains($0) } }
      || module.connectionNames.contains(introducers.first?.name ?? "")
  }

  /// What somebody signs in with who registers the product.
  private func isOperators(_ introducers: [Introducer]) -> Bool {
    let words = introducers.flatMap { NameWords.of($0.name) }
    if introducers.contains(where: {
      $0.kind == .call && ["connect", "login"].contains(NameWords.of($0.name).first ?? "")
    }) {
      return true
    }
    if words.contains("permission") || words.contains("permissions") || words.contains("role")
      || words.contains("roles")
    {
      return false
    }
    if words.contains("delegated") || words.contains("required") || words.contains("application") { return false }
    guard let first = introducers.first else { return false }
    return module.connectionNames.contains(first.name)
  }

  /// The kind of what a loop over this list registers.
  private func loopKind(of index: Int) -> PermissionKind? {
    module.loops[file].first { $0.range.contains(index) }?.kind
  }

  // MARK: Addresses

  /// `https://login.microsoftonline.com/…/authorize?…&scope=User.Read%20Mail.Read`; true where that was one.
  private mutating func readAddress(_ text: ComposedText, _ chain: Chain) -> Bool {
    let mark = Array("scope=".utf8)
    guard text.bytes.count > 10, text.bytes.contains(UInt8(ascii: "=")),
      let start = text.bytes.firstRange(of: mark)?.upperBound
    else { return false }
    guard
      start == mark.count
        || [UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: " "), UInt8(ascii: ";"), UInt8(ascii: "\n")].contains(
          text.bytes[start - mark.count - 1]
        )
    else { return false }
    guard hasProviderEvidence else { return false }
    let end =
      text.bytes[start...].firstIndex {
        $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "\n")
      } ?? text.bytes.count
    var value = ComposedText()
    for index in start..<end { value.append(text.bytes[index], at: text.offsets[index]) }
    let list = ScopeList(value, plusSeparates: true, microsoft)
    guard list.parts.contains(where: \.name.isKnown) else { return false }
    let host = String(decoding: text.bytes[..<start], as: UTF8.self).lowercased()
    guard Self.otherProviders.allSatisfy({ !host.contains($0) }) else { return true }
    for part in list.parts where part.name.isKnown || part.name.isQualified {
      add(finding(part, kind: part.name.isDefault ? nil : .delegated, .literal))
    }
    return true
  }
}
