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

  /// A read-only field in a form, or of an API's object, is no promise.
  private static func isAboutAccess(_ range: Range<Int>, _ passage: Passage) -> Bool {
    let lower = passage.lower
    if passage.isCode(at: range.lowerBound) { return false }
    let place = sentence(around: range, lower)
    let words = lower[place]
    if lower[range].starts(with: "read".utf8) {
      if properties.occurs(in: words), !rights.occurs(in: words) { return false }
      // "Read-only." alone says it of whatever stands before: an answer speaks of what was asked.
      if words.split(whereSeparator: { $0 <= 0x20 }).count <= 3, !accessWords.occurs(in: words) {
        let before = lower[..<place.lowerBound].drop { $0 <= 0x20 }
        guard before.last(where: { $0 > 0x20 }) == UInt8(ascii: "?") else { return false }
        return accessWords.occurs(in: before)
      }
    }
    if things.occurs(in: words), !accessWords.occurs(in: words) { return false }
    return accessWords.occurs(in: lower[max(0, range.lowerBound - 160)..<min(lower.count, range.upperBound + 160)])
  }

  private static let rights = PhraseSet(["access", "permission", "scope", "consent", "privilege"])

  private static let accessWords = PhraseSet([
    "access", "permission", "scope", "grant", "request", "consent", "tenant", "directory", "your data",
  ])

  private static let things = PhraseSet([
    "field", "column", "text box", "setting", "attribute", "file", "folder", "replica", "mode", "disk", "volume",
  ])

  /// What an API's objects are made of.
  private static let properties = PhraseSet([
    "property", "properties", "field", "column", "attribute", "value", "parameter", "relationship", "member of",
    "members", "object", "entity", "response", "returned",
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
