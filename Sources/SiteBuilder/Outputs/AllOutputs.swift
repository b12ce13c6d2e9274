/// A kind of file that is published besides the pages themselves.
struct Output: Sendable {
  /// Nothing that one output writes depends on another.
  let files: @Sendable (Renderer) -> [OutputFile]
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
