/// Tells from the words around a name whether the reader is to grant it or to leave it alone.
enum Negation {
  /// Whether what stands at the end of `before` is forbidden, taken away or compared with.
  ///
  /// - Parameters:
  ///   - before: the sentence up to the name, in lower case.
  ///   - names: the ranges in it of other permissions' names.
  static func reaches(endOf before: ArraySlice<UInt8>, names: [Range<Int>]) -> Bool {
    // Most sentences hold no such word at all.
    guard State.negators.occurs(in: before) else { return false }
    var state = State()
    var index = before.startIndex
    var pending = names[...]
    while index < before.endIndex {
      if let name = pending.first, index >= name.lowerBound {
        index = max(index + 1, name.upperBound)
        pending = pending.dropFirst()
        state.passName()
        continue
      }
      let byte = before[index]
      if isWordByte(byte) || byte == apostrophe {
        var end = index
        while end < before.endIndex,
          isWordByte(before[end]) || before[end] == apostrophe || before[end] == UInt8(ascii: "-")
        { end += 1 }
        state.read(String(decoding: before[index..<end], as: UTF8.self))
        index = end
      } else {
        state.read(mark: byte)
        index += 1
      }
    }
    return state.isNegated
  }

  /// Whether the words after a name take it back: "is no longer required".
  static func follows(_ after: ArraySlice<UInt8>) -> Bool {
    withdrawals.occurs(in: after.prefix(120).prefix { $0 != UInt8(ascii: "!") && $0 != UInt8(ascii: "?") })
  }

  /// Whether the sentence after the one with the name takes it back: "Remove it."
  static func isTakenBack(by next: ArraySlice<UInt8>) -> Bool {
    takebacks.occurs(in: next.prefix(70).prefix { $0 != UInt8(ascii: ";") })
  }

  private static let takebacks = PhraseSet([
    "remove it", "delete it", "withdraw it", "revoke it", "untick it", "not need it", "don't need it",
    "that was too much", "it makes no difference", "it is not the one", "no use for it", "leave it out", "they can go",
    "it can go", "have stopped", "never asks for it", "not ask for it", "n't ask for it", "does not have it",
    "doesn't have it", "does not use it", "doesn't use it",
  ])

  /// "Does it hold X? No."
  static func isDenied(by answer: ArraySlice<UInt8>) -> Bool {
    let words = answer.prefix(12).split { !isWordByte($0) }
    return words.first.map { $0.elementsEqual("no".utf8) || $0.elementsEqual("not".utf8) } ?? false
  }

  /// The whole of a table's cell says that its row is not asked for.
  static func isDenial(_ cell: [UInt8]) -> Bool { denials.begins(cell.filter { $0 != UInt8(ascii: "*") }) }

  private static let denials = PhraseSet([
    "no longer", "never", "not used", "not required", "not needed", "removed", "deprecated", "not requested", "retired",
  ])

  /// The sentence speaks of other times, other products or of what went wrong.
  static func isElsewhere(_ sentence: ArraySlice<UInt8>) -> Bool { elsewhere.occurs(in: sentence) }

  private static let elsewhere = PhraseSet([
    "most products", "other products", "other vendors", "competitor", "attacker", "phishing", "up to release",
    "up to version",
    "earlier release", "earlier version", "older version", "older release", "previous version", "used to ask",
    "used to need",
    "used to require", "formerly", "former version", "missing application role", "aadsts", "missing role",
    "missing scope", "insufficient privileges", "blog post",
    "nothing to do with", "not be confused", "have tried to", "similar name", "in 2019", "in 2020", "in 2021",
    "in 2022",
    "in 2023", "in 2024", "until 20", "before 20", "somebody granted too much", "scope: ", "differs from",
  ])

  private static let withdrawals = PhraseSet([
    "not required", "not needed", "not necessary", "no longer", "n't required", "n't needed", "n't necessary",
    "n't be required", "not be required", "be removed", "was removed", "been removed", "were removed", "be deleted",
    "deprecated", "not enough", "not sufficient", "n't enough", "n't sufficient", "retired", "not requested",
    "never requested", "not used", "never used", "be revoked", "not request", "not include", "not need it", "delete it",
    "remove it", "not use it", "non \u{E8} nec", "nie jest potrzeb",
    "not have to", "need not", "needn't", "would do", "not available", "too much", "bad idea",
    "more than", "not add", "harmless", "revoke permission", "remove permission", "take it off", "not been asked",
    "not work", "not in the list", "not needed", "not used", "unticked", "unchecked", "by mistake", "superseded",
    "not supported", "replaced by", "replaced with", "niet", "\u{4E0D}\u{9700}", "not part of", "was enough",
    "nicht erforderlich", "nicht ben\u{F6}tigt", "nicht mehr", "n'est pas n", "n'est plus", "ne sont pas n",
    "ne sont plus", "no es necesari", "\u{4E0D}\u{8981}", ", cancel", "not accept", "n't accept", "avoid it",
    "was dropped", "were dropped",
  ])

