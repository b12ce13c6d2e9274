import Diagnostics
import Markup
import Permissions
import Search
import Synchronization

/// The search index: made beside the pages in one go, or, for a site that is only shown, when somebody searches.
package final class SearchOutput: Sendable {
  static let folder = "_search/"

  /// The files with words, by path, once somebody has searched.
  private let made = Mutex<Made?>(nil)

  private struct Made {
    var files: [String: [UInt8]]
    var generated: GeneratedPages
  }

  /// What can be found on the pages of a part of a site, which are shown to it one after the other.
  struct Part: Sendable {
    fileprivate var words = WordCollector()
    /// Those that do not fill a file yet.
    fileprivate var pages: [SearchPage] = []
    /// How many pages come before, in this part and those before it.
    fileprivate var count: Int

    /// Hands out a file of pages whenever one is full.
    mutating func add(_ page: Page, of site: Site, _ stage: (OutputFile) -> Void) {
      guard page.isSearchable else { return }
      words.collect(page: count) { SearchOutput.add(page, to: &$0, site) }
      add(SearchOutput.page(page, in: site), stage)
    }

    fileprivate mutating func add(_ page: GeneratedPages.GeneratedPage, _ stage: (OutputFile) -> Void) {
      words.collect(page: count) { SearchOutput.add(page, to: &$0) }
      add(SearchOutput.page(page), stage)
    }

    private mutating func add(_ page: SearchPage, _ stage: (OutputFile) -> Void) {
      pages.append(page)
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
  static func finish(_ parts: [Part], _ renderer: Renderer, _ stage: (OutputFile) -> Void) -> Finished? {
    guard renderer.site.configuration.search, var last = parts.last else { return nil }
    let open = last.pages
    last = Part(pages: open, count: last.count)
    for page in GeneratedPages(renderer).pages { last.add(page, stage) }
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
      var words = WordCollector()
      words.collect(page: number) { add(site[id], to: &$0, site) }
      revision.replace(page: number, with: words)
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
  func file(at path: String, _ renderer: Renderer) -> OutputFile? {
    let site = renderer.site
    guard site.configuration.search, path.hasPrefix(Self.folder) else { return nil }
    return made.withLock { made in
      let now = made ?? Self.make(renderer)
      made = now
      if let bytes = now.files[path] { return OutputFile(path: path, contents: .bytes(bytes)) }
      return Self.pages(at: path, site, now.generated)
    }
  }

  private static func make(_ renderer: Renderer) -> Made {
    let site = renderer.site
    let generated = GeneratedPages(renderer)
    var words = WordCollector()
    var count = 0
    for page in site.pages where page.isSearchable {
      words.collect(page: count) { add(page, to: &$0, site) }
      count += 1
    }
    for page in generated.pages {
      words.collect(page: count) { add(page, to: &$0) }
      count += 1
    }
    words.finish()
    var files: [String: [UInt8]] = [:]
    SearchIndex(pageCount: count, collected: [words]).forEachFile { files[folder + $0] = $1 }
    return Made(files: files, generated: generated)
  }

  /// A file of pages.
  private static func pages(at path: String, _ site: Site, _ generated: GeneratedPages) -> OutputFile? {
    guard path.hasPrefix(folder + "d"), let number = Int(path.dropFirst(folder.utf8.count + 1).dropLast(3)), number >= 0
    else { return nil }
    let searchable = site.pages.filter(\.isSearchable)
    let (first, count) = (number * SearchIndex.pagesPerFile, searchable.count + generated.pages.count)
    guard first < count else { return nil }
    let pages = (first..<min(first + SearchIndex.pagesPerFile, count)).map { number in
      number < searchable.count
        ? page(searchable[number], in: site) : page(generated.pages[number - searchable.count])
    }
    let (name, bytes) = SearchIndex.file(of: pages, from: first)
    let found = file(name, bytes)
    return found.path == path ? found : nil
  }

  private static func file(_ name: String, _ bytes: [UInt8]) -> OutputFile {
    OutputFile(path: folder + name, contents: .bytes(bytes))
  }

  // MARK: Pages

  private static func page(_ page: Page, in site: Site) -> SearchPage {
    let outline = site.outline(of: page)
    let openings = SectionOpenings.of(page, outline.count, in: site)
    return SearchPage(
      title: page.title,
      path: page.permalink.encodedPath,
      description: page.description.map { SectionOpenings.shortened($0) } ?? openings[0],
      sections: outline.prefix(WordCollector.mostSections).enumerated().map { number, entry in
        let opening = number + 1 < openings.count ? openings[number + 1] : []
        return .init(title: Array(entry.plainText), id: entry.id, opening: opening)
      }
    )
  }

  private static func page(_ page: GeneratedPages.GeneratedPage) -> SearchPage {
    SearchPage(
      title: page.title,
      path: page.permalink.encodedPath,
      description: page.description,
      sections: page.text.sections.prefix(WordCollector.mostSections).map { section in
        let opening = SectionOpenings.shortened(section.opening, atMost: SectionOpenings.longest)
        return .init(title: section.title, id: section.id, opening: opening)
      }
    )
  }

  // MARK: Words

  private static func add(_ page: Page, to words: inout WordCollector.PageWords, _ site: Site) {
    words.addTitle(page.title[...])
    if let description = page.description { words.add(description[...], in: 0, .name) }
    guard let parsed = page.parsed else { return }
    var section = 0
    var open = OpenSnippets()
    add(parsed, to: &words, site, page, &section, &open)
  }

  private static func add(
    _ parsed: ParsedPage,
    to words: inout WordCollector.PageWords,
    _ site: Site,
    _ page: Page,
    _ section: inout Int,
    _ open: inout OpenSnippets
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
            open.enter(file, snippet)
          {
            add(snippet, to: &words, site, page, &section, &open)
            open.leave()
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
    guard let definition = directivesByName[directive.name], definition.takesConsent,
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
    // All that is shown, but for addresses.
    guard let text = definition.markdown?(directive, PageMarkdown(site: site, page: page)).bytes else { return }
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "(") }) {
      words.add(rest[..<start], in: section, .text)
      let close = rest[start] == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: ")")
      let isAddress = rest[(start + 1)...].starts(with: "http".utf8)
      let end = isAddress ? rest[start...].firstIndex(of: close) ?? start : start
      rest = rest[(end + 1)...]
    }
    words.add(rest, in: section, .text)
  }

  private static func add(_ page: GeneratedPages.GeneratedPage, to words: inout WordCollector.PageWords) {
    words.addTitle(page.title[...])
    words.add(page.description[...], in: 0, .name)
    for piece in page.text.pieces { words.add(piece.text[...], in: piece.section, piece.rank) }
  }
}
