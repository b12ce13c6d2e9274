import Testing

@testable import SiteBuilder

/// Pages find the theme's files from where they are, so that a site works wherever its folder is copied.
struct ThemeAddressTests {
  private func build(_ files: [String: String]) async throws -> [String: String] {
    let (folder, output) = (TemporaryFolder(), TemporaryFolder())
    for (name, text) in files { try folder.write(name, text) }
    var options = Build.Options(root: folder.path)
    options.output = output.path
    _ = try await Build(options).run()
    return output.files()
  }

  /// What a page loads, and the folder of the search index.
  private func addresses(_ page: String?) throws -> [Substring] {
    let page = try #require(page)
    return page.matches(
      of: /(?:<link rel="(?:icon|stylesheet)" href|<script src|<img src|data-script|data-index)="([^"]*)"/
    )
    .map { $0.output.1 }
  }

  @Test(arguments: ["", "base-url: https://help.example.com/docs/\n"])
  func leadUpFromThePage(baseURL: String) async throws {
    let files = try await build([
      "scopebook.yml": "title: T\ntheme:\n  logo: /assets/logo.svg\n" + baseURL,
      "content/assets/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='28' height='28'/>",
      "content/index.md": "---\ntitle: Home\n---\n\n[A](a/b.md)\n",
      "content/a/b.md": "---\ntitle: B\n---\n\nText.\n",
    ])
    let home = try addresses(files["index.html"])
    #expect(home.count == 6)
    for address in home {
      #expect(files[String(address)] != nil || address == "_search/", "\(address)")
    }
    #expect(try addresses(files["a/b/index.html"]) == home.map { "../../" + $0 })
    // Hosts show this one at any address.
    let base = baseURL.isEmpty ? "/" : "/docs/"
    #expect(try addresses(files["404.html"]) == home.map { base + $0 })
    #expect(try #require(files["a/b/index.html"]).contains("data-root=\"\(base)\""))
    #expect(try #require(files["a/b/index.html"]).contains("href=\"\(base)a/\""))
  }

  @Test func languagesShareTheFilesAndHaveAnIndexOfTheirOwn() async throws {
    let files = try await build([
      "scopebook.yml": "title: T\nlanguage: en\nlanguages: [de]\n",
      "content/index.md": "---\ntitle: Home\n---\n\nText.\n",
      "content/index.de.md": "---\ntitle: Start\n---\n\nText.\n",
    ])
    let found = try addresses(files["de/index.html"])
    #expect(found.contains("../de/_search/") && found.contains { $0.hasPrefix("../_theme/site.") })
    #expect(try #require(files["de/index.html"]).contains("data-root=\"/\""))
    #expect(try #require(files["de/_search/d0.js"]).contains("\"Start\",\"\""))
  }
}
