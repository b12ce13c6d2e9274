import Search

/// What a build keeps beside its record, so that the next one can change a page without looking at all others.
struct KeptFacts {
  var site: [UInt8]
  /// Nothing where the site cannot be searched.
  var search: [UInt8]?

  private static let searchName = "search-facts"

  init(site: [UInt8], search: [UInt8]?) {
    self.site = site
    self.search = search
  }

  /// Nothing where they are not those that the record names.
  init?(in folder: String, _ record: BuildRecord.Facts) {
    guard let site = Self.read(folder + "/" + SiteFacts.name, record.site) else { return nil }
    self.site = site
    guard let hash = record.search else { return }
    guard let search = Self.read(folder + "/" + Self.searchName, hash) else { return nil }
    self.search = search
  }

  private static func read(_ path: String, _ hash: UInt64) -> [UInt8]? {
    (try? FileSystem.read(path)).flatMap { contentHash($0) == hash ? $0 : nil }
  }

  /// Into Scopebook's own folder; says what the record has to name.
  func write(in folder: String) throws(FileSystem.Failure) -> BuildRecord.Facts {
    try FileSystem.replace(folder + "/" + SiteFacts.name, with: site)
    if let search { try Self.write(search: search, in: folder) }
    return BuildRecord.Facts(site: contentHash(site), search: search.map { contentHash($0) })
  }

  static func write(search: [UInt8], in folder: String) throws(FileSystem.Failure) {
    try FileSystem.replace(folder + "/" + searchName, with: search)
  }
}
