import ByteBuffers
import Diagnostics
import Markup
import Templates
import TypedYAML

/// Stage 5: pages become bytes. Pure: the same site and theme give the same bytes, in whatever order.
package struct Renderer: Sendable {
  let site: Site
  let theme: Theme
  let siteView: SiteView
  /// The same with the way to the theme's files from pages that lie so many folders deep.
  private let siteViews: [SiteView]
  let search = SearchOutput()
  /// The site in its other languages.
  package private(set) var translations: [Renderer] = []
  /// The site in all its languages, its own first; empty where there is one only.
  private(set) var languages: [Site] = []
  /// What stands around text that has not been translated: the site's own language.
  private var original: (site: Site, theme: Theme)?
  private let navigation: Navigation
  private let renderedNavigation: [Navigation.Key: RenderedNavigation]

  /// Renders the navigation of every section ahead, for all the pages that show it.
  package init(_ site: Site, theme: Theme) async {
    let navigation = Navigation(site)
    let keys = navigation.keys
    let rendered = await concurrentMap(keys) { key in Self.navigation(key, navigation, theme) }
    self.init(site, theme, navigation, Dictionary(uniqueKeysWithValues: zip(keys, rendered)))
    for (site, theme) in zip(site.translations, theme.translations) {
      translations.append(await Renderer(site, theme: theme))
    }
    introduceLanguages()
  }

  /// A renderer for a few pages, each of which has its navigation rendered.
  init(ofFewPagesOf site: Site, theme: Theme) {
    self.init(site, theme, Navigation(site), [:])
    translations = zip(site.translations, theme.translations).map { Renderer(ofFewPagesOf: $0, theme: $1) }
    introduceLanguages()
  }

  private init(
    _ site: Site,
    _ theme: Theme,
    _ navigation: Navigation,
    _ renderedNavigation: [Navigation.Key: RenderedNavigation]
  ) {
    self.site = site
    self.theme = theme
    siteView = SiteView(site, theme: theme)
    siteViews = siteView.byDepth()
    self.navigation = navigation
    self.renderedNavigation = renderedNavigation
  }

  private static func navigation(
    _ key: Navigation.Key,
    _ navigation: Navigation,
    _ theme: Theme
  ) -> RenderedNavigation {
    var html: [UInt8] = []
    theme.navigation.render(navigation.view(for: key), into: &html)
    return RenderedNavigation(html)
  }

  /// The same renderer for a site in which only the text of some pages is another.
  init(_ other: Renderer, site: Site) {
    self.site = site
    theme = other.theme
    siteView = other.siteView
    siteViews = other.siteViews
    navigation = other.navigation
    renderedNavigation = other.renderedNavigation
    translations = zip(other.translations, site.translations).map { Renderer($0, site: $1) }
    introduceLanguages()
  }

  /// Tells each language of the others, and of the site's own.
  private mutating func introduceLanguages() {
    guard !translations.isEmpty else { return }
    languages = [site] + site.translations
    for position in translations.indices {
      translations[position].languages = languages
      translations[position].original = (translations[position].site.speaking(site), theme)
    }
  }

  /// What templates see of the last page, of which the next one has much in common: it is not made anew for each.
  final class Desk {
    fileprivate var depth = -1
    fileprivate var context: PageContext?
  }

  package func render(_ id: PageID) -> OutputFile {
    render(site[id], on: Desk())
  }

  private func render(_ page: Page, on desk: Desk) -> OutputFile {
    let permalink = page.permalink
    let depth = permalink.depth
    let view = view(of: page)
    var bytes = ByteBuffer(capacity: view.content.count + view.navigation.count + 8192)
    if desk.depth != depth {
      desk.depth = depth
      desk.context = PageContext(site: siteView(at: permalink), page: view)
    } else {
      desk.context?.page = view
    }
    // Where it lies: a copy would hold everything that is the same on all pages.
    withUnsafeMutablePointer(to: &desk.context!) { _ = template(for: page).render($0, into: &bytes) }
    return OutputFile(permalink, bytes.finish())
  }

  /// The same page for programs; nothing where the configuration wants none.
  package func markdown(_ id: PageID) -> OutputFile? {
    guard site.configuration.markdownPages, !site[id].isUntranslated else { return nil }
    return OutputFile(PageMarkdown.permalink(of: site[id]), PageMarkdown.text(of: site[id], in: site))
  }

  /// Hands out everything that is published of one page alone.
  ///
  /// - Parameter desk: what the last page has left there, and this one leaves.
  func forEachFile(of page: Page, on desk: Desk, _ body: (OutputFile) -> Void) {
    body(render(page, on: desk))
    if let file = markdown(page.id) { body(file) }
    for output in outputs { for file in output.files(of: page, self) { body(file) } }
  }

  func siteView(at permalink: Permalink) -> SiteView {
    let depth = permalink.depth
    return depth < siteViews.count ? siteViews[depth] : siteView
  }

  private func template(for page: Page) -> CompiledTemplate<PageContext> {
    if let layout = page.frontMatter?.layout, let template = theme.layouts[layout.value] { return template }
    if page.permalink == .home { return theme.home }
    return site[page.section].page == page.id ? theme.section : theme.page
  }

  private func view(of page: Page) -> PageView {
    let section = site[page.section]
    let isSection = section.page == page.id
    let frontMatter = page.frontMatter
    var view = PageView(
      title: page.title,
      description: page.description,
      url: site.base.url(of: page.permalink),
      canonical: site.canonicalURL(of: page.permalink),
      content: html(of: page),
      breadcrumbs: breadcrumbs(of: page, isSection: isSection),
      navigation: navigationHTML(for: page),
      tableOfContents: frontMatter?.showsTableOfContents == false ? [] : tableOfContents(of: page),
      previous: page.previous.map { link(to: site[$0]) },
      next: page.next.map { link(to: site[$0]) },
      editURL: editURL(of: page),
      updated: frontMatter?.updated.map { DateView($0, site.configuration.strings) },
      children: isSection ? children(of: section) : [],
      isHome: page.permalink == .home,
      isSection: isSection,
      isDraft: frontMatter?.isDraft ?? false,
      isIndexed: page.isSearchable,
      markdownURL: site.configuration.markdownPages ? site.base.url(of: PageMarkdown.permalink(of: page)) : nil,
      latestURL: site.latestURL(of: page.permalink)
    )
    if page.isUntranslated {
      showAsUntranslated(&view, page)
    } else {
      view.structuredData = StructuredData.of(view, page, in: site)
    }
    if !languages.isEmpty { addLanguages(to: &view, of: page) }
    return view
  }

  private func html(of page: Page) -> [UInt8] {
    // Two cases, since copying all that a site holds takes longer than one might think.
    guard page.isUntranslated, let original else { return PageRendering.html(of: page, in: site, theme: theme) }
    return PageRendering.html(of: page, in: original.site, theme: original.theme)
  }

  /// What stands around a page's text, and in its directives.
  func words(around page: Page) -> (site: Site, theme: Theme) {
    guard page.isUntranslated, let original else { return (site, theme) }
    return original
  }

  func link(to page: Page) -> LinkView {
    LinkView(
      title: page.shortTitle,
      url: site.base.url(of: page.permalink),
      description: page.description,
      language: site.foreignLanguage(of: page)
    )
  }

  func navigationHTML(for page: Page) -> [UInt8] {
    let key = navigation.key(for: page)
    return (renderedNavigation[key] ?? Self.navigation(key, navigation, theme)).html(for: page.id)
  }

  private func breadcrumbs(of page: Page, isSection: Bool) -> [LinkView] {
    let path = site.path(to: page.section)
    return (isSection ? path.dropLast() : path[...]).map { link(to: site[site[$0].page]) }
  }

  func children(of section: Section) -> [LinkView] {
    section.members.map { member in
      switch member {
      case .page(let id): link(to: site[id])
      case .section(let id): link(to: site[site[id].page])
      }
    }
  }

  private func tableOfContents(of page: Page) -> [PageView.TableOfContentsEntry] {
    site.outline(of: page).filter { $0.level == 2 || $0.level == 3 }.map { entry in
      .init(title: escaped(Array(entry.plainText)), id: entry.id, isNested: entry.level == 3)
    }
  }

  private func editURL(of page: Page) -> [UInt8]? {
    guard let pattern = site.configuration.editURL, let file = page.parsed else { return nil }
    return Array(
      pattern.replacing("{path}", with: String(decoding: percentEncoded(file.path.utf8), as: UTF8.self)).utf8
    )
  }
}
