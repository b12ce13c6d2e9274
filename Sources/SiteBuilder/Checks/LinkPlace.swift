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
