import Diagnostics
import Markup
import Testing

@testable import SiteBuilder

/// One site in several languages.
struct LanguagesTests {
  private let folder = TemporaryFolder()
  private let output = TemporaryFolder()

  private static let settings = "title: T\nbase-url: https://help.contoso.example/docs\nlanguages: [de, ar]\n"

  private func build(
    _ files: [String: String],
    settings: String = settings,
    version: String? = nil
  ) async throws -> Build.Result {
    try folder.write("scopebook.yml", settings)
    for (path, text) in files { try folder.write("content/" + path, text) }
    var options = Build.Options(root: folder.path)
    options.output = output.path
    options.version = version
    return try await Build(options).run()
  }

  private func page(_ title: String, _ text: String = "", more: String = "") -> String {
    "---\ntitle: \(title)\n\(more)---\n\n\(text)\n"
  }

  private func published(_ path: String) throws -> String { try #require(output.files()[path], "\(path)") }

  @Test func withoutLanguagesTheirNamesMeanNothing() async throws {
    _ = try await build(
      ["index.md": page("Home"), "notes.de.md": page("Notes"), "de/a.md": page("A")],
      settings: "title: T\n"
    )
    let files = output.files()
    #expect(files["notes.de/index.html"] != nil && files["de/a/index.html"] != nil && files["de/index.html"] != nil)
    #expect(files["index.html"]?.contains("hreflang") == false)
    #expect(files["a/index.html"] == nil)
  }

  @Test func languagesThatAreNotListedMeanNothing() async throws {
    _ = try await build(["index.md": page("Home"), "notes.fr.md": page("Notes")])
    #expect(output.files()["notes.fr/index.html"] != nil)
  }

  @Test func aTranslationTakesThePlaceOfItsOriginal() async throws {
    _ = try await build(["index.md": page("Home"), "a.md": page("A", "old"), "a.de.md": page("Ä", "neu")])
    let html = try published("de/a/index.html")
    #expect(html.contains(#"<html lang="de">"#) && html.contains("<h1>Ä</h1>") && html.contains("neu"))
    #expect(html.contains("Zum Inhalt springen") && !html.contains("noch nicht übersetzt"))
    #expect(html.contains(#"<link rel="canonical" href="https://help.contoso.example/docs/de/a/">"#))
    #expect(!html.contains(#"<article lang"#))
    #expect(try published("a/index.html").contains("old"))
  }

  @Test func whatIsNotTranslatedIsShownAndSaysSo() async throws {
    _ = try await build(["index.md": page("Home"), "a.md": page("A", "old\n\n## Part")])
    let html = try published("ar/a/index.html")
    #expect(html.contains(#"<html lang="ar" dir="rtl">"#))
    #expect(html.contains(#"<article lang="en" dir="ltr">"#))
    #expect(html.contains("لم تُترجم"))
    #expect(html.contains(#"<link rel="canonical" href="https://help.contoso.example/docs/a/">"#))
    #expect(!html.contains("rel=\"alternate\" hreflang"))
    #expect(!html.contains("application/ld+json"))
    #expect(html.contains(#"type="text/markdown" href="/docs/a/index.md""#))
    #expect(output.files()["ar/a/index.md"] == nil)
  }

  @Test func linksToUntranslatedPagesNameTheirLanguage() async throws {
    _ = try await build(["index.md": page("Home"), "a.md": page("A"), "b.md": page("B"), "b.de.md": page("Be")])
    let html = try published("de/index.html")
    #expect(html.contains(#"<li class="card" lang="en"><a class="card-title" href="/docs/de/a/">"#))
    #expect(html.contains(#"<li class="card"><a class="card-title" href="/docs/de/b/">"#))
    #expect(try published("de/b/index.html").contains(#"<a href="/docs/de/a/" lang="en">A</a>"#))
    #expect(try !published("index.html").contains(#"class="card" lang"#))
  }

  @Test func whatStandsAroundTextIsInItsLanguage() async throws {
    let text = "## Part\n\n> [!NOTE]\n> Text[^1]\n\n- [ ] todo\n\n[^1]: Note"
    _ = try await build(["index.md": page("Home", text), "index.de.md": page("Start", text)])
    let german = try published("de/index.html")
    for words in ["Link zu diesem Abschnitt", ">Hinweis<", "Fußnoten", "Zurück zur Stelle 1", "Offen"] {
      #expect(german.contains(words), "\(words)")
    }
    let english = try published("ar/index.html")
    for words in ["Link to this section", ">Note<", "Footnotes", "Back to reference 1", "Not done"] {
      #expect(english.contains(words), "\(words)")
    }
  }

  @Test func directivesInUntranslatedTextSpeakTheLanguageAroundThem() async throws {
    _ = try await build(["index.md": page("Home", "::checklist{consent=\"c\"}"), "catalog.yml": Self.catalog])
    #expect(try published("de/index.html").contains("Checklist: Access"))
    #expect(try published("de/checklist-c.md").contains("# Checklist: Access"))
    _ = try await build(["index.de.md": page("Start", "::checklist{consent=\"c\"}")])
    #expect(try published("de/index.html").contains("Checkliste: Zugriff"))
    #expect(try published("de/checklist-c.md").contains("# Checkliste: Zugriff"))
  }

  private static let catalog = """
    product: { name: Contoso }
    apps: { app: { provider: microsoft, display-name: Contoso, client-id: 11111111-2222-3333-4444-555555555555, redirect-uris: [https://a.example/b] } }
    consents:
      c:
        title: { en: Access, de: Zugriff, ar: وصول }
        app: app
        flow: admin-consent
        grants:
          - resource: Microsoft Graph
            permission: User.Read.All
            kind: delegated
            why: { en: Reads., de: Liest., ar: يقرأ. }
    """

  @Test func theCatalogSpeaksEveryLanguage() async throws {
    let result = try await build([
      "index.md": page("Home", "::permissions{consent=\"c\"}"), "catalog.yml": Self.catalog,
    ])
    #expect(result.diagnostics.isEmpty)
    let path = "permissions/microsoft-graph/user-read-all-delegated/index.html"
    #expect(try published(path).contains("<p>Reads.</p>"))
    #expect(try published("de/" + path).contains("<p>Liest.</p>"))
    #expect(try published("ar/" + path).contains("<p>يقرأ.</p>"))
    #expect(
      try published("de/" + path).contains(#"hreflang="ar" href="https://help.contoso.example/docs/ar/permissions/"#)
    )
    #expect(try published("permissions.json").contains("Reads."))
    #expect(try published("de/permissions.json").contains("Liest."))
    #expect(try published("de/permissions/review/index.html").contains("Zugriff"))
    // The page itself is not translated, and its directives are not either.
    #expect(try published("de/index.html").contains("Reads."))
  }

  @Test func readersAndSearchEnginesFindTheOtherLanguages() async throws {
    _ = try await build([
      "index.md": page("Home"), "a.md": page("A", more: "slug: aa\n"), "a.de.md": page("Ä", more: "slug: ae\n"),
    ])
    let base = "https://help.contoso.example/docs/"
    for path in ["aa/index.html", "de/ae/index.html"] {
      let html = try published(path)
      for (tag, url) in [("en", "aa/"), ("de", "de/ae/"), ("x-default", "aa/")] {
        #expect(html.contains(#"<link rel="alternate" hreflang="\#(tag)" href="\#(base)\#(url)">"#), "\(path) \(tag)")
      }
      #expect(!html.contains(#"rel="alternate" hreflang="ar""#))
    }
    // Readers may go to all of them.
    let html = try published("de/ae/index.html")
    for (tag, url, label) in [("en", "aa/", "English"), ("ar", "ar/aa/", "العربية")] {
      #expect(html.contains(#"<a href="/docs/\#(url)" lang="\#(tag)" hreflang="\#(tag)">\#(label)</a>"#))
    }
    #expect(
      html.contains(#"hreflang="de" aria-current="true">Deutsch</a>"#) && html.contains("<summary>Deutsch</summary>")
    )
  }

  @Test func aTranslationInheritsWhatIsNotWords() async throws {
    _ = try await build([
      "index.md": page("Home", more: "description: Words\n"), "index.de.md": page("Start"),
      "z.md": page("Z", more: "order: 1\nslug: first\nsearch: false\n"), "z.de.md": page("Zett"), "b.md": page("B"),
    ])
    let html = try published("de/first/index.html")
    #expect(html.contains("<h1>Zett</h1>") && html.contains(#"<meta name="robots" content="noindex">"#))
    let home = try published("de/index.html")
    let places = [home.firstRange(of: ">Zett<"), home.firstRange(of: ">B<")].compactMap(\.self)
    #expect(places.count == 2 && places[0].lowerBound < places[1].lowerBound)
    #expect(!home.contains("Words"))
  }

  @Test func listsForMachinesHaveEachLanguageOnce() async throws {
    _ = try await build(["index.md": page("Home"), "a.md": page("A"), "a.de.md": page("Ä")])
    let base = "<loc>https://help.contoso.example/docs/"
    let sitemap = try published("sitemap.xml")
    #expect(sitemap.contains(base + "a/<") && sitemap.contains(base + "de/a/<"))
    #expect(!sitemap.contains(base + "ar/a/<") && !sitemap.contains(base + "de/<"))
    let files = output.files()
    for path in ["de/sitemap.xml", "de/robots.txt", "de/site-manifest.json"] { #expect(files[path] == nil, "\(path)") }
    let manifest = try published("site-manifest.json")
    for address in ["/a/", "/de/a/", "/ar/a/"] { #expect(manifest.contains("\"\(address)\""), "\(address)") }
    #expect(try published("llms.txt").contains("[Deutsch](https://help.contoso.example/docs/de/llms.txt)"))
    let overview = try published("de/llms.txt")
    #expect(overview.contains("docs/de/a/index.md") && !overview.contains("[Home]"))
  }

  @Test func theSearchOfALanguageFindsItsOwnPages() async throws {
    _ = try await build(["index.md": page("Home"), "a.md": page("Connecting"), "a.de.md": page("Verbinden")])
    func index(_ folder: String) -> String {
      output.files().filter { $0.key.hasPrefix(folder + "_search/") }.map(\.value).joined()
    }
    #expect(index("de/").contains(#""a/""#) && index("de/").contains("Verbinden"))
    #expect(!index("de/").contains("Connecting"))
    #expect(index("").contains("Connecting") && !index("").contains("Verbinden"))
    #expect(try published("de/a/index.html").contains(#"data-index="../../de/_search/""#))
  }

  @Test func theThemesFilesAreThereOnce() async throws {
    _ = try await build(["index.md": page("Home")])
    let theme = output.files().keys.filter { $0.contains("_theme/") }
    #expect(theme.allSatisfy { $0.hasPrefix("_theme/") })
    #expect(theme.filter { $0.hasPrefix("_theme/site.") && $0.hasSuffix(".js") }.count == 3)
    #expect(theme.filter { $0.hasSuffix(".css") }.count == 1)
    #expect(try published("de/index.html").contains(#"<link rel="stylesheet" href="../_theme/"#))
  }

  @Test func formerAddressesLeadOnInEveryLanguage() async throws {
    _ = try await build([
      "index.md": page("Home"), "a.md": page("A", more: "aliases: [/old/]\n"),
      "a.de.md": page("Ä", more: "aliases: [/de/alt/, /old/]\n"),
    ])
    #expect(try published("old/index.html").contains("/docs/a/"))
    #expect(try published("de/old/index.html").contains("/docs/de/a/"))
    #expect(try published("de/alt/index.html").contains("/docs/de/a/"))
    #expect(try published("ar/old/index.html").contains("/docs/ar/a/"))
    #expect(output.files()["alt/index.html"] == nil)
    #expect(try published("de/404.html").contains("Seite nicht gefunden"))
  }

  @Test func draftsTakeTheirTranslationsWithThem() async throws {
    let result = try await build([
      "index.md": page("Home"), "a.md": page("A", more: "draft: true\n"), "a.de.md": page("Ä", "Text."),
      "b.md": page("B", "Text."), "b.de.md": page("Be", more: "draft: true\n"),
    ])
    #expect(result.diagnostics.isEmpty)
    #expect(output.files()["de/a/index.html"] == nil)
    #expect(try published("de/b/index.html").contains("noch nicht übersetzt"))
  }

  @Test func aPageOfOneLanguageIsPublishedInThatOne() async throws {
    let result = try await build(["index.md": page("Home"), "de/more/only.md": page("Nur", "[Start](../../index.md)")])
    #expect(result.diagnostics.map(\.id) == ["translation-without-original"])
    let html = try published("de/more/only/index.html")
    #expect(html.contains(#"<a href="/docs/" lang="en""#) && html.contains(#"<a href="/docs/de/">Start</a>"#))
    #expect(output.files()["more/only/index.html"] == nil && output.files()["ar/more/only/index.html"] == nil)
  }

  @Test func headingsOfTheOriginalStandForThoseOfItsTranslation() async throws {
    let result = try await build([
      "index.md": page("Home", "[Part](a.md#part)"), "a.md": page("A", "## Part\n\n[here](#part)"),
      "a.de.md": page("Ä", "## Teil\n\n[hier](a.md#part)", more: "translates: x\n"),
    ])
    #expect(result.diagnostics.map(\.id) == ["stale-translation"])
    #expect(try published("de/index.html").contains("/docs/de/a/#teil"))
    #expect(try published("de/a/index.html").contains("/docs/de/a/#teil"))
    #expect(try published("ar/index.html").contains("/docs/ar/a/#part"))
    #expect(try published("de/a/index.md").contains("docs/de/a/#teil"))
  }

  @Test func anOlderVersionHasItsLanguagesBelowIt() async throws {
    let settings = Self.settings + "versions: [{label: v2}, {label: v1}]\n"
    let pages = ["index.md": page("Home"), "a.md": page("A"), "a.de.md": page("Ä")]
    _ = try await build(pages, settings: settings)
    _ = try await build(pages, settings: settings, version: "v1")
    let html = try published("v1/de/a/index.html")
    #expect(html.contains(#"<link rel="canonical" href="https://help.contoso.example/docs/de/a/">"#))
    #expect(html.contains(#"<a href="/docs/de/a/">"#))
    #expect(html.contains(#"<a href="/docs/v1/ar/a/" lang="ar""#))
    #expect(html.contains(#"href="../../_theme/"#))
    #expect(
      try published("v1/ar/a/index.html").contains(
        #"<link rel="canonical" href="https://help.contoso.example/docs/a/">"#
      )
    )
  }

  @Test func filesBesideTheOriginalServeItsTranslations() async throws {
    _ = try await build([
      "index.md": page("Home"), "g/a.md": page("A", "![x](x.svg)"), "g/a.de.md": page("Ä", "![x](x.svg)"),
      "g/b.md": page("B"), "de/g/b.md": page("Be", "![x](x.svg) ![y](y.svg)"), "g/x.svg": "<svg width='3' height='2'/>",
      "de/g/y.svg": "<svg width='5' height='4'/>",
    ])
    for path in ["g/a/", "de/g/a/", "ar/g/a/", "de/g/b/"] {
      #expect(try published(path + "index.html").contains(#"<img src="/docs/g/x.svg" alt="x" width="3""#), "\(path)")
    }
    #expect(try published("de/g/b/index.html").contains(#"<img src="/docs/de/g/y.svg" alt="y" width="5""#))
    #expect(output.files()["de/g/x.svg"] == nil && output.files()["de/g/y.svg"] != nil)
  }

  @Test func theMarkOfAnOriginalIsAboutItsWords() {
    func mark(_ text: String) -> String {
      TranslationMark.of(Parser.parse(SourceFile(path: "a.md", bytes: Array(text.utf8)), options: .init()))
    }
    let text = "---\ntitle: A\n---\n\nText\nmore\n"
    #expect(mark(text) == mark(text.replacing("\n", with: "\r\n")))
    #expect(mark(text) == mark("---\ntitle: A\nupdated: 2026-01-01\norder: 3\n---\nText\nmore\n\n"))
    #expect(mark(text) != mark(text.replacing("more", with: "less")))
    #expect(mark(text) != mark(text.replacing("title: A", with: "title: B")))
    #expect(mark(text) != mark(text.replacing("title: A", with: "title: A\ndescription: B")))
  }

  @Test func theMarkIsWrittenForWhoeverAsks() async throws {
    let translation = page("Start", "Willkommen")
    let first = try await build(["index.md": page("Home", "Welcome"), "index.de.md": translation])
    let diagnostic = try #require(first.diagnostics.first)
    #expect(diagnostic.id == "unmarked-translation" && diagnostic.severity == .hint)
    let edit = try #require(diagnostic.fix?.edits.first)
    var bytes = Array(translation.utf8)
    bytes.replaceSubrange(edit.span.range, with: edit.replacement)
    let fixed = ["index.de.md": String(decoding: bytes, as: UTF8.self)]
    #expect(try await build(fixed).diagnostics.isEmpty)
    let later = try await build(["index.md": page("Home", "Welcome back")])
    #expect(later.diagnostics.map(\.id) == ["stale-translation"])
    #expect(later.diagnostics.first?.fix == nil)
  }

  @Test func thePreviewKnowsWhichFileStandsBehindAPage() async throws {
    _ = try await build(["index.md": page("Home"), "a.md": page("A"), "a.de.md": page("Ä", "Ein Absatz")])
    let live = LiveSite(root: folder.path)
    let pages = LivePages(try #require(await live.update().renderer))
    #expect(pages.source(at: "/docs/de/a/") == "content/a.de.md")
    #expect(pages.source(at: "/docs/ar/a/") == "content/a.md")
    #expect(pages.place(of: "Ein Absatz", onPageAt: "/docs/de/a/")?.line == 5)
    guard case .redirect(let target) = pages.find("/docs/de/a") else {
      Issue.record("no redirect")
      return
    }
    #expect(target == "/docs/de/a/")
    guard case .missing(let bytes) = pages.find("/docs/de/nothing/") else {
      Issue.record("something is there")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self).contains("Seite nicht gefunden"))
  }
}
