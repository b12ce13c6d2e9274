import Diagnostics
import TypedYAML

/// `strings` in the configuration: the site's own words in place of the theme's.
enum StringSettings {
  static let type = ObjectType(
    "strings",
    ThemeStrings.english.keys.map { .init($0, .string(.text), "Instead of: \(ThemeStrings.english[$0])") }
  )

  static func read(_ node: YAMLNode?, into strings: inout ThemeStrings, in file: SourceFile) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let known = Set(ThemeStrings.english.keys)
    for entry in node?.entries ?? [] where known.contains(entry.key.value) {
      guard let text = entry.value.text else { continue }
      let allowed = ThemeStrings.names(in: ThemeStrings.english[entry.key.value]).sorted()
      let unknown = ThemeStrings.names(in: text.value).subtracting(allowed).sorted()
      diagnostics += unknown.map { unknownName($0, of: entry.key.value, allowed, at: file.location(text.span)) }
      if unknown.isEmpty { strings[entry.key.value] = text.value }
    }
    return diagnostics
  }

  private static func unknownName(
    _ name: String,
    of key: String,
    _ allowed: [String],
    at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      "invalid-value",
      .error,
      "the string \(key) knows no {\(name)}",
      at: location,
      help: allowed.isEmpty
        ? "it has no names in braces" : "it knows \(allowed.map { "{\($0)}" }.joined(separator: ", "))"
    )
  }
}
