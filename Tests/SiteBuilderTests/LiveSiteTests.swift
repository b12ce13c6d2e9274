import Diagnostics
import Testing

@testable import SiteBuilder

/// What the preview serves is what a build would publish, whatever has been done to the files in between.
struct LiveSiteTests {
  /// A generator with a seed, so that a failure can be repeated.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

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
  private static let levels =
    "checks: {levels: {broken-link: warning, broken-anchor: warning, undeclared-permission: hint}}\n"

  /// One random change; the same kinds as people make.
  private func change(_ folder: TemporaryFolder, _ random: inout Seeded) throws {
    let names = ["index", "a", "b", "guides/index", "guides/c", "guides/d", "deep/er/e"]
    let name = names.randomElement(using: &random)!
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
    case 4: try folder.write("scopebook.yml", "title: Site \(number)\n" + Self.levels)
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

  @Test(arguments: 1...12)
  func servesWhatABuildPublishes(seed: UInt64) async throws {
    var random = Seeded(state: seed &* 0x9E37_79B9_7F4A_7C15)
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: Site\n" + Self.levels)
    try folder.write("content/index.md", "---\ntitle: Home\n---\n")
    let live = LiveSite(root: folder.path, includesDrafts: false)
    var compared = 0
    for step in 0..<30 {
      for _ in 0...Int.random(in: 0..<3, using: &random) { try change(folder, &random) }
      _ = await live.update()
      let snapshot = await live.check()
      let output = TemporaryFolder()
      var options = Build.Options(root: folder.path)
      options.output = output.path
      let clean = try await Build(options).run()
      #expect(snapshot.diagnostics == clean.diagnostics, "seed \(seed), step \(step)")
      guard clean.summary != nil, let renderer = snapshot.renderer else { continue }
      compared += 1
      let pages = LivePages(renderer)
      for (path, text) in output.files() {
        let served: String
        switch pages.find("/" + path) {
        case .bytes(let bytes, _): served = String(decoding: bytes, as: UTF8.self)
        case .file(let source, _):
          served = String(decoding: try FileSystem.read(folder.path + "/" + source), as: UTF8.self)
        case .missing(let bytes): served = path == "404.html" ? String(decoding: bytes, as: UTF8.self) : "missing"
        case .redirect(let target): served = "redirect to \(target)"
        }
        #expect(served == text, "seed \(seed), step \(step), \(path)")
      }
    }
    #expect(compared > 10)
  }
}
