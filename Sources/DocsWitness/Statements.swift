import Markup
import Permissions

/// What a passage says about kinds and APIs, in the order in which it says it.
struct Statements {
  struct Kind {
    var range: Range<Int>
    var kind: DocumentedPermission.StatedKind
  }

  struct API {
    var range: Range<Int>
    var resource: Resource
    /// It says whose permissions these are; otherwise the name may stand there for another reason.
    var isStrong: Bool
    /// It is a product's name, and nothing says that its API is meant.
    var isProduct = false
    /// The reader is told to look for it among the APIs.
    var isPicked = false
  }

  var kinds: [Kind] = []
  var resources: [API] = []
  /// It speaks of permissions at all.
  var mentionsPermissions = false

  /// - Parameter isLabel: it is a heading or a title, in which an API may have its short name.
  init(_ passage: Passage, _ vocabulary: PermissionVocabulary, isLabel: Bool = false) {
    findKinds(passage)
    findResources(passage, vocabulary.resourceNames, isLabel: isLabel)
    mentionsPermissions = !kinds.isEmpty || Self.topics.occurs(in: passage.lower)
  }

  private static let topics = PhraseSet([
    "permission", "scope", "consent", "privilege", "api access", "berechtigung", "autorisation", "permiso", "permiss",
    "\u{30A2}\u{30AF}\u{30BB}\u{30B9}\u{8A31}\u{53EF}", "\u{6A29}\u{9650}", "\u{30B9}\u{30B3}\u{30FC}\u{30D7}",
    "machtiging", "grant", "app role", "zustimm", "autorizza",
  ])

  // MARK: Kinds

  private mutating func findKinds(_ passage: Passage) {
    let lower = passage.lower
    var index = 0
    while index < lower.count {
      defer { index += 1 }
      guard Self.beginnings.contains(lower, index),
        index == 0 || !isWordByte(lower[index - 1]) || lower[index - 1] >= 0x80
      else { continue }
      guard let (length, kind) = Self.kind(at: index, in: lower, passage) else { continue }
      let range = index..<(index + length)
      if isDenied(range, in: lower) {
        index += length - 1
        continue
      }
      if let last = kinds.last, last.kind != kind, Self.joins(lower[last.range.upperBound..<range.lowerBound]) {
        kinds[kinds.count - 1] = Kind(range: last.range.lowerBound..<range.upperBound, kind: .either)
      } else {
        kinds.append(Kind(range: range, kind: kind))
      }
      index += length - 1
    }
  }

