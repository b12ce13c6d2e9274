import Diagnostics
import Markup

/// Links and images of the site's own have to lead somewhere: to a page or file that is published, and to an
/// anchor that is on the page.
let linkCheck = Check.file { file, site, theme in
  var diagnostics: [Diagnostic] = []
  let folder = site.folder(of: file.file)
  let document = file.document
  document.nodes.withUnsafeBufferPointer { nodes in
    for position in nodes.indices where nodes[position].kind.isLink {
      let link = document.links[Int(nodes[position].detail)]
      var place: LinkPlace { LinkPlace(file, link, isImage: nodes[position].kind == .image) }
      // Nearly all are right: what a finding would say is made for the others only.
      document.destination(of: link).withUnsafeBufferPointer { destination in
        if isExternal(destination) {
          if !link.isAutolink, isUnencrypted(destination), let found = insecureLink(at: place) {
            diagnostics.append(found)
          }
          return
        }
        let parts = LinkParts(destination)
        if parts.isHere {
          let anchor = Array(parts.fragment)
          guard let page = site.page(of: file), !anchor.isEmpty, !site.has(anchor, on: page.id, theme, from: file)
          else {
            return
          }
          return diagnostics.append(brokenAnchor(anchor, on: page, of: site, at: place))
        }
        switch site.index.find(parts, from: folder) {
        case .entry(.page(let id)):
          if parts.fragment.isEmpty || site.remembers(parts.fragment, on: id) { return }
          let anchor = Array(parts.fragment)
          if site.has(anchor, on: id, theme, from: file) { return }
          diagnostics.append(brokenAnchor(anchor, on: site[id], of: site, at: place))
        case .entry: return
        case .outside: diagnostics.append(brokenLink(.outside, site, at: place))
        case .nothing(let path): diagnostics.append(brokenLink(.missing(path), site, at: place))
        }
      }
    }
  }
  return diagnostics
}

extension Document.Kind {
  fileprivate var isLink: Bool { self == .link || self == .image }
}

/// Where a link is written, and what it says there.
struct LinkPlace {
  let destination: String
  let location: SourceLocation
  var isImage = false
  /// It stands in HTML, where only an address of the finished site will do.
  var isAddress = false
  /// The bytes at the location are the destination: they can be replaced.
  var isVerbatim = false

  init(destination: String, at location: SourceLocation, isImage: Bool = false) {
    self.destination = destination
    self.location = location
    self.isImage = isImage
  }

  init(_ link: HTMLAttribute, in file: SourceFile) {
    self.init(destination: link.value.text, at: file.location(link.span), isImage: link.isImage)
    isAddress = true
  }

  /// A path below the content folder as it could stand here.
  func shown(_ path: String, _ site: Site) -> String {
    guard isAddress, case .published(let entry, _) = site.index.resolve(Array(path.utf8), from: []) else {
      return "/" + path
    }
    return site.url(of: entry).text
  }

  init(_ file: ParsedPage, _ link: Document.Link, isImage: Bool) {
    let destination = file.document.destination(of: link)
    self.destination = destination.text
    location = file.file.location(link.destinationSpan)
    self.isImage = isImage
    let range = link.destinationSpan.range.clamped(to: file.file.bytes.indices)
    isVerbatim = file.file.bytes[range].elementsEqual(destination)
  }

  /// Writes another path and leaves query and anchor alone.
  func fix(path: String) -> Diagnostic.Fix? {
    guard isVerbatim else { return nil }
    let suffix = destination.drop { $0 != "?" && $0 != "#" }
    return .init("write \(path + suffix)", at: location, replacement: percentEncoded(path.utf8) + Array(suffix.utf8))
  }

  func fix(anchor: String) -> Diagnostic.Fix? {
    guard isVerbatim, let hash = destination.firstIndex(of: "#") else { return nil }
    let text = destination[...hash] + anchor
    return .init("write #\(anchor)", at: location, replacement: Array(text.utf8))
  }
}

private func isUnencrypted(_ destination: UnsafeBufferPointer<UInt8>) -> Bool {
  destination.count > 7 && zip(destination, "http://".utf8).allSatisfy { $0 | 0x20 == $1 }
}

private func insecureLink(at place: LinkPlace) -> Diagnostic? {
  let host = place.destination.dropFirst(7).prefix { !"/:?#".contains($0) }
  guard host.contains("."), !isInOwnNetwork(host) else { return nil }
  return Diagnostic(
    "insecure-link",
    .hint,
    "the link is not encrypted",
    at: place.location,
    help: "write https:// if \(host) answers there"
  )
}

