package import Diagnostics
package import Markup

/// Stage 2: one file becomes a page. Depends on the file's bytes and the options only, so its result can be kept
/// for as long as those stay the same.
package enum Parser {
  /// The page of a file of which only the front matter is looked at now.
  ///
  /// - Parameter keeping: the file stays in memory until its text is wanted; else it is read again.
  static func open(_ file: SourceFile, _ stamp: InputStamp, _ loader: PageLoader, keeping: Bool) -> ParsedPage {
    let (frontMatter, diagnostics) = PageFrontMatter.decode(file, isSnippet: false)
    let source = PageText.Source(loader: loader, path: file.path, stamp: stamp, diagnostics: diagnostics)
    return ParsedPage(path: file.path, frontMatter: frontMatter, text: PageText(source, file: keeping ? file : nil))
  }

  package static func parse(_ file: SourceFile, options: MarkupOptions, isSnippet: Bool = false) -> ParsedPage {
    let document = MarkdownParser.parse(file, options: options)
    let (frontMatter, diagnostics) = PageFrontMatter.decode(file, isSnippet: isSnippet)
    return ParsedPage(
      file: file,
      frontMatter: frontMatter,
      document: document,
      diagnostics: document.diagnostics + diagnostics
    )
  }

  package static func parse(
    _ files: [SourceFile],
    options: MarkupOptions,
    isSnippet: Bool = false
  ) async -> [ParsedPage] {
    await concurrentMap(files) { parse($0, options: options, isSnippet: isSnippet) }
  }
}
