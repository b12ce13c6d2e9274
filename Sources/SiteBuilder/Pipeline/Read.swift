package import Diagnostics

/// Stage 1: the folder becomes files in memory. The only stage that reads the disk.
package struct Reader: Sendable {
  /// The folder that holds `scopebook.yml`, as an absolute or relative path.
  package let root: String
  /// Files as they were read before, to be taken instead of reading them again where nobody has written to them.
  package var known: [String: KnownFile] = [:]

  package struct KnownFile: Sendable {
    package var stamp: FileSystem.Stamp
    package var file: SourceFile
  }

  package init(root: String) { self.root = root }

  package static let configurationName = "scopebook.yml"

  /// The bytes of `scopebook.yml`; nothing when there is none.
  package func readConfiguration() throws(FileSystem.Failure) -> SourceFile? {
    try readIfThere(Self.configurationName)
  }

  /// Reads pages, snippets, catalog and templates; assets are listed, not read.
  ///
  /// `content` and `templates` are folders below ``root``. Throws when the content folder cannot be listed or a
  /// file cannot be read: a site with a page missing must not be built.
  package func readTree(content: String, templates: String) async throws(FileSystem.Failure) -> SourceTree {
    var listing = Listing()
    try list(content, below: "", ancestors: [], into: &listing)
    var tree = SourceTree()
    tree.assets = listing.assets
    tree.pages = try await read(listing.pages)
    tree.snippets = try await read(listing.snippets)
    tree.catalog = try readIfThere(content + "/" + Self.catalogName)
    if FileSystem.kind(of: absolute(templates)) == .directory {
      var overrides = Listing()
      try list(templates, below: "", ancestors: [], into: &overrides)
      tree.templates = try await read(overrides.all.sorted())
    }
    return tree
  }

  package static let catalogName = "catalog.yml"

  private struct Listing {
    var pages: [String] = []
    var snippets: [String] = []
    var assets: [SourceTree.Asset] = []

    var all: [String] { pages + snippets + assets.map(\.path) }
  }

  private func list(
    _ folder: String,
    below relative: String,
    ancestors: [String],
    into listing: inout Listing
  ) throws(FileSystem.Failure) {
    // A symbolic link may lead back to a folder above it.
    guard let real = FileSystem.realPath(absolute(folder)), !ancestors.contains(real) else {
      if ancestors.isEmpty { _ = try FileSystem.entries(of: absolute(folder)) }
      return
    }
    for entry in try FileSystem.entries(of: absolute(folder)) where !entry.name.hasPrefix(".") {
      let path = folder + "/" + entry.name
      let name = relative.isEmpty ? entry.name : relative + "/" + entry.name
      switch entry.kind {
      case .directory: try list(path, below: name, ancestors: ancestors + [real], into: &listing)
      case .file: add(path, name: name, to: &listing)
      case .other: continue
      }
    }
  }

  private func add(_ path: String, name: String, to listing: inout Listing) {
    let isSnippet = name.split(separator: "/").contains { $0.hasPrefix("_") }
    if name == Self.catalogName { return }
    if name.hasSuffix(".md") {
      if isSnippet { listing.snippets.append(path) } else { listing.pages.append(path) }
    } else if !isSnippet {
      let size = FileSystem.stamp(of: absolute(path))?.size ?? 0
      listing.assets.append(.init(path: path, permalink: Permalink(path: name), size: size))
    }
  }

  private func read(_ paths: [String]) async throws(FileSystem.Failure) -> [SourceFile] {
    let results = await concurrentMap(paths) { path in
      Result { () throws(FileSystem.Failure) in
        if let known = known[path], known.stamp == FileSystem.stamp(of: absolute(path)) { return known.file }
        return SourceFile(path: path, bytes: try FileSystem.read(absolute(path)))
      }
    }
    var files: [SourceFile] = []
    files.reserveCapacity(results.count)
    for result in results { files.append(try result.get()) }
    return files
  }

  private func readIfThere(_ path: String) throws(FileSystem.Failure) -> SourceFile? {
    do {
      return SourceFile(path: path, bytes: try FileSystem.read(absolute(path)))
    } catch  where error.isMissingFile {
      return nil
    }
  }

  package func absolute(_ path: String) -> String {
    path.hasPrefix("/") || root == "." || root.isEmpty ? path : root + "/" + path
  }
}
