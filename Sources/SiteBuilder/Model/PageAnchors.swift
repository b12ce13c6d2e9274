import Markup

extension Site {
  /// Whether a page whose text is gone from memory has a heading of this id.
  func remembers(_ anchor: UnsafeBufferPointer<UInt8>, on id: PageID) -> Bool {
    pages[id.index].parsed?.keptAnchors.map { holds(line: anchor, in: $0) } ?? false
  }

  /// The page that a file is, or nothing for a snippet, whose anchors depend on who includes it.
  func page(of file: ParsedPage) -> Page? {
    index.page(source: contentPath(file.path).utf8).map { self[$0] }
  }

  /// Whether a page has an anchor of this name, as it stands in a link.
  ///
  /// - Parameter file: the file with the link. While pages come and go, what it says of other pages is asked later, and
  ///   the answer now is yes.
  func has(_ fragment: [UInt8], on id: PageID, _ theme: Theme?, from file: ParsedPage? = nil) -> Bool {
    if let file, let openAnchors, pages[id.index].parsed !== file,
      openAnchors.note(.init(file: file, page: id, fragment: fragment))
    {
      return true
    }
    if hasHeading(fragment, on: id) { return true }
    if originalOutline(of: pages[id.index]).contains(where: { $0.id == fragment }) { return true }
    let anchor = percentDecoded(fragment[..<(fragment.firstRange(of: textDirective)?.lowerBound ?? fragment.endIndex)])
    if anchor.isEmpty { return true }
    if anchor != fragment, hasHeading(anchor, on: id) { return true }
    // What browsers find without an element of that name.
    if anchor.elementsEqual("top".utf8) { return true }
    // Directives and footnotes make anchors too. Few links lead to one, so only for those is the page looked at.
    if file == nil || pages[id.index].parsed !== file { searchedPages.note(id) }
    guard let theme else { return self[id].parsed != nil }
    let html = htmlWithOtherAnchors(of: id, theme)
    return anchorMarks.contains { mark in
      html.firstRange(of: mark + escaped(anchor) + mark.suffix(1)) != nil
    }
  }

  private func hasHeading(_ anchor: [UInt8], on id: PageID) -> Bool {
    guard let page = pages[id.index].parsed else { return false }
    if let anchors = page.keptAnchors { return anchor.withUnsafeBufferPointer { holds(line: $0, in: anchors) } }
    return page.document.headings.contains { $0.id == anchor }
      || outline(of: pages[id.index]).contains { $0.id == anchor }
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
    }
    return lines
  }

  /// The anchors of a page that no heading makes.
  func otherAnchors(of id: PageID, _ theme: Theme) -> [ArraySlice<UInt8>] {
    let html = htmlWithOtherAnchors(of: id, theme)
    var anchors: [ArraySlice<UInt8>] = []
    for mark in anchorMarks {
      var start = 0
      while let range = html[start...].firstRange(of: mark) {
        let end = html[range.upperBound...].firstIndex(of: mark[mark.count - 1]) ?? html.count
        anchors.append(html[range.upperBound..<end])
        start = end
      }
    }
    return anchors
  }

  /// Empty for a page on which nothing but headings has an anchor.
  private func htmlWithOtherAnchors(of id: PageID, _ theme: Theme) -> [UInt8] {
    guard let document = self[id].parsed?.document,
      !document.directives.isEmpty || !document.footnotes.isEmpty || configuration.rawHTML
    else { return [] }
    return PageRendering.html(of: self[id], in: self, theme: theme)
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

private let anchorMarks = [" id=\"", " id='", "<a name=\"", "<a name='"].map { Array($0.utf8) }

/// What follows it in a fragment is text that the browser looks for: `#anchor:~:text=words`.
private let textDirective = Array(":~:".utf8)
