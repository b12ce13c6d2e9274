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
    .optionalText("language") { $0.language },
    .text("title") { $0.title },
    .text("url") { $0.url },
    .optionalText("description") { $0.description },
  ])
}

/// A day, for machines and for people.
package struct DateView: Sendable {
  var iso: [UInt8]
  var text: [UInt8]

  static let shape = Shape<DateView>([
    .text("iso") { $0.iso },
    .text("text") { $0.text },
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
    .list("versions", VersionView.shape) { $0.versions },
    .optionalText("version") { $0.version },
    .optionalText("latestVersion") { $0.latestVersion },
    .text("languageLabel") { $0.languageLabel },
    .text("title") { $0.title },
    .optionalText("description") { $0.description },
    .text("language") { $0.language },
    .flag("isRightToLeft") { $0.isRightToLeft },
    .text("home") { $0.home },
    .text("root") { $0.root },
    .optional("product", LinkView.shape) { $0.product },
    .optionalText("logo") { $0.logo },
    .optionalText("logoWidth") { $0.logoWidth },
    .text("stylesheet") { $0.stylesheet },
    .text("script") { $0.script },
    .text("favicon") { $0.favicon },
    .list("links", LinkView.shape) { $0.links },
    .optionalText("footer") { $0.footer },
    .optionalText("permissionsURL") { $0.permissionsURL },
    .optionalText("feedURL") { $0.feedURL },
    .text("generator") { $0.generator },
    .optional("search", SearchView.shape) { $0.search },
  ])
}

/// A version of the product with pages of its own.
package struct VersionView: Sendable {
  var label: [UInt8]
  var url: [UInt8]
  var isCurrent: Bool

  static let shape = Shape<VersionView>([
    .text("label") { $0.label },
    .text("url") { $0.url },
    .flag("isCurrent") { $0.isCurrent },
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
    .text("label") { $0.label },
    .text("tag") { $0.tag },
    .text("url") { $0.url },
    .flag("isCurrent") { $0.isCurrent },
  ])
}

/// A translation of the page, as search engines are told of it.
struct AlternateView: Sendable {
  /// A language, or `x-default`.
  var tag: [UInt8]
  /// Absolute.
  var url: [UInt8]

  static let shape = Shape<AlternateView>([
    .text("tag") { $0.tag },
    .text("url") { $0.url },
  ])
}

/// Where the search script and its index lie.
package struct SearchView: Sendable {
  var script: [UInt8]
  var index: [UInt8]

  static let shape = Shape<SearchView>([
    .text("script") { $0.script },
    .text("index") { $0.index },
  ])
}
