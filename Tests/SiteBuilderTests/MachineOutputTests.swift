import Diagnostics
import Foundation
import Testing

@testable import SiteBuilder

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What is published for programs beside each page.
struct MachineOutputTests {
  private func build(_ pages: [String: String], _ configuration: String = "") async throws -> [String: String] {
    let (folder, output) = (TemporaryFolder(), TemporaryFolder())
    try folder.write(
      "scopebook.yml",
      "title: T\nbase-url: https://help.contoso.example/docs/\nsearch: false\n" + configuration
    )
    try folder.write("content/index.md", "---\ntitle: Home\n---\n\nWelcome.\n")
    for (name, text) in pages { try folder.write("content/" + name, text) }
    var options = Build.Options(root: folder.path)
    options.output = output.path
    let result = try await Build(options).run()
    #expect(!result.diagnostics.contains { $0.severity == .error }, "\(result.diagnostics)")
    return output.files()
  }

  /// The Markdown of a page with this text.
  private func markdown(_ text: String, _ others: [String: String] = [:]) async throws -> String {
    let files = try await build(others.merging(["g/a.md": "---\ntitle: A\n---\n" + text]) { $1 })
    return try #require(files["g/a/index.md"])
  }

  @Test func completesLinksHoweverTheyAreWritten() async throws {
    let text = try await markdown(
      """

      [one](b.md#part "t"), [two][r], ![three](/i.png), [four](#here), <https://example.com/>, [five](https://example.com).

      ## Here

      [r]: b.md
      """,
      ["g/b.md": "---\ntitle: B\n---\n\n## Part\n", "i.png": "x"]
    )
    #expect(
      text.contains(
        #"[one](https://help.contoso.example/docs/g/b/#part "t"), [two][r], ![three]"#
      )
    )
    #expect(text.contains("\n[r]: https://help.contoso.example/docs/g/b/\n"))
    #expect(text.contains("![three](https://help.contoso.example/docs/i.png), [four](#here), <https://example.com/>"))
    #expect(text.contains("[five](https://example.com)."))
  }

  @Test func writesDirectivesOut() async throws {
    let text = try await markdown(
      """

      ## Keys {#pinned}

      :::note[Mind]
      Press :kbd[Ctrl+C], then see `User.Read`{.not-a-permission}.
      :::

      1. first

         ::include{file="_s.md"}

      ::::details[More]
      :::steps
      1. go
      :::
      ::::

      <!-- scopebook-ignore broken-link: not yet -->
      """,
      ["g/_s.md": "Shared [home](../index.md).\n\nTwice.\n"]
    )
    #expect(
      text == """
        # A

        ## Keys 

        **Mind**

        Press Ctrl+C, then see `User.Read`.

        1. first

           Shared [home](https://help.contoso.example/docs/).
           
           Twice.

        **More**

        1. go

        """
    )
  }

  @Test func listsPagesInTheOrderOfTheNavigation() async throws {
    let page = { (title: String, weight: Int) in
      "---\ntitle: \(title)\ndescription: About *\(title)*.\norder: \(weight)\n---\n\nText.\n"
    }
    let files = try await build([
      "z.md": page("Z", 1), "g/index.md": page("Guides", 2), "g/b.md": page("B", 1), "g/a.md": page("A", 2),
      "h.md": "---\ntitle: Hidden\nsearch: false\n---\n\nText.\n",
    ])
    let text = try #require(files["llms.txt"])
    #expect(text.hasPrefix("# T\n\n## T\n\n- [Home](https://help.contoso.example/docs/index.md)\n- [Z]"))
    #expect(text.contains("## Guides\n\n- [Guides]"))
    let b = try #require(text.range(of: "[B]"))
    let a = try #require(text.range(of: "[A]"))
    #expect(b.lowerBound < a.lowerBound)
    #expect(text.contains(#": About \*A\*."#))
    #expect(!text.contains("Hidden"))
    #expect(text.contains("llms-full.txt"))
    #expect(files["llms-full.txt"]?.contains("# B\n\nAbout *B*.\n\nText.\n\n# A") == true)
  }

  @Test func leavesOutOneFileOfAllWhereItWouldBeTooLong() async throws {
    let long = "---\ntitle: Long\n---\n\n" + String(repeating: "Word after word after word.\n", count: 200_000)
    let files = try await build(["a.md": long])
    #expect(files["llms-full.txt"] == nil)
    #expect(files["llms.txt"]?.contains("llms-full.txt") == false)
  }

  @Test func writesNothingWhereNobodyWantsIt() async throws {
    let files = try await build([:], "markdown-pages: false\n")
    #expect(!files.keys.contains { $0.hasSuffix(".md") || $0.hasPrefix("llms") })
    #expect(files["index.html"]?.contains("text/markdown") == false)
  }

  @Test func tellsSearchEnginesOfSteps() async throws {
    let files = try await build([
      "a.md": "---\ntitle: \"A </script><b>\"\n---\n\n:::steps\n1. **Open it.** Then wait.\n2. Close it.\n:::\n"
    ])
    let html = try #require(files["a/index.html"])
    let start = try #require(html.range(of: "<script type=\"application/ld+json\">")).upperBound
    let end = try #require(html[start...].range(of: "</script>")).lowerBound
    let json = try JSONSerialization.jsonObject(with: Data(html[start..<end].utf8)) as? [String: Any]
    let graph = try #require(json?["@graph"] as? [[String: Any]])
    #expect(graph[0]["@type"] as? String == "HowTo")
    #expect(graph[0]["name"] as? String == "A </script><b>")
    let steps = try #require(graph[0]["step"] as? [[String: String]])
    #expect(steps.map { $0["name"] } == ["Open it.", "Close it."])
    #expect(steps[0]["text"] == "Open it. Then wait.")
    let crumbs = try #require(graph[1]["itemListElement"] as? [[String: Any]])
    #expect(crumbs.map { $0["name"] as? String } == ["Home", "A </script><b>"])
  }

  @Test func givesChecklistsFilesOfTheirOwn() async throws {
    let list = ":::checklist[Before & after]\n- [x] Read [this](index.md)\n  - [ ] and *that*\n- [ ] Done\n:::\n"
    let files = try await build(["a.md": "---\ntitle: A\n---\n\n\(list)\n\(list)"])
    #expect(
      files["a/checklist-before--after.md"]
        == "# Before & after\n\n- [x] Read this\n- [ ] and that\n- [ ] Done\n"
    )
    #expect(files["a/checklist-before--after-4.json"] != nil)
    let data = Data(try #require(files["a/checklist-before--after.json"]).utf8)
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(json["page"] as? String == "https://help.contoso.example/docs/a/#checklist-before--after")
    #expect((json["items"] as? [[String: Any]])?.map { $0["isDone"] as? Bool } == [true, false, false])
    #expect(files["a/index.html"]?.contains("href=\"/docs/a/checklist-before--after.md\" download") == true)
  }

  @Test func feedsNameEveryChange() async throws {
    let files = try await build([
      "catalog.yml": """
      product: { name: "Contoso <&>" }
      apps:
        app:
          provider: microsoft
          display-name: Contoso
          client-id: 11111111-2222-3333-4444-555555555555
          redirect-uris: [https://app.contoso.example/back]
      consents:
        connect:
          title: Directory
          app: app
          flow: admin-consent
          grants:
            - { resource: Microsoft Graph, permission: User.Read.All, kind: delegated, why: People., since: 2025-01-10 }
            - { resource: Microsoft Graph, permission: Group.Read.All, kind: delegated, why: "A & B.", since: 2025-03-01 }
            - { resource: Microsoft Graph, permission: Mail.Read, kind: delegated, why: Mail. }
      """
    ])
    let feed = try #require(files["permissions.atom"])
    #expect(feed.components(separatedBy: "<entry>").count == 3)
    #expect(feed.contains("<title>Permissions of Contoso &lt;&amp;&gt;</title>"))
    #expect(feed.contains("<updated>2025-03-01T00:00:00Z</updated>\n<author>"))
    #expect(
      feed.contains(
        "<id>tag:help.contoso.example,2025-01-10:connect/a154be20-db9c-4678-8ab7-66f6cc099a59/delegated</id>"
      )
    )
    let delegate = XMLParser(data: Data(feed.utf8))
    #expect(delegate.parse())
    #expect(files["a/index.html"] == nil)
    #expect(files["index.html"]?.contains("application/atom+xml") == true)
  }
}
