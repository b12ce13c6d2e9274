import Markup

/// `::::tabs` around `:::tab[Label]`: alternatives of which a reader needs one.
///
/// Written as labelled boxes one after the other, which is what people without JavaScript get; the theme's
/// script makes tabs of them.
enum TabsDirective {
  static let definition = DirectiveDefinition(name: "tabs", forms: [.container]) { use, page, renderer in
    renderer.writer.write("<div class=\"tabs\">\n")
    renderer.renderChildren(of: use.node, delegate: &page)
    renderer.writer.write("</div>\n")
  }

  static let tabDefinition = DirectiveDefinition(
    name: "tab",
    forms: [.container],
    label: .required,
    markdown: { directive, _ in "**\(MarkdownText.escaped(directive.label ?? ""))**\n" }
  ) { use, page, renderer in
    renderer.writer.write("<div class=\"tab\">\n<p class=\"tab-label\">")
    renderer.writer.writeEscaped((use.directive.label ?? "").utf8)
    renderer.writer.write("</p>\n")
    renderer.renderChildren(of: use.node, delegate: &page)
    renderer.writer.write("</div>\n")
  }
}
