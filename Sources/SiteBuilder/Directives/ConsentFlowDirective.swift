import Permissions

/// `::consent-flow{consent="…"}`: a diagram of who does what where until access is granted, and what follows.
enum ConsentFlowDirective {
  static let definition = DirectiveDefinition(
    name: "consent-flow",
    forms: [.leaf],
    attributes: [.init(name: "consent", value: .consent)],
    markdown: { directive, page in
      guard let consent = page.consent(of: directive) else { return "" }
      let flow = ConsentFlow(consent)
      func items(_ steps: [ConsentFlow.Step]) -> [String] {
        steps.map { step in
          let item = ConsentFlowView.Item(step, of: consent, in: page.site.configuration)
          return "\(MarkdownText.escaped(item.who.text)): \(MarkdownText.escaped(item.text.text))"
        }
      }
      let before = items(flow.before).enumerated().map { "\($0 + 1). \($1)" }
      let after = items(flow.after).enumerated().map { "\($0 + 1 + before.count). \($1)" }
      return (before + ["", page.strings["flow-afterwards"], ""] + after).joined(separator: "\n")
    }
  ) { use, page, renderer in
    guard let consent = page.consent(of: use.directive) else { return }
    let view = ConsentFlowView(consent, id: page.uniqueID("flow-" + consent.id), in: page.site.configuration)
    page.theme.consentFlow.render(view, to: &renderer)
  }
}
