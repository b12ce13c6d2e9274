import Diagnostics
import Markup
import Synchronization

/// What a link in a page turned out to lead to.
package enum LinkTarget: Sendable, Equatable {
  /// Another site, or a scheme that is none of ours (`mailto:`). Written as it stands.
  case external
  /// A place on the page itself: `#anchor`.
  case here(anchor: [UInt8])
  /// Something this site publishes.
  case published(SiteIndex.Entry, suffix: Suffix)
  case broken(Problem)

  /// Query and fragment of a link, each without its mark; empty when absent.
  package struct Suffix: Sendable, Equatable {
    package var query: [UInt8] = []
    package var fragment: [UInt8] = []

    var isEmpty: Bool { query.isEmpty && fragment.isEmpty }

    /// As it stands at the end of a URL.
    package var bytes: [UInt8] {
      (query.isEmpty ? [] : [UInt8(ascii: "?")] + query) + (fragment.isEmpty ? [] : [UInt8(ascii: "#")] + fragment)
    }
  }

  package enum Problem: Sendable, Equatable {
    /// Nothing is published under this path, which is relative to the content folder.
    case missing(String)
    /// `..` leads out of the content folder.
    case outside
    /// The address lacks the base path, below which the site has just that.
    case aboveBase(SiteIndex.Entry)
  }
}

/// What stands where, while a site is being put together: a page's source file, something published, or a former address.
package struct PublishedPaths: Sendable {
  fileprivate var sources = PathTable<PageID>()
  fileprivate var published = PathTable<SiteIndex.Entry>()
  /// `de/`: in an index of pages in that language what is not in the folder is looked for outside it.
  fileprivate let languageFolder: [UInt8]

  package init(languageFolder: String = "") { self.languageFolder = Array(languageFolder.utf8) }

  mutating func reserve(_ count: Int) {
    sources.reserveCapacity(count)
    published.reserveCapacity(count)
  }

  /// `source` is relative to the content folder.
  mutating func add(_ page: PageID, source: String) {
    var source = source
    source.withUTF8 { sources.set(page, at: UnsafeRawBufferPointer($0)) }
  }

  /// What stands at an address.
  func entry(at permalink: Permalink) -> SiteIndex.Entry? {
    var path = permalink.path
    return path.withUTF8 { published[SiteIndex.key(of: UnsafeRawBufferPointer($0))] }
  }

  /// Says what stood there before, if anything did: two things cannot have one address.
  mutating func add(_ entry: SiteIndex.Entry, at permalink: Permalink) -> SiteIndex.Entry? {
    var path = permalink.path
    let taken = path.withUTF8 { published.insert(entry, at: SiteIndex.key(of: UnsafeRawBufferPointer($0))) }
    return taken.map { published.values[$0] }
  }
}

/// Finds what a path means.
///
/// An object, since every link of the site asks it, on all processors at once: counting who holds its tables would take
/// longer than finding the answer.
package final class SiteIndex: Sendable {
  package enum Entry: Sendable, Hashable {
    case page(PageID)
    case asset(Permalink)
    /// A page that no Markdown file stands behind, such as a permission's.
    case generated(Permalink)
  }

  /// Of paths and anchors, in saying what broken links may have meant.
  let comparisons = ComparisonCount()
  private let knownSuggestions = Mutex<PathSuggestions?>(nil)
  private let sources: FrozenPathTable<PageID>
  private let published: FrozenPathTable<Entry>
  private let languageFolder: [UInt8]

  package init(_ paths: PublishedPaths) {
    sources = FrozenPathTable(paths.sources)
    published = FrozenPathTable(paths.published)
    languageFolder = paths.languageFolder
  }

  deinit {
    sources.deallocate()
    published.deallocate()
  }

  func page(source: some Sequence<UInt8>) -> PageID? { sources[source] }

  func entry(at path: some Sequence<UInt8>) -> Entry? {
    Array(path).withUnsafeBytes { published[Self.key(of: $0)] }
  }

  /// Everything that is published, by address.
  var addresses: [(address: String, entry: Entry)] { zip(published.keys, published.values).map { ($0.text, $1) } }

  /// Every path that a link may lead to, for suggestions.
  package var paths: [String] {
    (sources.keys + published.keys).map(\.text).sorted()
  }

  /// What broken links are held against; made when the first one is found.
  var suggestions: PathSuggestions {
    knownSuggestions.withLock { known in
      if let known { return known }
      let made = PathSuggestions(paths, comparisons)
      known = made
      made.prepareWords()
      return made
    }
  }

  /// `guides/connect/`, `guides/connect` and `guides/connect/index.html` are one address.
  fileprivate static func key(of path: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var end = path.count
    let index = "index.html".utf8
    if end >= index.count, path[end - 1] == UInt8(ascii: "l"), path.suffix(index.count).elementsEqual(index),
      end == index.count || path[end - index.count - 1] == UInt8(ascii: "/")
    {
      end -= index.count
    }
    while end > 0, path[end - 1] == UInt8(ascii: "/") { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: path[..<end])
  }
}

