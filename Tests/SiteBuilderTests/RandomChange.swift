import SiteBuilder

/// A generator with a seed, so that a failure can be repeated.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

/// What people do to the files of a site, at random.
struct RandomChange {
  /// The site's other languages.
  var languages: [String] = []

  private static let catalog = """
    product: { name: Contoso }
    apps: { app: { provider: microsoft, display-name: Contoso, client-id: 11111111-2222-3333-4444-555555555555, redirect-uris: [https://a.example/b] } }
    consents:
      connect:
        title: Access
        app: app
        flow: admin-consent
        grants: [{ resource: Microsoft Graph, permission: PERMISSION, kind: delegated, why: Reads. }]
    """

  /// What random changes break must not keep the site from being built.
  private var levels: String {
    (languages.isEmpty ? "" : "languages: [\(languages.joined(separator: ", "))]\n") + Self.levels
  }

  private static let levels =
    "checks: {levels: {broken-link: warning, broken-anchor: warning, undeclared-permission: hint}}\n"

  /// One random change; the same kinds as people make.
  func make(in folder: TemporaryFolder, _ random: inout Seeded) throws {
    let names = ["index", "a", "b", "guides/index", "guides/c", "guides/d", "deep/er/e"]
    let translated = languages.flatMap { language in
      ["index.\(language)", "\(language)/a", "guides/c.\(language)", "\(language)/guides/index", "\(language)/only"]
    }
    let name = (names + translated).randomElement(using: &random)!
    let path = "content/\(name).md"
    let number = Int.random(in: 0..<4, using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0: try? FileSystem.removeFile(folder.path + "/" + path)
    case 1: try? FileSystem.rename(folder.path + "/" + path, to: folder.path + "/content/guides/moved\(number).md")
    case 2:
      try folder.write(
        "content/catalog.yml",
        Self.catalog.replacing("PERMISSION", with: number == 0 ? "Group.Read.All" : "User.Read.All")
      )
    case 3: try folder.write("templates/partials/footer.html", "<footer>\(number) {{site.title}}</footer>\n")
    case 4: try folder.write("scopebook.yml", "title: Site \(number)\n" + levels)
    case 5: try folder.write("content/_snippets/s.md", "Shared \(number).\n\n## Shared \(number)\n")
    case 6: try folder.write("content/assets/f\(number).txt", "\(number)\n")
    case 7: try? FileSystem.removeTree(folder.path + "/content/guides")
    default:
      let links = names.map { "[\($0)](/\($0).md)" }.shuffled(using: &random).prefix(2).joined(separator: " ")
      let include = number == 1 ? "\n::include{file=\"/_snippets/s.md\"}\n" : ""
      let text =
        "---\ntitle: \(name) \(number / 2)\n---\n\nText \(number) \(links) `User.Read.All`\n\n## Heading \(number / 2)\n\(include)"
      try folder.write(path, text)
    }
  }

  /// The site that changes begin with.
  func begin(in folder: TemporaryFolder) throws {
    try folder.write("scopebook.yml", "title: Site\n" + levels)
    try folder.write("content/index.md", "---\ntitle: Home\n---\n")
  }
}