  /// `delegated permissions, not application permissions`
  private func isDenied(_ range: Range<Int>, in lower: [UInt8]) -> Bool {
    let before = lower[max(0, range.lowerBound - 14)..<range.lowerBound]
    return ["not ", "not the ", "rather than ", "instead of ", "nicht ", "never "].contains {
      before.elementsEqual($0.utf8) || before.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
  }

  private static func joins(_ between: ArraySlice<UInt8>) -> Bool {
    let words = String(decoding: between, as: UTF8.self).split { " ,/|&(+".contains($0) }
    return words.count <= 3
      && words.allSatisfy {
        ["and", "or", "und", "oder", "et", "ou", "y", "permission", "permissions", "both", "either", "type", "api"]
          .contains($0)
      }
      && (words.contains { ["and", "or", "und", "oder", "et", "ou", "y"].contains($0) }
        || between.contains { "/|&+".utf8.contains($0) })
  }

  private static func kind(
    at index: Int,
    in lower: [UInt8],
    _ passage: Passage
  ) -> (length: Int, kind: DocumentedPermission.StatedKind)? {
    for word in delegatedWords where lower.hasPrefix(word, at: index) {
      let end = wordEnd(from: index + word.count, in: lower)
      // "delegated administration" is a matter between partners and their customers.
      if lower.hasPrefix(Array(" admin".utf8), at: end) { return nil }
      return (end - index, .delegated)
    }
    for phrase in applicationPhrases where lower.hasPrefix(phrase, at: index) {
      return (wordEnd(from: index + phrase.count, in: lower) - index, .application)
    }
    guard lower.hasPrefix(application, at: index) else { return nil }
    let end = index + application.count
    guard end == lower.count || !isWordByte(lower[end]) else { return nil }
    // Alone, the word is more often a program than a kind: it counts in brackets, as a value, or beside its opposite.
    let before = lower[..<index].last { $0 != 0x20 }
    let after = lower[end...].first { $0 != 0x20 }
    let isAlone = before == nil && after == nil
    let isBracketed =
      (before == UInt8(ascii: "(") || before == UInt8(ascii: "[")
        || before == UInt8(ascii: ",") && after == UInt8(ascii: ")"))
      && (after == UInt8(ascii: ")") || after == UInt8(ascii: "]") || after == UInt8(ascii: ","))
    let isValue =
      endsWithLabel(lower[..<index])
      && (after == nil || ".,;)|/&-".utf8.contains(after!) || after! >= 0x80
        || lower.hasPrefix(Array(" and ".utf8), at: end) || lower.hasPrefix(Array(" or ".utf8), at: end))
    let isStyled = passage.styles.contains {
      $0.style != .code && $0.range == index..<end || $0.style == .code && $0.range == index..<end
    }
    let isPaired =
      joinsDelegated(after: end, in: lower) || joinsDelegated(before: index, in: lower)
    let isDash = after == nil && before.map { "-:,>/".utf8.contains($0) || $0 >= 0x80 } == true
    return isAlone || isBracketed || isValue || isStyled || isPaired || isDash ? (application.count, .application) : nil
  }

  /// `type: `, `as `
  private static func endsWithLabel(_ before: ArraySlice<UInt8>) -> Bool {
    let trimmed = String(decoding: before.suffix(24), as: UTF8.self).reversed().drop { " *:=_`\"".contains($0) }
    let word = String(trimmed.prefix { $0.isLetter }.reversed())
    guard ["type", "kind", "types", "typ", "art"].contains(word) else { return false }
    return true
  }

  private static func joinsDelegated(after end: Int, in lower: [UInt8]) -> Bool {
    for joint in [" and ", " or ", "/", " / ", " & ", ", "] {
      if lower.hasPrefix(Array((joint + "delegated").utf8), at: end) { return true }
    }
    return false
  }

  private static func joinsDelegated(before start: Int, in lower: [UInt8]) -> Bool {
    for joint in [" and ", " or ", "/", " / ", " & ", ", "] {
      let text = Array(("delegated" + joint).utf8)
      if lower.hasPrefix(text, at: start - text.count) { return true }
    }
    return false
  }

  private static let application = Array("application".utf8)
  private static let beginnings = Beginnings(delegatedWords + applicationPhrases + [application])

  private static let delegatedWords = [
    "delegated", "delegate permission", "delegate access", "delegiert", "d\u{E9}l\u{E9}gu", "delegad", "delegate:",
    "autorizzazioni delegate", "uprawnienia delegowan", "\u{59D4}\u{6258}", "on behalf of the signed-in",
    "on behalf of a signed-in", "gedelegeerd", "permisos delegad", "\u{59D4}\u{4EFB}",
  ].map { Array($0.utf8) }

  private static let applicationPhrases = [
    "application permission", "application-permission", "application api permission", "application scope",
    "application role", "app-rolle", "approlle", "application-only", "application type", "application-type",
    "application level perm", "application-level", "app-level",
    "application-level perm", "application access perm", "app permission", "app-permission", "app role", "app-only",
    "app only", "application (app", "application graph permission", "application-based perm", "application level",
    "without a signed-in user", "without a signed in user", "toepassingsmachtiging", "toepassingsrecht",
    "\u{5E94}\u{7528}\u{7A0B}\u{5E8F}\u{6743}\u{9650}", "\u{61C9}\u{7528}\u{7A0B}\u{5F0F}\u{6B0A}\u{9650}",
    "permiss\u{F5}es de aplicativo", "permess\u{F5}es do aplicativo", "autorizzazioni dell'applicazione",
    "autorizzazioni applicazione", "uprawnienia aplikacji", "anwendungsberechtigung", "anwendungsrolle",
    "anwendungsrecht", "(anwendung)", "(toepassing)", "(aplicaci\u{F3}n)", "(aplicativo)", "(applicazione)",
    "autorisations d'application",
    "autorisation d'application", "autorisations d\u{2019}application", "autorisation d\u{2019}application",
    "autorisations de l'application", "autorisations de l\u{2019}application", "autorisations application",
    "permisos de aplicaci", "permiso de aplicaci", "application \u{30A2}\u{30AF}\u{30BB}\u{30B9}",
    "\u{30A2}\u{30D7}\u{30EA}\u{30B1}\u{30FC}\u{30B7}\u{30E7}\u{30F3}\u{306E}\u{30A2}\u{30AF}\u{30BB}\u{30B9}",
    "\u{30A2}\u{30D7}\u{30EA}\u{30B1}\u{30FC}\u{30B7}\u{30E7}\u{30F3}\u{306E}\u{8A31}\u{53EF}",
    "\u{30A2}\u{30D7}\u{30EA}\u{30B1}\u{30FC}\u{30B7}\u{30E7}\u{30F3}\u{8A31}\u{53EF}",
    "\u{30A2}\u{30D7}\u{30EA}\u{30B1}\u{30FC}\u{30B7}\u{30E7}\u{30F3} \u{30A2}\u{30AF}\u{30BB}\u{30B9}",
    "\u{30A2}\u{30D7}\u{30EA}\u{30B1}\u{30FC}\u{30B7}\u{30E7}\u{30F3}\u{6A29}\u{9650}",
  ].map { Array($0.utf8) }

  private static func wordEnd(from start: Int, in lower: [UInt8]) -> Int {
    var end = start
    while end < lower.count, lower[end] &- 0x61 < 26 { end += 1 }
    return end
  }

  // MARK: APIs

  private mutating func findResources(_ passage: Passage, _ names: ResourceNames, isLabel: Bool) {
    let lower = passage.lower
    var index = 0
    while index < lower.count {
      guard names.beginnings.contains(lower, index), index == 0 || !isWordByte(lower[index - 1]) else {
        index += 1
        continue
      }
      guard let (phrase, length) = names.match(at: index, in: lower) else {
        index += 1
        continue
      }
      let range = index..<(index + length)
      index = range.upperBound
      let isStyled = passage.isStyled(range)
      let unquoted = String(
        decoding: lower[..<range.lowerBound].suffix(24).filter { $0 != 0x22 && $0 != 0x60 },
        as: UTF8.self
      )
      let isPicked = ["search for ", "type ", "type in ", "find ", "look for ", "enter "].contains {
        unquoted.hasSuffix($0)
      }
      let after = String(decoding: lower[range.upperBound...].prefix(24), as: UTF8.self)
      let before = String(decoding: lower[..<range.lowerBound].suffix(24), as: UTF8.self)
      let saysSo =
        [
          "permission", " permission", " api perm", " api", " app role", " delegated", " application perm", " (del",
          " (app", " scope", " >", " \u{2192}", " \u{203A}", " /",
        ]
        .contains { after.hasPrefix($0) }
        || [
          "search for ", "select ", "choose ", "> ", "\u{2192} ", "\u{203A} ", "api: ", "resource: ", "find ", "click ",
          "pick ", "type ",
        ]
        .contains { before.hasSuffix($0) }
      let isWhole =
        range == passage.all
        || lower[range.upperBound...].allSatisfy { $0 == 0x20 || $0 == UInt8(ascii: ":") || $0 == 0x2A }
          && range.lowerBound == 0
      // "Microsoft Graph connectors API" is no API of connectors.
      if !phrase.isDistinctive, before.hasSuffix("graph ") { continue }
      let isSetOff = isStyled || isWhole || before.hasSuffix("(")
      guard phrase.isDistinctive || saysSo || isSetOff || isLabel && phrase.isShortName else { continue }
      resources.append(
        .init(
          range: range,
          resource: phrase.resource,
          isStrong: saysSo || isSetOff,
          isProduct: !phrase.isDistinctive && !phrase.isShortName && !saysSo,
          isPicked: isPicked
        )
      )
    }
  }
}

/// The pairs of bytes that phrases begin with: one look tells that none of them stands here.
struct Beginnings: Sendable {
  private let bits: [UInt64]

