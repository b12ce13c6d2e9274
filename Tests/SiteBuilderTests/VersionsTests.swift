import Diagnostics
import Testing

@testable import SiteBuilder

/// Several versions of a product, published into one folder by builds of their own.
struct VersionsTests {
  private let folder = TemporaryFolder()
  private let output = TemporaryFolder()

  private func build(_ version: String? = nil, pages: [String]) async throws -> Build.Result {
    try folder.write(
      "scopebook.yml",
      """
      title: T
      base-url: https://help.contoso.example/docs/
      versions:
        - label: v2
        - label: v1
        - { label: v0, url: https://old.contoso.example/ }
      """
    )
    try? FileSystem.removeTree(folder.path + "/content")
    for name in ["index"] + pages {
      try folder.write("content/\(name).md", "---\ntitle: \(name)\n---\n\n[Home](index.md)\n")
    }
    var options = Build.Options(root: folder.path)
    options.output = output.path
    options.version = version
    return try await Build(options).run()
  }

  @Test func eachBuildLeavesTheOthersAlone() async throws {
    _ = try await build(pages: ["a"])
    let old = try await build("v1", pages: ["a", "b"])
    #expect(old.summary?.written ?? 0 > 0)
    #expect(try await build(pages: ["a"]).summary?.removed == 0)
    let before = Set(output.files().keys)
    let removed = try await build("v1", pages: ["a"]).summary?.removed
    let files = output.files()
    // The page, its copy for programs, and what its words needed in the search.
    #expect(removed == before.subtracting(files.keys).count)
    #expect(before.subtracting(files.keys).isSuperset(of: ["v1/b/index.html", "v1/b/index.md"]))
    #expect(before.subtracting(files.keys).allSatisfy { $0.hasPrefix("v1/") })
    #expect(files["a/index.html"] != nil && files["v1/a/index.html"] != nil && files["v1/b/index.html"] == nil)
  }

  @Test func linksStayWithinAVersion() async throws {
    _ = try await build("v1", pages: ["a"])
    let html = try #require(output.files()["v1/a/index.html"])
    #expect(html.contains(#"<a href="/docs/v1/">Home</a>"#))
    #expect(html.contains(#"href="../_theme/"#))
    #expect(output.files().keys.contains { $0.hasPrefix("v1/_theme/") })
    let index = try #require(output.files()["v1/sitemap.xml"])
    #expect(index.contains("https://help.contoso.example/docs/v1/a/"))
  }

  @Test func everyPageLeadsToTheOtherVersions() async throws {
    _ = try await build(pages: ["a"])
    _ = try await build("v1", pages: ["a"])
    for (path, current) in [("a/index.html", "v2"), ("v1/a/index.html", "v1"), ("v1/404.html", "v1")] {
      let html = try #require(output.files()[path])
      #expect(html.contains("<summary>\(current)</summary>"), "\(path)")
      for (label, url) in [("v2", "/docs/"), ("v1", "/docs/v1/"), ("v0", "https://old.contoso.example/")] {
        let mark = label == current ? " aria-current=\"true\"" : ""
        #expect(html.contains("<a href=\"\(url)\"\(mark)>\(label)</a>"), "\(path)")
      }
    }
  }

  @Test func searchEnginesKeepTheLatestOfAPage() async throws {
    _ = try await build(pages: ["a"])
    _ = try await build("v1", pages: ["a", "b"])
    let files = output.files()
    let canonical = #"<link rel="canonical" href="https://help.contoso.example/docs/"#
    #expect(files["a/index.html"]?.contains(canonical + "a/\">") == true)
    #expect(files["a/index.html"]?.contains("class=\"older\"") == false)
    #expect(files["v1/a/index.html"]?.contains(canonical + "a/\">") == true)
    #expect(files["v1/a/index.html"]?.contains(#"<a href="/docs/a/">Read about the latest, v2</a>"#) == true)
    // What the latest does not have leads to where it begins.
    #expect(files["v1/b/index.html"]?.contains(canonical + "v1/b/\">") == true)
    #expect(files["v1/b/index.html"]?.contains(#"<a href="/docs/">Read about the latest, v2</a>"#) == true)
  }

  @Test func anOldVersionIsBuiltAnewWhereTheLatestHasChanged() async throws {
    _ = try await build(pages: [])
    _ = try await build("v1", pages: ["a"])
    _ = try await build(pages: ["a"])
    #expect(try await build("v1", pages: ["a"]).summary?.written ?? 0 > 0)
    #expect(output.files()["v1/a/index.html"]?.contains(#"<a href="/docs/a/">Read"#) == true)
  }

  @Test func aVersionThatIsNotListedIsRefused() async throws {
    await #expect(throws: Build.Failure.self) { try await build("v7", pages: []) }
    #expect(output.files().isEmpty)
  }

  @Test(arguments: ["[{label: v1}, {label: V1}]", "[{label: _search}]", "[{label: .git}]", "[{label: a/b}]"])
  func labelsAreFoldersOfTheirOwn(_ versions: String) async throws {
    let (configuration, diagnostics) = SiteConfiguration.decode(
      SourceFile(path: "scopebook.yml", bytes: Array("title: T\nversions: \(versions)\n".utf8))
    )
    #expect(diagnostics.map(\.id) == ["invalid-value"], "\(configuration.versions)")
  }
}
