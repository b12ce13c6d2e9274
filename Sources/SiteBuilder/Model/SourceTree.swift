package import Diagnostics

/// Everything that one build reads, as it was on the disk: the only thing the read stage hands on.
package struct SourceTree: Sendable {
  /// Pages, by path. Paths are as the user types them from the site's folder (`content/guides/connect.md`).
  package var pages: [SourceFile] = []
  /// Markdown that other pages include: files and folders whose name begins with `_`.
  package var snippets: [SourceFile] = []
  package var catalog: SourceFile?
  /// Files that are published as they are.
  package var assets: [Asset] = []
  /// Files of the `templates` folder, which replace the built-in theme's one by one.
  package var templates: [SourceFile] = []
  /// Symbolic links that are not followed, by path.
  package var outsideLinks: [String] = []
  /// Of the pages, snippets and templates, in that order, as they were just before they were read.
  var stamps: [InputStamp] = []

  package struct Asset: Sendable {
    /// As the user types it: `content/assets/logo.svg`.
    package var path: String
    package var permalink: Permalink
    package var size: Int64
    /// As it was when it was listed.
    var stamp: InputStamp?
    /// Of an image.
    var dimensions: ImageDimensions?
  }
}
