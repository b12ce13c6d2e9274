import Diagnostics
import Markup
import Permissions
import Templates
import TypedYAML

/// Renders the text of one page: what ``HTMLRenderer`` asks about links, permissions and directives, answered by
/// the site.
struct PageRendering: RenderingDelegate {
  let site: Site
  let theme: Theme
  let page: Page
  private let outline: [Page.OutlineEntry]
  /// The file that is being rendered: the page's own or that of a snippet.
  private(set) var file: SourceFile {
    didSet { folder = site.folder(of: file) }
  }
  private var folder: [UInt8]
  private var openSnippets = OpenSnippets()
  /// How many headings have been written; their ids come from the page's outline, in the same order.
  private var headingCount = 0
  private var hasImage = false
  /// Nodes before this one stand inside a link or heading, where a permission must not become another link.
  private var endOfLink: Document.Index = 0
  private var linksPermissions = true
  private var usedIDs: [String: Int] = [:]
  private var takenIDs: Set<String> = []
  /// Those that have been written.
  var checklists: [Checklist] = []

  init(site: Site, theme: Theme, page: Page, file: SourceFile) {
    self.site = site
    self.theme = theme
    self.page = page
    outline = site.outline(of: page)
    self.file = file
    folder = site.folder(of: file)
  }

  /// The HTML of a page's text.
  static func html(of page: Page, in site: Site, theme: Theme) -> [UInt8] {
    rendered(page, in: site, theme: theme)?.html ?? []
  }

  static func checklists(of page: Page, in site: Site, theme: Theme) -> [Checklist] {
    rendered(page, in: site, theme: theme)?.rendering.checklists ?? []
  }

  private static func rendered(_ page: Page, in site: Site, theme: Theme) -> (html: [UInt8], rendering: PageRendering)?
  {
    guard let parsed = page.parsed else { return nil }
    var rendering = PageRendering(site: site, theme: theme, page: page, file: parsed.file)
    var renderer = HTMLRenderer(
      document: parsed.document,
      rawHTML: site.configuration.rawHTML,
      highlightsCode: site.configuration.highlightsCode,
      makesFigures: true,
      words: theme.words
    )
    renderer.renderDocument(delegate: &rendering)
    return (renderer.writer.finish(), rendering)
  }

  // MARK: Links

  mutating func write(urlOf node: Document.Index, in document: Document, to writer: inout HTMLWriter) -> Bool {
    endOfLink = max(endOfLink, Int(document.nodes[node].end))
    let link = document.links[Int(document.nodes[node].detail)]
    guard case .published(let entry, let suffix) = site.index.resolve(document.destination(of: link), from: folder)
    else { return false }
    site.withURL(of: entry) { writer.write(url: $0) }
    if !suffix.isEmpty { writer.write(partOfURL: site.suffix(suffix, on: entry).bytes) }
    return true
  }

