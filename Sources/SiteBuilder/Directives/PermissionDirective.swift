import Markup

/// `:permission[Directory.Read.All]{kind=delegated resource="Microsoft Graph"}`: a permission named exactly, where
/// the name alone could mean several.
enum PermissionDirective {
  static let definition = DirectiveDefinition(
    name: "permission",
    forms: [.inline],
    attributes: [
      .init(name: "kind", value: .oneOf(["delegated", "application"])),
      .init(name: "resource", value: .text),
    ]
  ) { use, page, renderer in
    let name = renderer.document.plainText(of: use.node)
    page.renderPermission(
      named: name,
      kind: use.text("kind"),
      resource: use.text("resource"),
      with: &renderer
    )
  }
}
