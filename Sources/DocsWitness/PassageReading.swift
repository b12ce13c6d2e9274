import Diagnostics
import Permissions

/// What the text around a passage has said already: headings, the paragraph above a list, earlier steps.
struct Context {
  var kind = DocumentedPermission.StatedKind.unstated
  var kindSpan: SourceSpan?
  /// The APIs that were named, the latest first: a name belongs to the first that has it.
  private(set) var resources: [(resource: Resource, span: SourceSpan?)] = []
  /// Those of which only the product was named: what its API does not have belongs to another.
  private var products: [Resource] = []
  /// The latest was picked from a list of APIs: what follows is looked for there, whether or not it has it.
  private var isPicked = false
  /// Whatever is named here is not asked for.
  var isNegated = false
  var isAboutPermissions = false
  /// The text speaks of Microsoft at all: a name that no API has can only then be a misspelt one.
  var isAboutMicrosoft = false

  mutating func name(_ resource: Resource, at span: SourceSpan?, isPicked: Bool = false, isProduct: Bool = false) {
    self.isPicked = isPicked
    products.removeAll { $0 == resource }
    if isProduct { products.append(resource) }
    resources.removeAll { $0.resource == resource }
    resources.insert((resource, span), at: 0)
  }

  /// The latest API that has such a permission, else the latest.
  func resource(where owns: (Resource) -> Bool) -> (Resource, SourceSpan?)? {
    if isPicked { return resources.first }
    return resources.first { owns($0.resource) } ?? resources.first { !products.contains($0.resource) }
  }
}

/// Reads the names in one passage by what stands around them in it.
struct PassageReading {
  let passage: Passage
  let statements: Statements
  let hits: [NameScanner.Hit]
  private let vocabulary: PermissionVocabulary
  private let groups: [Range<Int>]
  /// For each kind statement, the group of hits that it stands right behind.
  private var claimed: [Int: Int] = [:]

  init(_ passage: Passage, hits: [NameScanner.Hit], _ vocabulary: PermissionVocabulary, isLabel: Bool = false) {
    let labels = passage.labels(of: hits, vocabulary)
    let passage = labels.isEmpty ? passage : passage.covering(labels)
    let hits = labels.isEmpty ? hits : hits.filter { hit in !labels.contains { $0.overlaps(hit.range) } }
    self.passage = passage
    self.hits = hits
    self.vocabulary = vocabulary
    statements = Statements(passage, vocabulary, isLabel: isLabel)
    groups = Self.groups(of: hits, in: passage.lower)
    for (number, group) in groups.enumerated() {
      guard let statement = tightlyBehind(group) else { continue }
      claimed[statement] = number
    }
  }

  // MARK: Groups and sentences

  /// Hits with nothing but commas and the like between them are spoken of together.
  private static func groups(of hits: [NameScanner.Hit], in lower: [UInt8]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    for position in hits.indices {
      if let last = groups.last {
        let between = lower[
          hits[position - 1].range
            .upperBound..<max(hits[position - 1].range.upperBound, hits[position].range.lowerBound)
        ]
        guard between.count < 24 else {
          groups.append(position..<(position + 1))
          continue
        }
        let words = String(decoding: between, as: UTF8.self).split { " ,/|&+\n`*\"'".contains($0) }
        if words.allSatisfy({ ["and", "or", "und", "oder", "et", "ou", "y", "\u{3001}", "\u{3068}"].contains($0) }) {
          groups[groups.count - 1] = last.lowerBound..<(position + 1)
          continue
        }
      }
      groups.append(position..<(position + 1))
    }
    return groups
  }

  private func extent(of group: Range<Int>) -> Range<Int> {
    hits[group.lowerBound].range.lowerBound..<hits[group.upperBound - 1].range.upperBound
  }

  private func sentence(around range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, !endsSentence(start - 1) { start -= 1 }
    var end = range.upperBound
    while end < passage.lower.count, !endsSentence(end) { end += 1 }
    return start..<end
  }

