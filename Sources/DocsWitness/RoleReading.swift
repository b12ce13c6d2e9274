import Permissions

/// Finds who is said to be able to grant consent.
enum RoleReading {
  /// - Parameter above: the texts that the passage stands below, the nearest first: the one that introduces its list,
  ///   the table's header, the headings.
  static func requirement(
    in passage: Passage,
    _ statements: Statements,
    below above: @autoclosure () -> [(text: [UInt8], isTitle: Bool)],
    group: Int
  ) -> RoleRequirement? {
    var mentions: [RoleRequirement.Mention] = []
    var index = 0
    let lower = passage.lower
    guard administrators.occurs(in: lower) else { return nil }
    var purpose: RolePurpose?
    var words: [Substring] = []
    var end = 0
    var sentence: Sentence?
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
      if isInsufficient(range, in: lower) { continue }
      // One sentence may name many roles.
      let here = sentence.flatMap { $0.range.contains(range.lowerBound) ? $0 : nil } ?? Sentence(around: range, in: lower, statements)
      sentence = here
      if here.isAboutOtherTasks || here.purpose == .other { continue }
      if here.purpose == .granting { purpose = .granting }
      mentions.append(.init(role: role, span: passage.source(range), isForDelegated: here.isAboutDelegated))
      words += otherWords(in: lower[min(end, range.lowerBound)..<range.lowerBound])
      end = range.upperBound
    }
    guard !mentions.isEmpty, !Negation.isElsewhere(lower[...]) else { return nil }
    words += otherWords(in: lower[end...])
    let above = above()
    // A table's row whose answer is no.
    if above.contains(where: { $0.isTitle && refusals.contains($0.text) }) { return nil }
    // "These roles cannot grant it:"
    if above.contains(where: { saysInsufficient($0.isTitle ? $0.text[...] : lastSentence(of: $0.text)) }) { return nil }
    if purpose == nil { purpose = RolePurpose.stated(besidesRolesIn: lower[...]) }
    for text in above where purpose == nil {
      purpose = RolePurpose.stated(in: lastSentence(of: text.text), isTitle: text.isTitle)
        ?? RolePurpose.stated(anywhereIn: text.text[...])
    }
    if purpose == .other { return nil }
    return RoleRequirement(roles: mentions, isAboutGranting: purpose == .granting, words: words, group: group)
  }

  private static func saysInsufficient(_ lower: ArraySlice<UInt8>) -> Bool {
    let text = Array(lower)
    return insufficiency.occurs(in: text) && !exceptions.occurs(in: text)
  }

  private static let insufficiency = PhraseSet([
    "not enough", "n't enough", "not sufficient", "n't sufficient", "insufficient", "not suffice", "n't suffice",
    "cannot grant", "can't grant", "may not grant", "unable to grant", "cannot consent", "can't consent",
    "cannot give consent", "can't give consent", "cannot approve", "can't approve",
  ])

  /// "You cannot grant it without one of these roles."
  private static let exceptions = PhraseSet(["without", "unless", "until", "except"])

  private struct Sentence {
    let range: Range<Int>
    let purpose: RolePurpose?
    /// "Application Administrators can revoke access"
    let isAboutOtherTasks: Bool
    /// It speaks of delegated permissions and of no others.
    let isAboutDelegated: Bool

    init(around role: Range<Int>, in lower: [UInt8], _ statements: Statements) {
      let range = ClaimReading.sentence(around: role, lower)
      self.range = range
      purpose = RolePurpose.stated(in: lower[range])
      let text = Array(lower[range])
      isAboutOtherTasks =
        otherTasks.occurs(in: text) && !grantingWords.occurs(in: text)
        || purpose != .granting && tasksAfterSigningIn.occurs(in: text)
      let kinds = statements.kinds.filter { range.contains($0.range.lowerBound) }.map(\.kind)
      isAboutDelegated = !kinds.isEmpty && kinds.allSatisfy { $0 == .delegated }
    }
  }

  /// Whatever is said beside the names of roles.
  private static func otherWords(in text: ArraySlice<UInt8>) -> [Substring] {
    String(decoding: text, as: UTF8.self).split { " \n,*:()".contains($0) }.filter {
      !["a", "an", "the", "or", "and"].contains($0)
    }
  }

  private static func lastSentence(of lower: [UInt8]) -> ArraySlice<UInt8> {
    guard let last = lower.lastIndex(where: { $0 > 0x20 && !".:;".utf8.contains($0) }) else { return [] }
    return lower[ClaimReading.sentence(around: last..<(last + 1), lower)]
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
    // "Application Administrator → no"
    let answer = after.drop { !$0.isLetter && $0 != "\n" }
    if answer.count < after.count, answer == "no" || answer.hasPrefix("no\n") || answer.hasPrefix("no,") { return true }
    return [
      "not enough", "not sufficient", "cannot", "can't", "may not", "n't enough", "insufficient", "is refused",
      "does not suffice", "not suffice", "only to look", "just to look", "only to view",
      "not needed", "not required", "not necessary", "n't needed", "n't required",
    ]
    .contains { after.contains($0) }
  }

  private static let unneeded =
    ["not ", "n't ", "not need to be ", "n't need to be ", "need not be ", "not have to be ", "n't have to be "]
    .flatMap { words in ["", "a ", "an ", "the "].map { words + $0 } } + ["neither ", "nor ", "no need for a ", "without a ", "only needs a ", "only need a "]
    + ["unlike ", "not even ", "are only ", "is only ", "are just ", "is just ", "instead of ", "rather than ", "nor even "]
    .flatMap { words in ["", "a ", "an ", "the "].map { words + $0 } }

  /// Answers in a table.
  private static let refusals = Set(["no", "no.", "nein", "non", "nee", "いいえ", "否", "✗", "✘", "❌", "×"].map { Array($0.utf8) })

  private static let otherTasks = PhraseSet([
    "revoke", "restore", "assign", "audit log", "sign-in log", "delete", "disable", "block", "turn on", "turn off",
    "workflow", "powerful", "can see", "can look", "can view", "can change", "can edit",
  ])

  /// "Sign in as … and register the app."
  private static let tasksAfterSigningIn = PhraseSet(
    ["register ", "revoke ", "delete ", "remove ", "create ", "disable ", "look "].flatMap { verb in
      ["and ", "then ", "to ", "only to ", "just to "].map { $0 + verb }
    }
  )

  private static let grantingWords = PhraseSet([
    "grant", "approve", "accept", "give consent", "give admin consent", "giving consent", "to consent", "sign in",
  ])
}
