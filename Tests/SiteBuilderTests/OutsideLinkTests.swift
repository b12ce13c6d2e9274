import Diagnostics
import Foundation
import Testing

@testable import SiteBuilder

/// What a symbolic link leads to outside of the site's folder is published by nobody: not by builds, whether something
/// was built before or not, and not by the preview.
struct OutsideLinkTests {
  private let folder = TemporaryFolder()
  private var site: String { folder.path + "/site-folder" }

  init() throws {
    try folder.write("site-folder/scopebook.yml", "title: Site\n")
    try folder.write("site-folder/content/index.md", "---\ntitle: Home\n---\n\nWelcome.\n")
    try folder.write("site-folder/templates/header.html", "<p>Header</p>\n")
    try folder.write("outside/secret.txt", "SECRET")
    try folder.write("outside/page.md", "---\ntitle: Secret\n---\n\nSECRET\n")
    try folder.write("outside/catalog.yml", "product: { name: SECRET }\n")
  }

  private func link(_ path: String, _ destination: String) throws {
    let link = site + "/" + path
    try? FileManager.default.removeItem(atPath: link)
    try FileSystem.createDirectory((link as NSString).deletingLastPathComponent)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: destination)
  }

  private func build() async throws -> Build.Result {
    var options = Build.Options(root: site)
    options.output = folder.path + "/output"
    return try await Build(options).run()
  }

  private func hasPublished(_ text: String) -> Bool {
    folder.files().contains { $0.key.hasPrefix("output/") && $0.value.contains(text) }
  }

  private static let leaks = [
    ("content/a.txt", "../../outside/secret.txt"), ("content/page.md", "../../outside/page.md"),
    ("content/folder", "../../outside"), ("content/_snippet.md", "../../outside/page.md"),
    ("content/.well-known/security.txt", "../../../outside/secret.txt"),
    ("content/catalog.yml", "../../outside/catalog.yml"), ("templates/footer.html", "../../outside/secret.txt"),
    ("content/passwd", "/etc/passwd"), ("content/env", "/proc/self/environ"), ("content/.well-known/x", "/"),
    ("content/config.txt", "../.git/config"), ("content/env.txt", "../.env"),
  ]

  @Test(arguments: leaks)
  func publishesNothingFromOutside(path: String, destination: String) async throws {
    try folder.write("site-folder/.git/config", "SECRET")
    try folder.write("site-folder/.env", "SECRET")
    let live = LiveSite(root: site, includesDrafts: false)
    _ = await live.update()
    #expect(try await build().summary != nil)
    try link(path, destination)
    // Findings may be made milder, and what they are about stays unpublished.
    for configuration in ["title: Site\n", "title: Site\nchecks: { levels: { outside-symlink: warning } }\n"] {
      try folder.write("site-folder/scopebook.yml", configuration)
      let result = try await build()
      let found = result.diagnostics.filter { $0.id == "outside-symlink" }
      #expect(found.map(\.location?.path) == [path])
      #expect(!hasPublished("SECRET") && !hasPublished("root:x:"))
      let snapshot = await live.update(changed: [site + "/" + path, site + "/scopebook.yml"])
      #expect(await live.check().diagnostics == result.diagnostics)
      let pages = try LivePages(#require(snapshot.renderer))
      for address in ["/a.txt", "/page/", "/folder/secret.txt", "/folder/page/", "/.well-known/security.txt", "/"] {
        switch pages.find(address) {
        case .bytes(let bytes, _):
          let isSecret = String(decoding: bytes, as: UTF8.self).contains("SECRET")
          #expect(!isSecret)
        case .file: Issue.record("\(address) is served")
        case .redirect, .missing: break
        }
      }
    }
  }

  @Test func readsNoPagesBehindALinkInPlaceOfTheContentFolder() async throws {
    try FileSystem.removeTree(site + "/content")
    try link("content", "../outside")
    let result = try await build()
    #expect(result.diagnostics.contains { $0.id == "outside-symlink" && $0.location?.path == "content" })
    #expect(!hasPublished("SECRET"))
  }

  @Test func followsLinksInsideTheSiteAndIntoNamedFolders() async throws {
    try folder.write("site-folder/shared/note.md", "---\ntitle: Note\n---\n\nInside.\n")
    try link("content/note.md", "../shared/note.md")
    try link("content/folder", "../../outside")
    try folder.write("site-folder/scopebook.yml", "title: Site\nfollow-links: [../outside]\n")
    let result = try await build()
    #expect(result.diagnostics.filter { $0.id == "outside-symlink" }.isEmpty)
    #expect(hasPublished("Inside."))
    #expect(hasPublished("SECRET"))
    // Which folders those are is part of what a build was made from.
    try folder.write("site-folder/scopebook.yml", "title: Site\nfollow-links: []\n")
    #expect(try await build().diagnostics.map(\.id) == ["outside-symlink"])
  }
}
