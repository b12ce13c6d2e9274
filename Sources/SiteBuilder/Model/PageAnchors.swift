import Diagnostics
import Markup
import Synchronization

/// The anchors of one page, each kind found out when it is first asked for, and what may be meant by one that is not
/// there.
final class PageAnchors: Sendable {
  /// Those that no heading makes.
  struct Others: Sendable, Equatable {
    var published: Set<ByteKey> = []
    /// They stand in HTML that readers see as text.
    var shownAsText: Set<ByteKey> = []

    static let none = Others()
  }

  private struct Headings: Sendable {
    /// In reading order.
    let ids: [ArraySlice<UInt8>]
    /// What links may say for a heading beside its id.
    private let others: [ArraySlice<UInt8>]
    /// All of them, where there are so many that a search takes longer than hashing.
    private let all: Set<ByteKey>?

    private(set) lazy var slips = SlipIndex(ids.map { .init($0.text) })
    private(set) lazy var words = WordIndex(ids.map(\.text))
    /// What there is to link to, for people.
    private(set) lazy var summary =
      ids.isEmpty
      ? "the page has no headings" : "the page has \(ids.prefix(8).map { "#\($0.text)" }.joined(separator: ", "))"

    init(ids: [ArraySlice<UInt8>], others: [ArraySlice<UInt8>]) {
      (self.ids, self.others) = (ids, others)
      all = ids.count + others.count > 32 ? Set((ids + others).lazy.map { ByteKey($0) }) : nil
    }

    func contains(_ id: [UInt8]) -> Bool {
      if let all { return all.contains(ByteKey(id)) }
      return ids.contains { $0.elementsEqual(id) } || others.contains { $0.elementsEqual(id) }
    }
  }

  private let headings = Mutex<Headings?>(nil)
  private let others = Mutex<Others?>(nil)

  /// Whether the page has a heading of this id, or the page has that it translates.
  func hasHeading(_ id: [UInt8], on page: Page, of site: Site) -> Bool {
    guard page.parsed != nil else { return false }
    return withHeadings(of: page, site) { $0.contains(id) }
  }

  /// The only heading whose id is a slip away, or differs in case.
  func slip(of wanted: String, on page: Page, of site: Site) -> String? {
    var comparisons = 0
    defer { site.index.comparisons.add(comparisons) }
    return withHeadings(of: page, site) { headings in
      headings.slips.only(like: .init(wanted), comparisons: &comparisons).map { headings.ids[$0].text }
    }
  }

  func nearest(to wanted: String, on page: Page, of site: Site) -> String? {
    var comparisons = 0
    defer { site.index.comparisons.add(comparisons) }
    return withHeadings(of: page, site) { headings in
      headings.words.nearest(to: wanted, comparisons: &comparisons).map { headings.ids[$0].text }
    }
  }

  /// What there is to link to, for people.
  func summary(of page: Page, _ site: Site) -> String {
    withHeadings(of: page, site) { $0.summary }
  }

  private func withHeadings<Answer: Sendable>(
    of page: Page,
    _ site: Site,
    _ body: (inout sending Headings) -> sending Answer
  ) -> Answer {
    headings.withLock { known in
      var headings = known ?? Self.headings(of: page, site)
      defer { known = headings }
      return body(&headings)
    }
  }

  private static func headings(of page: Page, _ site: Site) -> Headings {
    // A heading keeps its own id too where a snippet has brought the same one.
    let own = page.parsed.flatMap { $0.keptAnchors == nil ? $0.document.headings : nil } ?? []
    return Headings(ids: site.anchorIDs(of: page), others: names(of: own) + names(of: site.originalOutline(of: page)))
  }

  /// What links may say for the headings: their ids, and those that they had before.
  private static func names(of headings: [Document.Heading]) -> [ArraySlice<UInt8>] {
    headings.flatMap { heading in ([heading.id] + heading.formerIDs).map { $0[...] } }
  }

  // MARK: Without headings

  func others(on page: Page, of site: Site, _ theme: Theme) -> Others {
    others.withLock { known in
      let others = known ?? Self.others(on: page, of: site, theme)
      known = others
      return others
    }
  }

  /// Whether the anchor stands in HTML of the page that readers see as text.
  func isShownAsText(_ anchor: String, on page: Page, of site: Site) -> Bool {
    !site.configuration.rawHTML
      && others.withLock { known in
        let others = known ?? Self.others(on: page, of: site, nil)
        if known == nil, !(page.parsed.map { Self.needsRendering($0.document) } ?? false) { known = others }
        return others.shownAsText.contains(ByteKey(anchor))
      }
  }

  func keepOthers(on page: Page, of site: Site) {
    others.withLock { known in known = known ?? Self.others(on: page, of: site, nil) }
  }

  /// - Parameter theme: may be missing for a page that need not be rendered.
  static func others(on page: Page, of site: Site, _ theme: Theme?) -> Others {
    guard let parsed = page.parsed else { return .none }
    let contents = parsed.contents
    let document = contents.document
    var others = Others.none
    if needsRendering(document), let theme {
      HTMLAnchors.forEach(in: PageRendering.html(of: page, in: site, theme: theme)[...]) {
        others.published.insert(ByteKey($0))
      }
    }
    guard document.holdsHTML else { return others }
    for node in document.nodes where node.kind == .htmlBlock || node.kind == .htmlInline {
      HTMLAnchors.forEach(in: contents.file.bytes[node.span.range.clamped(to: contents.file.bytes.indices)]) { anchor in
        if site.configuration.rawHTML {
          others.published.insert(ByteKey(anchor))
        } else {
          others.shownAsText.insert(ByteKey(anchor))
        }
      }
    }
    return others
  }

  /// What directives and footnotes become is known once they have been.
  static func needsRendering(_ document: Document) -> Bool {
    !document.directives.isEmpty || !document.footnotes.isEmpty
  }
}
