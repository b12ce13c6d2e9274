import Diagnostics
import ExternalLinks
import Testing

@testable import SiteBuilder

struct ExternalLinkCollectionTests {
  private let folder = TemporaryFolder()

  private func build(_ files: [String: String]) async throws -> Build.Result {
    for (path, text) in files { try folder.write(path, text) }
    var options = Build.Options(root: folder.path)
    options.output = folder.path + "/out"
    return try await Build(options).run()
  }

  @Test func findsLinksImagesAndConfiguration() async throws {
    let result = try await build([
      "scopebook.yml": """
      title: T
      navigation:
        - { title: A, url: https://contoso.com/navigation }
        - { title: B, url: "https://contoso.com/quoted" }
      theme: { logo: https://contoso.com/logo.svg }
      """,
      "content/catalog.yml": "product: { name: P, url: https://contoso.com/product }\napps: {}\nconsents: {}\n",
      "content/index.md": """
      ---
      title: T
      ---
      [inside](page.md) [mail](mailto:a@contoso.com) [one](https://contoso.com/one "title") <https://contoso.com/two>
      ![image](//contoso.com/image.png) https://contoso.com/bare www.contoso.com [defined] [again][defined]

      [defined]: <https://contoso.com/defined>

      ::include{file="_part.md"}
      """,
      "content/page.md": "---\ntitle: P\n---\n[again](HTTPS://contoso.com/one#x) [one](https://contoso.com/one)\n",
      "content/_part.md": "[snippet](https://contoso.com/snippet)\n",
    ])
    #expect(result.diagnostics.map(\.message) == [])
    let links = try #require(result.site).externalLinks()
    let written = links.map { link in
      "\(link.url)\(link.places.map { " \($0.location.path)\($0.isAddressItself ? "" : "?")" }.joined())"
    }
    #expect(
      written == [
        "//contoso.com/image.png content/index.md",
        "HTTPS://contoso.com/one#x content/page.md",
        "http://www.contoso.com content/index.md?",
        "https://contoso.com/bare content/index.md",
        "https://contoso.com/defined content/index.md",
        "https://contoso.com/logo.svg scopebook.yml",
        "https://contoso.com/navigation scopebook.yml",
        "https://contoso.com/one content/index.md content/page.md",
        "https://contoso.com/product content/catalog.yml",
        "https://contoso.com/quoted scopebook.yml?",
        "https://contoso.com/snippet content/_part.md",
        "https://contoso.com/two content/index.md",
      ]
    )
    // A place is the address, byte for byte, wherever it says so.
    for link in links {
      for place in link.places where place.isAddressItself {
        let file = try #require(result.sources[place.location.path])
        let range = try #require(place.location.span).range
        #expect(String(decoding: file.bytes[range], as: UTF8.self) == link.url)
      }
    }
  }

  @Test func readsHowToCheck() async throws {
    let (configuration, diagnostics) = SiteConfiguration.decode(
      SourceFile(
        path: "scopebook.yml",
        bytes: Array(
          "title: T\nexternal-links: { exclude: [status.contoso.com], timeout: 5, concurrency: 4, cache-days: 7 }\n"
            .utf8
        )
      )
    )
    #expect(diagnostics == [])
    let options = configuration.externalLinks
    #expect(options.exclude == ["status.contoso.com"])
    #expect(options.timeout == .seconds(5))
    #expect(options.concurrency == 4)
    #expect(options.cacheAge == .seconds(604_800))
    #expect(options.userAgent.hasPrefix("Scopebook/"))
  }

  @Test(arguments: ["timeout: 0", "concurrency: 1000", "cache-days: -1"])
  func saysWhichNumbersMakeSense(_ line: String) async throws {
    let text = "title: T\nexternal-links: { \(line) }\n"
    let (_, diagnostics) = SiteConfiguration.decode(SourceFile(path: "scopebook.yml", bytes: Array(text.utf8)))
    #expect(diagnostics.map(\.id) == ["invalid-value"])
  }
}
