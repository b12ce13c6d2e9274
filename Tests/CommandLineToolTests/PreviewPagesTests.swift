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
