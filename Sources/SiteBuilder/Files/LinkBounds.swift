/// Where symbolic links in the folders of a site may lead: a repository of strangers must not publish what else lies on
/// the machine that builds it.
package struct LinkBounds: Sendable {
  /// Without links and without a slash at the end.
  private let roots: [String]

  /// - Parameters:
  ///   - root: the site's folder.
  ///   - followed: other folders that links may lead into, absolute or from the site's folder.
  package init(root: String, following followed: [String]) {
    let folders = followed.map { $0.utf8.first == UInt8(ascii: "/") ? $0 : (root.isEmpty ? "." : root) + "/" + $0 }
    roots = ([root.isEmpty ? "." : root] + folders).compactMap { FileSystem.realPath($0) }
      .map { $0 == "/" ? "" : $0 }
  }

  /// Whether what stands at a path lies in one of the folders. A link may not lead to what is hidden there either: `.git`
  /// and `.env` are no part of a site.
  ///
  /// - Returns: false too if there is nothing.
  package func allow(_ path: String) -> Bool {
    guard let real = FileSystem.realPath(path) else { return false }
    let isLink = FileSystem.isSymbolicLink(path)
    return roots.contains { root in
      guard real.utf8.starts(with: root.utf8) else { return false }
      let below = real.utf8.dropFirst(root.utf8.count)
      guard below.isEmpty || below.first == UInt8(ascii: "/") else { return false }
      return !isLink || !below.split(separator: UInt8(ascii: "/")).contains { $0.first == UInt8(ascii: ".") }
    }
  }
}
