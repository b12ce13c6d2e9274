import Diagnostics
package import ExternalLinks
package import Permissions
package import TypedYAML

/// What `scopebook.yml` says.
package struct SiteConfiguration: Sendable {
  package var title = ""
  package var description: String?
  package var baseURL: String?
  /// Where scopebook.yml says it.
  private(set) var baseURLSpan: SourceSpan?
  package var language = "en"
  /// What the theme says, in that language and with the site's own words.
  package var strings = ThemeStrings.english
  /// The site's other languages.
  package var languages: [Language] = []
  /// Which of them this configuration is about; nothing for the site's own.
  package var otherLanguage: Language?
  /// The site's own, where this configuration is about another.
  var ownLanguage: String?
  package var content = "content"
  package var templates = "templates"
  package var output = "site"
  /// Which files of the content folder belong to the site.
  package var contentRules = ContentRules()
  /// Folders outside of the site's that symbolic links may lead into.
  package var followedFolders: [String] = []
  /// Where readers may suggest a change; `{path}` stands for the page's file.
  package var editURL: String?
  package var rawHTML = false
  /// Links in the header.
  package var navigation: [(title: String, url: Spanned<String>)] = []
  package var footer: String?
  package var theme = ThemeSettings()
  package var permissionReference = true
  package var highlightsCode = true
  /// Readers can search the site.
  package var search = true
  /// Every page is published as Markdown too, with `llms.txt`.
  package var markdownPages = true
  /// Lists of former addresses that are published besides the pages that lead on.
  var redirectFiles: [RedirectFile] = []
  /// The versions of the product that have pages of their own; the first is the latest and stands at the root.
  package var versions: [Version] = []
  /// Which of them this build is about; nothing for the latest, and where there are none.
  package var olderVersion: Int?
  package var checks = CheckSettings()
  /// The day of this build, in coordinated universal time.
  package var today = CalendarDate.today
  /// Where the product's code lies: what it requests is held against the catalog.
  package var code: [CodeSource] = []
  /// A newer table of the provider's permissions than the built-in one.
  package var providerData: Spanned<String>?
  /// What the provider offers: the built-in table, or the one that is named above once it has been read.
  package var microsoft = MicrosoftPermissions.embedded
  /// What opens a page's file from the preview.
  package var editor = EditorLink("vscode")
  /// A page that shows what each witness says of every permission.
  package var witnessPage = false

  /// The last day on which a page can have been updated: somewhere it may be tomorrow already.
  var latestUpdate: CalendarDate { today.next }

  package struct Version: Sendable {
    /// As readers see it, and the folder that it is published in: `v2`.
    package var label: String
    /// Where it stands if it is not published here.
    package var url: String?
  }

  /// The folder below the base URL and the output folder that this build is published in.
  var versionFolder: String? { olderVersion.map { versions[$0].label } }

  package struct CodeSource: Sendable {
    /// From the site's folder.
    package var path: Spanned<String>
    package var include: [String]
    package var exclude: [String]
  }
  /// How links to other sites are checked, where that is asked for.
  package var externalLinks = ExternalLinkOptions()

  static let type = ObjectType(
    "the configuration",
    [
      .init("title", .string(.text), required: true, "The site's name, shown on every page."),
      .init("description", .string(.text), "One sentence about the site, for search engines."),
      .init("base-url", .string(.baseURL), "Where the site will stand, with its path if it has one."),
      .init("language", .string(.language), "The language of the pages, such as en or pt-BR."),
      .init("strings", .object(StringSettings.type), "The site's own words in place of the theme's."),
      .init(
        "languages",
        LanguageSettings.type,
        "Other languages of the pages; each stands below a folder of its name."
      ),
      .init("content", .string(.relativePath), "The folder with the pages; content unless it says otherwise."),
      .init(
        "exclude",
        .list(of: .string(.text)),
        "Files of the content folder to leave out, such as internal/** or *.psd; !name publishes what is left out otherwise."
      ),
      .init(
        "follow-links",
        .list(of: .string(.text)),
        "Folders outside of the site's, absolute or from it, that symbolic links may lead into: ../shared-guides."
      ),
      .init("templates", .string(.relativePath), "The folder with templates that replace the theme's; templates."),
      .init("output", .string(.relativePath), "The folder to publish into; site unless it says otherwise."),
      .init("edit-url", .string(.editURL), "Where readers may suggest a change; {path} stands for the page's file."),
      .init(
        "markdown",
        .object(
          ObjectType(
            "markdown",
            [.init("raw-html", .boolean, "HTML in pages passes as it is instead of being shown as text.")]
          )
        ),
        "How pages are read."
      ),
      .init("navigation", navigationType, "Links in the header of every page."),
      .init("footer", .string(.text), "A line at the foot of every page."),
      .init(
        "versions",
        .list(
          of: .object(
            ObjectType(
              "a version",
              [
                .init("label", .string(.identifier), required: true, "Its name, and its folder: v2."),
                .init("url", .string(.httpsURL), "Where it stands, if it is not published with this site."),
              ]
            )
          )
        ),
        "Versions of the product with pages of their own, the latest first; the others are built with --version-label."
      ),
      .init(
        "theme",
        .object(ThemeSettings.type),
        "How the built-in theme looks."
      ),
      .init(
        "code",
        .list(
          of: .object(
            ObjectType(
              "a code witness",
              [
                .init("path", .string(.text), required: true, "A file or folder with code, from this file's folder."),
                .init("include", .list(of: .string(.text)), "Only files that one of these patterns covers."),
                .init("exclude", .list(of: .string(.text)), "No files that one of these patterns covers."),
              ]
            )
          )
        ),
        "Code of the product; what it requests is held against the catalog."
      ),
      .init(
        "provider-data",
        .string(.relativePath),
        "A newer table of permissions, made by `scopebook import provider`."
      ),
      .init(
        "editor",
        .string(.text),
        "What the preview opens files with: \(EditorLink.names.joined(separator: ", ")), or an address with {path} and {line}; vscode."
      ),
      .init("witness-page", .boolean, "A page for reviewers shows what docs, catalog, code and provider say; false."),
      .init("checks", .object(CheckSettings.type), "How seriously findings are taken."),
      .init(
        "permission-reference",
        .boolean,
        "A page is made for every permission in the catalog; true unless it says false."
      ),
      .init("highlight", .boolean, "Code in known languages is shown in colours; true unless it says false."),
      .init("search", .boolean, "Readers can search the site; true unless it says false."),
      .init(
        "markdown-pages",
        .boolean,
        "Every page is published as Markdown too, and llms.txt lists them; true unless it says false."
      ),
      .init(
        "redirect-files",
        .list(of: .oneOf(RedirectFile.allCases.map(\.rawValue))),
        "Former addresses of pages as a list too: _redirects for netlify or cloudflare, redirects.json for json."
      ),
      .init("external-links", .object(externalLinksType), "How links to other sites are checked, when asked for."),
    ]
  )

  static let navigationType = ValueType.list(
    of: .object(
      ObjectType(
        "a link",
        [
          .init("title", .string(.text), required: true, "What the link says."),
          .init("url", .string(.link), required: true, "A page of the site, or any address."),
        ]
      )
    )
  )

  private static let externalLinksType = ObjectType(
    "external-links",
    [
      .init(
        "exclude",
        .list(of: .string(.text)),
        "Hosts or beginnings of addresses to leave alone, such as status.contoso.com; * stands for anything."
      ),
      .init("timeout", .integer, "Seconds that a server may take for an answer; 20 unless it says otherwise."),
      .init("concurrency", .integer, "Requests at one time, two of them to the same host at most; 16."),
      .init("cache-days", .integer, "Days for which a link that works is not asked for again; 1, and 0 for never."),
    ]
  )

  /// What is sensible, by key.
  private static let externalLinksRanges = ["timeout": 1...600, "concurrency": 1...64, "cache-days": 0...365]

  /// Nothing usable without a title, but whatever could be read is there.
  static func decode(_ file: SourceFile) -> (SiteConfiguration, [Diagnostic]) {
    let (node, found) = YAMLReader.read(file.bytes, path: file.path)
    let root = node ?? YAMLNode(content: .mapping([]), span: SourceSpan(start: 0, end: 0))
    var validator = Validator(path: file.path)
    if node != nil || found.isEmpty { validator.check(root, .object(type), name: "the configuration") }
    var configuration = SiteConfiguration()
    configuration.read(root)
    let wrong =
      configuration.checks.read(root["checks"], in: file) + configuration.overlaps(root, in: file)
      + configuration.wrongVersions(root, in: file)
      + configuration.sameRedirectFile(root, in: file) + configuration.numbersOutOfRange(root, in: file)
      + configuration.read(editor: root.text("editor"), in: file)
      + StringSettings.read(root["strings"], into: &configuration.strings, in: file)
      + LanguageSettings.read(root, into: &configuration, in: file)
    return (configuration, found + validator.diagnostics + wrong)
  }

  /// Netlify's and Cloudflare's files have one name.
  private func sameRedirectFile(_ node: YAMLNode, in file: SourceFile) -> [Diagnostic] {
    let wanted = node.texts("redirect-files")
    var seen: Set<String> = []
    return wanted.compactMap { text in
      guard let kind = RedirectFile(rawValue: text.value), !seen.insert(kind.path).inserted else { return nil }
      return Diagnostic(
        "invalid-value",
        .error,
        "\(kind.path) is asked for twice",
        at: file.location(text.span),
        help: "name the host that the site is published to"
      )
    }
  }

  /// Folders that may not lie in one another: what is published would be read again by the next build.
  private func overlaps(_ node: YAMLNode, in file: SourceFile) -> [Diagnostic] {
    [content, templates].filter { ($0 + "/").hasPrefix(output + "/") || (output + "/").hasPrefix($0 + "/") }.map {
      other in
      Diagnostic(
        "invalid-value",
        .error,
        "the output folder \(output) overlaps with \(other)",
        at: file.location(node.text("output")?.span ?? SourceSpan(start: 0, end: 0)),
        help: "publish into a folder of its own, such as site"
      )
    }
  }

  /// Labels are folders, and some disks do not tell capitals from small letters.
  private func wrongVersions(_ node: YAMLNode, in file: SourceFile) -> [Diagnostic] {
    var seen: Set<String> = []
    return (node["versions"]?.items ?? []).compactMap { item in
      guard let label = item.text("label"), !seen.insert(label.value.lowercased()).inserted else { return nil }
      return Diagnostic(
        "invalid-value",
        .error,
        "there are two versions \(label.value)",
        at: file.location(label.span),
        help: "give each a label of its own"
      )
    }
  }

  private mutating func read(editor: Spanned<String>?, in file: SourceFile) -> [Diagnostic] {
    guard let editor else { return [] }
    self.editor = EditorLink(editor.value)
    guard self.editor == nil else { return [] }
    let guess = NearestMatch.find(editor.value, in: EditorLink.names)
    return [
      Diagnostic(
        "invalid-value",
        .error,
        "\(editor.value) is no editor that is known",
        at: file.location(editor.span),
        help: guess.map { "did you mean \($0)?" }
          ?? "write one of \(EditorLink.names.joined(separator: ", ")), or an address such as myeditor://open?file={path}&line={line}"
      )
    ]
  }

  private func numbersOutOfRange(_ node: YAMLNode, in file: SourceFile) -> [Diagnostic] {
    (node["external-links"]?.entries ?? []).compactMap { entry in
      let key = entry.key.value
      guard let range = Self.externalLinksRanges[key], let number = entry.value.text.flatMap({ Int($0.value) }),
        !range.contains(number)
      else { return nil }
      return Diagnostic(
        "invalid-value",
        .error,
        "\(key) has to be a number from \(range.lowerBound) to \(range.upperBound)",
        at: file.location(entry.value.span)
      )
    }
  }

  private mutating func read(_ node: YAMLNode) {
    func folder(_ key: String, _ usual: String) -> String {
      guard let path = node.text(key)?.value, StringFormat.relativePath.allows(path) else { return usual }
      return path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }
    title = node.text("title")?.value ?? ""
    description = node.text("description")?.value
    baseURL = node.text("base-url")?.value
    baseURLSpan = node.text("base-url")?.span
    language = node.text("language")?.value ?? "en"
    strings = ThemeStrings(for: language)
    content = folder("content", "content")
    contentRules = ContentRules(exclude: node.texts("exclude").map(\.value), content: content)
    followedFolders = node.texts("follow-links").map(\.value)
    templates = folder("templates", "templates")
    output = folder("output", "site")
    editURL = node.text("edit-url")?.value
    rawHTML = node["markdown"]?.flag("raw-html") ?? false
    navigation = Self.navigation(node["navigation"])
    footer = node.text("footer")?.value
    versions =
      node["versions"]?.items.compactMap { item in
        item.text("label").map { Version(label: $0.value, url: item.text("url")?.value) }
      } ?? []
    theme = ThemeSettings(node["theme"])
    permissionReference = node.flag("permission-reference") ?? true
    highlightsCode = node.flag("highlight") ?? true
    search = node.flag("search") ?? true
    markdownPages = node.flag("markdown-pages") ?? true
    redirectFiles = node.texts("redirect-files").compactMap { RedirectFile(rawValue: $0.value) }
    witnessPage = node.flag("witness-page") ?? false
    providerData = node.text("provider-data")
    code =
      node["code"]?.items.compactMap { item in
        item.text("path").map { path in
          CodeSource(
            path: path,
            include: item.texts("include").map(\.value),
            exclude: item.texts("exclude").map(\.value)
          )
        }
      } ?? []
    externalLinks.userAgent = "Scopebook/\(scopebookVersion) (link check)"
    if let node = node["external-links"] { read(externalLinks: node) }
  }

  static func navigation(_ node: YAMLNode?) -> [(title: String, url: Spanned<String>)] {
    (node?.items ?? []).compactMap { link in
      guard let title = link.text("title")?.value, let url = link.text("url"), StringFormat.link.allows(url.value)
      else { return nil }
      return (title, url)
    }
  }

  private mutating func read(externalLinks node: YAMLNode) {
    func number(_ key: String) -> Int? {
      node.integer(key).flatMap { Self.externalLinksRanges[key]?.contains($0) == true ? $0 : nil }
    }
    externalLinks.exclude = node.texts("exclude").map(\.value)
    if let seconds = number("timeout") { externalLinks.timeout = .seconds(seconds) }
    if let count = number("concurrency") { externalLinks.concurrency = count }
    if let days = number("cache-days") { externalLinks.cacheAge = .seconds(days * 86_400) }
  }
}
