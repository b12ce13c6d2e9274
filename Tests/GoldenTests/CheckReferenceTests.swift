import CommandLineTool
import Diagnostics
import Foundation
import SiteBuilder
import Testing

/// `docs/checks.md` and `docs/checks/*.md` are made from the explanations and from what Scopebook really prints for
/// their examples. `UPDATE_GOLDEN=1 swift test --filter CheckReferenceTests` writes them anew.
struct CheckReferenceTests {
  private static let docs = URL(filePath: #filePath).appending(path: "../../../docs").standardized

  @Test func referenceIsUpToDate() async throws {
    var pages = ["checks.md": Self.list()]
    for explanation in Explanation.all { pages["checks/\(explanation.id).md"] = try await Self.page(of: explanation) }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try? FileManager.default.removeItem(at: Self.docs.appending(path: "checks"))
      try FileManager.default.createDirectory(
        at: Self.docs.appending(path: "checks"),
        withIntermediateDirectories: true
      )
      for (path, text) in pages { try Data(text.utf8).write(to: Self.docs.appending(path: path)) }
    }
    for (path, text) in pages.sorted(by: { $0.key < $1.key }) {
      let written = try? String(contentsOf: Self.docs.appending(path: path), encoding: .utf8)
      #expect(written == text, "docs/\(path) is not what UPDATE_GOLDEN=1 writes")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.docs.appending(path: "checks").path)
    #expect(Set(files) == Set(Explanation.all.map { $0.id + ".md" }))
  }

  private static func list() -> String {
    let areas = Explanation.Area.allCases.map { area in
      let rows = Explanation.all.filter { $0.area == area }
        .map { "| [\($0.id)](checks/\($0.id).md) | \($0.severity.rawValue) | \($0.title) |" }
      return "## \(area.title)\n\n| id | level | |\n|---|---|---|\n\(rows.joined(separator: "\n"))\n"
    }
    return """
      # Every check

      What Scopebook looks for, by id. The level is the one that a finding has unless `scopebook.yml` gives it another
      one; `scopebook explain ID` prints the same text. Some errors cannot be lowered: without what they are about, the
      site cannot be built. This page is made by `make reference`.

      \(areas.joined(separator: "\n"))
      """
  }

  private static func page(of explanation: Explanation) async throws -> String {
    var text = """
      # \(explanation.id)

      **\(explanation.title)** (\(explanation.severity.rawValue)\(explanation.isAdjustable ? "" : ", always")).
      \(explanation.summary)

      \(explanation.details)

      \(explanation.exceptions)

      """
    if !explanation.wrong.files.isEmpty {
      text += "\n## Wrong\n\n" + files(explanation.wrong.files)
      if explanation.canRun { text += "\n" + fence(try await output(of: explanation), "text") }
    }
    let others = explanation.right.files.filter { !explanation.changed.contains($0) }.map { "`\($0.path)`" }
    if !explanation.changed.isEmpty { text += "\n## Right\n\n" + files(explanation.changed) }
    if !others.isEmpty {
      text += "\nWith \(others.joined(separator: " and ")) as above.\n"
    }
    return text
  }

  private static func files(_ files: [Explanation.Example.File]) -> String {
    files.map { "`\($0.path)`\n\n" + fence($0.text, $0.language) }.joined(separator: "\n")
  }

  private static func fence(_ text: String, _ language: String) -> String {
    let ticks = text.contains("```") ? "````" : "```"
    return "\(ticks)\(language)\n\(text.hasSuffix("\n") ? text : text + "\n")\(ticks)\n"
  }

  /// What the terminal shows for the example, of this id only.
  private static func output(of explanation: Explanation) async throws -> String {
    let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "scopebook-reference-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in explanation.wrong.site {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    var options = Build.Options(root: folder.path)
    options.stopsAfterChecks = true
    let result = try await Build(options).run()
    let found = result.diagnostics.filter { $0.id == explanation.id }
    let text = TerminalReporter(.silent).text(of: Report(found, sources: result.sources))
    return text.split(separator: "\n", omittingEmptySubsequences: false).reversed().drop { $0.isEmpty }.reversed()
      .joined(separator: "\n")
  }
}
