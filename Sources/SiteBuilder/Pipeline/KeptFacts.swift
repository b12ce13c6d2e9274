/// What a build keeps beside its record, so that the next one can change a page without looking at all others.
///
/// It lies in two files, which a record names by their fingerprints: without the right record they are nothing.
struct KeptFacts {
  /// Scopebook's own folder, or that which will be it.
  let folder: String

  enum Kind: String {
    /// See ``SiteFacts``.
    case site = "site-facts"
    /// Of the search index.
    case search = "search-facts"
  }

  /// Writes facts beside those that are there, and says what the record has to name.
  ///
  /// - Parameter body: hands out what is to be kept, piece by piece.
  func write(
    _ kind: Kind,
    _ body: (_ write: (UnsafeRawBufferPointer) -> Void) -> Void
  ) throws(FileSystem.Failure) -> UInt64 {
    var writer = try FileWriter(new(kind))
    body { writer.write($0) }
    return try writer.finish()
  }

  /// Puts facts that were written in the place of those that were there.
  func replace(_ kind: Kind) throws(FileSystem.Failure) { try FileSystem.rename(new(kind), to: path(kind)) }

  /// Nothing where it is not what the record names.
  func read(_ kind: Kind, _ hash: UInt64) -> [UInt8]? {
    (try? FileSystem.read(path(kind))).flatMap { FileWriter.fingerprint(of: $0) == hash ? $0 : nil }
  }

  /// Forgets what was written and has replaced nothing.
  func discard() {
    for kind in [Kind.site, .search] { try? FileSystem.removeFile(new(kind)) }
  }

  private func path(_ kind: Kind) -> String { folder + "/" + kind.rawValue }

  private func new(_ kind: Kind) -> String { path(kind) + ".new" }
}
