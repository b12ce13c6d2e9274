import Markup

/// The checklists of a page as `.md` and `.json` beside it, for tickets and scripts.
let checklistFilesOutput = Output(ofPages: checklistFiles)

private func checklistFiles(of page: Page, _ renderer: Renderer) -> [OutputFile] {
  guard mayHoldChecklist(page) else { return [] }
  let words = renderer.words(around: page)
  return PageRendering.checklists(of: page, in: words.site, theme: words.theme).flatMap { checklist in
    [
      OutputFile(checklist.permalink("md", on: page), markdown(of: checklist)),
      OutputFile(checklist.permalink("json", on: page), json(of: checklist, on: page, renderer.site)),
    ]
  }
}

/// A checklist as it stands on a page.
struct Checklist: Sendable {
  struct Item: Sendable {
    var id: [UInt8]
    var text: [UInt8]
    var isDone: Bool
  }

  var id: [UInt8]
  var title: [UInt8]
  var items: [Item]

  /// Beside the page: `guides/connect/checklist-directory.md`.
  func permalink(_ ending: String, on page: Page) -> Permalink {
    Permalink(path: "\(splitPath(page.permalink.outputPath).folder)\(id.text).\(ending)")
  }
}

private func mayHoldChecklist(_ page: Page) -> Bool {
  guard let parsed = page.parsed else { return false }
  return parsed.document.directives.contains {
    $0.name == ChecklistDirective.name || $0.name == IncludeDirective.name
  }
}

private func markdown(of checklist: Checklist) -> [UInt8] {
  var text = "# \(MarkdownText.escaped(checklist.title.text))\n\n"
  for item in checklist.items {
    text += "- [\(item.isDone ? "x" : " ")] \(MarkdownText.escaped(item.text.text))\n"
  }
  return Array(text.utf8)
}

private func json(of checklist: Checklist, on page: Page, _ site: Site) -> [UInt8] {
  let url = site.base.absoluteURL(of: page.permalink) ?? site.base.url(of: page.permalink)
  var json = JSONWriter()
  json.object { json in
    json.member("version", 1)
    json.member("title", checklist.title.text)
    json.member("page", "\(url.text)#\(checklist.id.text)")
    json.member("items") { json in
      json.array(checklist.items) { json, item in
        json.object { json in
          json.member("id", item.id.text)
          json.member("text", item.text.text)
          json.member("isDone", item.isDone)
        }
      }
    }
  }
  return json.finish()
}
