import Foundation
import Preview
import SiteBuilder
import Testing

@testable import CommandLineTool

struct PreviewPagesTests {
  @Test func followsNoLinkOutOfTheSite() async throws {
    let site = try Site()
    try site.write("outside/secret.txt", "secret")
    try site.write("site/content/inside.txt", "inside")
    let link = site.path + "/site/content/leak.txt"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "../../outside/secret.txt")
    let pages = try await site.pages()
    #expect(await pages.answer("/inside.txt", "").bytes == Array("inside".utf8))
    let leak = await pages.answer("/leak.txt", "")
    #expect(leak.status == 404)
    #expect(!String(decoding: leak.bytes, as: UTF8.self).contains("secret"))
  }

  @Test func listsNoFolder() async throws {
    let site = try Site()
    try site.write("site/content/images/a.png", "x")
    let pages = try await site.pages()
    #expect(await pages.answer("/images/", "").status == 404)
  }

  @Test func saysThatAPageIsADraft() async throws {
    let site = try Site()
    try site.write("site/content/new.md", "---\ntitle: New\ndraft: true\n---\n\nText.\n")
    let pages = try await site.pages()
    #expect(await state(pages, "/new/").contains("\"isDraft\":true"))
    #expect(await state(pages, "/").contains("\"isDraft\":false"))
  }

  @Test func showsAllThatIsKnownOnTheDashboard() async throws {
    let site = try Site()
    try site.write("site/content/index.md", "---\ntitle: Home\n---\n\n[gone](gone.md) needs `Calendars.Read`.\n")
    try site.write(
      "site/content/catalog.yml",
      """
      product: { name: Contoso }
      apps:
        app:
          provider: microsoft
          display-name: Contoso
          client-id: 11111111-2222-3333-4444-555555555555
          redirect-uris: [https://app.contoso.example/back]
      consents:
        connect:
          title: Directory
          app: app
          flow: admin-consent
          grants:
            - { resource: Microsoft Graph, permission: User.Read.All, kind: delegated, why: Lists people. }
      """
    )
    let html = String(decoding: try await site.pages().answer("/_scopebook/", "").bytes, as: UTF8.self)
    for part in ["broken-link", "Witnesses", "User.Read.All", "Timings"] {
      #expect(html.contains(part), "\(part)")
    }
  }

  /// Whoever has seen a change on its page sees on the dashboard what is found in it, although the checks come after.
  @Test func showsOnTheDashboardWhatIsFoundInWhatIsServed() async throws {
    let site = try Site()
    let live = LiveSite(root: site.path + "/site")
    _ = await live.update()
    let pages = PreviewPages(live: live, root: site.path + "/site")
    for round in 0..<4 {
      let link = round.isMultiple(of: 2) ? "[gone](gone\(round).md)" : "[home](index.md)"
      try site.write("site/content/index.md", "---\ntitle: Home\n---\n\nRound \(round): \(link).\n")
      _ = await live.update(changed: [site.path + "/site/content/index.md"])
      #expect(await html(pages, "/").contains("Round \(round)"))
      #expect(await html(pages, "/_scopebook/").contains("gone\(round).md") == round.isMultiple(of: 2))
      #expect(await state(pages, "/").contains("gone\(round).md") == round.isMultiple(of: 2))
    }
  }

  /// Those who ask while a change comes in are told of that change, not of what was before, and nobody waits for ever.
  @Test func showsTheLatestFindingsToAllWhoAskMeanwhile() async throws {
    let site = try Site()
    let live = LiveSite(root: site.path + "/site")
    _ = await live.update()
    let pages = PreviewPages(live: live, root: site.path + "/site")
    let page = site.path + "/site/content/index.md"
    let answers = try await withThrowingTaskGroup(of: String.self) { group in
      for round in 0..<4 {
        try site.write("site/content/index.md", "---\ntitle: Home\n---\n\n[gone](gone\(round).md)\n")
        async let update = live.update(changed: [page])
        group.addTask { await html(pages, "/_scopebook/") }
        _ = await update
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count == 4)
    #expect(await html(pages, "/_scopebook/").contains("gone3.md"))
  }

  @Test func saysWhatAnEmptyFileLacks() async throws {
    let site = try Site()
    let live = LiveSite(root: site.path + "/site")
    try site.write("site/content/a.md", "---\ntitle: A\n---\n\nWords of A.\n")
    _ = await live.update()
    let pages = PreviewPages(live: live, root: site.path + "/site")
    #expect(await html(pages, "/a/").contains("Words of A"))
    for text in ["", "\n \n", "---\n---\n"] {
      try site.write("site/content/a.md", text)
      try site.write("site/content/b.md", text)
      _ = await live.update()
      for page in ["a", "b"] {
        let shown = await html(pages, "/\(page)/")
        #expect(shown.contains("content/\(page).md") && shown.contains("title"), "\(page) \(text.debugDescription)")
        #expect(!shown.contains("Words of A"))
      }
      #expect(await html(pages, "/").contains("Welcome"))
      #expect(await html(pages, "/_scopebook/").contains("missing-key"))
    }
    // A mistake in a page that still has its text leaves the last good one standing.
    try FileManager.default.removeItem(atPath: site.path + "/site/content/b.md")
    try site.write("site/content/a.md", "---\ntitle: A\n---\n\nWords of A.\n")
    _ = await live.update()
    try site.write("site/content/a.md", "---\ntitel: A\n---\n\nWords of A.\n")
    _ = await live.update()
    #expect(await html(pages, "/a/").contains("Words of A"))
  }

  @Test func saysThatAPageHasNoText() async throws {
    let site = try Site()
    try site.write("site/content/a.md", "---\ntitle: A\n---\n")
    let pages = try await site.pages()
    #expect(await html(pages, "/a/").contains("has no text yet"))
    #expect(await html(pages, "/a/").contains("content/a.md"))
    #expect(await !html(pages, "/").contains("has no text yet"))
  }

  /// What people do to files while the site is served: it never stands still, and says what is wrong in the end.
  @Test func followsFilesThatComeAndGo() async throws {
    let site = try Site()
    let live = LiveSite(root: site.path + "/site")
    try site.write("site/content/a.md", "---\ntitle: A\n---\n\nWords of A.\n")
    _ = await live.update()
    let pages = PreviewPages(live: live, root: site.path + "/site")
    let root = site.path + "/site"
    let files = FileManager.default
    func change(_ paths: String..., by body: () throws -> Void) async throws {
      try body()
      _ = await live.update(changed: Set(paths.map { root + "/" + $0 }))
    }
    // Gone, back, renamed.
    try await change("content/a.md") { try files.removeItem(atPath: root + "/content/a.md") }
    #expect(await pages.answer("/a/", "").status == 404)
    try await change("content/a.md") { try site.write("site/content/a.md", "---\ntitle: A\n---\n\nAgain.\n") }
    #expect(await html(pages, "/a/").contains("Again"))
    try await change("content/a.md", "content/b.md") {
      try files.moveItem(atPath: root + "/content/a.md", toPath: root + "/content/b.md")
    }
    #expect(await pages.answer("/a/", "").status == 404)
    #expect(await html(pages, "/b/").contains("Again"))
    // A folder in its place, with a page in it.
    try await change("content/b.md") {
      try files.removeItem(atPath: root + "/content/b.md")
      try site.write("site/content/b.md/in.md", "---\ntitle: In\n---\n\nInside.\n")
    }
    #expect(await html(pages, "/b.md/in/").contains("Inside"))
    // The configuration broken, gone, and mended.
    try await change("scopebook.yml") { try site.write("site/scopebook.yml", "title: [\n") }
    #expect(await html(pages, "/_scopebook/").contains("scopebook.yml:"))
    #expect(await html(pages, "/").contains("Welcome"))
    try await change("scopebook.yml") { try files.removeItem(atPath: root + "/scopebook.yml") }
    #expect(await html(pages, "/_scopebook/").contains("there is no scopebook.yml"))
    try await change("scopebook.yml") { try site.write("site/scopebook.yml", "title: Mended\n") }
    #expect(await html(pages, "/_scopebook/").contains("Nothing found"))
    #expect(await html(pages, "/").contains("Mended"))
    // A catalog that is a folder, and no catalog again.
    try await change("content/catalog.yml") { try site.write("site/content/catalog.yml/x.txt", "x") }
    #expect(await html(pages, "/_scopebook/").contains("catalog.yml"))
    #expect(await html(pages, "/").contains("Welcome"))
    try await change("content/catalog.yml") { try files.removeItem(atPath: root + "/content/catalog.yml") }
    #expect(await html(pages, "/_scopebook/").contains("Nothing found"))
  }

  private func html(_ pages: PreviewPages, _ path: String) async -> String {
    String(decoding: await pages.answer(path, "").bytes, as: UTF8.self)
  }

  private func state(_ pages: PreviewPages, _ path: String) async -> String {
    String(decoding: await pages.answer("/_scopebook/state.json", "path=\(path)").bytes, as: UTF8.self)
  }

  /// A site in a folder of its own, which goes with it.
  private final class Site {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path

    init() throws {
      try write("site/scopebook.yml", "title: Example\n")
      try write("site/content/index.md", "---\ntitle: Home\n---\n\nWelcome.\n")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
      let url = URL(filePath: path).appending(path: name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }

    func pages() async throws -> PreviewPages {
      let live = LiveSite(root: path + "/site")
      _ = await live.update()
      _ = await live.check()
      return PreviewPages(live: live, root: path + "/site")
    }
  }
}
