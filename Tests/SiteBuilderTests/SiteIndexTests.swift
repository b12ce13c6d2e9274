import Testing

@testable import SiteBuilder

struct SiteIndexTests {
  private var index: SiteIndex {
    var paths = PublishedPaths()
    paths.add(PageID(0), source: "index.md")
    paths.add(PageID(1), source: "guides/a b.md")
    _ = paths.add(.page(PageID(0)), at: .home)
    _ = paths.add(.page(PageID(1)), at: Permalink(directory: "guides/a b"))
    _ = paths.add(.asset(Permalink(path: "img/ä.png")), at: Permalink(path: "img/ä.png"))
    return SiteIndex(paths)
  }

  private func resolve(_ destination: String, from folder: String = "guides") -> LinkTarget {
    index.resolve(Array(destination.utf8), from: Array(folder.utf8))
  }

  @Test(arguments: [
    "a%20b.md", "a b.md", "./a%20b.md", "../guides/a%20b.md", "/guides/a%20b", "/guides/a%20b/",
    "/guides/a%20b/index.html", "a%20b",
  ])
  func findsAPageHoweverItIsWritten(_ destination: String) {
    #expect(resolve(destination) == .published(.page(PageID(1)), suffix: .init()))
  }

  @Test(arguments: ["/", "/index.html", "..", "../", "../index.md", "/index.md"])
  func findsTheHomePage(_ destination: String) {
    #expect(resolve(destination) == .published(.page(PageID(0)), suffix: .init()))
  }

  @Test func keepsQueryAndFragment() {
    let expected = LinkTarget.Suffix(query: Array("x=1".utf8), fragment: Array("part".utf8))
    #expect(resolve("a%20b.md?x=1#part") == .published(.page(PageID(1)), suffix: expected))
    #expect(resolve("#part") == .here(anchor: Array("part".utf8)))
  }

  @Test(arguments: ["https://example.com", "mailto:a@b.c", "//cdn.example.com/x", "tel:+49", "x-custom.scheme:y"])
  func leavesOtherSitesAlone(_ destination: String) {
    #expect(resolve(destination) == .external)
  }

  @Test func findsNonASCIIAssetsEncodedOrNot() {
    let expected = LinkTarget.published(.asset(Permalink(path: "img/ä.png")), suffix: .init())
    #expect(resolve("/img/ä.png") == expected)
    #expect(resolve("../img/%C3%A4.png") == expected)
  }

  @Test func saysWhatIsMissing() {
    #expect(resolve("none.md") == .broken(.missing("guides/none.md")))
    #expect(resolve("../../../etc/passwd") == .broken(.outside))
    #expect(resolve("A%20b.md") == .broken(.missing("guides/A b.md")))
  }
}

struct PermalinkTests {
  @Test func putsPagesIntoFolders() {
    #expect(Permalink(directory: "guides/connect").outputPath == "guides/connect/index.html")
    #expect(Permalink.home.outputPath == "index.html")
    #expect(Permalink(path: "img/a.png").outputPath == "img/a.png")
  }

  @Test(arguments: [
    (nil, nil, "/a%20b/"), ("https://x.example", "https://x.example", "/a%20b/"),
    ("https://x.example/", "https://x.example", "/a%20b/"),
    ("https://x.example/docs", "https://x.example", "/docs/a%20b/"),
    ("https://x.example:8080/a/b//", "https://x.example:8080", "/a/b/a%20b/"),
  ])
  func joinsBaseAndPath(base: String?, origin: String?, expected: String) {
    let base = BaseURL(base)
    #expect(base.origin == origin)
    #expect(base.url(of: Permalink(directory: "a b")).text == expected)
  }

  @Test func decodesWhatIsEncoded() {
    #expect(percentDecoded(Array("a%20b%C3%A4%zz%4".utf8)) == Array("a bä%zz%4".utf8))
    #expect(percentEncoded("ä b/é".utf8).text == "%C3%A4%20b/%C3%A9")
  }
}
