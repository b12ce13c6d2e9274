import Markup

/// `:::note[Title]`: the same boxes as `> [!NOTE]`.
enum CalloutDirective {
  static let definitions = Document.Callout.allCases.map { kind in
    DirectiveDefinition(
      name: kind.name,
      forms: [.container],
      label: .optional,
      markdown: { directive, page in
        "**\(MarkdownText.escaped(directive.label ?? page.strings["callout-" + kind.name]))**\n"
      }
    ) { use, page, renderer in
      renderer.beginCallout(kind, title: use.directive.label.map { Array($0.utf8) })
      renderer.renderChildren(of: use.node, delegate: &page)
      renderer.endCallout()
    }
  }
}