  /// A full stop before a space; a line of its own in a cell; the full stop of Japanese text.
  private func endsSentence(_ position: Int) -> Bool {
    let lower = passage.lower
    switch lower[position] {
    case 0x0A: return true
    // "**API:** Microsoft Graph" on a line of its own.
    case 0x20 where passage.lineEnds.contains(position):
      return passage.styles.contains {
        $0.style == .strong && $0.range.lowerBound == position + 1
          && lower[..<$0.range.upperBound].last == UInt8(ascii: ":")
      }
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
      if position > 0, lower[position - 1] == .dot { return false }
      guard position + 1 == lower.count || lower[position + 1] == 0x20 || lower[position + 1] == 0x0A else {
        return false
      }
      return !lower[..<position].suffix(4).elementsEqual(" e.g".utf8)
        && !lower[..<position].suffix(4).elementsEqual(" i.e".utf8)
        && !lower[..<position].suffix(4).elementsEqual("(e.g".utf8)
    case 0x82: return position >= 2 && lower[position - 1] == 0x80 && lower[position - 2] == 0xE3
    default: return false
    }
  }

  // MARK: Kind

  /// "`X` (Application)", "`X` as a delegated permission"
  private func tightlyBehind(_ group: Range<Int>) -> Int? {
    let end = extent(of: group).upperBound
    guard let number = statements.kinds.firstIndex(where: { $0.range.lowerBound >= end }) else { return nil }
    let statement = statements.kinds[number]
    let gap = passage.lower[end..<statement.range.lowerBound]
    guard gap.count <= 40, !gap.contains(0x0A),
      !hits.contains(where: { $0.range.lowerBound >= end && $0.range.upperBound <= statement.range.lowerBound })
    else { return nil }
    let words = String(decoding: gap, as: UTF8.self).split { !($0.isLetter || $0 == ".") }
    guard words.allSatisfy({ Self.fillers.contains($0) }) else { return nil }
    let hasBreak = gap.contains(UInt8(ascii: ",")) || words.isEmpty && gap.contains(UInt8(ascii: "."))
    // "`X`, delegated `Y`": the word belongs to what follows.
    if hasBreak || words.isEmpty && gap.allSatisfy({ $0 == 0x20 }),
      let next = hits.first(where: { $0.range.lowerBound >= statement.range.upperBound })
    {
      let rest = passage.lower[statement.range.upperBound..<next.range.lowerBound]
      if rest.count <= 14, !rest.contains(where: { ".;,)".utf8.contains($0) }) { return nil }
    }
    return number
  }

  private func kind(
    of group: Int,
    _ context: Context
  ) -> (DocumentedPermission.StatedKind, SourceSpan?, isInherited: Bool) {
    let range = extent(of: groups[group])
    let sentence = sentence(around: range)
    func stated(_ number: Int) -> (DocumentedPermission.StatedKind, SourceSpan?, Bool) {
      (statements.kinds[number].kind, passage.source(statements.kinds[number].range), false)
    }
    if let own = claimed.first(where: { $0.value == group })?.key { return stated(own) }
    let free = statements.kinds.indices.filter { claimed[$0] == nil }
    if let before = free.last(where: {
      statements.kinds[$0].range.upperBound <= range.lowerBound
        && statements.kinds[$0].range.lowerBound >= sentence.lowerBound
    }) {
      return stated(before)
    }
    if let after = free.first(where: {
      statements.kinds[$0].range.lowerBound >= range.upperBound
        && statements.kinds[$0].range.upperBound <= sentence.upperBound
    }) {
      // Not if it introduces other names.
      let statement = statements.kinds[after].range
      let between = hits.contains {
        $0.range.lowerBound >= range.upperBound && $0.range.upperBound <= statement.lowerBound
      }
      let introduces = hits.contains {
        $0.range.lowerBound >= statement.upperBound && $0.range.upperBound <= sentence.upperBound
      }
      if !between, !introduces { return stated(after) }
    }
    if let earlier = free.last(where: { statements.kinds[$0].range.upperBound <= range.lowerBound }) {
      // What is said of apps without a user does not reach a sentence about the user.
      let isOfUser = statements.kinds[earlier].kind == .application && Self.users.occurs(in: passage.lower[sentence])
      return isOfUser ? (.unstated, nil, false) : stated(earlier)
    }
    // Said afterwards of everything in a short passage: "… All of these are application permissions."
    let later = free.filter { statements.kinds[$0].range.lowerBound >= range.upperBound }
    if later.count == 1, free.count == 1, context.kind == .unstated, groups.count == 1 { return stated(later[0]) }
    return (context.kind, context.kindSpan, true)
  }

  private static let users = PhraseSet(["the signed-in user", "the signed in user"])

  /// Words that may stand between a name and the word for its kind.
  private static let fillers: Set<Substring> = [
    "as", "an", "a", "the", "type", "permission", "permissions", "is", "are", "of", "kind", "graph", "microsoft", "api",
    "scope", "als", "both", "eine", "in", "required", "with", "all", "allows", "app", "to", "read",
  ]

