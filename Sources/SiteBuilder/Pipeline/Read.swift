package import Diagnostics
import Synchronization

/// Stage 1: the folder becomes files in memory. The only stage that reads the disk.
package struct Reader: Sendable {
  /// The folder that holds `scopebook.yml`, as an absolute or relative path.
  package let root: String
  /// Files as they were read before, to be taken instead of reading them again where nobody has written to them.
  package var known: [String: KnownFile] = [:]

  /// What files are taken to hold, whatever the disk says.
  package var replaced: [String: [UInt8]] = [:]

  package struct KnownFile: Sendable {
    var stamp: InputStamp
    var file: SourceFile
  }

  package init(root: String) { self.root = root }

  package static let configurationName = "scopebook.yml"

  /// The bytes of `scopebook.yml`; nothing when there is none.
  package func readConfiguration() throws(FileSystem.Failure) -> SourceFile? {
    try readIfThere(Self.configurationName)
  }

  /// Reads pages, snippets, catalog and templates; of assets only images are looked into.
  ///
  /// Throws when the content folder cannot be listed or a file cannot be read: a site with a page missing must not be
  /// built.
  package func readTree(_ configuration: SiteConfiguration) async throws(FileSystem.Failure) -> SourceTree {
    try await read(await list(configuration))
  }

  /// Reads the files of a listing.
  ///
  /// - Parameter pages: those of them too; else all but pages.
  func read(_ listing: Listing, pages: Bool = true) async throws(FileSystem.Failure) -> SourceTree {
    var tree = SourceTree()
    tree.outsideLinks = listing.outsideLinks
    tree.assets = await concurrentMap(listing.assets) { asset in
      var asset = asset
      if ImageDimensions.areIn(asset.path) {
        asset.dimensions = FileSystem.head(of: absolute(asset.path), ImageDimensions.headLength).flatMap {
          ImageDimensions($0)
        }
      }
      return asset
    }
    if pages { tree.pages = try await read(listing.pages, &tree.stamps) }
    tree.snippets = try await read(listing.snippets, &tree.stamps)
    tree.templates = try await read(listing.templates, &tree.stamps)
    tree.catalog = try listing.catalog.flatMap { path throws(FileSystem.Failure) in try readIfThere(path) }
    return tree
  }

  /// Pages of which only the front matter has been looked at.
  struct OpenedPages {
    fileprivate typealias File = (page: ParsedPage, stamp: InputStamp, hash: UInt64)

    let pages: [ParsedPage]
    fileprivate let files: [Result<File, FileSystem.Failure>]
    /// Their texts may all stay in memory.
    let isSmall: Bool

    fileprivate init(_ files: [Result<File, FileSystem.Failure>], isSmall: Bool) throws(FileSystem.Failure) {
      var pages: [ParsedPage] = []
      pages.reserveCapacity(files.count)
      for index in files.indices {
        switch files[index] {
        case .success((let page, _, _)): pages.append(page)
        case .failure(let failure): throw failure
        }
      }
      (self.pages, self.files, self.isSmall) = (pages, files, isSmall)
    }

    /// In the order of the pages.
    var inputs: [BuildRecord.Input] {
      files.compactMap { file in
        (try? file.get()).map { .init(path: $0.page.path, stamp: $0.stamp, hash: $0.hash) }
      }
    }

    /// Of all files.
    var size: Int { pages.reduce(0) { $0 + $1.size } }
  }

  /// - Parameters:
  ///   - paths: below ``root``.
  ///   - content: the folder that all of them are in, also below ``root``.
  ///   - memory: how many bytes may wait in memory; a quarter of that may stay once it is parsed.
  ///   - hashes: somebody wants to know what was in the files; else their hashes are zero.
  func open(
    _ paths: [String],
    in content: String,
    _ loader: PageLoader,
    memory: Int,
    hashes: Bool
  ) async throws(FileSystem.Failure) -> OpenedPages {
    let used = Atomic(0)
    // The way to the folder that they are all in is gone once.
    let folder = FileSystem.Folder(absolute(content))
    let start = content.utf8.count + 1
    let results = await concurrentMap(paths) { path in
      Result { () throws(FileSystem.Failure) -> OpenedPages.File in
        let (bytes, stamp) =
          if let folder {
            try folder.readStamped(path, from: start, absolute(path))
          } else {
            try FileSystem.readStamped(absolute(path))
          }
        let isKept = used.add(bytes.count, ordering: .relaxed).newValue <= memory
        let page = Parser.open(SourceFile(path: path, bytes: replaced[path] ?? bytes), stamp, loader, keeping: isKept)
        return (page, stamp, hashes ? contentHash(bytes) : 0)
      }
    }
    return try OpenedPages(results, isSmall: used.load(ordering: .relaxed) <= memory / 4)
  }

  /// Which files there are.
  func list(_ configuration: SiteConfiguration) async throws(FileSystem.Failure) -> Listing {
    let (content, templates) = (configuration.content, configuration.templates)
    let links = links(configuration)
    // The folders that the configuration names may be links too, or lie behind some.
    guard FileSystem.kind(of: absolute(content)) == nil || links.allow(absolute(content)) else {
      return Listing(outsideLinks: [content])
    }
    var listing = try await list(content, configuration.contentRules, links)
    let catalog = content + "/" + Self.catalogName
    if FileSystem.kind(of: absolute(catalog)) != nil, links.allow(absolute(catalog)) { listing.catalog = catalog }
    if FileSystem.kind(of: absolute(templates)) == .directory {
      var overrides = Listing()
      if links.allow(absolute(templates)) {
        try list(Folder(path: templates, place: templates, use: .files), ContentRules(), links, into: &overrides)
      } else {
        overrides.outsideLinks = [templates]
      }
      listing.templates = overrides.assets.map(\.path).sorted()
      listing.outsideLinks += overrides.outsideLinks
    }
    listing.outsideLinks.sort()
    return listing
  }

  /// Where symbolic links may lead.
  package func links(_ configuration: SiteConfiguration) -> LinkBounds {
    LinkBounds(root: root, following: configuration.followedFolders)
  }

  package static let catalogName = "catalog.yml"

  /// The files of a site by what they are, each list by path.
  struct Listing {
    var pages: [String] = []
    var snippets: [String] = []
    var templates: [String] = []
    var assets: [SourceTree.Asset] = []
    var catalog: String?
    /// Symbolic links that are not followed.
    var outsideLinks: [String] = []

    /// Those whose bytes are read, in the order of ``SourceTree/stamps``.
    var texts: [String] { pages + snippets + templates }

    static func += (listing: inout Listing, more: Listing) {
      listing.pages += more.pages
      listing.snippets += more.snippets
      listing.assets += more.assets
      listing.outsideLinks += more.outsideLinks
    }
  }

  /// A folder whose files are listed.
  private struct Folder {
    /// From the site's folder.
    var path: String
    /// Below the content folder; empty for that itself.
    var place: String
    var use: Use
    /// The folders around it, by what the disk knows them as: a symbolic link may lead back to one of them.
    var ancestors: [[UInt64]] = []

    enum Use {
      case pages
      /// Its Markdown is included by pages; nothing else in it is published.
      case snippets
      /// Its files are published as they are, Markdown too.
      case files
    }
  }

  /// What stands in the content folder; the folders in it are looked at side by side.
  private func list(
    _ content: String,
    _ rules: ContentRules,
    _ links: LinkBounds
  ) async throws(FileSystem.Failure) -> Listing {
    let entries = try FileSystem.entries(of: absolute(content))
    let ancestors = FileSystem.identity(ofFolder: absolute(content)).map { [$0] } ?? []
    let folder = Folder(path: content, place: "", use: .pages, ancestors: ancestors)
    let parts = await concurrentMap(entries, minimum: 1) { entry in
      Result { () throws(FileSystem.Failure) -> Listing in
        var listing = Listing()
        try list(entry, in: folder, rules, links, into: &listing)
        return listing
      }
    }
    var listing = Listing()
    for part in parts { listing += try part.get() }
    return listing
  }

  private func list(
    _ folder: Folder,
    _ rules: ContentRules,
    _ links: LinkBounds,
    into listing: inout Listing
  ) throws(FileSystem.Failure) {
    guard let this = FileSystem.identity(ofFolder: absolute(folder.path)), !folder.ancestors.contains(this) else {
      return
    }
    var folder = folder
    folder.ancestors.append(this)
    for entry in try FileSystem.entries(of: absolute(folder.path)) {
      try list(entry, in: folder, rules, links, into: &listing)
    }
  }

  private func list(
    _ entry: FileSystem.Entry,
    in folder: Folder,
    _ rules: ContentRules,
    _ links: LinkBounds,
    into listing: inout Listing
  ) throws(FileSystem.Failure) {
    let isAtTop = folder.place.isEmpty
    var place: String { isAtTop ? entry.name : joined(folder.place, entry.name) }
    guard entry.kind != .other,
      rules.includes(entry.name, at: place, isFolder: entry.kind == .directory, isAtTop: isAtTop)
    else { return }
    let path = joined(folder.path, entry.name)
    if entry.isLink, !links.allow(absolute(path)) {
      listing.outsideLinks.append(path)
      return
    }
    var use = folder.use
    if use == .pages {
      let isForHosts = isAtTop && ContentRules.isForHosts(entry.name)
      if isForHosts { use = .files } else if entry.name.utf8.first == UInt8(ascii: "_") { use = .snippets }
    }
    if entry.kind == .directory {
      try list(Folder(path: path, place: place, use: use, ancestors: folder.ancestors), rules, links, into: &listing)
    } else {
      add(path, at: place, use, to: &listing)
    }
  }

  /// - Parameter place: below the content folder, for which pages do not ask.
  private func add(_ path: String, at place: @autoclosure () -> String, _ use: Folder.Use, to listing: inout Listing) {
    switch use {
    case .pages where path.utf8.suffix(3).elementsEqual(".md".utf8): listing.pages.append(path)
    case .snippets:
      if path.utf8.suffix(3).elementsEqual(".md".utf8) { listing.snippets.append(path) }
    case .pages, .files:
      let place = place()
      if place == Self.catalogName { return }
      let size = FileSystem.stamp(of: absolute(path))?.size ?? 0
      let stamp = InputStamp(of: absolute(path))
      listing.assets.append(.init(path: path, permalink: Permalink(path: place), size: size, stamp: stamp))
    }
  }

  private func read(
    _ paths: [String],
    _ stamps: inout [InputStamp]
  ) async throws(FileSystem.Failure) -> [SourceFile] {
    let results = await concurrentMap(paths) { path in
      Result { () throws(FileSystem.Failure) -> (SourceFile, InputStamp) in
        if let known = known[path], let now = InputStamp(of: absolute(path)), known.stamp.proves(now) {
          return (known.file, known.stamp)
        }
        let (bytes, stamp) = try FileSystem.readStamped(absolute(path))
        return (SourceFile(path: path, bytes: replaced[path] ?? bytes), stamp)
      }
    }
    var files: [SourceFile] = []
    files.reserveCapacity(results.count)
    for result in results {
      let (file, stamp) = try result.get()
      files.append(file)
      stamps.append(stamp)
    }
    return files
  }

  private func readIfThere(_ path: String) throws(FileSystem.Failure) -> SourceFile? {
    if let bytes = replaced[path] { return SourceFile(path: path, bytes: bytes) }
    do {
      return SourceFile(path: path, bytes: try FileSystem.read(absolute(path)))
    } catch  where error.isMissingFile {
      return nil
    }
  }

  package func absolute(_ path: String) -> String {
    path.hasPrefix("/") || root == "." || root.isEmpty ? path : joined(root, path)
  }
}

/// Two parts of a path with a slash between them, in one piece of memory.
private func joined(_ folder: String, _ name: String) -> String {
  let (folder, name) = (folder.utf8, name.utf8)
  return String(unsafeUninitializedCapacity: folder.count + 1 + name.count) { bytes in
    let end = bytes.update(fromContentsOf: folder)
    bytes[end] = UInt8(ascii: "/")
    return bytes[(end + 1)...].update(fromContentsOf: name)
  }
}
