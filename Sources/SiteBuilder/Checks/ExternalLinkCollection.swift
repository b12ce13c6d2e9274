import Diagnostics
package import ExternalLinks
import Markup
import TypedYAML

extension Site {
  /// Every web address outside the site, and outside what this build publishes, that pages, snippets, configuration and catalog link to, with all its places.
  /// By address, places in the order of the files.
  ///
  /// Links in HTML that passes as it is are not among them.
  package func externalLinks() -> [ExternalLink] {
    var links: [String: [ExternalLink.Place]] = [:]
    func add(_ destination: [UInt8], at location: SourceLocation, isAddressItself: Bool) {
      // What this site publishes is held against this build.
      guard isWebAddress(destination), target(ofOwnAddress: destination) == nil else { return }
      links[destination.text, default: []].append(.init(location, isAddressItself: isAddressItself))
    }
    /// The span of text in YAML has the quotes in it, where there are any.
    func add(_ url: Spanned<String>, in path: String) {
      let isAddressItself = url.span.count == url.value.utf8.count
      add(Array(url.value.utf8), at: SourceLocation(path: path, span: url.span), isAddressItself: isAddressItself)
    }

    for link in configuration.navigation { add(link.url, in: Reader.configurationName) }
    if let logo = configuration.theme.logo { add(logo, in: Reader.configurationName) }
    if let file = catalog?.file, let product = YAMLReader.read(file.bytes, path: file.path).node?["product"] {
      for url in [product.text("url"), product.text("support-url")].compactMap({ $0 }) {
        add(url, in: file.path)
      }
    }
    for language in configuration.languages {
      for link in language.navigation ?? [] { add(link.url, in: Reader.configurationName) }
    }
    let translated = translations.flatMap { $0.pages.filter { !$0.isUntranslated } }
    for page in (pages + translated).compactMap(\.parsed) + snippets.sorted(by: { $0.key < $1.key }).map(\.value) {
      for node in page.document.nodes where node.kind == .link || node.kind == .image {
        let link = page.document.links[Int(node.detail)]
        // Elsewhere the link stands for an address that is written shorter, or otherwise.
        let destination = page.document.destination(of: link)
        let isAddressItself = page.file.bytes[link.destinationSpan.range].elementsEqual(destination)
        add(Array(destination), at: page.file.location(link.destinationSpan), isAddressItself: isAddressItself)
      }
    }
    // A definition is one place, however often it is used.
    return links.sorted { $0.key < $1.key }.map { url, places in
      var seen: Set<SourceLocation> = []
      return ExternalLink(url, places: places.filter { seen.insert($0.location).inserted })
    }
  }
}

private func isWebAddress(_ destination: [UInt8]) -> Bool {
  let start = String(decoding: destination.prefix(8), as: UTF8.self).lowercased()
  return start.hasPrefix("https://") || start.hasPrefix("http://") || start.hasPrefix("//")
}
