import Diagnostics
import Testing

@testable import SiteBuilder

struct ThemeSettingsTests {
  private func decode(_ theme: String) -> (SiteConfiguration, [Diagnostic]) {
    SiteConfiguration.decode(SourceFile(path: "scopebook.yml", bytes: "title: T\ntheme: \(theme)\n".bytes))
  }

  @Test func withoutSettingsTheStylesheetIsTheThemes() {
    #expect(decode("{}").0.theme.stylesheet == "")
  }

  @Test func coloursAndFontsStandBehindTheStylesheet() {
    let (configuration, diagnostics) = decode(
      "{ accent: '#0055aa', font: Source Sans 3, code-font: { family: Hack, file: /assets/hack.woff2 } }"
    )
    #expect(diagnostics.isEmpty)
    #expect(
      configuration.theme.stylesheet == """
        @font-face { font-family: "Hack"; src: url("../assets/hack.woff2"); font-weight: 100 900; font-display: optional; }
        :root { --accent: #0055aa; --sans: "Source Sans 3", var(--system-sans); --mono: "Hack", var(--system-mono); }

        """
    )
  }

  @Test(arguments: [
    "'x\"; } body { display: none'", "'Inter, serif'", "{ family: Inter, file: //elsewhere.example/a }",
  ])
  func nothingButOneFontOfTheSitesOwnPasses(font: String) {
    let (configuration, diagnostics) = decode("{ font: \(font) }")
    #expect(diagnostics.map(\.id) == ["invalid-value"])
    #expect(configuration.theme.font?.file == nil && !configuration.theme.stylesheet.contains("@font-face"))
  }

  @Test func fontsHaveToBeThere() async throws {
    let settings = "theme: { font: { family: Inter, file: /assets/inter.woff2 } }\n"
    let problem = await #expect(throws: (any Error).self) { try await published(configuration: settings) }
    #expect("\(String(describing: problem))".contains("/assets/inter.woff2"))
    let files = try await published(
      configuration: settings,
      pages: ["index.md": "---\ntitle: T\n---\n", "assets/inter.woff2": "x"]
    )
    let stylesheet = try #require(files.first { $0.key.hasSuffix(".css") })
    #expect(stylesheet.key.hasPrefix("_theme/") && stylesheet.value.contains("url(\"../assets/inter.woff2\")"))
  }
}
