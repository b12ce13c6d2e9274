/// What a build keeps beside its record, so that the next one can change a page without looking at all others.
///
/// It lies in two files, which a record names by their fingerprints: without the right record they are nothing.
struct KeptFacts: Sendable {
  /// That of a ``BuildState``.
  let folder: FileSystem.Folder

  enum Kind: String {
    /// See ``SiteFacts``.
    case site = "site-facts"
    /// Of the search index.
    case search = "search-facts"
  }

  /// Ends the name of what is written and has not replaced anything yet.
  static let newSuffix = ".new"

  /// Writes facts beside those that are there, and says what the record has to name; nil if the disk does not take them.
  ///
  /// - Parameter body: hands out what is to be kept, piece by piece.
  func write(_ kind: Kind, _ body: (_ write: (UnsafeRawBufferPointer) -> Void) -> Void) -> UInt64? {
    guard var writer = try? FileWriter(kind.rawValue + Self.newSuffix, in: folder) else { return nil }
    body { writer.write($0) }
    return try? writer.finish()
  }

  /// Puts facts that were written in the place of those that were there.
  func replace(_ kind: Kind) throws(FileSystem.Failure) {
    try folder.rename(kind.rawValue + Self.newSuffix, to: kind.rawValue)
  }

  /// Nil if it is not what the record names.
  func read(_ kind: Kind, _ hash: UInt64) -> [UInt8]? {
    folder.read(kind.rawValue).flatMap { FileWriter.fingerprint(of: $0) == hash ? $0 : nil }
  }

  /// Forgets what was written and has replaced nothing.
  func discard() { for kind in [Kind.site, .search] { folder.removeFile(kind.rawValue + Self.newSuffix) } }
}
