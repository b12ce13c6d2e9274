import Diagnostics
import Permissions

/// Reads the names in a code block: requests for scopes, configuration, manifests.
struct CodeReading {
  struct Use {
    var range: Range<Int>
    var permission: DocumentedPermission
  }

  let text: [UInt8]
  private let language: String
  private let lower: [UInt8]

  init(_ text: ArraySlice<UInt8>, language: [UInt8]) {
    self.text = Array(text)
    self.language = String(decoding: language, as: UTF8.self)
    lower = text.map(lowercased)
  }

  /// Spans are left to the caller, who knows where the text stands.
  func uses(_ scanner: NameScanner, _ context: Context) -> [Use] {
    let passage = Passage(verbatim: text[...])
    let hits = scanner.hits(in: passage, .code)
    let hasCertain = hits.contains { !$0.needsContext && $0.entry != nil }
    return hits.compactMap { hit in
      let line = line(around: hit.range)
      let speaksOfScopes = hit.isInScopeParameter || hit.resource != nil || isUnderScopes(hit.range)
      if isSignInWord(hit), isMember(hit.range) { return nil }
      guard
        isRead(hit, hasCertain: hasCertain, speaksOfScopes: speaksOfScopes, isAboutMicrosoft: context.isAboutMicrosoft)
      else { return nil }
      let entry = (hit.entry ?? hit.guess?.position).map { scanner.vocabulary.entries[$0] }
      let written = String(decoding: text[hit.range], as: UTF8.self)
      let named = context.resource { api in entry?.permissions.contains { $0.resource == api } == true }
      let isSignIn = OpenIDConnectScope(rawValue: written) != nil
      let resource =
        hit.resource ?? self.resource(before: hit.range.lowerBound, scanner.vocabulary.microsoft)
        ?? (isSignIn || hit.resource != nil ? nil : named?.0)
        ?? ((speaksOfScopes || isSignIn) && entry?.isGraph == true
          ? scanner.vocabulary.microsoft.resource(appID: MicrosoftPermissions.graphAppID) : nil)
      let isComment =
        isComment(line) || isAfterComment(hit.range, line) || isReport || guardsOwnAPI(line)
        || isInAnswer(hit.range) || definesOwnScope(hit.range)
      let isRequest = isSignIn && hits.contains { $0.resource != nil }
      let kind = kind(of: hit, line) ?? (isRequest ? .delegated : context.kind)
      return Use(
        range: hit.range,
        permission: DocumentedPermission(
          span: SourceSpan(start: 0, end: 0),
          written: written,
          role: isComment || context.isNegated ? .mention : hit.entry == nil ? .misspelt : .grant,
          name: entry.map { entry in entry.permissions.first { $0.resource == resource }?.name ?? entry.name },
          kind: kind,
          kindSpan: context.kindSpan,
          resource: resource,
          resourceSpan: named?.1,
          distance: hit.guess?.distance,
          group: 0,
          section: 0,
          isForOperator: Self.operatorCommands.contains { Array(lower[line]).holds($0) },
          isInCodeBlock: true,
          candidates: entry?.permissions ?? []
        )
      )
    }
  }

