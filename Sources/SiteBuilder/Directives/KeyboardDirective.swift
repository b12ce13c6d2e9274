import Markup

/// `:kbd[Ctrl+C]`: a key or a combination of keys.
enum KeyboardDirective {
  static let definition = DirectiveDefinition(name: "kbd", forms: [.inline]) { use, page, renderer in
    renderer.writer.write("<kbd>")
    renderer.renderChildren(of: use.node, delegate: &page)
    renderer.writer.write("</kbd>")
  }
}
