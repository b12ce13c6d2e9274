/// What a build keeps beside its record, so that the next one can change a page without looking at all others.
struct KeptFacts {
  /// See ``SiteFacts``.
  var site: [UInt8]
  /// Of the search index; nothing where the site cannot be searched.
  var search: [UInt8]?

  private static let siteName = "site-facts"
  private static let searchName = "search-facts"

  /// Into Scopebook's own folder; says what the record has to name.
  func write(in folder: String) throws(FileSystem.Failure) -> BuildRecord.Facts {
    try FileSystem.replace(folder + "/" + Self.siteName, with: site)
    if let search { try Self.write(search: search, in: folder) }
    return BuildRecord.Facts(site: contentHash(site), search: search.map { contentHash($0) })
  }

  static func write(search: [UInt8], in folder: String) throws(FileSystem.Failure) {
    try FileSystem.replace(folder + "/" + searchName, with: search)
  }

  /// Nothing where it is not what the record names.
  static func site(in folder: String, _ hash: UInt64) -> [UInt8]? { read(folder + "/" + siteName, hash) }

  static func search(in folder: String, _ hash: UInt64) -> [UInt8]? { read(folder + "/" + searchName, hash) }

  private static func read(_ path: String, _ hash: UInt64) -> [UInt8]? {
    (try? FileSystem.read(path)).flatMap { contentHash($0) == hash ? $0 : nil }
  }
}
