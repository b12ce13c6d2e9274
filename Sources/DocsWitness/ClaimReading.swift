import Diagnostics
import Permissions

/// Finds promises that nothing is changed.
enum ClaimReading {
  static func claims(
    in passage: Passage,
    _ statements: Statements,
    _ microsoft: MicrosoftPermissions,
    section: Int
  ) -> [ReadOnlyClaim] {
    var claims: [ReadOnlyClaim] = []
    for range in phrases.ranges(in: passage.lower) {
      let sentence = sentence(around: range, passage.lower)
      guard isBounded(range, in: passage.lower), isAboutAccess(range, passage), !isDenied(range, in: passage.lower),
        isPromise(sentence, passage.lower)
      else { continue }
      let named = statements.resources.last { $0.isStrong || $0.resource.appID == MicrosoftPermissions.graphAppID }
      let resource =
        named?.resource
        ?? (speaksOfDirectory(around: range, passage.lower)
          ? microsoft.resource(appID: MicrosoftPermissions.graphAppID) : nil)
      claims.append(
        ReadOnlyClaim(
          span: passage.source(range),
          sentence: passage.source(sentence),
          resource: resource,
          section: section
        )
      )
    }
    return claims
  }

  private static let phrases = PhraseSet([
    "read-only", "read only", "no write permission", "no write access", "not request write", "not request any write",
    "never writes", "does not modify", "doesn't modify", "cannot modify", "can't modify", "no changes are made",
    "never modifies", "never changes", "without write access",
  ])

  private static func isBounded(_ range: Range<Int>, in lower: [UInt8]) -> Bool {
    range.lowerBound == 0
      || !isWordByte(lower[range.lowerBound - 1]) && lower[range.lowerBound - 1] != UInt8(ascii: "-")
  }

  /// A read-only field in a form is no promise.
  private static func isAboutAccess(_ range: Range<Int>, _ passage: Passage) -> Bool {
    if passage.isCode(at: range.lowerBound) { return false }
    let sentence = Array(passage.lower[sentence(around: range, passage.lower)])
    if things.occurs(in: sentence), !accessWords.occurs(in: sentence) { return false }
    let around = Array(passage.lower[max(0, range.lowerBound - 160)..<min(passage.lower.count, range.upperBound + 160)])
    return accessWords.occurs(in: around)
  }

  private static let accessWords = PhraseSet([
    "access", "permission", "scope", "grant", "request", "consent", "tenant", "directory", "your data",
  ])

  private static let things = PhraseSet([
    "field", "column", "text box", "setting", "attribute", "file", "folder", "replica", "mode", "disk", "volume",
  ])

  /// Conditions, questions, exceptions and what once was promise nothing; neither do roles that only read.
  private static func isPromise(_ sentence: Range<Int>, _ lower: [UInt8]) -> Bool {
    let words = lower[sentence].drop { $0 <= 0x20 }
    if words.starts(with: "if ".utf8) || others.occurs(in: words) || Negation.isElsewhere(words) { return false }
    guard sentence.upperBound < lower.count, lower[sentence.upperBound] == UInt8(ascii: "?") else { return true }
    return lower[(sentence.upperBound + 1)...].drop { $0 <= 0x20 }.starts(with: "yes".utf8)
  }

  private static let others = PhraseSet([
    "apart from", "except ", "other than", "with the exception", "previously", "in the past", "used to be",
    "if you want", "if you prefer", "read-only admin", "read-only role", "read-only user", "read-only member",
    "reader role", "global reader", "security reader", "to the portal", "in the portal",
  ])

  /// The directory is what Microsoft Graph gives access to: other APIs are not promised anything.
  private static func speaksOfDirectory(around range: Range<Int>, _ lower: [UInt8]) -> Bool {
    Array(lower[sentence(around: range, lower)]).holds("directory")
  }

  static func sentence(around range: Range<Int>, _ lower: [UInt8]) -> Range<Int> {
    func ends(_ index: Int) -> Bool {
      lower[index] == 0x0A || lower[index] == UInt8(ascii: ";")
        || ".!?".utf8.contains(lower[index]) && (index + 1 == lower.count || lower[index + 1] <= 0x20)
    }
    var start = range.lowerBound
    while start > 0, !ends(start - 1) { start -= 1 }
    var end = range.upperBound
    while end < lower.count, !ends(end) { end += 1 }
    return start..<end
  }