  mutating func attributes(of node: Document.Index, in document: Document) -> [UInt8] {
    guard document.nodes[node].kind == .image else { return [] }
    var attributes: [UInt8] = []
    let link = document.links[Int(document.nodes[node].detail)]
    if case .published(let entry, _) = site.index.resolve(document.destination(of: link), from: folder),
      let size = site.dimensions(of: entry)
    {
      attributes += " width=\"\(size.width)\" height=\"\(size.height)\"".utf8
    }
    // The first is likely to be seen at once.
    if hasImage { attributes += #" loading="lazy""#.utf8 }
    hasImage = true
    attributes += #" decoding="async""#.utf8
    return attributes
  }

  // MARK: Headings

  mutating func heading(_ number: Int, in document: Document) -> Document.Heading {
    endOfLink = max(endOfLink, Int(document.nodes[Int(document.headings[number].node)].end))
    defer { headingCount += 1 }
    return headingCount < outline.count ? outline[headingCount] : document.headings[number]
  }

  // MARK: Permissions

  mutating func render(code node: Document.Index, with renderer: inout HTMLRenderer) -> Bool {
    guard linksPermissions, node >= endOfLink, let url = referenceURL(ofPermission: renderer.document.text(of: node))
    else { return false }
    renderer.writer.write("<a class=\"permission\" href=\"")
    renderer.writer.writeEscaped(url)
    renderer.writer.write("\"><code>")
    renderer.writer.writeEscaped(renderer.document.text(of: node))
    renderer.writer.write("</code></a>")
    return true
  }

  mutating func withoutPermissionLinks(_ body: (inout PageRendering) -> Void) {
    let before = linksPermissions
    linksPermissions = false
    body(&self)
    linksPermissions = before
  }

  mutating func renderPermission(
    named name: [UInt8],
    kind: String?,
    resource: String?,
    with renderer: inout HTMLRenderer
  ) {
    let entry = site.reference.entries(named: name).map { site.reference.entries[$0] }.first { entry in
      (kind == nil || entry.permission.kind.rawValue == kind)
        && (resource == nil || entry.permission.resource.name.lowercased() == resource?.lowercased())
    }
    if let entry {
      renderer.writer.write("<a class=\"permission\" href=\"")
      renderer.writer.writeEscaped(site.base.url(of: entry.permalink))
      renderer.writer.write("\">")
    }
    renderer.writer.write("<code>")
    renderer.writer.writeEscaped(name)
    renderer.writer.write(entry == nil ? "</code>" : "</code></a>")
  }

  /// The page that explains a permission of this name; the list of all when the name alone does not tell which.
  private func referenceURL(ofPermission name: ArraySlice<UInt8>) -> [UInt8]? {
    let entries = site.reference.entries(named: name).map { site.reference.entries[$0] }
    guard let first = entries.first else { return nil }
    if entries.count == 1 { return site.base.url(of: first.permalink) }
    let wanted = Set((page.frontMatter?.consents ?? []).map(\.value))
    let ours = entries.filter { $0.uses.contains { wanted.contains($0.consent.id) } }
    return site.base.url(of: ours.count == 1 ? ours[0].permalink : PermissionReference.indexPermalink)
  }

  // MARK: Directives

  mutating func render(directive node: Document.Index, with renderer: inout HTMLRenderer) -> Bool {
    let directive = renderer.document.directives[Int(renderer.document.nodes[node].detail)]
    guard let definition = directivesByName[directive.name] else { return false }
    definition.render(DirectiveUse(node: node, directive: directive), &self, &renderer)
    return true
  }

  /// The consent a directive speaks about: the one it names, or the page's only one.
  func consent(of directive: Directive) -> Consent? {
    let key = directive["consent"]?.value ?? defaultConsent(of: page.frontMatter)
    return key.flatMap { site.catalog?.catalog.consent($0) }
  }

  /// An id that no other directive of this page has.
  mutating func uniqueID(_ stem: String) -> [UInt8] {
    var count = usedIDs[stem, default: 0]
    var id: String
    repeat {
      count += 1
      id = count == 1 ? stem : "\(stem)-\(count)"
    } while takenIDs.contains(id)
    usedIDs[stem] = count
    return Array(id.utf8)
  }

  /// Says that an id is used which was made otherwise.
  mutating func takeID(_ id: [UInt8]) { takenIDs.insert(id.text) }

  mutating func renderSnippet(of directive: Directive, with renderer: inout HTMLRenderer) {
    guard let path = IncludeDirective.file(of: directive, from: site.contentPath(file.path)),
      let snippet = site.snippets[path], openSnippets.enter(path, snippet)
    else { return }
    let (outerFile, outerEnd) = (file, endOfLink)
    (file, endOfLink) = (snippet.file, 0)
    renderer.render(embedded: snippet.document, delegate: &self)
    openSnippets.leave()
    (file, endOfLink) = (outerFile, outerEnd)
  }
}

/// The consent that a page's directives mean when they name none.
func defaultConsent(of frontMatter: PageFrontMatter?) -> String? {
  guard let consents = frontMatter?.consents, consents.count == 1 else { return nil }
  return consents[0].value
}

extension CompiledTemplate {
  /// Writes the template where the renderer stands.
  func render(_ root: Root, to renderer: inout HTMLRenderer) {
    var html: [UInt8] = []
    render(root, into: &html)
    renderer.writer.write(html: html)
  }
}
