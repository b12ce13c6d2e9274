import Diagnostics
import Markup
import Synchronization
import TypedYAML

/// The words that the theme itself says, in one language.
///
/// Templates take them as `{{>strings/key}}`, so they are looked up when templates are compiled, and a name in braces
/// in a string is a variable of the template around it.
package struct ThemeStrings: Sendable {
  private var texts: [String: String]

  /// Languages that the theme speaks, sorted.
  package static let languages = files.keys.sorted()
  static let english = ThemeStrings(texts: table(of: "en") ?? [:])

  private static let files = Dictionary(
    uniqueKeysWithValues: EmbeddedFile.files(in: "strings").map { (String($0.0.prefix { $0 != "." }), $0.1) }
  )

  /// Those that have been asked for: taking one apart costs more than a page does.
  private static let tables = Mutex<[String: [String: String]]>([:])

  private static func table(of language: String) -> [String: String]? {
    guard let bytes = files[language] else { return nil }
    return tables.withLock { tables in
      if let table = tables[language] { return table }
      let entries = YAMLReader.read(bytes, path: language + ".yml").node?.entries ?? []
      let table = Dictionary(uniqueKeysWithValues: entries.map { ($0.key.value, $0.value.text?.value ?? "") })
      tables[language] = table
      return table
    }
  }

  private init(texts: [String: String]) { self.texts = texts }

  /// Those of a language tag such as `de-AT`; English where the theme does not speak the language.
  package init(for language: String) {
    self.init(texts: Self.table(of: primarySubtag(of: language)) ?? Self.english.texts)
  }

  /// Whether a language is written from right to left.
  static func isRightToLeft(_ language: String) -> Bool {
    ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(primarySubtag(of: language))
  }

  package var keys: [String] { texts.keys.sorted() }

  package subscript(_ key: String) -> String {
    get { texts[key] ?? key }
    set { texts[key] = newValue }
  }

  /// With values for the names in braces.
  func text(_ key: String, _ values: [String: String]) -> String {
    Piece.all(in: self[key]).map { piece -> String in
      switch piece {
      case .text(let text): String(text)
      case .name(let name): values[name] ?? "{\(name)}"
      }
    }.joined()
  }

  /// What scripts say: a script itself, which stands in front of theirs. Pages allow no inline scripts.
  var script: [UInt8] {
    var json = JSONWriter(isCompact: true)
    json.object { json in
      for key in keys where key.hasPrefix(Self.scriptPrefix) {
        json.member(String(key.dropFirst(Self.scriptPrefix.utf8.count)), self[key])
      }
    }
    return "window.scopebookWords = ".bytes + json.finish().dropLast() + ";\n".bytes
  }

  /// What the text of pages is shown with.
  var renderingWords: RenderingWords { RenderingWords { self[$0] } }

  /// What templates include, by name.
  var templates: [(name: String, bytes: [UInt8])] {
    keys.filter { !$0.hasPrefix(Self.scriptPrefix) }.map { ("strings/" + $0, template(self[$0], for: $0).bytes) }
  }

  private static let scriptPrefix = "script-"

  /// Text with `**strong**`, `` `code` `` and `[link]({address})`, as far as the English string has them: most strings
  /// stand in attributes too, where elements cannot.
  private func template(_ text: String, for key: String) -> String {
    // Most say nothing that needs a closer look.
    if !text.utf8.contains(where: Self.isMark) { return text }
    let english = Self.english[key]
    var html = Piece.all(in: text).map { piece -> String in
      switch piece {
      case .text(let text): escapedForTemplate(text)
      case .name(let name): "{{\(name)}}"
      }
    }.joined()
    if english.contains("**") { html = marked(html, between: "**", as: "strong") }
    if english.contains("`") { html = marked(html, between: "`", as: "code") }
    if english.contains("](") { html = linked(html) }
    return html
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "\""), UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "]"):
      true
    default: false
    }
  }

  /// Names in braces that a string may use.
  static func names(in text: String) -> Set<String> {
    Set(
      Piece.all(in: text).compactMap { piece in
        if case .name(let name) = piece { name } else { nil }
      }
    )
  }

  private enum Piece {
    case text(Substring)
    case name(String)

    static func all(in text: String) -> [Piece] {
      var pieces: [Piece] = []
      var rest = text[...]
      while let open = rest.firstIndex(of: "{") {
        let name = rest[rest.index(after: open)...].prefix { $0.isLetter || $0 == "." }
        guard !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == "}" else {
          pieces.append(.text(rest[...open]))
          rest = rest[rest.index(after: open)...]
          continue
        }
        pieces += [.text(rest[..<open]), .name(String(name))]
        rest = rest[rest.index(after: name.endIndex)...]
      }
      return pieces + [.text(rest)]
    }
  }
}

func primarySubtag(of language: String) -> String { language.prefix { $0 != "-" }.lowercased() }

/// Braces are escaped with the rest, as templates would read them as their own.
private func escapedForTemplate(_ text: Substring) -> String {
  var escaped = ""
  for character in text {
    switch character {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "{": escaped += "&#123;"
    case "}": escaped += "&#125;"
    default: escaped.append(character)
    }
  }
  return escaped
}

private func marked(_ html: String, between mark: String, as element: String) -> String {
  let parts = html.split(separator: mark, omittingEmptySubsequences: false)
  // A mark without its partner is text.
  guard parts.count % 2 == 1 else { return html }
  return parts.enumerated().map { number, part in
    number % 2 == 1 ? "<\(element)>\(part)</\(element)>" : String(part)
  }.joined()
}

/// `[text]({{address}})` as a link; other addresses than the template's own stay text.
private func linked(_ html: String) -> String {
  guard let middle = html.firstRange(of: "]({{"), let open = html[..<middle.lowerBound].lastIndex(of: "["),
    let end = html[middle.upperBound...].firstRange(of: "}})")
  else { return html }
  let address = html[middle.upperBound..<end.lowerBound]
  let text = html[html.index(after: open)..<middle.lowerBound]
  return html[..<open] + "<a href=\"{{\(address)}}\" rel=\"noopener noreferrer\">\(text)</a>"
    + linked(String(html[end.upperBound...]))
}