  /// `not read-only`, `is no longer read-only`
  private static func isDenied(_ range: Range<Int>, in lower: [UInt8]) -> Bool {
    let before = String(decoding: lower[..<range.lowerBound].suffix(24), as: UTF8.self)
    return ["not ", "n't ", "no longer ", "never ", "beyond ", "more than ", "than ", "not just ", "not a "].contains {
      before.hasSuffix($0)
    }
  }
}

/// Finds who is said to be able to grant consent.
enum RoleReading {
  static func requirement(in passage: Passage, section: Int) -> RoleRequirement? {
    var mentions: [RoleRequirement.Mention] = []
    var index = 0
    let lower = passage.lower
    guard administrators.occurs(in: lower) else { return nil }
    while index < lower.count {
      guard isWordByte(lower[index]), index == 0 || !isWordByte(lower[index - 1]) else {
        index += 1
        continue
      }
      guard let (role, length) = role(at: index, in: lower) else {
        index += 1
        continue
      }
      let range = index..<(index + length)
      index = range.upperBound
      if isInsufficient(range, in: lower) || isForSomethingElse(range, in: lower) { continue }
      mentions.append(.init(role: role, span: passage.source(range)))
    }
    guard !mentions.isEmpty, speaksOfGranting(lower), !Negation.isElsewhere(lower[...]) else { return nil }
    return RoleRequirement(roles: mentions, section: section)
  }

  private static let administrators = PhraseSet(["global admin", "application admin", "app admin", "role admin"])

  private static func role(at index: Int, in lower: [UInt8]) -> (Role, Int)? {
    for (name, role) in names where lower.hasPrefix(name, at: index) {
      var end = index + name.count
      if end < lower.count, lower[end] == UInt8(ascii: "s") { end += 1 }
      guard end == lower.count || !isWordByte(lower[end]) else { continue }
      return (role, end - index)
    }
    return nil
  }

  private static let names = words.map { (Array($0.0.utf8), $0.1) }

  private static let words: [(String, Role)] = [
    ("cloud application administrator", .cloudApplicationAdministrator),
    ("cloud app administrator", .cloudApplicationAdministrator),
    ("cloud application admin", .cloudApplicationAdministrator),
    ("application administrator", .applicationAdministrator),
    ("application admin", .applicationAdministrator),
    ("privileged role administrator", .privilegedRoleAdministrator),
    ("privileged role admin", .privilegedRoleAdministrator),
    ("global administrator", .globalAdministrator),
    ("global admin", .globalAdministrator),
  ]

  /// "… is not enough", "not an Application Administrator"
  private static func isInsufficient(_ range: Range<Int>, in lower: [UInt8]) -> Bool {
    let before = String(decoding: lower[..<range.lowerBound].suffix(24), as: UTF8.self)
    if unneeded.contains(where: { before.hasSuffix($0) }) { return true }
    let after = String(decoding: lower[range.upperBound...].prefix(80), as: UTF8.self).prefix { $0 != "." }
    return [
      "not enough", "not sufficient", "cannot", "can't", "may not", "n't enough", "insufficient", "is refused",
      "does not suffice", "not suffice", "not needed", "not required", "not necessary", "n't needed", "n't required",
    ]
    .contains { after.contains($0) }
  }

  private static let unneeded =
    ["not ", "n't ", "not need to be ", "n't need to be ", "need not be ", "not have to be ", "n't have to be "]
    .flatMap { words in ["", "a ", "an ", "the "].map { words + $0 } } + ["nor ", "no need for a ", "without a "]

  /// "Application Administrators can revoke access"
  private static func isForSomethingElse(_ range: Range<Int>, in lower: [UInt8]) -> Bool {
    let sentence = Array(lower[ClaimReading.sentence(around: range, lower)])
    return otherTasks.occurs(in: sentence) && !grantingWords.occurs(in: sentence)
  }

  private static let otherTasks = PhraseSet([
    "revoke", "restore", "assign", "audit log", "sign-in log", "delete", "disable", "block", "turn on", "turn off",
    "workflow", "powerful", "can see", "can look", "can view", "can change", "can edit",
  ])

  private static let grantingWords = PhraseSet([
    "grant", "approve", "accept", "give consent", "give admin consent", "giving consent", "to consent", "sign in",
  ])

  private static func speaksOfGranting(_ lower: [UInt8]) -> Bool {
    let text = lower
    return ["role", "consent", "grant", "approve", "admin", "sign in", "account", "need", "require", "must"].contains {
      text.holds($0)
    }
  }
}
