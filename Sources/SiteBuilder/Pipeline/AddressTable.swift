import Diagnostics

/// What stands where on the disk of a server, beyond one thing at one address: generated files have names that pages may
/// not take, names have lengths, and some disks tell fewer names apart than others.
struct AddressTable {
  private let resolver: Resolver
  private var diagnostics: [Diagnostic] = []
  /// Addresses that some disks change, by what these make of them. (As text, equal letters are equal however they are
  /// composed.)
  private var folded: [String: [Claim]] = [:]

  /// Folders of older versions.
  private var versions: Set<String> = []

  private struct Claim {
    let entry: SiteIndex.Entry
    let permalink: Permalink
  }

  /// Finds what is wrong with addresses that no two things share.
  ///
  /// - Parameter resolver: with all pages, files and former addresses.
  static func problems(_ resolver: Resolver, _ assets: [SourceTree.Asset]) -> [Diagnostic] {
    var table = AddressTable(resolver)
    for page in resolver.pages { table.addPage(Claim(entry: .page(page.id), permalink: page.permalink)) }
    for redirect in resolver.redirects {
      table.addPage(Claim(entry: .page(redirect.to), permalink: redirect.from))
    }
    for asset in assets { table.add(Claim(entry: .asset(asset.permalink), permalink: asset.permalink)) }
    table.findTwins()
    return table.diagnostics
  }

  private init(_ resolver: Resolver) {
    self.resolver = resolver
    let configuration = resolver.configuration
    guard configuration.olderVersion == nil else { return }
    versions = Set(configuration.versions.dropFirst().filter { $0.url == nil }.map(\.label))
  }

  /// Files and folders directly below the site's address that builds make, but for pages.
  private static let generatedNames: Set<String> = Set(RedirectFile.allCases.map(\.path)).union([
    "404.html", "_headers", "llms-full.txt", "llms.txt", "robots.txt", "sitemap.xml", "site-manifest.json", "_theme",
    "_search", Publisher.folder,
  ])

  /// A page, or a former address of one: a folder with files of its own.
  private mutating func addPage(_ claim: Claim) {
    let parts = claim.permalink.path.utf8.split(separator: UInt8(ascii: "/"))
    if let first = parts.first, isGenerated(first) {
      report(claim, "builds make /\(Substring(first)), so that no page can stand there")
    } else if let name = parts.first(where: Self.isPageFile) {
      report(claim, "\(Substring(name)) is the name of a page's own file, which no folder can have")
    }
    add(claim)
  }

  private mutating func add(_ claim: Claim) {
    var isPlain = true
    for part in claim.permalink.path.utf8.split(separator: UInt8(ascii: "/")) {
      if part.count > 255 { tooLong(claim) }
      if Self.isReserved(part) {
        unportable(claim, "Windows can store no file called \(Substring(part))", "rename the file, or give its page a `slug`")
      }
      isPlain = isPlain && part.allSatisfy { $0 < 0x80 && !($0 &- UInt8(ascii: "A") < 26) }
    }
    // All others are what any disk makes of them.
    if !isPlain { folded[claim.permalink.path.lowercased(), default: []].append(claim) }
  }

  private mutating func findTwins() {
    for (address, claims) in folded.sorted(by: { $0.key < $1.key }) {
      let plain = Permalink(path: address)
      var all = claims
      if let entry = resolver.index.entry(at: plain), !claims.contains(where: { $0.entry == entry }) {
        if case .generated = entry { continue }
        all.insert(Claim(entry: entry, permalink: plain), at: 0)
      }
      for (first, second) in zip(all, all.dropFirst())
      where !first.permalink.path.utf8.elementsEqual(second.permalink.path.utf8) {
        unportable(
          second,
          "the address /\(second.permalink.path) differs from /\(first.permalink.path) only in case or in how its letters "
            + "are composed, and many disks take the two for one",
          "rename one of the two, or give one a `slug`",
          notes: [.init("by \(resolver.name(of: first.entry))", at: resolver.location(of: first.entry))]
        )
      }
    }
  }

  // MARK: Names

  private static func isPageFile(_ name: Substring.UTF8View) -> Bool {
    name.first == UInt8(ascii: "i") && (name.elementsEqual("index.html".utf8) || name.elementsEqual("index.md".utf8))
  }

  private func isGenerated(_ name: Substring.UTF8View) -> Bool {
    guard !versions.isEmpty || name.first == UInt8(ascii: "_") || name.contains(UInt8(ascii: ".")) else { return false }
    let name = String(Substring(name))
    return Self.generatedNames.contains(name) || versions.contains(name)
      || name.hasPrefix("sitemap-") && name.hasSuffix(".xml")
  }

  private static let devices: Set<String> = Set(
    ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] }
  )

  /// `con`, `aux.txt`, `name.`: on Windows the name of a device, or one that loses its end.
  private static func isReserved(_ name: Substring.UTF8View) -> Bool {
    let stem = name.prefix { $0 != UInt8(ascii: ".") }
    // Nearly no name is as short as that.
    if (3...4).contains(stem.count), devices.contains(Substring(stem).lowercased()) { return true }
    return name.last == UInt8(ascii: ".") || name.last == UInt8(ascii: " ")
      || name.contains { byte in
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "|"),
          UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "\\"):
          true
        default: false
        }
      }
  }

  // MARK: Findings

  private func location(_ claim: Claim) -> SourceLocation? { resolver.location(of: claim.entry) }

  private mutating func report(_ claim: Claim, _ message: String) {
    let help = "give the page another `slug`, or rename its file"
    diagnostics.append(Diagnostic("duplicate-permalink", .error, message, at: location(claim), help: help))
  }

  private mutating func tooLong(_ claim: Claim) {
    diagnostics.append(
      Diagnostic(
        "long-name",
        .error,
        "a part of the address /\(claim.permalink.path.prefix(40))… has more than 255 bytes, which no disk stores",
        at: location(claim),
        help: "give the page a shorter `slug`, or rename the file"
      )
    )
  }

  private mutating func unportable(_ claim: Claim, _ message: String, _ help: String, notes: [Diagnostic.Note] = []) {
    diagnostics.append(
      Diagnostic("unportable-address", .warning, message, at: location(claim), notes: notes, help: help)
    )
  }
}
