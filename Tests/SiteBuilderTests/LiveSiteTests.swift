import Diagnostics
import Foundation
import Testing

@testable import SiteBuilder

/// What the preview serves is what a build would publish, whatever has been done to the files in between.
struct LiveSiteTests {
  /// The environment's `SEEDS` asks for more of them.
  private static let seeds = UInt64(ProcessInfo.processInfo.environment["SEEDS"] ?? "") ?? 12

  @Test(arguments: 1...max(1, seeds))
  func servesWhatABuildPublishes(seed: UInt64) async throws {
    try await compare(seed, languages: [], steps: 30)
  }

  @Test(arguments: 1...3)
  func servesWhatABuildPublishesInEveryLanguage(seed: UInt64) async throws {
    try await compare(seed, languages: ["de", "ar"], steps: 15)
  }

  private func compare(_ seed: UInt64, languages: [String], steps: Int) async throws {
    var random = Seeded(seed)
    let folder = TemporaryFolder()
    let changes = RandomChange(languages: languages)
    try changes.begin(in: folder)
    let live = LiveSite(root: folder.path, includesDrafts: false)
    var compared = 0
    var before = folder.files()
    for step in 0..<steps {
      for _ in 0...Int.random(in: 0..<3, using: &random) { try changes.make(in: folder, &random) }
      let after = folder.files()
      let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
      before = after
      // As a watcher tells it, or without being told.
      _ = await live.update(changed: step.isMultiple(of: 3) ? nil : Set(changed.map { folder.path + "/" + $0 }))
      let snapshot = await live.check()
      let output = TemporaryFolder()
      var options = Build.Options(root: folder.path)
      options.output = output.path
      // Where texts come and go while it is built, a site is the same.
      if step.isMultiple(of: 2) { options.memory = 0 }
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
        case .missing(let bytes):
          served = path.hasSuffix("404.html") ? String(decoding: bytes, as: UTF8.self) : "missing"
        case .redirect(let target): served = "redirect to \(target)"
        }
        #expect(served == text, "seed \(seed), step \(step), \(path)")
      }
    }
    #expect(compared >= steps / 3)
  }

  @Test func anImageOfAnotherSizeChangesThePagesThatShowIt() async throws {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: T\ntheme:\n  logo: /a.svg\n")
    try folder.write("content/index.md", "---\ntitle: Home\n---\n\n![one](a.svg)\n")
    try folder.write("content/a.svg", "<svg width='30' height='20'/>")
    let live = LiveSite(root: folder.path, includesDrafts: false)
    _ = await live.update(changed: nil)
    try folder.write("content/a.svg", "<svg width='60' height='20'/>")
    _ = await live.update(changed: [folder.path + "/content/a.svg"])
    let renderer = try #require(await live.check().renderer)
    guard case .bytes(let bytes, _) = LivePages(renderer).find("/index.html") else {
      Issue.record("the page is not served")
      return
    }
    let html = String(decoding: bytes, as: UTF8.self)
    #expect(html.contains(#"alt="one" width="60" height="20""#))
    #expect(html.contains(#"alt="" width="84" height="28""#))
  }

  private static let table = """
    scopebook provider facts 1
    date 2026-11-30
    resource 00000003-0000-0000-c000-000000000000 Microsoft Graph
    uri https://graph.microsoft.com
    dN1 e1fe6dd8-ba31-4d61-89e7-88639da4683d User.Read
    aY3 aaaaaaaa-0000-0000-0000-000000000001 NAME

    """

  /// The table and the baseline that the configuration names are followed like any file of the site.
  @Test(arguments: [true, false])
  func followsTheTableAndTheBaseline(isTold: Bool) async throws {
    let folder = TemporaryFolder()
    try folder.write(
      "scopebook.yml",
      "title: T\nprovider-data: data/table.txt\nchecks: { baseline: data/known.json }\n"
    )
    let page =
      "---\ntitle: Home\n---\n\nGrant Microsoft Graph's application permission `Larkspur.Read.All`. [x](gone.md)\n"
    try folder.write("content/index.md", page)
    let live = LiveSite(root: folder.path, includesDrafts: false)

    func look(after changed: String...) async throws -> [String] {
      _ = await live.update(changed: isTold ? Set(changed.map { folder.path + "/" + $0 }) : nil)
      let found = await live.check().diagnostics
      var options = Build.Options(root: folder.path)
      options.stopsAfterChecks = true
      #expect(found == (try await Build(options).run().diagnostics))
      return found.map(\.id).sorted()
    }
    // Neither is there.
    #expect(
      try await look(after: "scopebook.yml") == ["broken-link", "invalid-value", "invalid-value"]
    )
    try folder.write("data/table.txt", Self.table.replacing("NAME", with: "Larkspur.Read.All"))
    try folder.write("data/known.json", #"{"version": 1, "findings": []}"#)
    #expect(try await look(after: "data/table.txt", "data/known.json") == ["broken-link"])
    // Each is another.
    try folder.write("data/table.txt", Self.table.replacing("NAME", with: "Larkspurs.Read.All"))
    #expect(try await look(after: "data/table.txt") == ["broken-link", "unknown-permission"])
    try folder.write("data/table.txt", Self.table.replacing("NAME", with: "Larkspur.Read.All"))
    let snapshot = await live.check()
    let known = Baseline(snapshot.diagnostics.filter { $0.id == "broken-link" }, sources: snapshot.sources)
    try folder.write("data/known.json", String(decoding: known.bytes, as: UTF8.self))
    #expect(try await look(after: "data/table.txt", "data/known.json") == [])
    // The text changes, and both still hold.
    try folder.write("content/index.md", page + "\n[y](lost.md)\n")
    #expect(try await look(after: "content/index.md") == ["broken-link"])
    // Named no more, and no table.
    try folder.write("scopebook.yml", "title: T\n")
    #expect(try await look(after: "scopebook.yml") == ["broken-link", "broken-link"])
    try folder.write("data/table.txt", "no table")
    try folder.write("scopebook.yml", "title: T\nprovider-data: data/table.txt\n")
    #expect(
      try await look(after: "data/table.txt", "scopebook.yml")
        == ["broken-link", "broken-link", "invalid-value"]
    )
  }

  @Test func watchesTheFoldersOfTheTableAndTheBaseline() throws {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: T\nprovider-data: data/table.txt\nchecks: { baseline: known/all.json }\n")
    try folder.write("content/index.md", "---\ntitle: Home\n---\n")
    let folders = LiveSite(root: folder.path).folders()
    #expect(folders.contains(folder.path + "/data") && folders.contains(folder.path + "/known"))
  }
}
