import ByteBuffers
import Markup

extension Site {
  /// Whether a page whose text is gone from memory has a heading of this id.
  func remembers(_ anchor: UnsafeBufferPointer<UInt8>, on id: PageID) -> Bool {
    // Those of a page with many headings are found faster in a table.
    pages[id.index].parsed?.keptAnchors.map { $0.count <= 4096 && holds(line: anchor, in: $0) } ?? false
  }

  /// The page that a file is, or nothing for a snippet, whose anchors depend on who includes it.
  func page(of file: ParsedPage) -> Page? {
    index.page(source: contentPath(file.path).utf8).map { self[$0] }
  }

  /// Whether a page has an anchor of this name, as it stands in a link.
  ///
  /// - Parameters:
  ///   - file: the file with the link. While pages come and go, what it says of other pages is asked later, and the
  ///     answer now is yes.
  ///   - place: of the link in that file.
  func has(
    _ fragment: [UInt8],
    on id: PageID,
    _ theme: Theme?,
    from file: ParsedPage? = nil,
    at place: @autoclosure () -> LinkPlace? = nil
  ) -> Bool {
    if let file, let openAnchors, pages[id.index].parsed !== file, let place = place(),
      openAnchors.note(.init(file: file, page: id, fragment: fragment, place))
    {
      return true
    }
    if hasFewHeadings(withOne: fragment, on: id) || fragment.withUnsafeBufferPointer({ remembers($0, on: id) }) {
      return true
    }
    let anchors = anchors.of(pages[id.index])
    if anchors.hasHeading(fragment, on: pages[id.index], of: self) { return true }
    let anchor = percentDecoded(fragment[..<(fragment.firstRange(of: textDirective)?.lowerBound ?? fragment.endIndex)])
    if anchor.isEmpty { return true }
    if anchor != fragment, anchors.hasHeading(anchor, on: pages[id.index], of: self) { return true }
    // What browsers find without an element of that name.
    if anchor.elementsEqual("top".utf8) { return true }
    // Directives, footnotes and HTML make anchors too. Few links lead to one, so only for those is the page looked at.
    if file == nil || pages[id.index].parsed !== file { searchedPages.note(id) }
    guard let theme else { return pages[id.index].parsed != nil }
    let others = anchors.others(on: pages[id.index], of: self, theme)
    return others.published.contains(ByteKey(anchor)) || others.published.contains(ByteKey(escaped(anchor)))
  }

  /// The page is here, has few headings, and one of them has this id: what nearly all links ask, answered at once.
  private func hasFewHeadings(withOne anchor: [UInt8], on id: PageID) -> Bool {
    guard let page = pages[id.index].parsed, page.keptAnchors == nil else { return false }
    let headings = page.document.headings
    return headings.count <= 32 && headings.contains { $0.id == anchor }
  }

  /// The ids of a page's headings.
  func anchorIDs(of page: Page) -> [ArraySlice<UInt8>] {
    (page.parsed?.keptAnchors ?? anchors(of: page)).split(separator: lineEnd)
  }

  /// The same, a line each: what links of other pages ask for.
  func anchors(of page: Page) -> [UInt8] { Self.anchors(outline(of: page)) }

  static func anchors(_ outline: [Page.OutlineEntry]) -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(outline.count * 32)
    for entry in outline {
      if !lines.isEmpty { lines.append(lineEnd) }
      lines += entry.id
      for id in entry.formerIDs { lines += [lineEnd] + id }
    }
    return lines
  }
}

private func holds(line: UnsafeBufferPointer<UInt8>, in lines: [UInt8]) -> Bool {
  lines.withUnsafeBufferPointer { lines in
    var start = 0
    while start + line.count <= lines.count {
      var end = start
      while end < lines.count, lines[end] != lineEnd { end += 1 }
      if end - start == line.count, lines[start..<end].elementsEqual(line) { return true }
      start = end + 1
    }
    return false
  }
}

private let lineEnd = UInt8(ascii: "\n")

/// What follows it in a fragment is text that the browser looks for: `#anchor:~:text=words`.
private let textDirective = Array(":~:".utf8)