extension SiteIndex {
  /// Finds the target of a link or image.
  ///
  /// - Parameters:
  ///   - destination: as the author wrote it.
  ///   - folder: where the file with the link lies, below the content folder, without slashes at the ends.
  package func resolve(_ destination: ArraySlice<UInt8>, from folder: [UInt8]) -> LinkTarget {
    destination.withUnsafeBufferPointer { destination in
      guard !isExternal(destination) else { return .external }
      let parts = LinkParts(destination)
      let suffix = LinkTarget.Suffix(query: Array(parts.query), fragment: Array(parts.fragment))
      if parts.isHere { return .here(anchor: suffix.fragment) }
      switch find(parts, from: folder) {
      case .entry(let entry): return .published(entry, suffix: suffix)
      case .outside: return .broken(.outside)
      case .nothing(let path): return .broken(.missing(path))
      }
    }
  }

  /// What stands at the path of a link; query and fragment are not looked at.
  func find(_ link: LinkParts, from folder: [UInt8]) -> Found {
    if !link.isEncoded { return find(link.path, from: folder) }
    return percentDecoded(link.path).withUnsafeBufferPointer { find($0, from: folder) }
  }

  /// - Parameter path: not percent-encoded.
  private func find(_ path: UnsafeBufferPointer<UInt8>, from folder: [UInt8]) -> Found {
    // What the inner closure takes along are plain values: it would hold this object for each link otherwise.
    let (sources, published) = (sources, published)
    let outer = languageFolder.count
    return folder.withUnsafeBufferPointer { folder in
      languageFolder.withUnsafeBytes { language in
        withUnsafeTemporaryAllocation(byteCount: folder.count + path.count + 1, alignment: 1) { buffer in
          guard let count = Self.normalize(path, from: folder, into: buffer) else { return .outside }
          let place = UnsafeRawBufferPointer(rebasing: buffer[..<count])
          if let entry = Self.entry(of: place, sources, published) { return .entry(entry) }
          if outer > 0, place.starts(with: language),
            let entry = Self.entry(of: UnsafeRawBufferPointer(rebasing: place[outer...]), sources, published)
          {
            return .entry(entry)
          }
          return .nothing(path: place.text)
        }
      }
    }
  }

  enum Found {
    case entry(Entry)
    /// Beyond the content folder.
    case outside
    /// By the path below the content folder.
    case nothing(path: String)
  }

  @inline(__always)
  private static func entry(
    of place: UnsafeRawBufferPointer,
    _ sources: FrozenPathTable<PageID>,
    _ published: FrozenPathTable<Entry>
  ) -> Entry? {
    if let page = sources[place] { return .page(page) }
    return published[key(of: place)]
  }

  package func resolve(_ destination: [UInt8], from folder: [UInt8]) -> LinkTarget {
    resolve(destination[...], from: folder)
  }

