package import Diagnostics
import TypedYAML

/// Holds the site against what was published last time: addresses and anchors that people may have kept.
package struct ReleaseCheck: Sendable {
  private let pages: [(address: String, anchors: [String])]
  private let others: [String]

  package struct Unreadable: Error, CustomStringConvertible {
    package let description: String
  }

  /// - Parameter manifest: `site-manifest.json` of an earlier build.
  package init(_ manifest: SourceFile) throws(Unreadable) {
    let (node, problems) = YAMLReader.read(manifest.bytes, path: manifest.path)
    guard problems.isEmpty, let node, node.integer("version") == 1, let entries = node["pages"]?.entries else {
      throw Unreadable(
        description: "\(manifest.path) is no manifest; every build publishes one as /\(manifestPermalink.path)"
      )
    }
    pages = entries.map { entry in (entry.key.value, entry.value.items.compactMap { $0.text?.value }) }
    others = node.texts("files").map(\.value) + (node["redirects"]?.entries ?? []).map(\.key.value)
  }

  package func run(_ site: Site, _ theme: Theme?) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for address in pages.map(\.address) + others
    where site.index.entry(at: Permalink(written: address).path.utf8) == nil
      && !site.mayBeNamedInUnreadableFrontMatter(address)
    {
      found.append(lostURL(address, site))
    }
    for (address, anchors) in pages {
      guard case .page(let id) = site.index.entry(at: Permalink(written: address).path.utf8) else { continue }
      for anchor in anchors where !site.has(Array(anchor.utf8), on: id, theme) {
        found.append(lostAnchor(anchor, address, site[id], site))
      }
    }
    return found
  }

  private func lostURL(_ address: String, _ site: Site) -> Diagnostic {
    let path = Permalink(written: address).path
    let guess = site.index.suggestions.nearest(to: path)
    return Diagnostic(
      "lost-url",
      .error,
      "\(address) was published last time, and now there is neither a page nor a redirect",
      at: nil,
      help: "add `aliases: [\(address)]` to the page that took its place"
        + (guess.map { ", perhaps \($0)" } ?? "")
    )
  }

  private func lostAnchor(_ anchor: String, _ address: String, _ page: Page, _ site: Site) -> Diagnostic {
    let guess = site.anchors.of(page).nearest(to: anchor, on: page, of: site)
    return Diagnostic(
      "lost-anchor",
      .warning,
      "\(address)#\(anchor) was published last time, and now no heading has that anchor",
      at: page.parsed.map { SourceLocation(path: $0.path) },
      help: "pin it on the heading that took its place: {#\(anchor)}" + (guess.map { " (perhaps #\($0))" } ?? "")
    )
  }
}