  // MARK: Search terms

  /// What is done with a name in a list of permissions: it is looked for, or picked.
  private enum Handling { case searched, picked, neither }

  /// "search for `X`", "tick `X`"
  private func handling(of position: Int) -> Handling {
    let start = position > 0 ? hits[position - 1].range.upperBound : 0
    let end = hits[position].range.lowerBound
    guard start < end else { return .neither }
    let before = passage.lower[max(start, end - 48)..<end]
    // The nearest of all such words, a few words before the name at most.
    for word in lastWords(of: before, atMost: 5) {
      if Self.searches.contains(word) { return .searched }
      if Self.picks.contains(word) { return .picked }
    }
    return .neither
  }

  /// The words nearest to the end, the last one first.
  private func lastWords(of text: ArraySlice<UInt8>, atMost limit: Int) -> [Substring] {
    var words: [Substring] = []
    var rest = text
    while words.count < limit, let end = rest.lastIndex(where: isPartOfWord) {
      let start = rest[...end].lastIndex { !isPartOfWord($0) }.map { $0 + 1 } ?? rest.startIndex
      words.append(Substring(decoding: rest[start...end], as: UTF8.self))
      rest = rest[..<start]
    }
    return words
  }

  /// Letters, those of other alphabets included.
  private func isPartOfWord(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || byte >= 0x80
  }

  /// It is typed into the search field, and what comes next is picked instead: "search for `X` and select `X.All`".
  private func isSearchTerm(_ position: Int) -> (isTerm: Bool, isReplaced: Bool) {
    guard handling(of: position) == .searched else { return (false, false) }
    let range = hits[position].range
    let end = position + 1 < hits.count ? hits[position + 1].range.lowerBound : passage.lower.count
    guard range.upperBound < end else { return (true, false) }
    let words = String(decoding: passage.lower[range.upperBound..<end], as: UTF8.self).split { !$0.isLetter }
    let picks = words.indices.filter { Self.picks.contains(words[$0]) }
    guard let first = picks.first else { return (true, false) }
    // "tick it" picks what was looked for.
    return (false, position + 1 < hits.count && words.count - first <= 4 && handling(of: position + 1) == .picked)
  }

  private static let searches: Set<Substring> = [
    "search", "searching", "type", "typing", "enter", "look", "looking", "filter", "find", "suchen", "sucht",
    "recherchez", "busque",
  ]

  private static let picks: Set<Substring> = [
    "select", "choose", "tick", "check", "add", "pick", "enable", "mark", "click", "selecting", "choosing", "ticking",
    "adding", "selected", "grant",
  ]

  // MARK: API

  private func resource(of hit: NameScanner.Hit, group: Int, _ context: Context) -> (Resource, SourceSpan?)? {
    if let resource = hit.resource { return (resource, passage.source(hit.range)) }
    let range = extent(of: groups[group])
    let sentence = sentence(around: range)
    let isGraphs = isSignIn(passage.text[hit.range])
    func owns(_ resource: Resource) -> Bool {
      guard let position = hit.entry ?? hit.guess?.position else {
        return resource.appID == MicrosoftPermissions.graphAppID
      }
      return vocabulary.entries[position].permissions.contains { $0.resource == resource }
        || vocabulary.entries[position].permissions.isEmpty && resource.appID == MicrosoftPermissions.graphAppID
    }
    let usable = statements.resources.filter { $0.isStrong || owns($0.resource) }
    let before = usable.last { $0.range.upperBound <= range.lowerBound && $0.range.lowerBound >= sentence.lowerBound }
    let after = usable.first { api in
      api.range.lowerBound >= range.upperBound && api.range.upperBound <= sentence.upperBound
        && !hits.contains { $0.range.lowerBound >= range.upperBound && $0.range.upperBound <= api.range.lowerBound }
    }
    let earlier = usable.last { $0.range.upperBound <= range.lowerBound }
    // What is said behind counts first where the other does not have it.
    for api in [before, after, earlier].compactMap({ $0 }) where owns(api.resource) {
      return (api.resource, passage.source(api.range))
    }
    if isGraphs || hit.isInScopeParameter {
      if let known = context.resources.first(where: { owns($0.resource) }) { return known }
      return hit.isInScopeParameter
        ? vocabulary.microsoft.resource(appID: MicrosoftPermissions.graphAppID).map { ($0, nil) } : nil
    }
    if let api = [before, earlier, after].compactMap({ $0 }).first(where: { !$0.isProduct }) {
      return (api.resource, passage.source(api.range))
    }
    return context.resource(where: owns)
  }