/// Devices and machines in the reader's own network, which mostly have no certificates.
private func isInOwnNetwork(_ host: Substring) -> Bool {
  let parts = host.split(separator: ".").map { Int($0) }
  if parts.count == 4, let first = parts[0], let second = parts[1] {
    return [10, 127].contains(first) || first == 192 && second == 168 || first == 169 && second == 254
      || first == 172 && (16...31).contains(second)
  }
  return [".local", ".internal", ".localhost", ".lan", ".test"].contains { host.hasSuffix($0) }
}

func brokenAnchor(_ anchor: [UInt8], on page: Page, of site: Site, at place: LinkPlace) -> Diagnostic {
  let ids = site.anchorIDs(of: page).map(\.text)
  let wanted = percentDecoded(anchor).text
  let guess = NearestMatch.find(wanted, in: ids)
  return Diagnostic(
    "broken-anchor",
    .error,
    "no heading on “\(page.title.text)” has the anchor #\(anchor.text)",
    at: place.location,
    help: guess.map { "did you mean #\($0)?" }
      ?? (ids.isEmpty
        ? "the page has no headings" : "the page has \(ids.prefix(8).map { "#\($0)" }.joined(separator: ", "))"),
    fix: guess.flatMap { isNear($0, wanted) ? place.fix(anchor: $0) : nil }
  )
}

/// Near enough to be changed without asking.
private func isNear(_ guess: String, _ written: String) -> Bool {
  func numbers(_ text: String) -> [Substring] { text.split { !$0.isNumber } }
  // `step-2` is no misspelt `step-3`.
  guard numbers(guess) == numbers(written) else { return false }
  return NearestMatch.distance(from: Array(guess.lowercased().utf8), to: Array(written.lowercased().utf8), atMost: 2)
    != nil
}

func brokenLink(_ problem: LinkTarget.Problem, _ site: Site, at place: LinkPlace) -> Diagnostic {
  let id = place.isImage ? "missing-image" : "broken-link"
  switch problem {
  case .outside:
    return Diagnostic(
      id,
      .error,
      "\(place.destination) leads out of the content folder",
      at: place.location,
      help: "only files in \(site.configuration.content) are published"
    )
  case .aboveBase(let entry):
    return Diagnostic(
      id,
      .error,
      "\(place.destination) lies outside the site, which begins at \(site.base.path.text)",
      at: place.location,
      help: "write \(site.url(of: entry).text)"
    )
  case .missing(let path):
    if let other = site.index.path(inOtherCase: path) { return wrongCase(path, other, site, at: place) }
    if !place.isImage, site.index.isFolder(path) {
      return Diagnostic(
        "directory-without-page",
        .error,
        "/\(path) is a folder, and it has no page",
        at: place.location,
        help: "link to a page or file in it, or give it an index.md"
      )
    }
    let guess = site.index.nearest(to: path) ?? site.index.onlyPath(named: splitPath(path).name)
    let fixed = guess.flatMap {
      isNear($0, path) ? place.fix(path: written(like: place.destination, path: $0, site, place)) : nil
    }
    return Diagnostic(
      id,
      .error,
      "nothing is published at \(place.destination)",
      at: place.location,
      help: guess.map { "did you mean \(place.shown($0, site))?" }
        ?? "check the path, or add the \(missingThing(path, place))",
      fix: fixed
    )
  }
}

private func missingThing(_ path: String, _ place: LinkPlace) -> String {
  if place.isImage { return "image" }
  let name = splitPath(path).name
  return name.contains(".") && !name.hasSuffix(".md") && !name.hasSuffix(".html") ? "file" : "page"
}

private func wrongCase(_ path: String, _ other: String, _ site: Site, at place: LinkPlace) -> Diagnostic {
  // Strings are equal however their accents are composed; bytes are not.
  let difference = path == other ? "in how its letters are composed" : "in upper and lower case"
  return Diagnostic(
    "wrong-case",
    .error,
    "nothing is published at \(place.destination), but /\(other) differs from it only \(difference)",
    at: place.location,
    help: "did you mean \(place.shown(other, site))? Most web servers tell the two apart",
    fix: place.fix(path: written(like: place.destination, path: other, site, place))
  )
}

/// A path below the content folder as a link of the same form: from the root where it began with a slash, else
/// relative to the file that it stands in.
private func written(like destination: String, path: String, _ site: Site, _ place: LinkPlace) -> String {
  if destination.hasPrefix("/") { return "/" + path }
  let folder = splitPath(contentRelative(place.location.path, content: site.configuration.content)).folder.split(
    separator: "/"
  )
  let parts = path.split(separator: "/", omittingEmptySubsequences: false)
  let common = zip(folder, parts.dropLast()).prefix { $0 == $1 }.count
  return (Array(repeating: "..", count: folder.count - common) + parts.dropFirst(common)).joined(separator: "/")
}

extension Site {
  /// Whether a page whose text is gone from memory has a heading of this id.
  fileprivate func remembers(_ anchor: UnsafeBufferPointer<UInt8>, on id: PageID) -> Bool {
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
