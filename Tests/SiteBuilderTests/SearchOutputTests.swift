import Foundation
import Testing

@testable import SiteBuilder

struct SearchOutputTests {
  private func build(_ configuration: String, pages: [String: String]) async throws -> [String: String] {
    let (folder, output) = (TemporaryFolder(), TemporaryFolder())
    try folder.write("scopebook.yml", "title: T\n" + configuration)
    try folder.write("content/index.md", "---\ntitle: Home\n---\n\n[A](a.md)\n")
    for (name, text) in pages { try folder.write("content/" + name, text) }
    var options = Build.Options(root: folder.path)
    options.output = output.path
    _ = try await Build(options).run()
    return output.files()
  }

  @Test func countsTheSectionsOfIncludedSnippets() async throws {
    let files = try await build(
      "",
      pages: [
        "a.md": "---\ntitle: A\n---\n\n## One\n\n::include{file=\"_b.md\"}\n\n## Two\n\nZebra.\n",
        "_b.md": "## Inside\n\nQuagga.\n",
      ]
    )
    let pages = try #require(files["_search/d0.js"])
    #expect(pages.contains(#"["One","","","Inside","","Quagga.","Two","","Zebra."]"#))
    // Page 0, section 2 and section 3, as text.
    let terms = try #require(files["_search/t0.js"])
    #expect(terms.contains("Aquagga AI\\n") && terms.contains("Azebra AM\\n"))
  }

  @Test func showsWhatSectionsBeginWith() async throws {
    let long = String(repeating: "words ", count: 40)
    let japanese = String(repeating: "管理者の同意", count: 20)
    let files = try await build(
      "",
      pages: [
        "a.md": """
        ---
        title: A
        ---

        First *of*
        all.

        ## Grant `User.Read`

        ![Not this](x.png)

        - One
        - Two

        ## Long

        \(long)

        ## 長い

        \(japanese)

        ## Empty
        """,
        "x.png": "",
      ]
    )
    let pages = try #require(files["_search/d0.js"])
    #expect(pages.contains(#"["A","a/","First of all.",["Grant User.Read","grant-userread","One Two""#), "\(pages)")
    #expect(pages.contains("\"Long\",\"\",\"" + String(repeating: "words ", count: 15) + "words …\""), "\(pages)")
    #expect(pages.contains(String(japanese.prefix(32)) + " …\""), "\(pages)")
    #expect(pages.contains(#""Empty","","""#), "\(pages)")
  }

  @Test func pagesOfVeryManySectionsShowTheirHeadingsOnly() async throws {
    let text = (1...40).map { "## Section \($0)\n\nQuagga.\n\n" }.joined()
    let files = try await build("", pages: ["a.md": "---\ntitle: A\ndescription: D\n---\n\n" + text])
    #expect(try #require(files["_search/d0.js"]).contains(#""Section 40","","""#))
  }

  @Test func leavesOutPagesThatAskForIt() async throws {
    let files = try await build("", pages: ["a.md": "---\ntitle: A\nsearch: false\n---\n\nQuagga.\n"])
    #expect(files["_search/index.js"] != nil)
    #expect(!files.contains { $0.key.hasPrefix("_search/") && $0.value.lowercased().contains("quagga") })
  }

  @Test func aSiteWithoutSearchHasNeitherFilesNorButton() async throws {
    let page = ["a.md": "---\ntitle: A\n---\n\nText.\n"]
    let without = try await build("search: false\n", pages: page)
    #expect(!without.keys.contains { $0.hasPrefix("_search/") })
    #expect(try #require(without["a/index.html"]).contains("search-open") == false)
    let with = try await build("", pages: page)
    #expect(try #require(with["a/index.html"]).contains("search-open"))
  }

  @Test func findsWhatIsMadeFromTheCatalog() async throws {
    let files = try await published(
      pages: [
        "index.md": "---\ntitle: Home\n---\n",
        "a.md": "---\ntitle: A\n---\n\n## Grant\n\n::consent-link{consent=directory}\n",
      ]
    )
    let found = files.filter { $0.key.hasPrefix("_search/d") }.map(\.value).joined()
    for page in [
      #"["Permissions","permissions/","#, #"["Security review","permissions/review/","#,
      #"["User.Read.All","permissions/microsoft-graph/user-read-all-delegated/","#,
    ] {
      #expect(found.contains(page), "\(page)")
    }
    // Sections lead to where they are.
    #expect(found.contains(#"["Directory <access>","directory","#))
    #expect(found.contains(#"["Why it is asked for","why","Directory <access> "#))
    let terms = files.filter { $0.key.hasPrefix("_search/t") }.map(\.value).joined()
    // The client id stands on pages 0, 1 or 2, and in the review; the permission's own id on its page and in the review.
    for id in ["-555555555555 ", "-66f6cc099a59 "] {
      let line = try #require(terms.components(separatedBy: id).dropFirst().first).prefix { $0 != "\\" }
      #expect(line.count >= 4, "\(id) \(line)")
    }
  }

  @Test func aSiteInMemoryHasTheSameFiles() async throws {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: T\n")
    try folder.write("content/index.md", "---\ntitle: Home\n---\n\nÜber 権限.\n")
    try folder.write("content/catalog.yml", RandomChange.catalog.replacing("PERMISSION", with: "User.Read.All"))
    let output = TemporaryFolder()
    var options = Build.Options(root: folder.path)
    options.output = output.path
    let result = try await Build(options).run()
    let files = output.files().filter { $0.key.hasPrefix("_search/") }
    let site = try #require(result.site)
    let configuration = site.configuration
    let theme = Theme.load(
      overrides: [],
      folder: configuration.templates,
      settings: configuration.theme,
      strings: configuration.strings
    ).theme
    let renderer = await Renderer(site, theme: try #require(theme))
    #expect(files.count > 5)
    for (path, text) in files {
      guard case .bytes(let bytes)? = renderer.search.file(at: path, renderer)?.contents else {
        Issue.record("\(path)")
        continue
      }
      #expect(bytes == Array(text.utf8), "\(path)")
    }
  }
}
