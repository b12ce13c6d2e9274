import Templates

// What templates see. A shape stands beside each struct and is the only list of its names: a template that uses
// another name does not compile.

/// A link in a list: breadcrumbs, header, earlier and later pages.
package struct LinkView: Sendable {
  var title: [UInt8]
  var url: [UInt8]
  var description: [UInt8]? = nil
  /// Of the words, where the page has not been translated into the language around them.
  var language: [UInt8]? = nil

  static let shape = Shape<LinkView>([
    .text("language", at: \.language),
    .text("title", at: \.title),
    .text("url", at: \.url),
    .text("description", at: \.description),
  ])
}

/// A day, for machines and for people.
package struct DateView: Sendable {
  var iso: [UInt8]
  var text: [UInt8]

  static let shape = Shape<DateView>([
    .text("iso", at: \.iso),
    .text("text", at: \.text),
  ])
}

/// What is the same on every page.
package struct SiteView: Sendable {
  var title: [UInt8]
  var description: [UInt8]?
  var language: [UInt8]
  var isRightToLeft: Bool
  var home: [UInt8]
  /// Where the site begins in all its languages.
  var root: [UInt8]
  var product: LinkView?
  var logo: [UInt8]?
  /// At the height that the theme gives it.
  var logoWidth: [UInt8]?
  var stylesheet: [UInt8]
  var script: [UInt8]
  var favicon: [UInt8]
  var links: [LinkView]
  var footer: [UInt8]?
  var permissionsURL: [UInt8]?
  /// The feed of changes of permissions, where there are any.
  var feedURL: [UInt8]?
  var generator: [UInt8]
  var search: SearchView?
  /// Of the product, the latest first; none where there is only one.
  var versions: [VersionView]
  /// This one's name, where there are several.
  var version: [UInt8]?
  var latestVersion: [UInt8]?
  /// What the language is called by those who read it.
  var languageLabel: [UInt8]

  static let shape = Shape<SiteView>([
    .list("versions", VersionView.shape, at: \.versions),
    .text("version", at: \.version),
    .text("latestVersion", at: \.latestVersion),
    .text("languageLabel", at: \.languageLabel),
    .text("title", at: \.title),
    .text("description", at: \.description),
    .text("language", at: \.language),
    .flag("isRightToLeft", at: \.isRightToLeft),
    .text("home", at: \.home),
    .text("root", at: \.root),
    .optional("product", LinkView.shape, at: \.product),
    .text("logo", at: \.logo),
    .text("logoWidth", at: \.logoWidth),
    .text("stylesheet", at: \.stylesheet),
    .text("script", at: \.script),
    .text("favicon", at: \.favicon),
    .list("links", LinkView.shape, at: \.links),
    .text("footer", at: \.footer),
    .text("permissionsURL", at: \.permissionsURL),
    .text("feedURL", at: \.feedURL),
    .text("generator", at: \.generator),
    .optional("search", SearchView.shape, at: \.search),
  ])
}

/// A version of the product with pages of its own.
package struct VersionView: Sendable {
  var label: [UInt8]
  var url: [UInt8]
  var isCurrent: Bool

  static let shape = Shape<VersionView>([
    .text("label", at: \.label),
    .text("url", at: \.url),
    .flag("isCurrent", at: \.isCurrent),
  ])
}

/// The page in one of the site's languages.
struct LanguageView: Sendable {
  /// In the language itself.
  var label: [UInt8]
  var tag: [UInt8]
  var url: [UInt8]
  var isCurrent: Bool

  static let shape = Shape<LanguageView>([
    .text("label", at: \.label),
    .text("tag", at: \.tag),
    .text("url", at: \.url),
    .flag("isCurrent", at: \.isCurrent),
  ])
}

/// A translation of the page, as search engines are told of it.
struct AlternateView: Sendable {
  /// A language, or `x-default`.
  var tag: [UInt8]
  /// Absolute.
  var url: [UInt8]

  static let shape = Shape<AlternateView>([
    .text("tag", at: \.tag),
    .text("url", at: \.url),
  ])
}

/// Where the search script and its index lie.
package struct SearchView: Sendable {
  var script: [UInt8]
  var index: [UInt8]

  static let shape = Shape<SearchView>([
    .text("script", at: \.script),
    .text("index", at: \.index),
  ])
}
