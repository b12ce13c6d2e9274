import Diagnostics

/// Near enough to be changed without asking.
func isNear(_ guess: String, _ written: String) -> Bool {
  func numbers(_ text: String) -> [Substring] { text.split { !$0.isNumber } }
  // `step-2` is no misspelt `step-3`.
  guard numbers(guess) == numbers(written) else { return false }
  return NearestMatch.distance(from: Array(guess.lowercased().utf8), to: Array(written.lowercased().utf8), atMost: 2)
    != nil
}

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
    if let address = AddressWithoutScheme(place.destination) {
      return Diagnostic(
        id,
        .error,
        "nothing is published at \(place.destination)",
        at: place.location,
        help: "if \(address.meaning) is meant, write \(address.url)"
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
