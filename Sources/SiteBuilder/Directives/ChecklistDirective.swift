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
      let title = directive.label ?? page.strings["checklist"]
      guard directive.form == .leaf else { return "**\(MarkdownText.escaped(title))**\n" }
      guard let consent = page.consent(of: directive) else { return "" }
      let heading = directive.label ?? page.strings.text("checklist-for", ["consent": consent.title])
      return "**\(MarkdownText.escaped(heading))**\n\n"
        + MarkdownText.list(steps(for: consent, in: page.site).map { MarkdownText.escaped($0.text) }, mark: "- [ ]")
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
      (stem, consent) = (String(decoding: slug(title.bytes[...]), as: UTF8.self), nil)
    }
    let id = page.uniqueID("checklist-" + stem)
    let items =
      consent.map { ChecklistDirective.items(for: $0, in: page.site, id: id) }
      ?? ChecklistDirective.items(in: use.node, &page, &renderer, id: id)
    for item in items { page.takeID(item.item.id) }
    let around = consent == nil ? textAround(use.node, &page, &renderer) : (before: [], after: [])
    let checklist = Checklist(id: id, title: title.bytes, items: items.map(\.item))
    page.checklists.append(checklist)
    let view = ChecklistView(
      id: id,
      title: checklist.title,
      items: items.map { .init(id: $0.item.id, content: $0.html, more: $0.more, isDone: $0.item.isDone) },
      introduction: around.before,
      conclusion: around.after,
      consent: consent?.id.bytes,
      markdownURL: page.site.base.url(of: checklist.permalink("md", on: page.page)),
      jsonURL: page.site.base.url(of: checklist.permalink("json", on: page.page))
    )
    page.theme.checklist.render(view, to: &renderer)
  }

  struct Step {
    var text: String
    /// What the provider calls the permission that the step is about, where the text says that.
    var label: String?
  }

  /// What somebody who grants a consent has to do, in order.
  static func steps(for consent: Consent, in site: Site) -> [Step] {
    let strings = site.configuration.strings
    let roles = consent.grantingRoles
    let names = [
      "product": site.catalog?.catalog.product.name ?? consent.app.displayName,
      "app": consent.app.displayName,
      "roles": roles.sufficient.map(\.displayName).joined(separator: ", "),
      "permissions": roles.managedPermissions(strings),
      "host": Cloud.global.loginHost,
    ]
    func step(_ key: String) -> Step { Step(text: strings.text("check-" + key, names)) }

    var steps = consent.allGrants.map { grant in
      let permission = grant.permission
      let label = permission.label(in: consent.flow)
      let names = ["permission": permission.fullName(strings), "label": label ?? ""]
      return Step(text: strings.text(label == nil ? "check-approved" : "check-approved-label", names), label: label)
    }
    if let note = consent.companionNote(strings, key: "check-companions") { steps.append(Step(text: note)) }
    if !roles.userMayConsent {
      let texts = [step("role").text, roles.managedNote(strings)].compactMap(\.self)
      steps.append(Step(text: texts.joined(separator: " ")))
    } else if roles.managedSince != nil {
      steps.append(step("role-managed"))
    }
    for resource in consent.allResources where resource.appID != MicrosoftPermissions.graphAppID {
      let names = ["resource": resource.name, "id": resource.appID.description]
      steps.append(Step(text: strings.text("check-resource", names)))
    }
    let compare = consent.signInScopes.isEmpty ? "compare" : "compare-sign-in"
    switch consent.flow {
    case .adminConsent, .userConsent:
      let link = site.isUnfinished(consent) ? Step(text: strings["link-unfinished"]) : step("host")
      steps += [link] + ["app", compare].map(step)
    case .deviceCode: steps += ["code", "app", compare].map(step)
    case .portal: steps += ["registration", "listed"].map(step)
    }
    return steps + [step("works")]
  }

  /// - Parameter more: what follows an item's first paragraph.
  private typealias Item = (item: Checklist.Item, html: [UInt8], more: [UInt8])

  private static func items(for consent: Consent, in site: Site, id: [UInt8]) -> [Item] {
    steps(for: consent, in: site).enumerated().map { number, step in
      let item = Checklist.Item(id: id + "-\(number + 1)".bytes, text: step.text.bytes, isDone: false)
      return (item, html(of: step, in: site.configuration), [])
    }
  }

  /// A label is in English, as on the screen, whatever language the page is in.
  private static func html(of step: Step, in configuration: SiteConfiguration) -> [UInt8] {
    guard let label = ScreenLabelView(step.label, configuration), let language = label.language,
      let range = step.text.ranges(of: label.text.text).last
    else { return escaped(step.text.bytes) }
    let (before, after) = (String(step.text[..<range.lowerBound]), String(step.text[range.upperBound...]))
    return escaped(before.bytes) + "<span lang=\"".bytes + language + "\" dir=\"ltr\">".bytes + escaped(label.text)
      + "</span>".bytes + escaped(after.bytes)
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
      // Items of lists inside are items of their own.
      var blocks = Array(renderer.document.children(of: position).filter { nodes[$0].kind != .list })
      let text = blocks.map { renderer.document.plainText(of: $0) }.joined(separator: [UInt8(ascii: " ")])
      let item = Checklist.Item(id: id + "-\(items.count + 1)".bytes, text: Array(text), isDone: nodes[position].level == 2)
      // A label holds text and no blocks.
      let first = blocks.first.flatMap { nodes[$0].kind == .paragraph ? $0 : nil }
      if first != nil { blocks.removeFirst() }
      let html = renderer.html(of: [], inline: first, delegate: &page)
      items.append((item, html, renderer.html(of: blocks, delegate: &page)))
    }
    return items
  }

  /// What stands before the first list of a container, and what stands between its lists and after them.
  private static func textAround(
    _ node: Document.Index,
    _ page: inout PageRendering,
    _ renderer: inout HTMLRenderer
  ) -> (before: [UInt8], after: [UInt8]) {
    let nodes = renderer.document.nodes
    let blocks = Array(renderer.document.children(of: node))
    let list = blocks.firstIndex { nodes[$0].kind == .list } ?? blocks.endIndex
    let rest = blocks[list...].filter { nodes[$0].kind != .list }
    return (
      renderer.html(of: blocks[..<list], delegate: &page), renderer.html(of: rest, delegate: &page)
    )
  }
}
