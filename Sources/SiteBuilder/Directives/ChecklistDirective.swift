import Markup
import Permissions

/// `:::checklist[Title]` around a task list, or `::checklist{consent="…"}` made from a consent.
enum ChecklistDirective {
  static let name = "checklist"

  static let definition = DirectiveDefinition(
    name: name,
    forms: [.container, .leaf],
    label: .optional,
    attributes: [.init(name: "consent", value: .consent)]
  ) { use, page, renderer in
    if use.directive.form == .leaf {
      guard let consent = page.consent(of: use.directive) else { return }
      let id = page.uniqueID("checklist-" + consent.id)
      let view = ChecklistView(
        id: id,
        title: (use.directive.label ?? "Checklist: \(consent.title)").bytes,
        items: items(for: consent, in: page.site, id: id),
        consent: consent.id.bytes
      )
      page.theme.checklist.render(view, to: &renderer)
    } else {
      let title = use.directive.label ?? "Checklist"
      let id = page.uniqueID("checklist-" + String(decoding: slug(title.bytes), as: UTF8.self))
      let view = ChecklistView(
        id: id,
        title: title.bytes,
        items: items(in: use.node, &page, &renderer, id: id),
        consent: nil
      )
      page.theme.checklist.render(view, to: &renderer)
    }
  }

  /// What somebody who grants a consent has to do, in order.
  private static func items(for consent: Consent, in site: Site, id: [UInt8]) -> [ChecklistView.Item] {
    let roles = consent.grantingRoles
    let product = site.catalog?.catalog.product.name ?? consent.app.displayName
    var steps = consent.grants.map { grant in
      "Approved: \(grant.permission.name) (\(grant.permission.resource.name), \(grant.permission.kind.rawValue))."
    }
    if !roles.userMayConsent {
      let names = roles.sufficient.map(\.displayName).joined(separator: ", ")
      steps.append("Sign in with an account that has one of these roles: \(names).")
    }
    for resource in consent.resources where resource.appID != MicrosoftPermissions.graphAppID {
      steps.append("Check that \(resource.name) (\(resource.appID)) exists in your tenant.")
    }
    switch consent.flow {
    case .adminConsent, .userConsent:
      steps.append("Open the consent link and check that the address begins with https://\(Cloud.global.loginHost)/.")
      steps.append("Check that the app is \(consent.app.displayName).")
    case .deviceCode:
      steps.append("Start the sign-in in \(product) and enter the code that it shows.")
      steps.append("Check that the app is \(consent.app.displayName).")
    case .portal:
      steps.append("Open the registration of \(consent.app.displayName) in the portal and add the permissions.")
    }
    if consent.flow == .portal {
      steps.append("Check that only what is approved is listed, and grant admin consent for your tenant.")
    } else {
      let others = consent.signInScopes.isEmpty ? "" : ", and adds what sign-in itself needs"
      steps.append(
        "Compare the list with what is approved, and accept. Microsoft describes permissions in its own words\(others)."
      )
    }
    steps.append("Check in \(product) that the connection works.")
    return steps.enumerated().map { number, step in
      .init(id: id + "-\(number + 1)".bytes, content: escaped(step.utf8), isDone: false)
    }
  }

  /// The items of the lists in a container, those of inner lists after their parents.
  private static func items(
    in node: Document.Index,
    _ page: inout PageRendering,
    _ renderer: inout HTMLRenderer,
    id: [UInt8]
  ) -> [ChecklistView.Item] {
    let nodes = renderer.document.nodes
    var items: [ChecklistView.Item] = []
    for position in (node + 1)..<Int(nodes[node].end) where nodes[position].kind == .item {
      let html = renderer.html(from: position, delegate: &page)
      items.append(.init(id: id + "-\(items.count + 1)".bytes, content: html, isDone: nodes[position].level == 2))
    }
    return items
  }
}
