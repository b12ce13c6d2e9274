import Permissions
import Search

/// The pages that are made from the catalog, as the search finds them: the list of permissions, the review, and the page
/// of each permission.
struct GeneratedPages {
  struct GeneratedPage {
    var title: [UInt8]
    var permalink: Permalink
    var description: [UInt8]
    var text: GeneratedPageText
  }

  let pages: [GeneratedPage]

  init(_ renderer: Renderer) {
    let (site, strings) = (renderer.site, renderer.site.configuration.strings)
    var known: [(title: [UInt8], permalink: Permalink, description: [UInt8])] = [
      (
        strings["permissions"].bytes, PermissionReference.indexPermalink,
        strings.text(
          "permissions-of-product",
          ["product": site.catalog?.catalog.product.name ?? site.configuration.title]
        ).bytes
      ),
      (
        strings["review"].bytes, reviewPagePermalink,
        strings.text("review-lead", ["product": site.catalog?.catalog.product.name ?? site.configuration.title]).bytes
      ),
    ]
    known += site.reference.entries.map {
      ($0.permission.name.bytes, $0.permalink, Self.description(of: $0, strings).bytes)
    }
    var files: [String: [UInt8]] = [:]
    for file in permissionPagesOutput.filesOfSite(renderer) + reviewPageOutput.filesOfSite(renderer) {
      if case .bytes(let bytes) = file.contents { files[file.path] = bytes }
    }
    pages = known.compactMap { page in
      guard let html = files[page.permalink.outputPath] else { return nil }
      return GeneratedPage(
        title: page.title,
        permalink: page.permalink,
        description: SectionOpenings.shortened(page.description),
        text: GeneratedPageText(html)
      )
    }
  }

  /// `Microsoft Graph, Delegated · Read all users' full profiles`
  private static func description(of entry: PermissionReference.Entry, _ strings: ThemeStrings) -> String {
    let what = "\(entry.permission.resource.name), \(entry.permission.kind.word(strings))"
    return entry.uses.first.map { "\(what) · \($0.grant.why)" } ?? what
  }
}
