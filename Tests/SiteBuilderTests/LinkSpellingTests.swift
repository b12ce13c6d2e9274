import Diagnostics
import SiteBuilder
import Testing

/// What is said of links that are nearly right, and what may be corrected without asking.
struct LinkSpellingTests {
  private func check(_ link: String, pages: [String], settings: String = "") async throws -> Diagnostic? {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: Example\n" + settings)
    try folder.write("content/index.md", "---\ntitle: Home\n---\n\n\(link)\n")
    for page in pages { try folder.write("content/" + page, "---\ntitle: Page\n---\n\nText.\n") }
    var options = Build.Options(root: folder.path)
    options.stopsAfterChecks = true
    return try await Build(options).run().diagnostics.first
  }

  @Test func misspeltPathIsCorrected() async throws {
    let found = try await check("[x](guides/conect.md)", pages: ["guides/connect.md"])
    #expect(found?.fix?.title == "write guides/connect.md")
  }

  @Test func anotherNumberIsNeverTakenForAMistake() async throws {
    let found = try await check("[x](step-3.md)", pages: ["step-1.md", "step-2.md"])
    #expect(found?.id == "broken-link")
    #expect(found?.fix == nil)
  }

  @Test func pageOfThatNameElsewhereIsSuggestedAndNotWritten() async throws {
    let found = try await check("[x](connect.md)", pages: ["guides/connect.md"])
    #expect(found?.help == "did you mean /guides/connect.md?")
    #expect(found?.fix == nil)
  }

  @Test func accentsThatAreComposedDifferentlyAreNoMatterOfCase() async throws {
    let found = try await check("[x](gr\u{F6}\u{DF}e.md)", pages: ["gro\u{308}\u{DF}e.md"])
    #expect(found?.id == "wrong-case")
    #expect(found?.message.hasSuffix("differs from it only in how its letters are composed") == true)
  }

  @Test func suggestionsInHTMLAreAddresses() async throws {
    let settings = "base-url: https://help.example.com/docs\nmarkdown: {raw-html: true}\n"
    let found = try await check(
      "<a href=\"/docs/guides/conect/\">x</a>",
      pages: ["guides/connect.md"],
      settings: settings
    )
    #expect(found?.help == "did you mean /docs/guides/connect/?")
  }
}