  // MARK: Everything

  func permissions(in context: Context, group number: Int, section: Int, isCell: Bool = false) -> [DocumentedPermission]
  {
    var found: [DocumentedPermission] = []
    let isAbout = context.isAboutPermissions || statements.mentionsPermissions
    let hasCertain = hits.contains { !$0.needsContext }
    for (groupNumber, group) in groups.enumerated() {
      let stated = kind(of: groupNumber, context)
      let negated = isNegated(groups[groupNumber], context)
      for position in group {
        let hit = hits[position]
        guard isMeant(hit, isAbout: isAbout, hasCertain: hasCertain, context, isCell: isCell) else { continue }
        let api = resource(of: hit, group: groupNumber, context)
        let name = doubted(hit, api?.0)
        let entry = (name.entry ?? name.guess?.position).map { vocabulary.entries[$0] }
        let candidates = entry?.permissions ?? []
        // Application permissions are never asked for by their names.
        let isClaimed = claimed.contains { $0.value == groupNumber }
        if let explicit = passage.explicit.first(where: { $0.range.overlaps(hit.range) }) {
          found.append(self.explicit(hit, explicit, entry, negated: negated, group: number, section: section))
          continue
        }
        let isDelegatedByForm =
          hit.isInScopeParameter && (stated.0 == .unstated || !isClaimed)
          || hit.resource != nil && !isClaimed
            && candidates.contains { $0.kind == .delegated && $0.resource == hit.resource }
        let search = isSearchTerm(position)
        let isMentioned = negated || search.isReplaced
        found.append(
          DocumentedPermission(
            span: passage.source(hit.range),
            written: String(decoding: passage.text[hit.range], as: UTF8.self),
            role: isMentioned ? .mention : name.entry == nil ? .misspelt : .grant,
            name: canonicalName(of: entry, in: api?.0),
            kind: isDelegatedByForm ? .delegated : stated.0,
            isKindInherited: !isDelegatedByForm && stated.2,
            kindSpan: isDelegatedByForm ? passage.source(hit.range) : stated.1,
            resource: api?.0,
            resourceSpan: api?.1,
            distance: name.guess?.distance,
            group: number,
            section: section,
            isInCodeSpan: passage.isCode(at: hit.range.lowerBound),
            isSearchTerm: search.isTerm,
            candidates: candidates
          )
        )
      }
    }
    return found
  }

  /// A name of which a directive says what it is.
  private func explicit(
    _ hit: NameScanner.Hit,
    _ directive: (range: Range<Int>, kind: String?, resource: String?),
    _ entry: PermissionVocabulary.Entry?,
    negated: Bool,
    group: Int,
    section: Int
  ) -> DocumentedPermission {
    let span = passage.source(hit.range)
    let kind = directive.kind.flatMap { PermissionKind(rawValue: $0) }
    let resource = directive.resource.flatMap { name in
      vocabulary.microsoft.resource(named: name) ?? entry?.permissions.first { $0.resource.name == name }?.resource
    }
    return DocumentedPermission(
      span: span,
      written: String(decoding: passage.text[hit.range], as: UTF8.self),
      role: negated ? .mention : hit.entry == nil ? .misspelt : .grant,
      name: canonicalName(of: entry, in: resource),
      kind: kind.map { $0 == .delegated ? .delegated : .application } ?? .unstated,
      kindSpan: span,
      resource: resource,
      resourceSpan: resource.map { _ in span },
      distance: hit.guess?.distance,
      group: group,
      section: section,
      candidates: entry?.permissions ?? []
    )
  }

  /// A name that only an API has that nobody speaks of is more likely a misspelt name of Microsoft Graph.
  private func doubted(_ hit: NameScanner.Hit, _ resource: Resource?) -> NameScanner.Hit {
    guard let position = hit.entry, !vocabulary.entries[position].isGraph,
      !vocabulary.entries[position].permissions.contains(where: { $0.resource == resource }),
      let guess = vocabulary.graphGuess(for: vocabulary.entries[position].name)
    else { return hit }
    var doubted = hit
    doubted.entry = nil
    doubted.guess = guess
    return doubted
  }

  /// As the API in question writes it.
  private func canonicalName(of entry: PermissionVocabulary.Entry?, in resource: Resource?) -> String? {
    guard let entry else { return nil }
    return entry.permissions.first { $0.resource == resource }?.name ?? entry.name
  }

