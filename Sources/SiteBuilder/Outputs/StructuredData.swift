import Diagnostics
import Markup
import Permissions
import TypedYAML

/// What search engines are told about a page, as JSON-LD in the vocabulary of schema.org: where it stands, and its steps
/// where it has any.
///
/// It is data in a script element that no browser runs, so that it is written to be safe in one.
enum StructuredData {
  /// Nothing without a base URL: addresses in it have to be complete.
  static func json(of page: Page, in site: Site) -> [UInt8]? {
    guard page.permalink != .home, let url = site.base.absoluteURL(of: page.permalink) else { return nil }
    let steps = page.parsed.map { self.steps(of: $0.document) } ?? []
    var json = JSONWriter(isCompact: true)
    json.object { json in
      json.member("@context", "https://schema.org")
      json.member("@graph") { json in
        json.array([true, false]) { json, isPage in
          if isPage {
            write(page, url, steps, to: &json, site)
          } else {
            writeBreadcrumbs(of: page, to: &json, site)
          }
        }
      }
    }
    var safe: [UInt8] = []
    for byte in json.finish() {
      if byte == UInt8(ascii: "<") { safe += "\\u003c".utf8 } else if byte != UInt8(ascii: "\n") { safe.append(byte) }
    }
    return safe
  }

  private static func write(
    _ page: Page,
    _ url: [UInt8],
    _ steps: [(name: String, text: String)],
    to json: inout JSONWriter,
    _ site: Site
  ) {
    json.object { json in
      json.member("@type", steps.isEmpty ? "TechArticle" : "HowTo")
      json.member(steps.isEmpty ? "headline" : "name", page.title.text)
      json.member("url", url.text)
      json.member("description", page.description?.text)
      json.member("inLanguage", site.configuration.language)
      json.member("dateModified", page.frontMatter?.updated?.description)
      guard !steps.isEmpty else { return }
      json.member("step") { json in
        json.array(steps) { json, step in
          json.object { json in
            json.member("@type", "HowToStep")
            json.member("name", step.name)
            json.member("text", step.text)
          }
        }
      }
    }
  }

  private static func writeBreadcrumbs(of page: Page, to json: inout JSONWriter, _ site: Site) {
    var path = site.path(to: page.section).map { site[site[$0].page] }
    if path.last?.id != page.id { path.append(page) }
    json.object { json in
      json.member("@type", "BreadcrumbList")
      json.member("itemListElement") { json in
        json.array(Array(path.enumerated())) { json, item in
          json.object { json in
            json.member("@type", "ListItem")
            json.member("position", item.offset + 1)
            json.member("name", item.element.shortTitle.text)
            json.member("item", site.base.absoluteURL(of: item.element.permalink)?.text)
          }
        }
      }
    }
  }

  /// The items of the first list inside of `:::steps`; its name is what an item begins with in bold, or all of it.
  private static func steps(of document: Document) -> [(name: String, text: String)] {
    guard document.directives.contains(where: { $0.name == StepsDirective.definition.name }),
      let steps = document.nodes.firstIndex(where: {
        $0.kind == .directive && document.directives[Int($0.detail)].name == StepsDirective.definition.name
      }),
      let list = document.children(of: steps).first(where: { document.nodes[$0].kind == .list })
    else { return [] }
    return document.children(of: list).map { item in
      let first = document.children(of: item).first { _ in true }
      let text = first.map { document.plainText(of: $0).text } ?? ""
      let lead = first.flatMap { document.children(of: $0).first { _ in true } }
        .flatMap { document.nodes[$0].kind == .strong ? document.plainText(of: $0).text : nil }
      return (lead ?? text, text)
    }
  }
}
