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
      .html("title", at: \.title),
      .text("id", at: \.id),
      .flag("isNested", at: \.isNested),
    ])
  }

  static let shape = Shape<PageView>([
    .text("title", at: \.title),
    .text("description", at: \.description),
    .text("url", at: \.url),
    .text("canonical", at: \.canonical),
    .html("content", at: \.content),
    .list("breadcrumbs", LinkView.shape, at: \.breadcrumbs),
    .html("navigation", at: \.navigation),
    .list("tableOfContents", TableOfContentsEntry.shape, at: \.tableOfContents),
    .flag("hasTableOfContents") { !$0.tableOfContents.isEmpty },
    .optional("previous", LinkView.shape, at: \.previous),
    .optional("next", LinkView.shape, at: \.next),
    .text("editURL", at: \.editURL),
    .optional("updated", DateView.shape, at: \.updated),
    .list("children", LinkView.shape, at: \.children),
    .flag("hasChildren") { !$0.children.isEmpty },
    .flag("isHome", at: \.isHome),
    .flag("isSection", at: \.isSection),
    .flag("isDraft", at: \.isDraft),
    .flag("isIndexed", at: \.isIndexed),
    .text("markdownURL", at: \.markdownURL),
    .html("structuredData", at: \.structuredData),
    .text("latestURL", at: \.latestURL),
    .list("languages", LanguageView.shape, at: \.languages),
    .flag("hasLanguages") { !$0.languages.isEmpty },
    .list("alternates", AlternateView.shape, at: \.alternates),
    .text("textLanguage", at: \.textLanguage),
    .text("textDirection", at: \.textDirection),
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
    .object("permission", PermissionView.shape, at: \.permission),
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
    .list("resources", PermissionListView.shape, at: \.resources),
    .text("review", at: \.review),
    .text("json", at: \.json),
    .text("csv", at: \.csv),
    .text("permissionCount", at: \.permissionCount),
  ])
}

/// The root of `redirect`: all that stands at a page's former address.
struct RedirectContext: Sendable {
  var target: [UInt8]
  /// Leads there with the query and fragment of the former address.
  var script: [UInt8]
  var canonical: [UInt8]
  var siteTitle: [UInt8]
  var language: [UInt8]
  var isRightToLeft: Bool

  static let shape = Shape<RedirectContext>([
    .text("target", at: \.target),
    .text("script", at: \.script),
    .text("canonical", at: \.canonical),
    .text("siteTitle", at: \.siteTitle),
    .text("language", at: \.language),
    .flag("isRightToLeft", at: \.isRightToLeft),
  ])
}
