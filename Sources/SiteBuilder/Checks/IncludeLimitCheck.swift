import Diagnostics
import Markup

/// A page takes so many snippets and no more.
let includeLimitCheck = Check.file { file, site, _ in
  let path = site.contentPath(file.path)
  var sum = IncludeSize()
  for directive in file.document.directives {
    guard let snippet = IncludeDirective.file(of: directive, from: path), let size = site.includeSizes[snippet] else {
      continue
    }
    // That is reported where it grows so large.
    guard !size.isTooLargeInside else { return [] }
    sum.add(size)
    guard !sum.isAllowed else { continue }
    return [
      Diagnostic(
        "include-limit",
        .error,
        "with this, the file includes \(sum.description)",
        at: file.location(directive.span),
        help: "a page may include \(OpenSnippets.mostIncludes) snippets of \(OpenSnippets.mostBytes / 1_000_000) MB, "
          + "\(OpenSnippets.mostLevels) inside each other"
      )
    ]
  }
  return []
}
