import Permissions
import TypedYAML

extension SiteView {
  init(_ site: Site, theme: Theme) {
    let configuration = site.configuration
    func url(ofAsset name: String) -> [UInt8] { site.sharedBase.url(of: theme.permalink(ofAsset: name)) }
    func resolved(_ url: String) -> [UInt8] {
      switch site.index.resolve(Array(url.utf8), from: []) {
      case .published(let entry, let suffix): site.url(of: entry) + suffix.bytes
      case .external, .here, .broken: Array(url.utf8)
      }
    }
    let versions = configuration.versions.indices.map { position in
      VersionView(
        label: Array(configuration.versions[position].label.utf8),
        url: site.homeURL(ofVersion: position),
        isCurrent: position == configuration.olderVersion ?? 0
      )
    }
    var logoWidth: Int? {
      guard let logo = configuration.theme.logo,
        case .published(let entry, _) = site.index.resolve(Array(logo.value.utf8), from: []),
        let size = site.dimensions(of: entry)
      else { return nil }
      return max(1, (size.width * Self.logoHeight + size.height / 2) / size.height)
    }
    self.init(
      title: Array(configuration.title.utf8),
      description: configuration.description.map { Array($0.utf8) },
      language: Array(configuration.language.utf8),
      isRightToLeft: ThemeStrings.isRightToLeft(configuration.language),
      home: site.base.url(of: .home),
      root: site.sharedBase.path,
      product: site.catalog.flatMap { LinkView($0.catalog.product) },
      logo: configuration.theme.logo.map { resolved($0.value) },
      logoWidth: logoWidth.map { Array(String($0).utf8) },
      stylesheet: url(ofAsset: "site.css"),
      script: url(ofAsset: "site.js"),
      favicon: url(ofAsset: "favicon.svg"),
      links: configuration.navigation.map { LinkView(title: Array($0.title.utf8), url: resolved($0.url.value)) },
      footer: configuration.footer.map { Array($0.utf8) },
      permissionsURL: site.reference.entries.isEmpty ? nil : site.base.url(of: PermissionReference.indexPermalink),
      feedURL: site.base.origin == nil || PermissionChange.all(in: site).isEmpty
        ? nil : site.base.url(of: PermissionReference.feedPermalink),
      generator: Array("Scopebook \(scopebookVersion)".utf8),
      search: configuration.search
        ? SearchView(
          script: url(ofAsset: "search.js"),
          index: site.base.url(of: Permalink(path: SearchOutput.folder))
        ) : nil,
      versions: versions,
      version: versions.first { $0.isCurrent }?.label,
      latestVersion: versions.first?.label,
      languageLabel: Array(configuration.languageLabel.utf8)
    )
  }

  /// What pages say that lie no, one, two… folders deep: the theme's files are found from where the page is, so that
  /// the site works from a folder on disk, and wherever else it is copied.
  ///
  /// Links stay as they are, from the root: of pages that lie together the navigation is rendered once, and the theme's
  /// script puts them right where the site is not where it was made for.
  func byDepth() -> [SiteView] {
    // A language has a folder of its own.
    let folders = home.dropFirst(root.count).count { $0 == UInt8(ascii: "/") }
    return (0...Self.deepest).map { depth in
      let way = Array(repeatElement("../".utf8, count: folders + depth).joined())
      func relative(_ url: [UInt8]) -> [UInt8] { url.starts(with: root) ? way + url.dropFirst(root.count) : url }
      var view = self
      view.stylesheet = relative(stylesheet)
      view.script = relative(script)
      view.favicon = relative(favicon)
      view.logo = logo.map(relative)
      view.search = search.map { SearchView(script: relative($0.script), index: relative($0.index)) }
      return view
    }
  }

  /// Pages further down take the files from the root.
  private static let deepest = 12

  /// As `partials/header.html` and the stylesheet have it.
  private static let logoHeight = 28
}

extension LinkView {
  init?(_ product: Product) {
    guard let url = product.url else { return nil }
    self.init(title: Array(product.name.utf8), url: Array(url.utf8))
  }
}
