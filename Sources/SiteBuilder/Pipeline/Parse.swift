package import Diagnostics
package import Markup

/// Stage 2: one file becomes a page. Depends on the file's bytes and the options only, so its result can be kept
/// for as long as those stay the same.
package enum Parser {
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
