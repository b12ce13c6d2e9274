import Diagnostics
import Markup
import Permissions
import Search
import Synchronization

/// The search index: made beside the pages in one go, or, for a site that is only shown, when somebody searches.
package final class SearchOutput: Sendable {
  static let folder = "_search/"

  private let made = Mutex<[OutputFile]?>(nil)

  /// The files of the index; none where the configuration turns search off.
  func files(_ site: Site) async -> [OutputFile] {
    guard site.configuration.search else { return [] }
    let documents = Self.documents(of: site)
    let size = max(64, documents.count / (processorCount * 2) + 1)
    let batches = stride(from: 0, to: documents.count, by: size).map { $0..<min($0 + size, documents.count) }
    let collected = await concurrentMap(batches, minimum: 1) { Self.words(of: documents, $0, in: site) }
    return Self.files(site, documents, collected)
  }

  /// The same, one after the other, and kept.
  func file(at path: String, of site: Site) -> OutputFile? {
    guard site.configuration.search else { return nil }
    return made.withLock { made in
      if made == nil {
        let documents = Self.documents(of: site)
        made = Self.files(site, documents, [Self.words(of: documents, documents.indices, in: site)])
      }
      return made?.first { $0.path == path }
    }
  }

  /// What can be found.
  private enum Document: Sendable {
    case page(PageID)
    case permission(Int)
  }

  private static func documents(of site: Site) -> [Document] {
    site.pages.filter { $0.frontMatter?.isSearchable ?? true }.map { .page($0.id) }
      + site.reference.entries.indices.map { .permission($0) }
  }

  private static func files(_ site: Site, _ documents: [Document], _ collected: [WordCollector]) -> [OutputFile] {
    let pages = documents.map { document -> SearchIndex.Page in
      switch document {
      case .page(let id):
        let page = site[id]
        return .init(
          title: page.title,
          url: site.base.url(of: page.permalink),
          description: shortened(page.description ?? firstWords(of: page)),
          sections: page.outline.prefix(31).map { ($0.text, $0.id) }
        )
      case .permission(let number):
        let entry = site.reference.entries[number]
        return .init(
          title: entry.permission.name.bytes,
          url: site.base.url(of: entry.permalink),
          description: "\(entry.permission.resource.name), \(entry.permission.kind.rawValue)".bytes,
          sections: []
        )
      }
    }
    return SearchIndex(pages: pages, collected: collected).files().map {
      OutputFile(path: folder + $0.name, contents: .bytes($0.bytes))
    }
  }

  /// The first paragraph, for pages that say nothing about themselves.
  private static func firstWords(of page: Page) -> [UInt8] {
    guard let document = page.parsed?.document,
      let paragraph = document.nodes.indices.first(where: { document.nodes[$0].kind == .paragraph })
    else { return [] }
    return document.plainText(of: paragraph)
  }

  /// Whole words only: a cut elsewhere might go through a character.
  private static func shortened(_ text: [UInt8]) -> [UInt8] {
    guard text.count > 160 else { return text }
    let cut = text[..<160].lastIndex(of: 0x20) ?? 0
    return Array(text[..<cut]) + " …".bytes
  }

  // MARK: Words

  private static func words(of documents: [Document], _ range: Range<Int>, in site: Site) -> WordCollector {
    var collector = WordCollector()
    for number in range {
      collector.begin(page: number)
      switch documents[number] {
      case .page(let id): add(site[id], to: &collector, site)
      case .permission(let position): add(site.reference.entries[position], to: &collector)
      }
    }
    return collector
  }

  private static func add(_ page: Page, to collector: inout WordCollector, _ site: Site) {
    collector.add(page.title[...], in: 0, .title)
    if let description = page.description { collector.add(description[...], in: 0, .name) }
    guard let parsed = page.parsed else { return }
    var section = 0
    var open: Set<String> = []
    add(parsed, to: &collector, site, page, &section, &open)
  }

  private static func add(
    _ parsed: ParsedPage,
    to collector: inout WordCollector,
    _ site: Site,
    _ page: Page,
    _ section: inout Int,
    _ open: inout Set<String>
  ) {
    let document = parsed.document
    var endOfHeading = 0
    for (index, node) in document.nodes.enumerated() {
      switch node.kind {
      case .heading:
        section += 1
        endOfHeading = Int(node.end)
      case .text: collector.add(document.text(of: node), in: section, index < endOfHeading ? .heading : .text)
      case .code: collector.add(document.text(of: node), in: section, index < endOfHeading ? .heading : .name)
      case .codeBlock: collector.add(document.text(of: node), in: section, .text)
      case .callout: collector.add(document.text(of: node), in: section, .name)
      case .directive:
        let directive = document.directives[Int(node.detail)]
        if let label = directive.label { collector.add(label.bytes[...], in: section, .name) }
        let path = site.contentPath(parsed.file.path)
        if let file = IncludeDirective.file(of: directive, from: path), let snippet = site.snippets[file],
          open.insert(file).inserted
        {
          add(snippet, to: &collector, site, page, &section, &open)
          open.remove(file)
        }
        addPermissions(of: directive, to: &collector, site, page, section)
      default: continue
      }
    }
  }

  /// What a directive shows from the catalog is found on the page as well.
  private static func addPermissions(
    of directive: Directive,
    to collector: inout WordCollector,
    _ site: Site,
    _ page: Page,
    _ section: Int
  ) {
    guard directivesByName[directive.name]?.takesConsent == true,
      let key = directive["consent"]?.value ?? defaultConsent(of: page.frontMatter),
      let consent = site.catalog?.catalog.consent(key)
    else { return }
    if directive.name == TroubleshootingDirective.definition.name {
      for error in SignInError.all(for: consent) {
        collector.add("AADSTS\(error.code) \(error.meaning)".bytes[...], in: section, .name)
      }
    } else {
      for grant in consent.grants { collector.add(grant.permission.name.bytes[...], in: section, .name) }
    }
  }

  private static func add(_ entry: PermissionReference.Entry, to collector: inout WordCollector) {
    let permission = entry.permission
    collector.add(permission.name.bytes[...], in: 0, .title)
    collector.add("\(permission.resource.name) \(permission.kind.rawValue)".bytes[...], in: 0, .name)
    collector.add(permission.id.description.bytes[...], in: 0, .name)
    for use in entry.uses {
      collector.add("\(use.consent.title) \(use.grant.why)".bytes[...], in: 0, .text)
    }
  }
}
