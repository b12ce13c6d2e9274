import Foundation
import Testing

struct StructuredDataTests {
  /// The parts that a page tells of itself, by type.
  private func parts(_ text: String, configuration: String? = nil) async throws -> [String: [String: Any]] {
    let site = try await published(
      configuration: configuration ?? "base-url: https://help.contoso.example/docs\n",
      pages: ["index.md": "---\ntitle: Home\n---\n", "guides/a.md": text]
    )
    let page = try #require(site["guides/a/index.html"])
    let scripts = page.matches(of: /<script type="application\/ld\+json">([^<]*)<\/script>/)
    #expect(scripts.count <= 1)
    guard let script = scripts.first else { return [:] }
    let json = try JSONSerialization.jsonObject(with: Data(script.1.utf8)) as? [String: Any]
    let graph = try #require(json?["@graph"] as? [[String: Any]])
    return Dictionary(graph.map { ($0["@type"] as? String ?? "", $0) }) { first, _ in first }
  }

  @Test func pagesSayWhereTheyStand() async throws {
    let list = try #require(try await parts("---\ntitle: A\n---\n")["BreadcrumbList"])
    let items = try #require(list["itemListElement"] as? [[String: Any]])
    let base = "https://help.contoso.example/docs/"
    #expect(items.map { $0["item"] as? String } == [base, base + "guides/", base + "guides/a/"])
    #expect(items.map { $0["position"] as? Int } == [1, 2, 3])
  }

  @Test func pagesWithoutStepsAreArticles() async throws {
    let found = try await parts("---\ntitle: A\nupdated: 2026-01-02\n---\n\n1. one\n2. two\n")
    #expect(found["TechArticle"]?["dateModified"] as? String == "2026-01-02")
    #expect(found["HowTo"] == nil)
  }

  @Test func stepsAreInstructions() async throws {
    let found = try await parts("---\ntitle: A\n---\n\n:::steps\n1. **Open** it.\n\n   Wait.\n2. Close it.\n:::\n")
    let steps = try #require(found["HowTo"]?["step"] as? [[String: Any]])
    #expect(steps.map { $0["text"] as? String } == ["Open it. Wait.", "Close it."])
    #expect(steps.map { $0["name"] as? String } == ["Open", "Close it."])
  }

  @Test func checklistsAreInstructionsToo() async throws {
    let found = try await parts("---\ntitle: A\n---\n\n:::checklist\n- [ ] one\n- [ ] two\n:::\n")
    let steps = try #require(found["HowTo"]?["step"] as? [[String: Any]])
    #expect(steps.map { $0["text"] as? String } == ["one", "two"])
  }

  @Test func severalProceduresAreNamedByTheirHeadings() async throws {
    let found = try await parts("---\ntitle: A\n---\n\n## X\n\n:::steps\n1. a\n:::\n\n## Y\n\n:::steps\n1. b\n:::\n")
    let steps = try #require(found["HowTo"]?["step"] as? [[String: Any]])
    #expect(steps.map { $0["name"] as? String } == ["X", "Y"])
  }

  @Test func nothingCanEndTheScriptEarly() async throws {
    let found = try await parts("---\ntitle: a</script><!--\"\\\n---\n")
    #expect(found["TechArticle"]?["headline"] as? String == "a</script><!--\"\\")
  }

  @Test(arguments: ["", "base-url: https://help.contoso.example/docs\nsearch: true\n"])
  func pagesThatNobodyShallFindSayNothing(configuration: String) async throws {
    let text = configuration.isEmpty ? "---\ntitle: A\n---\n" : "---\ntitle: A\nsearch: false\n---\n"
    #expect(try await parts(text, configuration: configuration).isEmpty)
  }
}
