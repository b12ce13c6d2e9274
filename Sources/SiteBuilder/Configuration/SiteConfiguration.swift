import Diagnostics
package import TypedYAML

/// What `scopebook.yml` says.
package struct SiteConfiguration: Sendable {
  package var title = ""
  package var description: String?
  package var baseURL: String?
  package var language = "en"
  package var content = "content"
  package var templates = "templates"
  package var output = "site"
  /// Where readers may suggest a change; `{path}` stands for the page's file.
  package var editURL: String?
  package var rawHTML = false
  /// Links in the header.
  package var navigation: [(title: String, url: Spanned<String>)] = []
  package var footer: String?
  package var accent: String?
  package var logo: Spanned<String>?
  package var permissionReference = true
  package var checks = CheckSettings()

  static let type = ObjectType(
    "the configuration",
    [
      .init("title", .string(.text), required: true, "The site's name, shown on every page."),
      .init("description", .string(.text), "One sentence about the site, for search engines."),
      .init("base-url", .string(.baseURL), "Where the site will stand, with its path if it has one."),
      .init("language", .string(.language), "The language of the pages, such as en or pt-BR."),
      .init("content", .string(.relativePath), "The folder with the pages; content unless it says otherwise."),
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
      .init(
        "navigation",
        .list(
          of: .object(
            ObjectType(
              "a link",
              [
                .init("title", .string(.text), required: true, "What the link says."),
                .init("url", .string(.link), required: true, "A page of the site, or any address."),
              ]
            )
          )
        ),
        "Links in the header of every page."
      ),
      .init("footer", .string(.text), "A line at the foot of every page."),
      .init(
        "theme",
        .object(
          ObjectType(
            "theme",
            [
              .init("accent", .string(.color), "The colour of links and buttons."),
              .init("logo", .string(.link), "An image beside the site's name, such as /assets/logo.svg."),
            ]
          )
        ),
        "How the built-in theme looks."
      ),
      .init("checks", .object(CheckSettings.type), "How seriously findings are taken."),
      .init(
        "permission-reference",
        .boolean,
        "A page is made for every permission in the catalog; true unless it says false."
      ),
    ]
  )

  /// Nothing usable without a title, but whatever could be read is there.
  static func decode(_ file: SourceFile) -> (SiteConfiguration, [Diagnostic]) {
    let (node, found) = YAMLReader.read(file.bytes, path: file.path)
    let root = node ?? YAMLNode(content: .mapping([]), span: SourceSpan(start: 0, end: 0))
    var validator = Validator(path: file.path)
    if node != nil || found.isEmpty { validator.check(root, .object(type), name: "the configuration") }
    var configuration = SiteConfiguration()
    configuration.read(root)
    let levels = configuration.checks.read(root["checks"], in: file)
    return (configuration, found + validator.diagnostics + levels + configuration.overlaps(root, in: file))
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

  private mutating func read(_ node: YAMLNode) {
    func folder(_ key: String, _ usual: String) -> String {
      guard let path = node.text(key)?.value, StringFormat.relativePath.allows(path) else { return usual }
      return path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }
    title = node.text("title")?.value ?? ""
    description = node.text("description")?.value
    baseURL = node.text("base-url")?.value
    language = node.text("language")?.value ?? "en"
    content = folder("content", "content")
    templates = folder("templates", "templates")
    output = folder("output", "site")
    editURL = node.text("edit-url")?.value
    rawHTML = node["markdown"]?.flag("raw-html") ?? false
    navigation =
      node["navigation"]?.items.compactMap { link in
        guard let title = link.text("title")?.value, let url = link.text("url"), StringFormat.link.allows(url.value)
        else { return nil }
        return (title, url)
      } ?? []
    footer = node.text("footer")?.value
    accent = node["theme"]?.text("accent")?.value
    logo = node["theme"]?.text("logo")
    permissionReference = node.flag("permission-reference") ?? true
  }
}
