import Templates

/// What a Markdown page, a section's page and the home page show.
struct PageView: Sendable {
  var title: [UInt8]
  var description: [UInt8]?
  var url: [UInt8]
  var canonical: [UInt8]?
  var content: [UInt8]
  var breadcrumbs: [LinkView]
  var navigation: [UInt8]
  var tableOfContents: [TableOfContentsEntry]
  var previous: LinkView?
  var next: LinkView?
  var editURL: [UInt8]?
  var updated: DateView?
  var children: [LinkView]
  var isHome: Bool
  var isSection: Bool
  var isDraft: Bool
  var isIndexed: Bool
  /// The same page as Markdown.
  var markdownURL: [UInt8]? = nil
  /// JSON-LD, safe in a script element.
  var structuredData: [UInt8] = []
  /// The same in the latest version, where this is an older one.
  var latestURL: [UInt8]? = nil
  /// The same page in every language of the site; empty where there is one only.
  var languages: [LanguageView] = []
  /// Those in which it is really written, for search engines.
  var alternates: [AlternateView] = []
  /// Of the text, where it has not been translated into the language around it.
  var textLanguage: [UInt8]? = nil
  var textDirection: [UInt8]? = nil

  struct TableOfContentsEntry: Sendable {
    /// Escaped already.
    var title: [UInt8]
    var id: [UInt8]
    /// One level below the entries before it.
    var isNested: Bool

    static let shape = Shape<TableOfContentsEntry>([
      .html("title") { $0.title },
      .text("id") { $0.id },
      .flag("isNested") { $0.isNested },
    ])
  }

  static let shape = Shape<PageView>([
    .text("title") { $0.title },
    .optionalText("description") { $0.description },
    .text("url") { $0.url },
    .optionalText("canonical") { $0.canonical },
    .html("content") { $0.content },
    .list("breadcrumbs", LinkView.shape) { $0.breadcrumbs },
    .html("navigation") { $0.navigation },
    .list("tableOfContents", TableOfContentsEntry.shape) { $0.tableOfContents },
    .flag("hasTableOfContents") { !$0.tableOfContents.isEmpty },
    .optional("previous", LinkView.shape) { $0.previous },
    .optional("next", LinkView.shape) { $0.next },
    .optionalText("editURL") { $0.editURL },
    .optional("updated", DateView.shape) { $0.updated },
    .list("children", LinkView.shape) { $0.children },
    .flag("hasChildren") { !$0.children.isEmpty },
    .flag("isHome") { $0.isHome },
    .flag("isSection") { $0.isSection },
    .flag("isDraft") { $0.isDraft },
    .flag("isIndexed") { $0.isIndexed },
    .optionalText("markdownURL") { $0.markdownURL },
    .html("structuredData") { $0.structuredData },
    .optionalText("latestURL") { $0.latestURL },
    .list("languages", LanguageView.shape) { $0.languages },
    .flag("hasLanguages") { !$0.languages.isEmpty },
    .list("alternates", AlternateView.shape) { $0.alternates },
    .optionalText("textLanguage") { $0.textLanguage },
    .optionalText("textDirection") { $0.textDirection },
  ])
}

/// The root of every page template: `site` and `page`.
struct PageContext: Sendable {
  var site: SiteView
  var page: PageView

  static let shape = Shape<PageContext>([
    .object("site", SiteView.shape, at: \.site),
    .object("page", PageView.shape, at: \.page),
  ])
}

/// The root of `permission`: one permission's page.
struct PermissionContext: Sendable {
  var site: SiteView
  var page: PageView
  var permission: PermissionView

  static let shape = Shape<PermissionContext>([
    .object("site", SiteView.shape, at: \.site),
    .object("page", PageView.shape, at: \.page),
    .object("permission", PermissionView.shape) { $0.permission },
  ])
}

/// The root of `permissions`: the list of all.
struct PermissionListContext: Sendable {
  var site: SiteView
  var page: PageView
  var resources: [PermissionListView]
  var review: [UInt8]
  var json: [UInt8]
  var csv: [UInt8]
  var permissionCount: [UInt8]

  static let shape = Shape<PermissionListContext>([
    .object("site", SiteView.shape, at: \.site),
    .object("page", PageView.shape, at: \.page),
    .list("resources", PermissionListView.shape) { $0.resources },
    .text("review") { $0.review },
    .text("json") { $0.json },
    .text("csv") { $0.csv },
    .text("permissionCount") { $0.permissionCount },
  ])
}

/// The root of `redirect`: all that stands at a page's former address.
struct RedirectContext: Sendable {
  var target: [UInt8]
  var canonical: [UInt8]
  var siteTitle: [UInt8]
  var language: [UInt8]
  var isRightToLeft: Bool

  static let shape = Shape<RedirectContext>([
    .text("target") { $0.target },
    .text("canonical") { $0.canonical },
    .text("siteTitle") { $0.siteTitle },
    .text("language") { $0.language },
    .flag("isRightToLeft") { $0.isRightToLeft },
  ])
}
