import Diagnostics
import TypedYAML

/// Reads what the catalog says to people: text for all languages, or one for each.
struct CatalogTexts {
  /// Some text is there in more than one language.
  private(set) var isTranslated = false
  private(set) var diagnostics: [Diagnostic] = []
  /// The site's own language first.
  private let languages: [String]
  private var language: String
  private let file: SourceFile

  init(_ language: String, others: [String], in file: SourceFile) {
    self.language = language
    languages = [language] + others
    self.file = file
  }

  func inLanguage(_ language: String) -> CatalogTexts {
    var texts = self
    texts.language = language
    return texts
  }

  /// In the site's own language, or else in the first that is there, where it is missing in the wanted one.
  mutating func read(_ key: String, of node: YAMLNode) -> String? {
    guard let value = node[key] else { return nil }
    if let text = value.text { return text.value }
    guard !value.entries.isEmpty else {
      if case .mapping = value.content { noText(key, at: value.span) }
      return nil
    }
    isTranslated = true
    let texts = value.entries.compactMap { entry in entry.value.text.map { (language: entry.key, text: $0.value) } }
    func text(in language: String) -> String? { texts.first { $0.language.value == language }?.text }
    for (language, _) in texts where !languages.contains(language.value) { unknownLanguage(language) }
    let missing = languages.filter { text(in: $0) == nil }
    if !missing.isEmpty, let first = texts.first { untranslated(key, first.language, into: missing) }
    return text(in: language) ?? text(in: languages[0]) ?? texts.first?.text
  }

  private mutating func noText(_ key: String, at span: SourceSpan) {
    let help = "write it as text, or by language: {\(languages[0]): …}"
    diagnostics.append(
      Diagnostic("missing-key", .error, "\(key) has no text in any language", at: file.location(span), help: help)
    )
  }

  private mutating func unknownLanguage(_ language: Spanned<String>) {
    let guess = NearestMatch.find(language.value, in: languages).map { "did you mean \($0)?" }
    diagnostics.append(
      Diagnostic(
        "unresolved-reference",
        .error,
        "the site has no language \(language.value)",
        at: file.location(language.span),
        help: guess ?? "add it to `languages` in scopebook.yml"
      )
    )
  }

  private mutating func untranslated(_ key: String, _ language: Spanned<String>, into missing: [String]) {
    diagnostics.append(
      Diagnostic(
        "untranslated-text",
        .warning,
        "\(key) is given in several languages, and \(missing.joined(separator: ", ")) \(missing.count == 1 ? "is" : "are") not among them",
        at: file.location(language.span),
        help: "add \(missing.map { "\($0): …" }.joined(separator: ", "))"
      )
    )
  }
}
