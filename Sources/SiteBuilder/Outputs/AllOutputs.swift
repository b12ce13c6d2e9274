/// A kind of file that is published besides the pages themselves. Nothing that one output writes depends on another.
struct Output: Sendable {
  private let ofSite: @Sendable (Renderer) -> [OutputFile]
  private let ofPage: (@Sendable (Page, Renderer) -> [OutputFile])?
  /// Each language of the site has its own; otherwise there is one for all of them.
  let isForEachLanguage: Bool

  init(isForEachLanguage: Bool = true, files: @escaping @Sendable (Renderer) -> [OutputFile]) {
    ofSite = files
    ofPage = nil
    self.isForEachLanguage = isForEachLanguage
  }

  /// Files that stand beside a page, and are made from its text.
  init(ofPages files: @escaping @Sendable (Page, Renderer) -> [OutputFile]) {
    ofSite = { _ in [] }
    ofPage = files
    isForEachLanguage = true
  }

  /// Those that do not belong to one page, without what the site's author provides.
  func filesOfSite(_ renderer: Renderer) -> [OutputFile] { ofSite(renderer).filter { !renderer.site.provides($0) } }

  /// All files.
  func files(_ renderer: Renderer) -> [OutputFile] {
    filesOfSite(renderer) + (ofPage.map { files in renderer.site.pages.flatMap { files($0, renderer) } } ?? [])
  }

  /// Those that belong to one page.
  func files(of page: Page, _ renderer: Renderer) -> [OutputFile] { ofPage?(page, renderer) ?? [] }
}

/// Everything that is published besides pages. A new output is a file in this folder and a line here.
let allOutputs: [Output] = [
  assetsOutput,
  themeAssetsOutput,
  permissionPagesOutput,
  permissionDataOutput,
  permissionTableOutput,
  permissionFeedOutput,
  reviewPageOutput,
  witnessPageOutput,
  checklistFilesOutput,
  languageModelOutput,
  redirectsOutput,
  redirectFilesOutput,
  notFoundOutput,
  sitemapOutput,
  robotsOutput,
  manifestOutput,
]