  init(_ phrases: [[UInt8]]) {
    var bits = [UInt64](repeating: 0, count: 1024)
    for phrase in phrases where phrase.count >= 2 {
      let key = Int(phrase[0]) << 8 | Int(phrase[1])
      bits[key >> 6] |= 1 << UInt64(key & 63)
    }
    self.bits = bits
  }

  @inline(__always) func contains(_ text: [UInt8], _ index: Int) -> Bool {
    guard index + 1 < text.count else { return false }
    let key = Int(text[index]) << 8 | Int(text[index + 1])
    return bits[key >> 6] & (1 << UInt64(key & 63)) != 0
  }
}

@inline(__always) func isWordByte(_ byte: UInt8) -> Bool {
  byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
}

extension [UInt8] {
  func hasPrefix(_ other: [UInt8], at offset: Int) -> Bool {
    guard offset >= 0, offset + other.count <= count else { return false }
    for index in other.indices where self[offset + index] != other[index] { return false }
    return true
  }

  func holds(_ text: String) -> Bool { holds(Array(text.utf8)) }

  func holds(_ other: [UInt8]) -> Bool {
    guard let first = other.first, other.count <= count else { return other.isEmpty }
    var index = 0
    while index + other.count <= count {
      if self[index] == first, hasPrefix(other, at: index) { return true }
      index += 1
    }
    return false
  }
}
