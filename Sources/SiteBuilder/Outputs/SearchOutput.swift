import Diagnostics
import Markup
import Permissions
import Search
import Synchronization

/// The search index: made beside the pages in one go, or, for a site that is only shown, when somebody searches.
package final class SearchOutput: Sendable {
  static let folder = "_search/"

  /// The files with words, by path, once somebody has searched.
  private let made = Mutex<[String: [UInt8]]?>(nil)

  /// What can be found on the pages of a part of a site, which are shown to it one after the other.
  struct Part: Sendable {
    fileprivate var words = WordCollector()
    /// Those that do not fill a file yet.
    fileprivate var pages: [SearchPage] = []
    /// How many pages come before, in this part and those before it.
    fileprivate var count: Int

    /// Hands out a file of pages whenever one is full.
    mutating func add(_ page: Page, of site: Site, _ stage: (OutputFile) -> Void) {
      if page.isSearchable { add(.page(page.id), of: site, stage) }
    }

    fileprivate mutating func add(_ document: Document, of site: Site, _ stage: (OutputFile) -> Void) {
      SearchOutput.add(document, number: count, to: &words, site)
      pages.append(SearchOutput.page(of: document, in: site))
      count += 1
      if pages.count == SearchIndex.pagesPerFile { write(stage) }
    }

    fileprivate mutating func write(_ stage: (OutputFile) -> Void) {
      guard !pages.isEmpty else { return }
      let (name, bytes) = SearchIndex.file(of: pages, from: count - pages.count)
      stage(SearchOutput.file(name, bytes))
      pages = []
    }

    /// No more pages are shown.
    mutating func finish() { words.finish() }
  }

  /// Cuts a site into parts that can be collected side by side, by so many cores: at first large ones, at last small
  /// ones, so that none of the cores has much left to do when the others have done everything.
  static func parts(of site: Site, cores: Int) -> [(pages: Range<Int>, part: Part)] {
    var parts: [(Range<Int>, Part)] = []
    var (start, found, position) = (0, 0, 0)
    var part = Part(count: 0)
    while position < site.pages.count {
      if site.pages[position].isSearchable { found += 1 }
      position += 1
      let size = max(Self.fewestPages, (site.pages.count - start) / (cores * 4))
      guard position - start >= size, found.isMultiple(of: SearchIndex.pagesPerFile) else { continue }
      parts.append((start..<position, part))
      (start, part) = (position, Part(count: found))
    }
    return parts + [(start..<position, part)]
  }

  private static let fewestPages = 32

  /// Hands out what is left of the index after all parts of a site have been collected, in their order.
  ///
  /// - Returns: what the next build may want to know.
  @discardableResult
  static func finish(_ parts: [Part], of site: Site, _ stage: (OutputFile) -> Void) -> Finished? {
    guard site.configuration.search, var last = parts.last else { return nil }
    let open = last.pages
    last = Part(pages: open, count: last.count)
    for entry in site.reference.entries.indices { last.add(.permission(entry), of: site, stage) }
    last.write(stage)
    last.finish()
    let collected = parts.map(\.words) + [last.words]
    let index = SearchIndex(pageCount: last.count, collected: collected)
    let layout = index.forEachFile { stage(file($0, $1)) }
    return Finished(index: index, collected: collected, layout: layout)
  }

  /// An index whose files have been handed out.
  struct Finished {
    fileprivate let index: SearchIndex
    fileprivate let collected: [WordCollector]
    fileprivate let layout: SearchFacts.Layout

    /// Hands out its ``SearchFacts``.
    func forEachPiece(_ body: (UnsafeRawBufferPointer) -> Void) {
      SearchFacts.forEachPiece(of: index, collected: collected, layout: layout, body)
    }
  }

  /// Puts the texts of some pages in place of those that they had. Nothing where a file of pages is not as it should be.
  ///
  /// - Parameters:
  ///   - facts: of the index with the texts that they had.
  ///   - published: the bytes of a file of that index.
  /// - Returns: the files that may be others, the paths of those that there are no more, and what the next build may want
  ///   to know where that is something else.
  static func replacing(
    _ pages: [PageID],
    of site: Site,
    _ facts: SearchFacts,
    published: (String) -> [UInt8]?
  ) -> (files: [OutputFile], gone: [String], facts: SearchFacts?)? {
    var revision = SearchRevision(facts)
    var groups: [String: [UInt8]] = [:]
    for id in pages where site[id].isSearchable {
      let number = site.pages[..<id.index].count(where: \.isSearchable)
      revision.replace(page: number, with: words(of: [.page(id)], from: number, in: site))
      let (name, position) = SearchIndex.place(ofPage: number)
      guard let group = groups[name] ?? published(folder + name),
        let replaced = SearchIndex.replacing(position, in: group, with: page(site[id], in: site))
      else { return nil }
      groups[name] = replaced
    }
    var files = groups.map { file($0, $1) }
    let gone = revision.finish { files.append(file($0, $1)) }
    return (files, gone.map { folder + $0 }, revision.isChanged ? revision.facts : nil)
  }

  /// The same, one file after the other; those with words are kept.
  func file(at path: String, of site: Site) -> OutputFile? {
    guard site.configuration.search, path.hasPrefix(Self.folder) else { return nil }
    let documents = Self.documents(of: site)
    let name = path.dropFirst(Self.folder.utf8.count)
    if name.hasPrefix("d"), let number = Int(name.dropFirst().dropLast(3)), number >= 0,
      number < (documents.count + SearchIndex.pagesPerFile - 1) / SearchIndex.pagesPerFile
    {
      let found = Self.pages(documents, from: number * SearchIndex.pagesPerFile, in: site)
      return found.path == path ? found : nil
    }
    return made.withLock { made in
      if made == nil {
        var files: [String: [UInt8]] = [:]
        SearchIndex(pageCount: documents.count, collected: [Self.words(of: documents, in: site)])
          .forEachFile { files[Self.folder + $0] = $1 }
        made = files
      }
      return made?[path].map { OutputFile(path: path, contents: .bytes($0)) }
    }
  }

  private static func file(_ name: String, _ bytes: [UInt8]) -> OutputFile {
    OutputFile(path: folder + name, contents: .bytes(bytes))
  }

  /// What can be found.
  fileprivate enum Document: Sendable {
    case page(PageID)
    case permission(Int)
  }

  private static func documents(of site: Site) -> [Document] {
    site.pages.filter(\.isSearchable).map { .page($0.id) }
      + site.reference.entries.indices.map { .permission($0) }
  }

  // MARK: Pages

  private static func pages(_ documents: [Document], from first: Int, in site: Site) -> OutputFile {
    let group = documents[first..<min(first + SearchIndex.pagesPerFile, documents.count)].map { page(of: $0, in: site) }
    let (name, bytes) = SearchIndex.file(of: group, from: first)
    return file(name, bytes)
  }

  private static func page(of document: Document, in site: Site) -> SearchPage {
    switch document {
    case .page(let id): page(site[id], in: site)
    case .permission(let number): page(site.reference.entries[number], in: site)
    }
  }

  private static func page(_ page: Page, in site: Site) -> SearchPage {
    let outline = site.outline(of: page)
    let openings = SectionOpenings.of(page, outline.count, in: site)
    return SearchPage(
      title: page.title,
      path: page.permalink.encodedPath,
      description: page.description.map(SectionOpenings.shortened) ?? openings[0],
      sections: outline.prefix(WordCollector.mostSections).enumerated().map { number, entry in
        let opening = number + 1 < openings.count ? openings[number + 1] : []
        return .init(title: Array(entry.plainText), id: entry.id, opening: opening)
      }
    )
  }

  private static func page(_ entry: PermissionReference.Entry, in site: Site) -> SearchPage {
    SearchPage(
      title: entry.permission.name.bytes,
      path: entry.permalink.encodedPath,
      description: description(of: entry, site.configuration.strings),
      sections: []
    )
  }

  /// `Microsoft Graph, Delegated · Read all users' full profiles`
  private static func description(of entry: PermissionReference.Entry, _ strings: ThemeStrings) -> [UInt8] {
    let permission = entry.permission
    let what = "\(permission.resource.name), \(permission.kind.word(strings))"
    return SectionOpenings.shortened((entry.uses.first.map { "\(what) · \($0.grant.why)" } ?? what).bytes)
  }

  // MARK: Words

  private static func words(of documents: [Document], from first: Int = 0, in site: Site) -> WordCollector {
    var collector = WordCollector()
    for (number, document) in documents.enumerated() { add(document, number: first + number, to: &collector, site) }
    collector.finish()
    return collector
  }

  private static func add(_ document: Document, number: Int, to collector: inout WordCollector, _ site: Site) {
    collector.collect(page: number) { words in
      switch document {
      case .page(let id): add(site.pages[id.index], to: &words, site)
      case .permission(let position): add(site.reference.entries[position], to: &words, site.configuration.strings)
      }
    }
  }

  private static func add(_ page: Page, to words: inout WordCollector.PageWords, _ site: Site) {
    words.add(page.title[...], in: 0, .title)
    if let description = page.description { words.add(description[...], in: 0, .name) }
    guard let parsed = page.parsed else { return }
    var section = 0
    var open: Set<String> = []
    add(parsed, to: &words, site, page, &section, &open)
  }

  private static func add(
    _ parsed: ParsedPage,
    to words: inout WordCollector.PageWords,
    _ site: Site,
    _ page: Page,
    _ section: inout Int,
    _ open: inout Set<String>
  ) {
    let document = parsed.document
    var endOfHeading = 0
    document.withTexts { texts in
      for index in texts.nodes.indices {
        let node = texts.nodes[index]
        switch node.kind {
        case .heading:
          section += 1
          endOfHeading = Int(node.end)
        case .text, .code, .codeBlock, .callout:
          let isHeading = index < endOfHeading && (node.kind == .text || node.kind == .code)
          let rank: Rank = isHeading ? .heading : node.kind == .text || node.kind == .codeBlock ? .text : .name
          words.add(texts[node], in: section, rank)
        case .directive:
          let directive = document.directives[Int(node.detail)]
          if let label = directive.label { words.add(label.bytes[...], in: section, .name) }
          let path = site.contentPath(parsed.file.path)
          if let file = IncludeDirective.file(of: directive, from: path), let snippet = site.snippets[file],
            open.insert(file).inserted
          {
            add(snippet, to: &words, site, page, &section, &open)
            open.remove(file)
          }
          addPermissions(of: directive, to: &words, site, page, section)
        default: continue
        }
      }
    }
  }

  /// What a directive shows from the catalog is found on the page as well.
  private static func addPermissions(
    of directive: Directive,
    to words: inout WordCollector.PageWords,
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
        words.add("AADSTS\(error.code) \(error.meaning(site.configuration.strings))".bytes[...], in: section, .name)
      }
    } else {
      for grant in consent.grants { words.add(grant.permission.name.bytes[...], in: section, .name) }
    }
  }

  private static func add(
    _ entry: PermissionReference.Entry,
    to words: inout WordCollector.PageWords,
    _ strings: ThemeStrings
  ) {
    let permission = entry.permission
    words.add(permission.name.bytes[...], in: 0, .title)
    words.add("\(permission.resource.name) \(permission.kind.word(strings))".bytes[...], in: 0, .name)
    words.add(permission.id.description.bytes[...], in: 0, .name)
    for use in entry.uses {
      words.add("\(use.consent.title) \(use.grant.why)".bytes[...], in: 0, .text)
    }
  }
}
