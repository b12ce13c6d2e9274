import Diagnostics
import Markup

/// Where a link is written, and what it says there.
struct LinkPlace {
  let destination: String
  let location: SourceLocation
  var isImage = false
  /// Only an address of the finished site will do here: it stands in HTML, or names the site's host.
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
    let url = site.url(of: entry)
    guard isExternal(Array(destination.utf8)), let origin = site.base.origin else { return url.text }
    return origin + url.text
  }

  init(_ file: ParsedPage, _ link: Document.Link, isImage: Bool) {
    let contents = file.contents
    let destination = contents.document.destination(of: link)
    self.destination = destination.text
    location = file.location(link.destinationSpan)
    self.isImage = isImage
    let range = link.destinationSpan.range.clamped(to: contents.file.bytes.indices)
    isVerbatim = contents.file.bytes[range].elementsEqual(destination)
  }

  /// Writes other names in the path, and leaves alone what is right: how the path begins and ends, query and anchor.
  ///
  /// - Parameter path: below the content folder; as many parts as the link leads to.
  /// - Returns: nil where the difference is in no part that the link writes, and for destinations of one or two letters,
  ///   which are more likely to be no path at all.
  func fix(path: String, in site: Site) -> Diagnostic.Fix? {
    let written = Array(destination.utf8)
    guard isVerbatim, isMoreThanTwoLetters else { return nil }
    let end = written.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? written.count
    // The parts of the path that the link leads to, with their places where the link writes them.
    var parts: [(name: ArraySlice<UInt8>, place: Range<Int>?)] = []
    if written.first != UInt8(ascii: "/") {
      let folder = splitPath(contentRelative(location.path, content: site.configuration.content)).folder
      parts = folder.utf8.split(separator: UInt8(ascii: "/")).map { (ArraySlice($0), nil) }
    }
    for part in written[..<end].split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
      if part.elementsEqual("..".utf8) {
        parts.removeLast(min(1, parts.count))
      } else {
        parts.append((percentDecoded(part)[...], part.indices))
      }
    }
    let wanted = path.utf8.split(separator: UInt8(ascii: "/"))
    if wanted.count + 1 == parts.count, parts.last?.name.elementsEqual("index.html".utf8) == true { parts.removeLast() }
    guard wanted.count == parts.count else { return nil }
    var text: [UInt8] = []
    var copied = 0
    for (part, name) in zip(parts, wanted) where !part.name.elementsEqual(name) {
      guard let place = part.place else { return nil }
      text += written[copied..<place.lowerBound] + percentEncoded(name)
      copied = place.upperBound
    }
    text += written[copied...]
    return .init("write \(percentDecoded(text).text)", at: location, replacement: text)
  }

  private var isMoreThanTwoLetters: Bool {
    destination.utf8.lazy.filter { ($0 | 0x20) &- UInt8(ascii: "a") < 26 }.dropFirst(2).first != nil
      || destination.unicodeScalars.lazy.filter(\.properties.isAlphabetic).dropFirst(2).first != nil
  }

  func fix(anchor: String) -> Diagnostic.Fix? {
    // An id that somebody has chosen may hold what would end the link.
    guard isVerbatim, isMoreThanTwoLetters, let hash = destination.firstIndex(of: "#"),
      !anchor.utf8.contains(where: { $0 <= 0x20 || "()<>\\".utf8.contains($0) })
    else { return nil }
    let text = destination[...hash] + anchor
    return .init("write #\(anchor)", at: location, replacement: Array(text.utf8))
  }
}
