import Diagnostics
import Testing

@testable import SiteBuilder

struct SourceSearchTests {
  private func pages(_ text: String) async throws -> (LivePages, TemporaryFolder) {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: Site\n")
    try folder.write("content/index.md", "---\ntitle: Home\n---\n" + text)
    try folder.write("content/_snippets/s.md", "First.\n\nShared words.\n")
    let snapshot = await LiveSite(root: folder.path).update()
    return (LivePages(try #require(snapshot.renderer)), folder)
  }

  @Test(arguments: [
    ("A paragraph over two lines", "content/index.md", 5), ("Steps", "content/index.md", 8),
    ("one", "content/index.md", 10), ("let x = 1", "content/index.md", 13),
    ("Shared words.", "content/_snippets/s.md", 3),
    ("nowhere", "content/index.md", 1), ("", "content/index.md", 1),
  ])
  func findsTheBlockThatReadsLikeIt(text: String, path: String, line: Int) async throws {
    let (pages, _) = try await pages(
      "\nA *paragraph* over\ntwo lines\n\n## Steps\n\n- one\n- two\n\n```swift\nlet x = 1\n```\n\n::include{file=\"/_snippets/s.md\"}\n"
    )
    let place = try #require(pages.place(of: text, onPageAt: "/"))
    #expect(place.path == path)
    #expect(place.line == line)
  }

  @Test func knowsNothingOfPagesWithoutAFile() async throws {
    let (pages, _) = try await pages("")
    #expect(pages.place(of: "x", onPageAt: "/nowhere/") == nil)
  }
}

struct EditorLinkTests {
  @Test func putsPathAndLineIntoTheAddress() {
    #expect(EditorLink("vscode")?.url("/a b/c.md", line: 7) == "vscode://file/a%20b/c.md:7")
    #expect(EditorLink("my://x?f={path}&l={line}")?.url("/c.md", line: 7) == "my://x?f=/c.md&l=7")
  }

  @Test(arguments: ["emacss", "https://example.com/{path}", "javascript:alert('{path}')", "{path}", "my://x"])
  func refusesWhatOpensNoEditor(setting: String) {
    #expect(EditorLink(setting) == nil)
  }
}
