import Diagnostics
import TypedYAML

extension SiteConfiguration {
  /// A language in which the site stands besides its own.
  package struct Language: Sendable {
    /// As it is written in `scopebook.yml`: the folder of its pages, and the end of their files' names.
    package var tag: String
    /// What readers choose it by, in the language itself.
    package var label: String
    var title: String?
    var description: String?
    var footer: String?
    var navigation: [(title: String, url: Spanned<String>)]?
    var strings: ThemeStrings
  }

  /// The folder below the base URL that this configuration's language is published in: `de/`; empty for the site's own.
  var languageFolder: String { otherLanguage.map { $0.tag + "/" } ?? "" }

  /// The configuration of one of the other languages.
  func inLanguage(_ other: Language) -> SiteConfiguration {
    var configuration = self
    configuration.otherLanguage = other
    configuration.ownLanguage = language
    configuration.language = other.tag
    configuration.strings = other.strings
    configuration.title = other.title ?? title
    configuration.description = other.description ?? description
    configuration.footer = other.footer ?? footer
    configuration.navigation = other.navigation ?? navigation
    return configuration
  }
}

/// `languages` in the configuration: `[de, ja]`, or with words of their own.
enum LanguageSettings {
  static let type = ValueType.list(
    of: .either(
      text: .string(.language),
      mapping: .object(
        ObjectType(
          "a language",
          [
            .init("tag", .string(.language), required: true, "The language, such as de or pt-BR; also its folder."),
            .init("label", .string(.text), "What readers choose it by; its own name unless it says otherwise."),
            .init("title", .string(.text), "The site's name in this language."),
            .init("description", .string(.text), "One sentence about the site, for search engines."),
            .init("footer", .string(.text), "A line at the foot of every page."),
            .init("navigation", SiteConfiguration.navigationType, "Links in the header of every page."),
            .init("strings", .object(StringSettings.type), "The site's own words in place of the theme's."),
          ]
        )
      )
    )
  )

  /// After `language` and `versions` have been read. What has no language is left out.
  static func read(_ root: YAMLNode, into configuration: inout SiteConfiguration, in file: SourceFile) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var taken = [configuration.language.lowercased(): "the site's own language"]
    for version in configuration.versions { taken[version.label.lowercased()] = "a version" }
    for node in root["languages"]?.items ?? [] {
      guard let tag = node.text ?? node.text("tag"), StringFormat.language.allows(tag.value) else { continue }
      if let other = taken.updateValue("listed before", forKey: tag.value.lowercased()) {
        diagnostics.append(
          Diagnostic(
            "invalid-value",
            .error,
            "\(tag.value) is \(other)",
            at: file.location(tag.span),
            help: "list each language once, beside the site's own, which is \(configuration.language)"
          )
        )
        continue
      }
      var strings = ThemeStrings(for: tag.value)
      diagnostics += StringSettings.read(node["strings"], into: &strings, in: file)
      configuration.languages.append(
        .init(
          tag: tag.value,
          label: node.text("label")?.value ?? languageName(of: tag.value),
          title: node.text("title")?.value,
          description: node.text("description")?.value,
          footer: node.text("footer")?.value,
          navigation: node["navigation"].map(SiteConfiguration.navigation),
          strings: strings
        )
      )
    }
    return diagnostics
  }
}