  /// Text that stands over a list or table and takes all of it back.
  static func isOver(_ heading: [UInt8]) -> Bool { headings.occurs(in: heading) }

  private static let headings = PhraseSet([
    "do not ", "don't ", "does not ", "doesn't ", "not required", "not needed", "not request", "no longer", "never ",
    "deprecated", "removed", "without ", "not use", "not grant",
    "nicht ben\u{F6}tigt", "nicht mehr", "to remove", "remove the following", "remove these", "retired", "not ask",
    "asked for", "not used", "nicht verwendet", "explicitly not", "older versions", "previously",
    "earlier versions", "not part of", "no more ", "dropped", "withdrawn", "alert when", "alert if", "suspicious",
    "risky permission",
  ])

  private static let apostrophe = UInt8(ascii: "'")

  private struct State {
    var isNegated = false
    /// A word such as "instead of": it reaches to the next comma only.
    private var isShort = false
    private var endsAtNextWord = false
    private var wordsSince = 0
    private var hasPassedName = false
    private var last = ""
    private var beforeLast = ""

    mutating func passName() {
      hasPassedName = true
      wordsSince += 1
      last = ""
    }

    mutating func read(mark: UInt8) {
      switch mark {
      case UInt8(ascii: "!"), UInt8(ascii: "?"): isNegated = false
      // Between names it is a comma.
      case UInt8(ascii: ";"): endsAtNextWord = true
      case UInt8(ascii: ","):
        if isShort, hasPassedName { isNegated = false }
        wordsSince += 4
      default: break
      }
    }

    mutating func read(_ word: String) {
      if endsAtNextWord { isNegated = false }
      endsAtNextWord = false
      defer {
        beforeLast = last
        last = word
        wordsSince += 1
      }
      if word == "only", last == "not" { isNegated = false }
      if Self.short.contains(word) || word == "of" && ["instead", "place", "lieu"].contains(last)
        || word == "than" && ["rather", "other", "broader", "more", "narrower"].contains(last)
      {
        return negate(short: true)
      }
      if Self.long.contains(word) || word == "longer" && last == "no" || word.hasSuffix("n't")
        || word == "need" && last == "no"
        || word == "out" && last == "leave" || word == "off" && last == "take"
        || word.hasSuffix("\u{4E0D}\u{9700}\u{8981}")
      {
        return negate(short: false)
      }
      guard isNegated else { return }
      if Self.turns.contains(word) { isNegated = false }
      if Self.grants.contains(word) {
        // "do not add" forbids; "remove X and add" does not.
        let isForbidden = wordsSince <= 3 && !hasPassedName && last != "and"
        if !isForbidden { isNegated = false }
      }
      if word == "with" || word == "by", hasPassedName { isNegated = false }
    }

    private mutating func negate(short: Bool) {
      isNegated = true
      isShort = short
      wordsSince = 0
      hasPassedName = false
    }

    private static let short: Set<String> = [
      "unlike", "without", "except", "versus", "vs", "ohne", "statt", "anstelle", "sans", "superset",
    ]
    private static let long: Set<String> = [
      "not", "never", "cannot", "remove", "removes", "removing", "removed", "delete", "deletes", "revoke", "revokes",
      "avoid", "avoids", "replace", "replaces", "replacing", "replaced", "substitute", "nicht", "kein", "keine",
      "entfernen", "deprecated", "supersedes", "uncheck", "deselect", "untick", "exclude", "excludes", "drop", "drops",
      "dropped", "nor", "neither", "withdraw", "forbids", "forbid", "substituting", "until", "quite",
      "supprimez", "retirez", "ne", "pas",
    ]
    static let negators = PhraseSet(
      Array(short) + Array(long) + [
        "n't", "no longer", "no need", " out", " off", " than", " of ", "\u{4E0D}\u{9700}\u{8981}",
      ]
    )

    private static let turns: Set<String> = ["but", "however", "then", "now", "sondern", "aber", "mais"]
    private static let grants: Set<String> = [
      "add", "grant", "grants", "select", "use", "uses", "need", "needs", "require", "requires", "request", "requests",
      "tick", "check", "choose", "assign", "enable", "include", "includes", "approve", "accept", "give",
      "hinzuf\u{FC}gen", "added", "adds",
    ]
  }
}
