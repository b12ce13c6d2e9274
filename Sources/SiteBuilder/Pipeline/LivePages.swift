import Diagnostics
import Markup

/// What a browser gets at an address of a site that is kept in memory.
package struct LivePages: Sendable {
  package enum Found: Sendable {
    case bytes([UInt8], path: String)
    /// A file that is published as it is; the path is relative to the site's folder.
    case file(String, path: String)
    case redirect(to: String)
    case missing([UInt8])
  }

  private let renderer: Renderer

  package init(_ renderer: Renderer) { self.renderer = renderer }

  package var site: Site { renderer.site }

  /// - Parameter path: decoded, from the server's root: `/docs/guides/connect/`.
  package func find(_ path: String) -> Found {
    let base = site.base.path.text
    guard path.hasPrefix(base) else {
      return path == "/" || path + "/" == base ? .redirect(to: base) : .missing(notFound())
    }
    let place = String(path.dropFirst(base.utf8.count))
    if let translation = translation(at: place) { return translation.find(path) }
    if let entry = site.index.entry(at: place.utf8) {
      let permalink = site.permalink(of: entry)
      let isPage = permalink.path.isEmpty || permalink.path.hasSuffix("/")
      // A former address, or one without its slash: readers see where they are.
      if isPage, place != permalink.path, place != permalink.outputPath {
        return .redirect(to: site.url(of: entry).text)
      }
      switch entry {
      case .page(let id): return file(renderer.render(id))
      case .asset, .generated: break
      }
    }
    if let found = markdown(at: place) { return file(found) }
    if place.hasPrefix(SearchOutput.folder) {
      return renderer.search.file(at: place, renderer).map(file) ?? .missing(notFound())
    }
    let wanted = Permalink(path: place).outputPath
    for output in renderer.outputs {
      if let found = output.files(renderer).first(where: { $0.path == wanted }) { return file(found) }
    }
    return .missing(notFound())
  }

  /// The pages of another language, which stand below its folder; files that all languages share may lie there too.
  private func translation(at place: String) -> LivePages? {
    renderer.translations.first { translation in
      let folder = translation.site.configuration.languageFolder
      guard place.hasPrefix(folder) || place + "/" == folder else { return false }
      if case .asset = site.index.entry(at: place.utf8) { return false }
      return true
    }.map(LivePages.init)
  }

  /// `guides/connect/index.md`
  private func markdown(at place: String) -> OutputFile? {
    guard place.hasSuffix(".md") else { return nil }
    let html = Permalink(path: String(place.dropLast(3)) + ".html")
    guard case .page(let id)? = site.index.entry(at: html.path.utf8) ?? site.index.entry(at: html.outputPath.utf8),
      let found = renderer.markdown(id), found.path == place
    else { return nil }
    return found
  }

  /// The file of the page that stands at an address.
  package func source(at path: String) -> String? { page(at: path)?.path }

  /// Whether a build would leave the page out.
  package func isDraft(at path: String) -> Bool { page(at: path)?.frontMatter.isDraft == true }

  /// The file of the page at an address, if it has a title and no text.
  package func wordlessFile(at path: String) -> String? {
    page(at: path).flatMap { site.saysNothing($0) ? $0.path : nil }
  }

  func page(at path: String) -> ParsedPage? {
    let place = String(path.dropFirst(site.base.path.count))
    if let translation = translation(at: place) { return translation.page(at: path) }
    guard case .page(let id) = site.index.entry(at: place.utf8) else { return nil }
    return site[id].parsed
  }

  private func file(_ output: OutputFile) -> Found {
    switch output.contents {
    case .bytes(let bytes): .bytes(bytes, path: output.path)
    case .copy(let source): .file(source, path: output.path)
    }
  }

  private func notFound() -> [UInt8] {
    guard case .bytes(let bytes)? = notFoundOutput.files(renderer).first?.contents else { return [] }
    return bytes
  }
}
