import Diagnostics
import Foundation
import Testing

@testable import SiteBuilder

struct ThemeStringsTests {
  @Test(arguments: ThemeStrings.languages)
  func everyLanguageSaysTheSameWithTheSameNames(language: String) {
    let strings = ThemeStrings(for: language)
    let english = ThemeStrings.english
    #expect(strings.keys == english.keys)
    for key in english.keys {
      #expect(!strings[key].isEmpty, "\(key)")
      #expect(ThemeStrings.names(in: strings[key]) == ThemeStrings.names(in: english[key]), "\(key)")
      for mark in ["**", "`", "]("] {
        #expect(strings[key].ranges(of: mark).count == english[key].ranges(of: mark).count, "\(key): \(mark)")
      }
    }
  }

  @Test func fourLanguagesAreThere() {
    #expect(ThemeStrings.languages == ["ar", "de", "en", "ja"])
  }

  @Test func templatesSayNothingThatIsNotInTheTable() {
    let said = />[^<>{}]*[A-Za-z]{2}[^<>{}]*<|(?:aria-label|title|data-label|alt)="[A-Za-z]/
    for (name, bytes) in EmbeddedFile.files(in: "theme") where name.hasSuffix(".html") {
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        let text = line.replacing(/\{\{[^}]*\}\}/, with: "").replacing(/<svg.*<\/svg>/, with: "")
        let words = text.matches(of: said).map { String($0.output) }.filter { !Self.names.contains($0) }
        #expect(words.isEmpty, "\(name)")
      }
    }
  }

  /// Names, which are the same in every language.
  private static let names: Set = [">Markdown<", ">JSON<", ">API<", ">permissions.json<", ">permissions.csv<", ">ID <"]

  @Test func everyWordOfScriptsIsUsed() {
    let scripts = EmbeddedFile.files(in: "theme").filter { $0.path.hasSuffix(".js") }
    let theme = scripts.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    let keys = ThemeStrings.english.keys.filter { $0.hasPrefix("script-") }.map { $0.dropFirst("script-".count) }
    #expect(keys.count > 10)
    for key in keys {
      #expect(
        theme.contains("\"\(key)\"") || theme.contains("words.\(key)") || theme.contains("texts.\(key)"),
        "\(key)"
      )
    }
  }

  @Test func scriptsSayNothingThatIsNotInTheTable() throws {
    let files = Dictionary(uniqueKeysWithValues: EmbeddedFile.files(in: "theme"))
    for (name, table) in [("site.js", "words"), ("search.js", "texts")] {
      let script = String(decoding: try #require(files[name]), as: UTF8.self)
      let uses = script.matches(of: /\b(words|texts|say)(?:\.([a-z]+)\b|\["([a-z-]+)"\]|\("([a-z-]+)")/)
      for match in uses where match.1 == table || match.1 == "say" {
        let key = match.2 ?? match.3 ?? match.4 ?? ""
        #expect(ThemeStrings.english.keys.contains("script-" + key), "\(name): \(key)")
      }
    }
  }

  @Test(arguments: [("de-AT", "Suchen"), ("JA", "検索"), ("fr", "Search")])
  func regionsSpeakTheirLanguageAndUnknownLanguagesEnglish(tag: String, search: String) {
    #expect(ThemeStrings(for: tag)["search"] == search)
  }

  @Test(arguments: [("ar", true), ("he-IL", true), ("de", false), ("arn", false)])
  func someLanguagesRunFromRightToLeft(tag: String, isRightToLeft: Bool) {
    #expect(ThemeStrings.isRightToLeft(tag) == isRightToLeft)
  }

  @Test func textCannotBecomeMarkupNorATag() throws {
    var strings = ThemeStrings.english
    strings["search"] = #"<b>"{{{page.content}}}" & **x**"#
    strings["draft"] = "**never closed"
    strings["revoke-find"] = "[x](javascript:y) **{appName}** [z]({portalURL})"
    let templates = Dictionary(
      uniqueKeysWithValues: strings.templates.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }
    )
    #expect(
      templates["strings/search"]
        == "&lt;b&gt;&quot;&#123;&#123;{{page.content}}&#125;&#125;&quot; &amp; **x**"
    )
    #expect(templates["strings/draft"] == "**never closed")
    #expect(
      templates["strings/revoke-find"]
        == #"[x](javascript:y) <strong>{{appName}}</strong> <a href="{{portalURL}}" rel="noopener noreferrer">z</a>"#
    )
  }

  @Test func scriptsGetTheirWordsAsJSON() throws {
    var strings = ThemeStrings(for: "de")
    strings["script-copy"] = #"a "quote" \ </script>"#
    let script = String(decoding: strings.script, as: UTF8.self)
    let json = try #require(script.firstMatch(of: /^window\.scopebookWords = (\{.*\});\n$/)).1
    let words = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
    #expect(words["copy"] == #"a "quote" \ </script>"#)
    #expect(words["copied"] == "Kopiert")
    #expect(words["search"] == nil)
  }

  @Test(arguments: [("de", "lang=\"de\">", "Berechtigungen"), ("ar", "lang=\"ar\" dir=\"rtl\">", "الأذونات")])
  func aSiteSpeaksItsLanguage(language: String, html: String, permissions: String) async throws {
    let folder = TemporaryFolder()
    for file in StarterSite.files(product: "Contoso") {
      try folder.write(file.path, String(decoding: file.bytes, as: UTF8.self))
    }
    try folder.write("scopebook.yml", "title: Contoso\nlanguage: \(language)\nstrings:\n  search: Own & word\n")
    var options = Build.Options(root: folder.path)
    options.output = folder.path + "/out"
    _ = try await Build(options).run()
    let files = folder.files()
    let home = try #require(files["out/index.html"])
    #expect(home.contains("<html " + html))
    #expect(home.contains(">\(permissions)<") && !home.contains(">Permissions<"))
    #expect(home.contains("<span>Own &amp; word</span>") && !home.contains(">Search<"))
    let script = try #require(files.first { $0.key.hasPrefix("out/_theme/site.") && $0.key.hasSuffix(".js") })
    #expect(script.value.hasPrefix("window.scopebookWords = {") && !script.value.contains("\"Copied\""))
  }

  @Test func ownWordsMustBeKnownAndUseKnownNames() {
    let (configuration, diagnostics) = SiteConfiguration.decode(
      SourceFile(
        path: "scopebook.yml",
        bytes: Array(
          """
          title: T
          language: de
          strings:
            search: Finden
            made-with: Von {page.content}
            serach: Such
          """.utf8
        )
      )
    )
    #expect(configuration.strings["search"] == "Finden")
    #expect(configuration.strings["made-with"] == "Erstellt mit {site.generator}")
    #expect(
      diagnostics.map(\.message).sorted()
        == ["strings has no key serach", "the string made-with knows no {page.content}"]
    )
  }
}