  private func isNegated(_ group: Range<Int>, _ context: Context) -> Bool {
    if context.isNegated { return true }
    let range = extent(of: group)
    let sentence = sentence(around: range)
    let earlier = hits.map(\.range).filter { $0.lowerBound >= sentence.lowerBound && $0.upperBound <= range.lowerBound }
    if Negation.isElsewhere(passage.lower[sentence]) { return true }
    let next = min(sentence.upperBound + 1, passage.lower.count)
    if Negation.isTakenBack(by: passage.lower[next...]) { return true }
    if next > 0, passage.lower[next - 1] == UInt8(ascii: "?"), Negation.isDenied(by: passage.lower[next...]) {
      return true
    }
    if Negation.reaches(endOf: passage.lower[sentence.lowerBound..<range.lowerBound], names: earlier) { return true }
    let end = hits.first { $0.range.lowerBound >= range.upperBound }?.range.lowerBound ?? sentence.upperBound
    return Negation.follows(passage.lower[range.upperBound..<max(range.upperBound, min(end, sentence.upperBound))])
  }

  /// Whether an ordinary word is a permission here.
  private func isMeant(_ hit: NameScanner.Hit, isAbout: Bool, hasCertain: Bool, _ context: Context, isCell: Bool)
    -> Bool
  {
    guard hit.needsContext else { return true }
    let written = passage.text[hit.range]
    let isMarked = passage.isStyled(hit.range) || hit.range == passage.all
    if hit.entry == nil {
      guard isAbout, context.isAboutMicrosoft else { return false }
      if hit.guess?.distance != nil { return true }
      let isWhole = written.count { $0 == .dot } >= 2 && !context.resources.isEmpty || hit.guess != nil
      return isWhole && (isMarked || isCell)
    }
    let entry = vocabulary.entries[hit.entry!]
    if isSignIn(written) {
      // In tokens and claims the same words are something else.
      guard isAbout, context.isAboutMicrosoft, !Self.claims.occurs(in: passage.lower), !isMember(hit.range) else {
        return false
      }
      let before = passage.text[..<hit.range.lowerBound].last { $0 != 0x20 }
      let isPathEnd =
        isCell && hit.range.upperBound == passage.text.count
        && (before == UInt8(ascii: "/") || before == UInt8(ascii: ">"))
      return isMarked || isPathEnd || hit.isInScopeParameter || hits.count > 1 && hasOpenIDConnect
    }
    // A word that only some API uses as a name needs that API beside it.
    guard entry.isGraph, written.contains(.dot) else {
      return statements.resources.contains { api in entry.permissions.contains { $0.resource == api.resource } }
        || context.resources.contains { api in entry.permissions.contains { $0.resource == api.resource } }
          && (isMarked || isCell || isAbout)
    }
    guard isAbout, context.isAboutMicrosoft else { return false }
    return isMarked || hasCertain || written.count { $0 == .dot } >= 2
  }

  /// "the `email` property"
  private func isMember(_ range: Range<Int>) -> Bool {
    Self.members.begins(Array(passage.lower[range.upperBound...].prefix(16).drop { $0 <= 0x20 }))
  }

  private static let members = PhraseSet([
    "propert", "field", "attribute", "member", "address", "column", "parameter", "value", "object", "resource",
  ])

  private static let claims = PhraseSet(["token:", "claim", "preferred_username", "family_name"])

  private func isSignIn(_ written: ArraySlice<UInt8>) -> Bool {
    OpenIDConnectScope.allCases.contains { written.elementsEqual($0.rawValue.utf8) }
  }

  private var hasOpenIDConnect: Bool {
    hits.contains {
      passage.text[$0.range].elementsEqual("openid".utf8) || passage.text[$0.range].elementsEqual("offline_access".utf8)
    }
  }
}

extension PassageReading {
  /// Whether a statement of kind was taken by the names right before it.
  func isClaimed(_ statement: Statements.Kind) -> Bool {
    claimed.keys.contains { statements.kinds[$0].range == statement.range }
  }

  /// It begins with a name: an item of a list of names rather than a step.
  var isEnumeration: Bool {
    guard let first = hits.first else { return false }
    return first.range.lowerBound <= 2
  }

  /// Sentences rather than a list of names.
  var isProse: Bool {
    let words = passage.text.split { $0 <= 0x20 }.count
    return words > hits.count * 2 + 3
  }
}
