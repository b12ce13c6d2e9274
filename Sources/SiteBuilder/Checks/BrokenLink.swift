import Diagnostics

/// `[text]()`: what follows it is the page itself once more.
func emptyLink(at place: LinkPlace) -> Diagnostic {
  Diagnostic(
    place.isImage ? "missing-image" : "broken-link",
    .error,
    "the \(place.isImage ? "image" : "link") has no destination",
    at: place.location,
    help: place.isImage ? "name the image's file" : "name a page, or write # for the top of this one"
  )
}

func brokenLink(_ problem: LinkTarget.Problem, _ site: Site, at place: LinkPlace) -> LinkFinding {
  let id = place.isImage ? "missing-image" : "broken-link"
  switch problem {
  case .outside:
    let diagnostic = Diagnostic(
      id,
      .error,
      "\(place.destination) leads out of the content folder",
      at: place.location,
      help: "only files in \(site.configuration.content) are published"
    )
    return LinkFinding(diagnostic, in: site)
  case .aboveBase(let entry):
    let diagnostic = Diagnostic(
      id,
      .error,
      "\(place.destination) lies outside the site, which begins at \(site.base.path.text)",
      at: place.location,
      help: "write \(site.url(of: entry).text)"
    )
    return LinkFinding(diagnostic, in: site)
  case .missing(let path):
    if place.destination.utf8.contains(UInt8(ascii: "\\")) {
      return LinkFinding(backslashes(at: place, id), in: site)
    }
    if let excluded = excludedLink(path, site, at: place) { return LinkFinding(excluded, in: site) }
    let suggestions = site.index.suggestions
    if let (other, isOnly) = suggestions.path(inOtherCase: path) {
      if other.utf8.elementsEqual(path.utf8) {
        let diagnostic = Diagnostic(
          id,
          .error,
          "nothing is published at \(place.destination), which is the address of a file, not of its page",
          at: place.location,
          help: "write \(place.shown(other, site))"
        )
        return LinkFinding(diagnostic, in: site)
      }
      return LinkFinding(wrongCase(path, other, isOnly, site, at: place), in: site)
    }
    if !place.isImage, suggestions.isFolder(path) {
      let diagnostic = Diagnostic(
        "directory-without-page",
        .error,
        "/\(path) is a folder, and it has no page",
        at: place.location,
        help: "link to a page or file in it, or give it an index.md"
      )
      return LinkFinding(diagnostic, in: site)
    }
    if let address = AddressWithoutScheme(place.destination) {
      let diagnostic = Diagnostic(
        id,
        .error,
        "nothing is published at \(place.destination)",
        at: place.location,
        help: "if \(address.meaning) is meant, write \(address.url)"
      )
      return LinkFinding(diagnostic, in: site)
    }
    let slip = suggestions.slip(of: path, isImage: place.isImage)
    let diagnostic = Diagnostic(
      id,
      .error,
      "nothing is published at \(place.destination)",
      at: place.location,
      help: slip.map { "did you mean \(place.shown($0, site))?" }
        ?? "check the path, or add the \(missingThing(path, place))",
      fix: slip.flatMap { place.fix(path: $0, in: site) }
    )
    return LinkFinding(diagnostic, slip == nil ? .path(path, at: place) : nil, in: site)
  }
}

/// `..\guides\connect.md`, `C:\docs\a.md`
private func backslashes(at place: LinkPlace, _ id: String) -> Diagnostic {
  Diagnostic(
    id,
    .error,
    "\(place.destination) leads nowhere: in addresses \\ parts no folders",
    at: place.location,
    help: "write / between folders"
  )
}

/// `C:\docs\a.md`, which would be an address with the scheme `C:`; nil if the destination is no such path.
func localPath(_ destination: UnsafeBufferPointer<UInt8>, at place: @autoclosure () -> LinkPlace) -> Diagnostic? {
  guard destination.count > 2, (destination[0] | 0x20) &- UInt8(ascii: "a") < 26, destination[1] == UInt8(ascii: ":"),
    destination[2] == UInt8(ascii: "\\") || destination[2] == UInt8(ascii: "/")
  else { return nil }
  let place = place()
  return Diagnostic(
    place.isImage ? "missing-image" : "broken-link",
    .error,
    "\(place.destination) is a file on one computer, which readers do not have",
    at: place.location,
    help: "put the file into the content folder, and write its path from this page"
  )
}

private func missingThing(_ path: String, _ place: LinkPlace) -> String {
  if place.isImage { return "image" }
  let name = path.utf8[(path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)...]
  guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return "page" }
  return name[dot...].elementsEqual(".md".utf8) || name[dot...].elementsEqual(".html".utf8) ? "page" : "file"
}

/// - Parameter isOnly: there is no third spelling.
private func wrongCase(
  _ path: String,
  _ other: String,
  _ isOnly: Bool,
  _ site: Site,
  at place: LinkPlace
) -> Diagnostic {
  // Strings are equal however their accents are composed; bytes are not.
  let difference = path == other ? "in how its letters are composed" : "in upper and lower case"
  return Diagnostic(
    "wrong-case",
    .error,
    "nothing is published at \(place.destination), but /\(other) differs from it only \(difference)",
    at: place.location,
    help: "did you mean \(place.shown(other, site))? Most web servers tell the two apart",
    fix: isOnly ? place.fix(path: other, in: site) : nil
  )
}
