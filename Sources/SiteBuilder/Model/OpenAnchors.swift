import Synchronization

/// Links to anchors of pages that nobody has looked at yet: while pages come and go, none of them waits for another.
final class OpenAnchors: Sendable {
  struct Link: Sendable {
    /// The file with the link.
    let file: ParsedPage
    let page: PageID
    /// As it stands in the link.
    let fragment: [UInt8]
  }

  /// Nothing once all pages have been looked at.
  private let links = Mutex<[Link]?>([])

  /// False where the page can be asked now.
  func note(_ link: Link) -> Bool {
    links.withLock { links in
      links?.append(link)
      return links != nil
    }
  }

  /// What was noted; from now on pages are asked.
  func close() -> [Link] {
    links.withLock { links in
      defer { links = nil }
      return links ?? []
    }
  }
}

/// Pages whose text was searched for an anchor because something else links to it.
final class SearchedPages: Sendable {
  private let pages = Mutex<Set<PageID>>([])

  func note(_ page: PageID) { pages.withLock { _ = $0.insert(page) } }

  var all: Set<PageID> { pages.withLock { $0 } }
}
