import Diagnostics

/// Files that look like pages of another kind are published as they are, and nothing in them is checked: that must not
/// pass in silence.
let unreadFilesCheck = Check.site { site, _ in
  var counts: [String: Int] = [:]
  var first: String?
  for asset in site.assets {
    guard let ending = pageEnding(asset.path), !asset.permalink.path.hasPrefix(ContentRules.wellKnownFolder + "/"),
      site.configuration.checks.settle(unreadFiles("", at: asset.path)) != nil
    else { continue }
    counts[ending, default: 0] += 1
    if first == nil { first = asset.path }
  }
  guard let first else { return [] }
  // The most frequent kind first.
  let kinds = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
  let list = (kinds.count > 1 ? kinds.dropLast().joined(separator: ", ") + " and " : "") + kinds[kinds.count - 1]
  let isOne = counts.values.reduce(0, +) == 1
  return [unreadFiles("\(list) \(isOne ? "file is" : "files are") not read, but published unchecked", at: first)]
}

private func unreadFiles(_ message: String, at path: String) -> Diagnostic {
  Diagnostic(
    "unread-files",
    .warning,
    message,
    at: SourceLocation(path: path),
    help: "pages are files that end in .md: rename those that are Markdown, and leave out the others with `exclude` in "
      + Reader.configurationName
  )
}

/// The ending, if files with it mostly are pages of documentation.
private func pageEnding(_ path: String) -> String? {
  let name = splitPath(path).name.utf8
  guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return nil }
  let ending = String(Substring(name[dot...]))
  return pageEndings.contains(ending.lowercased()) ? ending : nil
}

/// Markdown under other names (`.MD` too), Markdown with code in it, and other markup for documentation.
private let pageEndings: Set<String> = [
  ".md", ".markdown", ".mdown", ".mdwn", ".mdtext", ".mkd", ".mkdn", ".mkdown", ".mdx", ".mdoc", ".mdc", ".qmd", ".rmd",
  ".adoc", ".asciidoc", ".asc", ".rst", ".rest", ".org", ".textile", ".creole", ".mediawiki", ".wiki", ".dita",
  ".ditamap",
]
