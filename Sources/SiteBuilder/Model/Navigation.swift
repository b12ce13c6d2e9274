/// Which links stand beside a page: the top of the site, the way down to its section, and its neighbours.
///
/// The same for every page of a section, so it is rendered once per section and the mark of the current page put
/// in afterwards. A level with more than ``windowSize`` members is shown in windows, so that neither a page nor the
/// work for it grows with the site.
struct Navigation {
  static let windowSize = 50

  /// What pages with the same navigation have in common.
  struct Key: Hashable, Sendable {
    var section: SectionID
    var window: Int
  }

  private let site: Site
  /// Where a section or page stands among its siblings.
  private let positions: [Section.Member: Int]

  init(_ site: Site) {
    self.site = site
    var positions: [Section.Member: Int] = [:]
    positions.reserveCapacity(site.pages.count)
    for section in site.sections {
      for (position, member) in section.members.enumerated() { positions[member] = position }
    }
    self.positions = positions
  }

  func key(for page: Page) -> Key {
    Key(section: page.section, window: positions[.page(page.id)].map { $0 / Self.windowSize } ?? 0)
  }

  var keys: [Key] {
    site.sections.flatMap { section in
      (0..<max(1, (section.members.count + Self.windowSize - 1) / Self.windowSize)).map {
        Key(section: section.id, window: $0)
      }
    }
  }

  func view(for key: Key) -> NavigationView {
    let path = site.path(to: key.section)
    return NavigationView(
      items: items(of: 0, on: path, window: key.window),
      earlier: neighbour(of: key, step: -1),
      later: neighbour(of: key, step: 1)
    )
  }

  /// The members of one section on the path, with the next section on the path opened.
  private func items(of depth: Int, on path: [SectionID], window lastWindow: Int) -> [NavigationView.Item] {
    let opened = depth + 1 < path.count ? path[depth + 1] : nil
    let window = opened.map { (positions[.section($0)] ?? 0) / Self.windowSize } ?? lastWindow
    return site[path[depth]].members.dropFirst(window * Self.windowSize).prefix(Self.windowSize).map { member in
      switch member {
      case .page(let id): return item(for: site[id])
      case .section(let id):
        var item = item(for: site[site[id].page])
        if id == opened {
          item.isOpen = true
          item.children = items(of: depth + 1, on: path, window: lastWindow)
        }
        return item
      }
    }
  }

  private func item(for page: Page) -> NavigationView.Item {
    .init(
      title: page.shortTitle,
      url: site.base.url(of: page.permalink),
      current: CurrentPageMark.bytes(for: page.id),
      isOpen: false,
      children: [],
      language: site.foreignLanguage(of: page)
    )
  }

  private func neighbour(of key: Key, step: Int) -> LinkView? {
    let members = site[key.section].members
    let position = (key.window + step) * Self.windowSize
    guard members.indices.contains(position) else { return nil }
    let page =
      switch members[position] {
      case .page(let id): site[id]
      case .section(let id): site[site[id].page]
      }
    return LinkView(title: page.shortTitle, url: site.base.url(of: page.permalink))
  }
}

/// Rendered navigation with the places where a page's mark can be put in.
struct RenderedNavigation: Sendable {
  private let html: [UInt8]
  private let places: [PageID: Int]

  /// Takes the marks out of what the template wrote and remembers where they stood.
  init(_ marked: [UInt8]) {
    var html: [UInt8] = []
    html.reserveCapacity(marked.count)
    var places: [PageID: Int] = [:]
    var index = 0
    while index < marked.count {
      if marked[index] == CurrentPageMark.byte {
        var number = 0
        index += 1
        while index < marked.count, marked[index] != CurrentPageMark.byte {
          number = number * 10 + Int(marked[index] & 15)
          index += 1
        }
        places[PageID(number)] = html.count
      } else {
        html.append(marked[index])
      }
      index += 1
    }
    self.html = html
    self.places = places
  }

  func html(for page: PageID) -> [UInt8] {
    guard let place = places[page] else { return html }
    let mark: StaticString = #" aria-current="page""#
    var marked: [UInt8] = []
    marked.reserveCapacity(html.count + mark.utf8CodeUnitCount)
    marked += html[..<place]
    mark.withUTF8Buffer { marked += $0 }
    marked += html[place...]
    return marked
  }
}

/// A page's number between two control characters, which the parser takes out of all text.
private enum CurrentPageMark {
  static let byte: UInt8 = 1

  static func bytes(for page: PageID) -> [UInt8] { [byte] + Array(String(page.index).utf8) + [byte] }
}
