import Testing

@testable import SiteBuilder

struct HighlightingOptionTests {
  @Test(arguments: [("", true), ("highlight: false\n", false)])
  func codeIsColouredUnlessTheSiteSaysOtherwise(configuration: String, isColoured: Bool) async throws {
    let (folder, output) = (TemporaryFolder(), TemporaryFolder())
    try folder.write("scopebook.yml", "title: T\n" + configuration)
    try folder.write("content/index.md", "---\ntitle: Home\n---\n\n```json\n{\"a\": 1}\n```\n")
    var options = Build.Options(root: folder.path)
    options.output = output.path
    _ = try await Build(options).run()
    let page = try #require(output.files()["index.html"])
    let coloured = "<span class=\"a\">&quot;a&quot;</span>: <span class=\"n\">1</span>"
    #expect(page.contains(coloured) == isColoured)
    #expect(page.contains("{&quot;a&quot;: 1}") == !isColoured)
  }
}
