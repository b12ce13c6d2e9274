/// A link that was probably meant to lead to another site or to a mailbox, but begins with neither `https:` nor
/// `mailto:`, so that browsers look for a page of that name: `portal.azure.com`, `help@contoso.com`.
struct AddressWithoutScheme {
  /// As it has to be written.
  let url: String
  /// `the site portal.azure.com`
  let meaning: String

  /// Nil if the destination looks like the path of a file.
  init?(_ destination: String) {
    guard let first = destination.utf8.first, first != UInt8(ascii: "/"), first != UInt8(ascii: "."),
      !destination.utf8.contains(0x20)
    else { return nil }
    let authority = destination[..<(destination.utf8.firstIndex { "/?#".utf8.contains($0) } ?? destination.endIndex)]
    if let at = authority.firstIndex(of: "@") {
      guard at > authority.startIndex, authority.endIndex == destination.endIndex || destination[authority.endIndex] == "?",
        Self.isHost(authority[authority.index(after: at)...])
      else { return nil }
      url = "mailto:" + destination
      meaning = "the mailbox \(authority)"
      return
    }
    guard Self.isHost(authority) else { return nil }
    url = "https://" + destination
    meaning = "the site \(authority)"
  }

  private static func isHost(_ text: Substring) -> Bool {
    // Most paths end like files.
    guard let dot = text.utf8.lastIndex(of: UInt8(ascii: ".")),
      !fileEndings.contains(String(text[dot...].dropFirst())) || text.lowercased().hasPrefix("www.")
    else { return false }
    let labels = text.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let last = labels.last, labels.allSatisfy(isLabel) else { return false }
    if labels[0] == "www" { return labels.count > 2 }
    if last.utf8.count == 2 { return last.utf8.allSatisfy(isLetter) && !fileEndings.contains(String(last)) }
    return topLevelDomains.contains(String(last))
  }

  private static func isLabel(_ label: Substring) -> Bool {
    !label.isEmpty && label.first != "-" && label.last != "-"
      && label.utf8.allSatisfy { isLetter($0) || $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: "-") }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

  /// Those of more than two letters that addresses in guides end in; a file seldom does.
  private static let topLevelDomains: Set<String> = [
    "com", "org", "net", "edu", "gov", "mil", "int", "dev", "app", "cloud", "info", "biz", "tech", "online", "site",
    "blog", "shop", "support", "microsoft", "azure", "google", "example",
  ]

  /// Endings of two letters that are also those of files.
  private static let fileEndings: Set<String> = [
    "md", "js", "ts", "py", "rb", "rs", "go", "cs", "sh", "pl", "ps", "vb", "fs", "hs", "kt", "mm", "cc", "so", "gz", "xz",
    "ai", "db", "mk", "st", "tf", "7z",
  ]
}
