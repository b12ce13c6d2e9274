import Diagnostics
import Foundation
import Testing

@testable import SiteBuilder

/// What stands at the former addresses of pages.
struct RedirectsTests {
  private func build(_ configuration: String, _ more: [String: String] = [:]) async throws -> (
    files: [String: String], diagnostics: [Diagnostic]
  ) {
    let (folder, output) = (TemporaryFolder(), TemporaryFolder())
    try folder.write("scopebook.yml", "title: T\nbase-url: https://help.contoso.example/docs/\n" + configuration)
    try folder.write("content/index.md", "---\ntitle: Home\n---\n")
    try folder.write("content/guides/new.md", "---\ntitle: New\naliases: [/old/, /a/bé/]\n---\n\nText.\n")
    for (name, text) in more { try folder.write("content/" + name, text) }
    var options = Build.Options(root: folder.path)
    options.output = output.path
    let result = try await Build(options).run()
    return (output.files(), result.diagnostics)
  }

  @Test func pageLeadsOnByAScriptThatKeepsQueryAndFragmentAndWithoutScripts() async throws {
    let files = try await build("").files
    let page = try #require(files["old/index.html"])
    let script = try #require(page.firstMatch(of: /<script src="\.\.\/(_theme\/redirect\.[a-z0-9]+\.js)" data-target="([^"]*)"><\/script>/))
    #expect(script.2 == "/docs/guides/new/")
    #expect(page.contains(#"<noscript><meta http-equiv="refresh" content="0; url=/docs/guides/new/"></noscript>"#))
    #expect(try #require(files[String(script.1)]).contains("location.search + location.hash"))
    #expect(try #require(files["a/bé/index.html"]).contains(#"<script src="../../_theme/redirect."#))
  }

  @Test func scriptIsFoundFromEveryLanguage() async throws {
    let files = try await build("languages: [de]\n", ["guides/new.de.md": "---\ntitle: Neu\n---\n"]).files
    let page = try #require(files["de/old/index.html"])
    #expect(page.contains(#"<script src="../../_theme/redirect."#))
    #expect(page.contains(#"data-target="/docs/de/guides/new/""#))
  }

  @Test(arguments: [("netlify", "301!"), ("cloudflare", "301")])
  func listsFormerAddressesForHosts(name: String, status: String) async throws {
    let files = try await build("redirect-files: [\(name)]\n").files
    #expect(
      files["_redirects"] == """
        /docs/a/b%C3%A9/ /docs/guides/new/ \(status)
        /docs/old/ /docs/guides/new/ \(status)

        """
    )
    #expect(files["redirects.json"] == nil)
  }

  @Test func listsFormerAddressesOfAllLanguagesForScripts() async throws {
    let files = try await build(
      "languages: [de]\nredirect-files: [json]\n",
      ["guides/new.de.md": "---\ntitle: Neu\n---\n"]
    ).files
    let list = try JSONDecoder().decode(List.self, from: Data(try #require(files["redirects.json"]).utf8))
    #expect(list.version == 1)
    #expect(list.redirects.contains(.init(from: "/docs/old/", to: "/docs/guides/new/")))
    #expect(list.redirects.contains(.init(from: "/docs/de/old/", to: "/docs/de/guides/new/")))
    #expect(list.redirects.count == 4)
  }

  private struct List: Decodable {
    struct Redirect: Decodable, Equatable {
      var from: String
      var to: String
    }
    var version: Int
    var redirects: [Redirect]
  }

  @Test func writesNoListUnlessAskedTo() async throws {
    let files = try await build("").files
    #expect(files["_redirects"] == nil && files["redirects.json"] == nil)
  }

  @Test func refusesTwoFilesOfOneName() async throws {
    let found = try await build("redirect-files: [netlify, cloudflare]\n").diagnostics
    #expect(found.map(\.message) == ["_redirects is asked for twice"])
  }
}
