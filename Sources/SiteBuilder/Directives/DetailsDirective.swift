import Markup

/// `:::details[Summary]`: what only some readers need, folded away.
enum DetailsDirective {
  static let definition = DirectiveDefinition(
    name: "details",
    forms: [.container],
    label: .required,
    attributes: [.init(name: "open", value: .flag)],
    markdown: { directive, _ in "**\(MarkdownText.escaped(directive.label ?? ""))**\n" }
  ) { use, page, renderer in
    renderer.writer.write(
      use.has("open") ? "<details class=\"details\" open>\n<summary>" : "<details class=\"details\">\n<summary>"
    )
    renderer.writer.writeEscaped((use.directive.label ?? "").utf8)
    renderer.writer.write("</summary>\n")
    renderer.renderChildren(of: use.node, delegate: &page)
    renderer.writer.write("</details>\n")
  }
}
