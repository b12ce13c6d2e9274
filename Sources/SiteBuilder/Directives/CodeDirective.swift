import Markup

/// Attributes after a code span: `` `User.Read`{.not-a-permission} `` is code and nothing more.
enum CodeDirective {
  static let notAPermission = "not-a-permission"

  static let definition = DirectiveDefinition(
    name: "code",
    forms: [.inline],
    attributes: [.init(name: "class", value: .oneOf([notAPermission]), isRequired: true)]
  ) { use, page, renderer in
    page.withoutPermissionLinks { page in
      renderer.renderChildren(of: use.node, delegate: &page)
    }
  }
}
