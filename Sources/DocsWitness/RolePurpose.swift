/// What somebody needs a role for, as far as the text says it.
package enum RolePurpose: Sendable {
  /// To grant consent to what an app asks for.
  case granting
  /// To call an API, to read or change what it gives access to, to manage something.
  case other

  /// What one sentence, or the last one of the text above a list, says of it.
  ///
  /// - Parameter isTitle: it is a heading or a table's cell, which may begin with what is done: "Read policies".
  static func stated(in sentence: ArraySlice<UInt8>, isTitle: Bool = false) -> RolePurpose? {
    if speaksOfGranting(sentence) { return .granting }
    if calls.occurs(in: sentence) { return .other }
    if tasks.occurs(in: sentence) || isTitle && beginsLikeOtherTitle(sentence) { return .other }
    return nil
  }

  /// "Revoke", "Revoke the consent"
  private static func beginsLikeOtherTitle(_ title: ArraySlice<UInt8>) -> Bool {
    let words = title.prefix { $0 != UInt8(ascii: "\n") } + [UInt8(ascii: " ")]
    return titles.begins(Array(words))
  }

  /// What a text says as a whole, in which other things may be told of as well.
  static func stated(anywhereIn text: ArraySlice<UInt8>) -> RolePurpose? {
    if speaksOfGranting(text) { return .granting }
    return calls.occurs(in: text) ? .other : nil
  }

  /// What the other sentences of a passage say: what an app calls there is no matter of roles.
  static func stated(besidesRolesIn text: ArraySlice<UInt8>) -> RolePurpose? {
    if speaksOfGranting(text) { return .granting }
    return administration.occurs(in: text) ? .other : nil
  }

  private static let administration = PhraseSet(["administrators can ", "admins can ", "graph explorer"])

  /// Somebody is told to grant something, or told who does.
  private static func speaksOfGranting(_ text: ArraySlice<UInt8>) -> Bool {
    grants.ranges(in: Array(text)).contains { range in
      let start = text.startIndex + range.lowerBound
      let before = String(decoding: text[..<start].suffix(24), as: UTF8.self)
      let after = String(decoding: text[(text.startIndex + range.upperBound)...].prefix(12), as: UTF8.self)
      switch text[start] {
      // "has been granted" tells what is so; a permission grant is an object of an API.
      case UInt8(ascii: "g"): return !before.hasSuffix("permission ") && (!after.hasPrefix("ed") || after.hasPrefix("ed by"))
      case UInt8(ascii: "c"):
        return !before.contains("granted ") && !before.contains("given ")
          && !["request", " request", "polic", " polic", " workflow", " setting"].contains { after.hasPrefix($0) }
      default: return true
      }
    }
  }

  private static let grants = PhraseSet([
    "grant", "consent", "approve the", "approves the", "approve it", "approves it", "approve these", "approve this",
    "approve access", "approve permission", "must approve", "to approve", "can approve", "approved by", "approving",
    "authorize the app", "authorise the app", "accept the", "accepts the",
    "accept these", "accept on behalf", "zustimm", "erteil", "genehmig", "einwillig", "accorde",
  ])

  private static let calls = PhraseSet([
    "call this", "calls this", "call the", "calls the", "call it", "calls it", "to call", "can call", "may call",
    "calling", "caller", "who call", "requestor", "requester", "on behalf of a", "on behalf of the",
    "signed-in user", "signed in user", "acting on", "delegated scenario", "graph explorer", "this api ",
    "this operation", "this method", "this endpoint", "this request", "this resource", "this function", "this cmdlet",
    "these operations", "operation", "endpoint", "cmdlet", "invoke", "api call", "http request",
  ])

  /// Tasks that need a role and are no consent.
  private static let tasks = PhraseSet(
    verbs.flatMap { verb in ["to ", "can ", "may "].map { $0 + verb } }
      + ["access", "create", "see", "use", "edit", "get", "tune", "configure", "set", "turn"].flatMap { verb in ["can \(verb) ", "may \(verb) "] }
  )

  private static let titles = PhraseSet(verbs + ["reading ", "listing ", "updating ", "managing ", "deleting "])

  private static let verbs = [
    "read ", "list ", "query ", "update ", "view ", "retrieve ", "export ", "delete ", "modify ", "change ", "manage ",
    "assign ", "reset ", "fetch ", "look ", "restore ", "revoke ", "disable ", "block ", "invite ", "remove ",
    "register ",
  ]
}
