import Markup
import Synchronization

/// What is known of the anchors of a site's pages: each page is looked at once, when the first link asks for more than
/// its headings.
final class AnchorTable: Sendable {
  /// Several, so that one processor hardly ever waits for another.
  private let shelves = Shelf.all

  private final class Shelf: Sendable {
    let pages = Mutex<[PageID: PageAnchors]>([:])

    static var all: [Shelf] { (0..<16).map { _ in Shelf() } }
  }

  func of(_ page: Page) -> PageAnchors {
    shelves[page.id.index % shelves.count].pages.withLock { pages in
      if let known = pages[page.id] { return known }
      let new = PageAnchors()
      pages[page.id] = new
      return new
    }
  }

  /// Looks at a page whose text is about to leave the memory, where that costs little.
  func look(at page: Page, of site: Site) {
    guard let document = page.parsed?.document, !PageAnchors.needsRendering(document) else { return }
    of(page).keepOthers(on: page, of: site)
  }
}
