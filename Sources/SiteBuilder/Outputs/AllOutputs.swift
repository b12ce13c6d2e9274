/// A kind of file that is published besides the pages themselves.
struct Output: Sendable {
  /// Nothing that one output writes depends on another.
  let files: @Sendable (Renderer) -> [OutputFile]
  /// Each language of the site has its own; otherwise there is one for all of them.
  let isForEachLanguage: Bool

  init(isForEachLanguage: Bool = true, files: @escaping @Sendable (Renderer) -> [OutputFile]) {
    self.files = files
    self.isForEachLanguage = isForEachLanguage
  }
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
  notFoundOutput,
  sitemapOutput,
  robotsOutput,
  manifestOutput,
]
