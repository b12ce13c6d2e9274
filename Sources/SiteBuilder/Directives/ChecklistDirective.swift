import Markup
import Permissions

/// `:::checklist[Title]` around a task list, or `::checklist{consent="…"}` made from a consent.
enum ChecklistDirective {
  static let name = "checklist"

  static let definition = DirectiveDefinition(
    name: name,
    forms: [.container, .leaf],
    label: .optional,
    attributes: [.init(name: "consent", value: .consent)],
    markdown: { directive, page in
      let title = directive.label ?? "Checklist"
      guard directive.form == .leaf else { return "**\(MarkdownText.escaped(title))**\n" }
      guard let consent = page.consent(of: directive) else { return "" }
      let heading = "**\(MarkdownText.escaped(directive.label ?? "Checklist: \(consent.title)"))**\n\n"
      return heading + MarkdownText.list(steps(for: consent, in: page.site).map(MarkdownText.escaped), mark: "- [ ]")
    }
  ) { use, page, renderer in
    let (title, stem, consent): (String, String, Consent?)
    let strings = page.site.configuration.strings
    if use.directive.form == .leaf {
      guard let named = page.consent(of: use.directive) else { return }
      title = use.directive.label ?? strings.text("checklist-for", ["consent": named.title])
      (stem, consent) = (named.id, named)
    } else {
      title = use.directive.label ?? strings["checklist"]
      (stem, consent) = (String(decoding: slug(title.bytes), as: UTF8.self), nil)
    }
    let id = page.uniqueID("checklist-" + stem)
    let items =
      consent.map { ChecklistDirective.items(for: $0, in: page.site, id: id) }
      ?? ChecklistDirective.items(in: use.node, &page, &renderer, id: id)
    let checklist = Checklist(id: id, title: title.bytes, items: items.map(\.item))
    page.checklists.append(checklist)
    let view = ChecklistView(
      id: id,
      title: checklist.title,
      items: items.map { .init(id: $0.item.id, content: $0.html, isDone: $0.item.isDone) },
      consent: consent?.id.bytes,
      markdownURL: page.site.base.url(of: checklist.permalink("md", on: page.page)),
      jsonURL: page.site.base.url(of: checklist.permalink("json", on: page.page))
    )
    page.theme.checklist.render(view, to: &renderer)
  }

  /// What somebody who grants a consent has to do, in order.
  static func steps(for consent: Consent, in site: Site) -> [String] {
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
    return steps
  }

  private typealias Item = (item: Checklist.Item, html: [UInt8])

  private static func items(for consent: Consent, in site: Site, id: [UInt8]) -> [Item] {
    steps(for: consent, in: site).enumerated().map { number, step in
      (.init(id: id + "-\(number + 1)".bytes, text: step.bytes, isDone: false), escaped(step.utf8))
    }
  }

  /// The items of the lists in a container, those of inner lists after their parents.
  private static func items(
    in node: Document.Index,
    _ page: inout PageRendering,
    _ renderer: inout HTMLRenderer,
    id: [UInt8]
  ) -> [Item] {
    let nodes = renderer.document.nodes
    var items: [Item] = []
    for position in (node + 1)..<Int(nodes[node].end) where nodes[position].kind == .item {
      let html = renderer.html(from: position, delegate: &page)
      // Items of lists inside are items of their own.
      let text =
        renderer.document.children(of: position).first { _ in true }.map { renderer.document.plainText(of: $0) } ?? []
      let item = Checklist.Item(id: id + "-\(items.count + 1)".bytes, text: text, isDone: nodes[position].level == 2)
      items.append((item, html))
    }
    return items
  }
}
