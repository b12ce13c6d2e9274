import Diagnostics
import Foundation
import Permissions
import Testing

@testable import SiteBuilder

/// A site in another language than English says nothing in English, whatever stands on its pages.
struct TranslatedThemeTests {
  static let languages = ThemeStrings.languages.filter { $0 != "en" }

  @Test(arguments: languages)
  func everyStringHasATextOfItsOwn(language: String) {
    let strings = ThemeStrings(for: language)
    let same = Set(strings.keys.filter { strings[$0] == ThemeStrings.english[$0] })
    // Words that are written alike, and names.
    let alike: [String: Set] = [
      "de": [
        "optional", "cloud", "error-code", "code", "version", "app", "link", "month-4", "month-8", "month-9",
        "month-11", "cloud-us-gov", "cloud-us-gov-dod", "year-and-month", "scope-in-cloud",
      ],
      "ar": ["date", "cloud-us-gov", "cloud-us-gov-dod", "year-and-month"],
    ]
    #expect(same == alike[language, default: []])
  }

  @Test func everyValueThatIsShownHasItsWords() {
    let strings = ThemeStrings.english
    let keys =
      ConsentFlow.Action.allCases.map { "flow-" + $0.rawValue }
      + Revocation.Limit.allCases.map { "limit-" + $0.rawValue }
      + Flow.allCases.map { "granting-" + $0.rawValue } + Cloud.allCases.map { "cloud-" + $0.rawValue }
      + AccessClass.allCases.map { "access-" + $0.rawValue }
      + PermissionKind.allCases.flatMap { ["kind-\($0)", "kind-\($0)-meaning", "permission-\($0)"] }
      + SignInError.all.flatMap { ["error-\($0.code)-meaning", "error-\($0.code)-remedy", "fixer-\($0.fixer)"] }
    for key in keys { #expect(strings.keys.contains(key), "\(key)") }
    for scope in OpenIDConnectScope.allCases {
      #expect(strings.keys.contains { strings[$0] == scope.meaning(strings) })
    }
    for error in SignInError.all {
      #expect(error.meaning(strings).hasSuffix(".") && error.remedy(strings).hasSuffix("."), "\(error.code)")
    }
  }

  /// Texts of pages and catalog are in letters of the language, so that what is left in Latin letters is a name or a
  /// mistake.
  @Test(arguments: [("ja", "説明"), ("ar", "شرح")])
  func nothingButNamesIsInLatinLetters(language: String, filler: String) async throws {
    for (path, text) in try await texts(language, filler) {
      var rest = text.replacing(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, with: "")
      for name in Self.names { rest = rest.replacing(name, with: "") }
      rest = rest.replacing(/https?:[^\s"<>)]+|[\w.-]+@[\w.-]+|\b[a-z0-9-]+(\.[a-z0-9-]+)+|AADSTS\d+/, with: "")
      let left = rest.matches(of: /[A-Za-z]{2,}/).map { String($0.output) }
      #expect(left.isEmpty, "\(path): \(Set(left).sorted())")
    }
  }

  @Test(arguments: [("de", "Erläuterung"), ("ja", "説明"), ("ar", "شرح")])
  func noEnglishStringIsOnAnyPage(language: String, filler: String) async throws {
    let own = ThemeStrings(for: language)
    let english = ThemeStrings.english
    // What stands between the values that a string shows. Single words may be names too.
    let pieces = english.keys.filter { own[$0] != english[$0] }.flatMap { key in
      english[key].split(separator: /\{[^}]*\}|\*\*|`|\[|\]\(|\)/).map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: " .,:;()"))
      }
    }.filter { $0.contains(" ") && !Self.names.contains($0) }
    #expect(pieces.count > 150)
    for (path, text) in try await texts(language, filler) {
      let found = pieces.filter { text.contains($0) }
      #expect(found.isEmpty, "\(path): \(found)")
    }
  }

  /// What is the same in every language. Longer names first, as they may hold shorter ones.
  private static let names: [String] = {
    let permissions = ["User.ReadBasic.All", "User.ReadWrite.All", "User.Read.All", "User.Read", "CopilotStudio.Copilots.Invoke"]
    // As the consent page says it, in whatever way the page writes an apostrophe.
    let labels = permissions.flatMap { MicrosoftPermissions.embedded.permissions(named: $0) }
      .flatMap { [$0.labels?.administrators, $0.labels?.people].compactMap(\.self) }
      .flatMap { label in [label] + ["&#39;", "&apos;", "’"].map { label.replacing("'", with: $0) } }
    // As the portal says it.
    let portal = [
      "Microsoft Entra admin center", "Enterprise apps", "Permissions", "Admin consent", "Revoke permission",
      "Properties",
      "Enabled for users to sign in", "No", "Delete", "API permissions", "Grant admin consent",
      "Allow public client flows",
    ]
    let formats = ["permissions.json", "permissions.csv", "Markdown", "JSON", "CSV", "Atom", "API", "ID", "PowerShell"]
    let names = ["Microsoft", "Microsoft Graph", "Power Platform API", "Microsoft Azure", "Microsoft Azure Government"]
    let clouds = ["GCC High", "GCC", "DoD", "21Vianet"]
    let scopes = OpenIDConnectScope.allCases.map(\.rawValue) + ["Scopebook " + scopebookVersion, "llms-full.txt"]
    let languages = ["English", "Deutsch", "Optional"]
    let all = permissions + labels + portal + formats + names + clouds + scopes + languages + Role.allCases.map(\.rawValue)
    return all.sorted { $0.count > $1.count }
  }()

  // MARK: A site with everything

  /// What readers and their programs read of a site in one language, by path.
  private func texts(_ language: String, _ filler: String) async throws -> [String: String] {
    let (folder, output) = (TemporaryFolder(), TemporaryFolder())
    try folder.write("scopebook.yml", Self.configuration(language, filler))
    try folder.write("content/catalog.yml", Self.catalog(filler))
    try folder.write("content/index.md", "---\ntitle: \(filler)\n---\n\n\(filler)\n")
    try folder.write("content/a/index.md", Self.page(filler))
    try folder.write("content/a/b.md", "---\ntitle: \(filler) 2\ndraft: true\n---\n\n[\(filler)](../index.md)\n")
    var options = Build.Options(root: folder.path)
    options.output = output.path
    options.includesDrafts = true
    options.version = "7"
    let result = try await Build(options).run()
    #expect(result.summary != nil, "\(result.diagnostics.map(\.message))")
    var texts: [String: String] = [:]
    for (path, text) in output.files() {
      switch path.split(separator: ".").last {
      case "html": texts[path] = Self.seen(in: text)
      case "md": texts[path] = text
      case "txt" where !path.hasSuffix("robots.txt"): texts[path] = text
      case "js" where path.contains("_search/d"): texts[path] = Self.shown(byIndex: text)
      case "atom": texts[path] = text.replacing(/<id>.*<\/id>|<[^>]*>/, with: " ")
      default: continue
      }
    }
    for kind in [
      "review/index.html", "a/index.html", "a/index.md", ".atom", "404.html", "witnesses/index.html", "llms.txt",
    ] {
      #expect(texts.keys.contains { $0.hasSuffix(kind) }, "\(kind)")
    }
    return texts
  }

  /// Of a file of the search index the titles and what is said of each page, not the addresses.
  private static func shown(byIndex text: String) -> String {
    text.matches(of: /"(?:[^"\\]|\\.)*"/).map { String($0.output) }.filter {
      !$0.contains("/") && !$0.contains(/^"[a-z0-9-]*"$/)
    }
    // What a section begins with may end in the middle of a name.
    .map { $0.replacing(/[A-Za-z ]+ …"$/, with: "") }
    .joined(separator: "\n")
  }

  /// Text, and attributes that are read out or shown.
  private static func seen(in html: String) -> String {
    // Lines of diagrams break inside of names.
    let body = html.replacing(/<script[^>]*>[\s\S]*?<\/script>/, with: "")
      .replacing(/<\/text>\s*<text[^>]*>/, with: " ")
    let read = /\s(?:aria-label|title|alt|data-label|placeholder)="([^"]*)"|<meta name="description" content="([^"]*)"/
    let attributes = body.matches(of: read).map { String($0.1 ?? $0.2 ?? "") }
    let text = body.replacing(/<[^>]*>/, with: "\n")
    return (attributes + [text]).joined(separator: "\n").replacing("&amp;", with: "&").replacing("&lt;", with: "<")
      .replacing("&quot;", with: "\"")
  }

  private static func configuration(_ language: String, _ filler: String) -> String {
    """
    title: \(filler)
    language: \(language)
    base-url: https://help.example.com/
    edit-url: https://help.example.com/{path}
    footer: \(filler)
    witness-page: true
    navigation: [{ title: \(filler), url: "https://example.com/" }]
    versions:
      - { label: "8" }
      - { label: "7" }
    """
  }

  private static func catalog(_ filler: String) -> String {
    let words = "why: \(filler), without: \(filler), condition: \(filler), data: \(filler), since: 2025-03-04"
    func grant(_ permission: String, _ kind: String = "delegated", _ resource: String = "Microsoft Graph") -> String {
      "      - { resource: \(resource), permission: \(permission), kind: \(kind), \(words) }\n"
    }
    let all = grant("User.Read.All") + grant("User.ReadWrite.All", "application")
    let consents: [(String, String, String)] = [
      ("all", "admin-consent", all + grant("CopilotStudio.Copilots.Invoke", "delegated", "Power Platform API")),
      ("read", "admin-consent", grant("User.Read.All")),
      ("sync", "admin-consent", grant("User.Read.All", "application")),
      ("own", "user-consent", grant("User.Read")), ("everybody", "user-consent", grant("User.ReadBasic.All")),
      ("code", "device-code", grant("User.Read.All")), ("own-code", "device-code", grant("User.Read")),
      ("portal", "portal", all), ("one", "portal", grant("User.Read.All")),
      ("unfinished", "admin-consent", grant("User.Read.All")),
    ]
    return """
      product: { name: \(filler), url: https://contoso.example/, publisher: \(filler) }
      apps:
        main:
          provider: microsoft
          display-name: \(filler)
          client-id: 11111111-2222-3333-4444-555555555555
          redirect-uris: [https://app.contoso.example/callback]
          clouds:
            us-gov: { client-id: 21111111-2222-3333-4444-555555555555 }
            us-gov-dod: { client-id: 31111111-2222-3333-4444-555555555555 }
            china: { client-id: 41111111-2222-3333-4444-555555555555 }
        reader:
          provider: microsoft
          display-name: \(filler)
          client-id: 51111111-2222-3333-4444-555555555555
          redirect-uris: [https://app.contoso.example/callback]
        # As the starter has it.
        unfinished:
          provider: microsoft
          display-name: \(filler)
          client-id: 11111111-2222-3333-4444-555555555555
          redirect-uris: [https://app.example.com/callback]
      consents:

      """
        + consents.map { id, flow, grants in
          """
            \(id):
              title: \(filler)
              summary: \(filler)
              app: \(id == "read" ? "reader" : id == "unfinished" ? id : "main")
              flow: \(flow)
              link: v1
              claim: read-only
              sign-in-scopes: [openid, profile, email, offline_access]
              grants:
          \(grants)
          """.split(separator: "\n").map { $0 + "\n" }.joined()
            .replacing("    link: v1\n", with: flow == "admin-consent" ? "    link: v1\n" : "")
            .replacing("    claim: read-only\n", with: id == "read" ? "    claim: read-only\n" : "")
        }.joined()
  }

  private static func page(_ filler: String) -> String {
    let consents = ["all", "read", "sync", "own", "everybody", "code", "own-code", "portal", "one", "unfinished"]
    let directives = [
      "consent-link", "consent-flow", "permissions", "prerequisites", "checklist", "revoke", "troubleshooting",
    ]
    let each = consents.flatMap { consent in directives.map { "::\($0){consent=\(consent)}\n\n" } }.joined()
    let boxes = ["note", "tip", "important", "warning", "caution"].map { ":::\($0)\n\(filler)\n:::\n\n" }.joined()
    return """
      ---
      title: \(filler)
      updated: 2026-01-02
      aliases: [/old/]
      ---

      ## \(filler)

      \(filler)[^1]

      [^1]: \(filler)

      | \(filler) | 1 |
      |---|---|
      | 2 | 3 |

      - [ ] \(filler)
      - [x] \(filler)

      :::checklist
      - [ ] \(filler)
      :::

      ::::tabs
      :::tab[\(filler)]
      \(filler)
      :::
      :::tab[\(filler) 2]
      \(filler)
      :::
      ::::

      ::permission-changes

      \(boxes)
      \(each)
      """
  }
}
