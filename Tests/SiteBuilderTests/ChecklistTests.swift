import Diagnostics
import Foundation
import Testing

@testable import SiteBuilder

/// A checklist is a part of its page: nothing in it may be lost, and no id may come twice.
struct ChecklistTests {
  private func publish(_ text: String) async throws -> [String: String] {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: T\n")
    try folder.write("content/index.md", "---\ntitle: Home\n---\n\n\(text)\n")
    var options = Build.Options(root: folder.path)
    options.output = folder.path + "/site"
    #expect(try await Build(options).run().diagnostics.isEmpty)
    return folder.files()
  }

  @Test func keepsWhatStandsAroundItsItems() async throws {
    let html = try #require(
      await publish(
        """
        :::checklist[My]
        Do these first:

        - [ ] one

          Second paragraph

              code
        - [x] two
          - [ ] three

        > [!NOTE]
        > Important warning.
        :::
        """
      )["site/index.html"]
    )
    for part in ["<p>Do these first:</p>", "<p>Second paragraph</p>", "code", "Important warning."] {
      #expect(html.contains(part), "\(part)")
    }
    // A label holds no blocks.
    for label in html.split(separator: "<label").dropFirst() {
      let end = try #require(label.firstRange(of: "</label>"))
      #expect(!label[..<end.lowerBound].contains("<p") && !label[..<end.lowerBound].contains("<div"))
    }
  }

  @Test func writesAllTextOfAnItemIntoItsFiles() async throws {
    let files = try await publish(":::checklist[My]\n- [ ] one\n\n  more\n\n- [ ] two\n:::")
    #expect(files["site/checklist-my.json"]?.contains("\"one more\"") == true)
    #expect(files["site/checklist-my.md"]?.contains("one more") == true)
  }

  @Test func givesNoIDTwice() async throws {
    let list = ":::checklist[My]\n- [ ] one\n- [ ] two\n:::\n\n"
    let html = try #require(await publish(list + list + list)["site/index.html"])
    let ids = html.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
    #expect(Set(ids).count == ids.count, "\(ids.filter { id in ids.count { $0 == id } > 1 })")
    #expect(ids.filter { $0.hasPrefix("checklist-my") }.count == 12)
  }
}