  /// Finds the target of an address of the finished site, as it stands in HTML.
  func resolve(address: [UInt8], from page: Permalink, base: BaseURL) -> LinkTarget {
    guard !isExternal(address) else { return .external }
    let slash = UInt8(ascii: "/")
    var path = address[...]
    if path.elementsEqual(base.path.dropLast()) { path = base.path[...] }
    if path.starts(with: base.path) {
      path = [slash] + path.dropFirst(base.path.count)
    } else if path.first == slash {
      // Above the site there may be others, of which nothing is known here.
      guard case .published(let entry, _) = resolve(Array(path), from: []), languageFolder.isEmpty else {
        return .external
      }
      return .broken(.aboveBase(entry))
    }
    let target = resolve(
      Array(path),
      from: Array(page.path.utf8.reversed().drop { $0 != slash }.dropFirst().reversed())
    )
    // Files that all languages share stand where the site's own language has them: nothing is known of those here.
    if !languageFolder.isEmpty {
      if case .published(.asset, _) = target { return .external }
      if case .broken(.missing(let path)) = target, entry(at: languageFolder + Array(path.utf8)) != nil {
        return .external
      }
    }
    guard case .published(.page, _) = target else { return target }
    // The Markdown file that a page is made from is not published.
    let place = percentDecoded(path.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
    guard place.suffix(3).elementsEqual(".md".utf8) else { return target }
    return .broken(.missing(place.text))
  }

  /// Joins and removes `.` and `..`, and says how long the result is; nothing when `..` leads above the content folder.
  private static func normalize(
    _ path: UnsafeBufferPointer<UInt8>,
    from folder: UnsafeBufferPointer<UInt8>,
    into joined: UnsafeMutableRawBufferPointer
  ) -> Int? {
    let (slash, dot) = (UInt8(ascii: "/"), UInt8(ascii: "."))
    var count = 0
    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
      UnsafeMutableRawBufferPointer(rebasing: joined[count...]).copyBytes(from: bytes)
      count += bytes.count
    }
    if path.first != slash { append(folder) }
    var start = 0
    while start < path.count {
      var end = start
      while end < path.count, path[end] != slash { end += 1 }
      let part = UnsafeBufferPointer(rebasing: path[start..<end])
      start = end + 1
      if part.isEmpty || part.count == 1 && part[0] == dot { continue }
      if part.count == 2, part[0] == dot, part[1] == dot {
        guard count > 0 else { return nil }
        repeat { count -= 1 } while count > 0 && joined[count] != slash
      } else {
        if count > 0 {
          joined[count] = slash
          count += 1
        }
        append(part)
      }
    }
    return count
  }
}

/// What a link says, cut up where it is written: `path?query#fragment`. What is absent is empty.
struct LinkParts {
  let path: UnsafeBufferPointer<UInt8>
  let query: UnsafeBufferPointer<UInt8>
  let fragment: UnsafeBufferPointer<UInt8>
  /// The path has percent signs.
  let isEncoded: Bool

  /// It leads to a place on the page itself.
  var isHere: Bool { path.isEmpty && query.isEmpty }

  init(_ destination: UnsafeBufferPointer<UInt8>) {
    let (hash, question) = (UInt8(ascii: "#"), UInt8(ascii: "?"))
    var end = 0
    var isEncoded = false
    while end < destination.count, destination[end] != hash, destination[end] != question {
      if destination[end] == UInt8(ascii: "%") { isEncoded = true }
      end += 1
    }
    var queryEnd = end
    while queryEnd < destination.count, destination[queryEnd] != hash { queryEnd += 1 }
    path = UnsafeBufferPointer(rebasing: destination[..<end])
    query = UnsafeBufferPointer(rebasing: destination[min(end + 1, queryEnd)..<queryEnd])
    fragment = UnsafeBufferPointer(rebasing: destination[min(queryEnd + 1, destination.count)...])
    self.isEncoded = isEncoded
  }
}

/// It names a scheme (`https:`, `mailto:`) or another host (`//host/path`).
func isExternal(_ destination: [UInt8]) -> Bool { destination.withUnsafeBufferPointer { isExternal($0) } }

func isExternal(_ destination: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let first = destination.first else { return false }
  let slash = UInt8(ascii: "/")
  if first == slash { return destination.count > 1 && destination[1] == slash }
  guard isLetter(first) else { return false }
  for byte in destination {
    if byte == UInt8(ascii: ":") { return true }
    let isOfScheme =
      isLetter(byte) || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
    if !isOfScheme { return false }
  }
  return false
}

private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
