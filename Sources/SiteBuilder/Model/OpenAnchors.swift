import Diagnostics
import Synchronization

/// Links to anchors of pages that nobody has looked at yet: while pages come and go, none of them waits for another.
final class OpenAnchors: Sendable {
  /// What is enough to say later that the anchor is not there. A large site has a million of these.
  struct Link: Sendable {
    /// The file with the link.
    let file: ParsedPage
    let page: PageID
    /// As it stands in the link.
    let fragment: [UInt8]
    private let span: SourceSpan
    /// Nil if the bytes there are the destination.
    private let destination: String?
    private let isImage: Bool
    private let isAddress: Bool

    init(file: ParsedPage, page: PageID, fragment: [UInt8], _ place: LinkPlace) {
      self.file = file
      self.page = page
      self.fragment = fragment
      span = place.location.span ?? SourceSpan(0..<0)
      destination = place.isVerbatim ? nil : place.destination
      isImage = place.isImage
      isAddress = place.isAddress
    }

    /// - Parameter text: of the file.
    func place(in text: [UInt8]) -> LinkPlace {
      var place = LinkPlace(
        destination: destination ?? text[span.range.clamped(to: text.indices)].text,
        at: file.location(span),
        isImage: isImage
      )
      place.isAddress = isAddress
      place.isVerbatim = destination == nil
      return place
    }
  }

  /// Nil once all pages have been looked at.
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
