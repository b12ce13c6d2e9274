import Diagnostics
import Markup
package import Permissions
package import TypedYAML

/// What a page says of itself, between `---` lines at its top.
package struct PageFrontMatter: Sendable {
  package var title = ""
  /// Where that is said.
  var titleSpan: SourceSpan?
  /// For navigation, where the title is too long.
  package var navTitle: String?
  package var description: String?
  package var order: Int?
  package var isDraft = false
  /// Last part of the page's address, instead of the file's name.
  package var slug: String?
  /// Former addresses, which lead here.
  package var aliases: [Spanned<String>] = []
  /// Consents that the page is about, by their keys in the catalog.
  package var consents: [Spanned<String>] = []
  package var updated: CalendarDate?
  /// Where that is said.
  var updatedSpan: SourceSpan?
  /// The state of the page that this one translates, as ``TranslationMark`` writes it.
  var translates: Spanned<String>?
  package var layout: Spanned<String>?
  package var isSearchable = true
  package var showsTableOfContents = true
  /// What stands where the front matter should be but could not be read; nil where it could. What it may have said is
  /// unknown, so nothing that depends on it is wrong.
  var unreadable: ArraySlice<UInt8>?

  static let type = ObjectType(
    "front matter",
    [
      .init("title", .string(.text), required: true, "The page's title, shown as its heading and in lists."),
      .init("nav-title", .string(.text), "A shorter title for navigation and breadcrumbs."),
      .init("description", .string(.text), "One sentence about the page, for lists and search engines."),
      .init("order", .integer, "Position among the pages of its section; pages without one follow by name."),
      .init("draft", .boolean, "The page is not published, unless drafts are asked for."),
      .init("slug", .string(.identifier), "Last part of the page's address, instead of the file's name."),
      .init("aliases", .list(of: .string(.sitePath)), "Former addresses of the page, which lead to it."),
      .init("consents", .list(of: .string(.identifier)), "Consents of the catalog that the page is about."),
      .init("updated", .string(.date), "The day of the last change that matters to readers."),
      .init(
        "translates",
        .string(.identifier),
        "The state of the original that the page translates; `scopebook check --fix` writes it."
      ),
      .init("layout", .string(.identifier), "A template in templates/layouts, instead of the theme's page."),
      .init("search", .boolean, "The site's search and search engines may list the page; true unless it says false."),
      .init("toc", .boolean, "The page shows a table of contents; true unless it says false."),
    ]
  )

  /// Reads a file's front matter. A snippet needs none.
  static func decode(_ file: SourceFile, isSnippet: Bool) -> (PageFrontMatter, [Diagnostic]) {
    var frontMatter = PageFrontMatter()
    guard let split = FrontMatter.split(file.bytes), !split.isUnclosed else {
      frontMatter.unreadable = misplaced(in: file.bytes)
      guard !isSnippet, FrontMatter.split(file.bytes) == nil else { return (frontMatter, []) }
      let diagnostic = Diagnostic(
        "missing-key",
        .error,
        "the page has no title",
        at: file.location(SourceSpan(start: 0, end: 0)),
        help: frontMatter.unreadable == nil
          ? "begin the file with --- on a line, title: …, and --- on a line"
          : "front matter begins with --- on the file's first line, without spaces before it, and ends with ---"
      )
      return (frontMatter, [diagnostic])
    }
    let range = split.content.range
    let (node, found) = YAMLReader.read(Array(file.bytes[range]), path: file.path, offset: range.lowerBound)
    var diagnostics = found
    let place = SourceSpan(range.lowerBound..<range.lowerBound)
    let root = node ?? YAMLNode(content: .mapping([]), span: place)
    if node != nil || found.isEmpty, !(isSnippet && node == nil) {
      var validator = Validator(path: file.path, unknownKeys: .warning)
      validator.check(root, .object(type), name: "front matter")
      diagnostics += validator.diagnostics
    }
    frontMatter.read(root)
    let isMapping = if case .mapping = root.content { true } else { false }
    if node == nil && !found.isEmpty || !isMapping { frontMatter.unreadable = file.bytes[range] }
    return (frontMatter, diagnostics)
  }

  /// The first paragraph of a file, where it looks like front matter: keys with colons, perhaps with a fence that is
  /// indented, or that another program uses.
  private static func misplaced(in bytes: [UInt8]) -> ArraySlice<UInt8>? {
    let text = bytes.drop { $0 <= 0x20 || $0 >= 0x80 }
    var end = text.startIndex
    var keys = 0
    while end < text.endIndex {
      let line = text[end...].prefix { $0 != 0x0A }
      let words = line.drop { $0 <= 0x20 }
      if words.isEmpty { break }
      let key = words.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "=") }
      let name = key.reversed().drop { $0 <= 0x20 }.reversed()
      if key.count < words.count, StringFormat.identifier.allows(Array(name).text) { keys += 1 }
      end = min(line.endIndex + 1, text.endIndex)
    }
    let isFenced = ["---", "+++"].contains { text.starts(with: $0.utf8) }
    return keys > (isFenced ? 0 : 1) ? text[..<end] : nil
  }

  private mutating func read(_ node: YAMLNode) {
    let titleText = node.text("title")
    title = titleText?.value ?? ""
    titleSpan = titleText?.span
    navTitle = node.text("nav-title")?.value
    description = node.text("description")?.value
    order = node.integer("order")
    isDraft = node.flag("draft") ?? false
    slug = node.text("slug")?.value
    aliases = node.texts("aliases").filter { StringFormat.sitePath.allows($0.value) }
    consents = node.texts("consents")
    let updatedText = node.text("updated")
    updated = updatedText.flatMap { CalendarDate($0.value) }
    updatedSpan = updatedText?.span
    translates = node.text("translates")
    layout = node.text("layout")
    isSearchable = node.flag("search") ?? true
    showsTableOfContents = node.flag("toc") ?? true
    if let slug, !StringFormat.identifier.allows(slug) { self.slug = nil }
  }
}
