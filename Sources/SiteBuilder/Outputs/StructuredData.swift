import Markup

/// What search engines read of a page: JSON-LD in the words of schema.org.
enum StructuredData {
  /// A page that no Markdown file stands behind.
  static func of(_ view: PageView, in site: Site) -> [UInt8] { json(view, [], in: site) }

  /// A page of a guide: instructions where it has steps, an article otherwise.
  static func of(_ view: PageView, _ page: Page, in site: Site) -> [UInt8] {
    guard let document = page.parsed?.document else { return json(view, [], in: site) }
    return json(view, procedures(in: document), in: site)
  }

  /// Nothing without a base URL, since addresses are absolute here, and nothing where no search engine shall look.
  private static func json(_ view: PageView, _ procedures: [Procedure], in site: Site) -> [UInt8] {
    guard view.canonical != nil, let origin = site.base.origin, view.isIndexed else { return [] }
    var json = JSONWriter(isCompact: true)
    json.object { json in
      json.member("@context", "https://schema.org")
      json.member("@graph") { json in
        json.array(view.breadcrumbs.isEmpty ? [true] : [true, false]) { json, isPage in
          if isPage {
            write(view, origin, procedures, site, to: &json)
          } else {
            write(breadcrumbsOf: view, origin, to: &json)
          }
        }
      }
    }
    return inScript(json.finish())
  }

  private static func write(breadcrumbsOf view: PageView, _ origin: String, to json: inout JSONWriter) {
    func write(_ title: [UInt8], _ url: [UInt8], at position: Int, to json: inout JSONWriter) {
      json.object { json in
        json.member("@type", "ListItem")
        json.member("position", position + 1)
        json.member("name", title)
        json.member("item") { $0.value(origin.utf8, url) }
      }
    }
    json.object { json in
      json.member("@type", "BreadcrumbList")
      json.member("itemListElement") { json in
        json.array(0...view.breadcrumbs.count) { json, position in
          if position < view.breadcrumbs.count {
            write(view.breadcrumbs[position].title, view.breadcrumbs[position].url, at: position, to: &json)
          } else {
            write(view.title, view.url, at: position, to: &json)
          }
        }
      }
    }
  }

  private static func write(
    _ view: PageView,
    _ origin: String,
    _ procedures: [Procedure],
    _ site: Site,
    to json: inout JSONWriter
  ) {
    json.object { json in
      let type = view.isHome ? "WebSite" : procedures.isEmpty ? "TechArticle" : "HowTo"
      json.member("@type", type)
      json.member(
        type == "TechArticle" ? "headline" : "name",
        view.isHome ? site.configuration.title.bytes : view.title
      )
      if let description = view.description { json.member("description", description) }
      json.member("url") { $0.value(origin.utf8, view.url) }
      json.member("inLanguage", site.configuration.language)
      if let updated = view.updated { json.member("dateModified", updated.iso.text) }
      guard type == "HowTo" else { return }
      json.member("step") { json in
        if procedures.count == 1 {
          json.array(procedures[0].steps) { json, step in write(step, to: &json) }
        } else {
          json.array(procedures) { json, procedure in
            json.object { json in
              json.member("@type", "HowToSection")
              json.member("name", procedure.name.isEmpty ? view.title : procedure.name)
              json.member("itemListElement") { json in
                json.array(procedure.steps) { json, step in write(step, to: &json) }
              }
            }
          }
        }
      }
    }
  }

  private static func write(_ step: Step, to json: inout JSONWriter) {
    json.object { json in
      json.member("@type", "HowToStep")
      json.member("name", step.name)
      json.member("text", step.text)
    }
  }

  /// In JSON `<` stands in strings only, where it may be written otherwise: nothing can end the script element early.
  private static func inScript(_ json: [UInt8]) -> [UInt8] {
    guard json.contains(UInt8(ascii: "<")) else { return json }
    return json.flatMap { $0 == UInt8(ascii: "<") ? #"\u003c"#.bytes : [$0] }
  }

  // MARK: Procedures

  private struct Procedure {
    /// The heading above.
    var name: [UInt8]
    var steps: [Step]
  }

  private struct Step {
    /// What it begins with in bold, or all of its text.
    var name: [UInt8]
    var text: [UInt8]
  }

  /// The lists of `:::steps`; where there are none, those of checklists.
  private static func procedures(in document: Document) -> [Procedure] {
    for name in ["steps", ChecklistDirective.name] {
      guard document.directives.contains(where: { $0.name == name && $0.form == .container }) else { continue }
      let found = procedures(of: name, in: document)
      if !found.isEmpty { return found }
    }
    return []
  }

  private static func procedures(of name: String, in document: Document) -> [Procedure] {
    var procedures: [Procedure] = []
    var heading: [UInt8] = []
    for (index, node) in document.nodes.enumerated() {
      if node.kind == .heading { heading = Array(document.headings[Int(node.detail)].plainText) }
      guard node.kind == .directive, document.directives[Int(node.detail)].name == name else { continue }
      let lists = document.children(of: index).filter { document.nodes[$0].kind == .list }
      let steps = lists.flatMap { Array(document.children(of: $0)) }.map { step(ofItem: $0, in: document) }
      if !steps.isEmpty { procedures.append(Procedure(name: heading, steps: steps)) }
    }
    return procedures
  }

  /// The paragraphs of a list item; code and tables make no sentence.
  private static func step(ofItem item: Document.Index, in document: Document) -> Step {
    let paragraphs = (item..<Int(document.nodes[item].end)).filter { document.nodes[$0].kind == .paragraph }
    let text = Array(paragraphs.map { document.plainText(of: $0) }.joined(separator: " ".utf8))
    let lead = paragraphs.first.flatMap { document.children(of: $0).first { _ in true } }
    guard let lead, document.nodes[lead].kind == .strong else { return Step(name: text, text: text) }
    return Step(name: document.plainText(of: lead), text: text)
  }
}
