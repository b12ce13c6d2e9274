import Markup

/// `::include{file="_snippets/sign-in.md"}`: Markdown that several pages share.
///
/// The path is relative to the file with the directive, or to the content folder when it begins with `/`. Links in
/// a snippet are relative to the snippet.
enum IncludeDirective {
  static let name = "include"

  static let definition = DirectiveDefinition(
    name: name,
    forms: [.leaf],
    attributes: [.init(name: "file", value: .snippet, isRequired: true)]
  ) { use, page, renderer in
    page.renderSnippet(of: use.directive, with: &renderer)
  }

  /// The file that a directive names, as a path below the content folder; nothing for other directives and for
  /// paths that lead out of the folder. `path` is the file with the directive, below the content folder.
  static func file(of directive: Directive, from path: String) -> String? {
    guard directive.name == name, let file = directive["file"]?.value else { return nil }
    var parts = file.hasPrefix("/") ? [] : splitPath(path).folder.split(separator: "/")
    for part in file.split(separator: "/") {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else if part != "." {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
