import Diagnostics
import Foundation
import SiteBuilder
import Testing

/// Every kind of finding is explained, and the explanations are true: their examples are built here.
struct ExplanationTests {
  @Test(arguments: Explanation.all.filter(\.canRun).map(\.id))
  func wrongExampleShowsTheProblem(_ id: String) async throws {
    let explanation = try #require(Explanation.of(id))
    let found = try await findings(explanation.wrong)
    #expect(
      found.contains { $0.id == id && $0.severity == explanation.severity },
      "found \(found.map { "\($0.id) (\($0.severity)): \($0.message)" })"
    )
  }

  @Test(arguments: Explanation.all.filter(\.canRun).map(\.id))
  func rightExampleIsClean(_ id: String) async throws {
    let explanation = try #require(Explanation.of(id))
    let found = try await findings(explanation.right).filter { $0.id == id || $0.severity == .error }
    #expect(found.isEmpty, "found \(found.map { "\($0.id): \($0.message)" })")
  }

  @Test func everyIdIsExplained() throws {
    let emitted = try idsInSources()
    let explained = Set(Explanation.all.map(\.id))
    #expect(emitted.subtracting(explained).sorted() == [], "write Sources/EmbeddedFiles/explanations/<id>.md for these")
    #expect(explained.subtracting(emitted).sorted() == [], "nothing in the sources emits these any more")
  }

  @Test(arguments: Explanation.all)
  func saysWhatAndWhy(_ explanation: Explanation) {
    #expect(!explanation.title.isEmpty)
    #expect(explanation.summary.hasSuffix("."))
    #expect(!explanation.details.isEmpty)
    #expect(!explanation.canRun || !explanation.wrong.files.isEmpty)
  }

  /// Builds in a folder of its own, as far as the checks.
  private func findings(_ example: Explanation.Example) async throws -> [Diagnostic] {
    let folder = TemporaryFolder()
    for (path, text) in example.site { try folder.write(path, text) }
    var options = Build.Options(root: folder.path)
    options.stopsAfterChecks = true
    return try await Build(options).run().diagnostics
  }

  /// First arguments of `Diagnostic(…)` and of the local functions that make one.
  private func idsInSources() throws -> Set<String> {
    let sources = URL(filePath: #filePath).appending(path: "../../../Sources").standardized
    let pattern =
      /(?:Diagnostic|report|problem)\(\s*"([a-z][a-z0-9-]*[a-z0-9])"|(?:let|id:|case \.\w+:|\?|:) "((?:broken|missing|unverified|redirect|redirected|insecure)-[a-z-]+)"/
    var ids: Set<String> = []
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: pattern) { ids.insert(String(match.1 ?? match.2 ?? "")) }
    }
    return ids
  }
}
