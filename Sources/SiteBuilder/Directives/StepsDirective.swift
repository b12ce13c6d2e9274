import Markup

/// `:::steps` around an ordered list: a procedure whose steps stand out.
enum StepsDirective {
  static let definition = DirectiveDefinition(name: "steps", forms: [.container]) { use, page, renderer in
    renderer.writer.write("<div class=\"steps\">\n")
    renderer.renderChildren(of: use.node, delegate: &page)
    renderer.writer.write("</div>\n")
  }
}