  private func line(around range: Range<Int>) -> Range<Int> {
    let start = text[..<range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = text[range.upperBound...].firstIndex(of: 0x0A) ?? text.count
    return start..<end
  }

  private func isRead(_ hit: NameScanner.Hit, hasCertain: Bool, speaksOfScopes: Bool, isAboutMicrosoft: Bool) -> Bool {
    if OpenIDConnectScope(rawValue: String(decoding: text[hit.range], as: UTF8.self)) != nil {
      return isAboutMicrosoft && (speaksOfScopes || hasCertain)
    }
    if hit.entry == nil { return speaksOfScopes && hit.guess?.distance != nil }
    if Self.programs.contains(language), !speaksOfScopes {
      // In a program a bare name is an expression.
      let before = hit.range.lowerBound > 0 ? text[hit.range.lowerBound - 1] : 0
      guard "\"'` ".utf8.contains(before) else { return false }
      if before == 0x20, !isInString(hit.range) { return false }
    }
    return !hit.needsContext || speaksOfScopes && isAboutMicrosoft
  }

  private func isSignInWord(_ hit: NameScanner.Hit) -> Bool {
    OpenIDConnectScope(rawValue: String(decoding: text[hit.range], as: UTF8.self)) != nil
  }

  /// `"email": …`, or a value of something that is no list of scopes: `"type": "profile"`.
  private func isMember(_ range: Range<Int>) -> Bool {
    let after = text[range.upperBound...].drop { $0 == 0x20 || "\"'".utf8.contains($0) }.first
    if after == UInt8(ascii: ":") { return true }
    // The nearest word that something is assigned to.
    var mark = range.lowerBound
    while mark > 0, range.lowerBound - mark < 400 {
      mark -= 1
      guard ":=(".utf8.contains(text[mark]), !text.hasPrefix(Array("://".utf8), at: mark) else { continue }
      let end = text[..<mark].lastIndex { $0 > 0x20 && !"\"'".utf8.contains($0) }.map { $0 + 1 } ?? 0
      let start = text[..<end].lastIndex { !isNameByte($0) }.map { $0 + 1 } ?? 0
      guard start < end, !["id", "name", "value"].contains(where: { lower[start..<end].elementsEqual($0.utf8) }) else {
        continue
      }
      return !["scope", "scp", "permission"].contains { Array(lower[start..<range.lowerBound]).holds($0) }
    }
    return false
  }

  /// What a server sends back asks for nothing.
  private func isInAnswer(_ range: Range<Int>) -> Bool {
    if Self.answers.contains(where: { lower.holds($0) }) { return true }
    let before = Array(lower[..<range.lowerBound])
    return before.starts(with: "http/".utf8) || before.holds("\nhttp/1") || before.holds("\nhttp/2")
  }

  private static let answers = ["\"@odata.context\"", "\"access_token\""]

  /// An app's own scopes and roles, as its registration lists them.
  private func definesOwnScope(_ range: Range<Int>) -> Bool {
    let words = Array(lower[object(around: range)])
    return ["consentdisplayname\"", "consentdescription\"", "allowedmembertypes\""].contains { words.holds($0) }
  }

  private func isInString(_ range: Range<Int>) -> Bool {
    let line = line(around: range)
    return text[line.lowerBound..<range.lowerBound].count { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") } % 2
      == 1
  }

  private static let operatorCommands = [
    "connect-mggraph", "connect-graph", "connect-azuread", "az login", "m365 login",
  ]

  private static let programs: Set<String> = [
    "swift", "csharp", "cs", "c#", "java", "kotlin", "js", "javascript", "ts", "typescript", "tsx", "jsx", "python",
    "py",
    "go", "ruby", "php", "rust",
  ]

  /// `scope`, `scopes`, `permissions` stands on the line or opens the list that the name is in.
  private func isUnderScopes(_ range: Range<Int>) -> Bool {
    let window = Array(lower[max(0, range.lowerBound - 600)..<range.lowerBound])
    for word in ["scope", "scp", "permission", "requiredresourceaccess", "\"roles\"", "role_ids"]
    where window.holds(word) { return true }
    return false
  }

  /// An error message, or a search through a log.
  private var isReport: Bool {
    ["insufficient privileges", "aadsts", "\"error\"", "| where "].contains { lower.holds($0) }
  }

  /// `[Authorize(Policy = "Orders.Read")]` names what callers of the product's own API need.
  private func guardsOwnAPI(_ line: Range<Int>) -> Bool {
    let text = Array(lower[line])
    return ["[authorize", "[requiredscope", "@preauthorize", "@secured"].contains { text.holds($0) }
  }

  /// `… # instead of Directory.ReadWrite.All`
  private func isAfterComment(_ range: Range<Int>, _ line: Range<Int>) -> Bool {
    let before = Array(lower[line.lowerBound..<range.lowerBound])
    return ["# instead", "// instead", "# not ", "// not "].contains { before.holds($0) }
  }

  private func isComment(_ line: Range<Int>) -> Bool {
    let start = text[line].drop { $0 == 0x20 || $0 == 0x09 }
    if start.starts(with: "//".utf8) { return true }
    guard start.first == UInt8(ascii: "#") else { return false }
    return Array(lower[line]).holds("example") || Array(lower[line]).holds("not ")
  }

  private func kind(of hit: NameScanner.Hit, _ line: Range<Int>) -> DocumentedPermission.StatedKind? {
    // `{ "id": "User.Read", "type": "Scope" }` in either order.
    let object = self.object(around: hit.range)
    let words = Array(lower[object])
    if words.holds("type") {
      let isRole = words.holds("\"role\"") || words.holds("'role'") || words.holds("\"application\"")
      let isScope = words.holds("\"scope\"") || words.holds("'scope'") || words.holds("\"delegated\"")
      if isRole != isScope { return isRole ? .application : .delegated }
    }
    let onLine = Array(lower[line])
    let isRoleLine = onLine.holds("\"role\"")
    let isScopeLine = onLine.holds("\"scope\"")
    if isRoleLine != isScopeLine, onLine.holds("\"id\"") { return isRoleLine ? .application : .delegated }
    if hit.isInScopeParameter { return .delegated }
    // The nearest word that says it.
    let before = Array(lower[max(0, hit.range.lowerBound - 400)..<hit.range.lowerBound])
    func last(_ words: [String]) -> Int {
      words.map { word in lastPosition(of: Array(word.utf8), in: before) }.max() ?? -1
    }
    let application = last([
      "\"roles\"", "application permission", "app_role", "approle", "applicationpermission", "\"application\"",
      "application:", "role_ids", "apisapplication",
    ])
    let delegated = last(["scope", "scp", "delegated", "oauth2permission", "apisdelegated"])
    if application < 0, delegated < 0 { return hit.resource == nil ? nil : .delegated }
    return application > delegated ? .application : .delegated
  }

  private func lastPosition(of word: [UInt8], in bytes: [UInt8]) -> Int {
    guard word.count <= bytes.count else { return -1 }
    var index = bytes.count - word.count
    while index >= 0 {
      if bytes.hasPrefix(word, at: index) { return index }
      index -= 1
    }
    return -1
  }

  private func object(around range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, text[start - 1] != UInt8(ascii: "{"), text[start - 1] != UInt8(ascii: "}"),
      range.lowerBound - start < 300
    { start -= 1 }
    var end = range.upperBound
    while end < text.count, text[end] != UInt8(ascii: "}"), text[end] != UInt8(ascii: "{"), end - range.upperBound < 300
    { end += 1 }
    guard start > 0, text[start - 1] == UInt8(ascii: "{"), end < text.count, text[end] == UInt8(ascii: "}") else {
      return range
    }
    return start..<end
  }

  /// `"resourceAppId": "00000003-…"` or a name in its place.
  private func resource(before position: Int, _ microsoft: MicrosoftPermissions) -> Resource? {
    let key = Array("resourceappid".utf8)
    let alternative = Array("\"resource\"".utf8)
    let before = Array(lower[..<position])
    let found = max(lastPosition(of: key, in: before), lastPosition(of: alternative, in: before))
    guard found >= 0, let open = text[(found + 10)..<position].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let value = text[(open + 1)..<position].drop { $0 == 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      .prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") && $0 != 0x0A }
    let name = String(decoding: value, as: UTF8.self)
    return GUID(name).flatMap(microsoft.resource(appID:)) ?? microsoft.resource(named: name)
      ?? microsoft.resource(identifierURI: name)
  }
}

/// Ids in text.
enum GUIDReading {
  static func ids(in text: [UInt8]) -> [(GUID, Range<Int>)] {
    guard text.count >= 36 else { return [] }
    var found: [(GUID, Range<Int>)] = []
    var index = 0
    while index + 36 <= text.count {
      let isStart = index == 0 || !isNameByte(text[index - 1])
      if isStart, text[index + 8] == UInt8(ascii: "-"), let id = GUID(text[index..<(index + 36)]) {
        found.append((id, index..<(index + 36)))
        index += 36
      } else {
        index += 1
      }
    }
    return found
  }
}
