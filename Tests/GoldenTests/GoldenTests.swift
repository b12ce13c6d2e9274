import CommandLineTool
import Diagnostics
import Foundation
import SiteBuilder
import Testing

/// Whole behaviour as folders: `Fixtures/<area>/<case>` is a small site, and `expected` in it what it becomes.
///
/// Cases are built with the bare templates in `Fixtures/_templates`, unless they bring their own, so that a change of
/// the theme changes no golden file. `expected/diagnostics.txt` is what the terminal shows; where there are errors nothing else
/// is expected. `UPDATE_GOLDEN=1 swift test --filter GoldenTests` writes what is expected anew: read the difference.
struct GoldenTests {
  @Test(arguments: GoldenCase.all)
  func buildsWhatIsExpected(_ golden: GoldenCase) async throws {
    let actual = try await golden.build()
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil { try golden.update(actual) }
    let expected = golden.expected()
    for path in Set(actual.keys).union(expected.keys).sorted() {
      #expect(actual[path] == expected[path], "\(golden)/expected/\(path)")
    }
  }

  /// Where texts come and go, everything is as where they stay.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == nil), arguments: GoldenCase.all)
  func buildsTheSameOfASiteTooLargeForMemory(_ golden: GoldenCase) async throws {
    #expect(try await golden.build(memory: 0) == golden.expected())
  }

  @Test func findsCases() {
    #expect(GoldenCase.all.count >= 10)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == nil))
  func everyFindingHasACaseAndEveryCaseIsExplained() {
    var shown: Set<String> = []
    for golden in GoldenCase.all {
      // `content/a.md:1:2: error: … [broken-link]`
      for match in (golden.expected()["diagnostics.txt"] ?? "").matches(of: /(?m)^\S.*: .* \[([a-z0-9-]+)\]$/) {
        shown.insert(String(match.1))
      }
    }
    let explained = Explanation.all.filter(\.canRun).map(\.id)
    #expect(Set(explained).subtracting(shown).sorted() == [], "write Fixtures/checks/<id> for these")
    #expect(shown.subtracting(Explanation.all.map(\.id)).sorted() == [], "explain these")
  }
}

struct GoldenCase: CustomTestStringConvertible, CustomStringConvertible, Sendable {
  let name: String

  var description: String { name }
  var testDescription: String { name }

  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static var all: [GoldenCase] {
    let areas = names(in: fixtures).filter { !$0.hasPrefix("_") }
    return areas.flatMap { area in
      names(in: fixtures.appending(path: area)).map { GoldenCase(name: "\(area)/\($0)") }
    }
  }

  private static func names(in folder: URL) -> [String] {
    let entries = (try? FileSystem.entries(of: folder.path)) ?? []
    return entries.filter { $0.kind == .directory }.map(\.name)
  }

  private var folder: URL { Self.fixtures.appending(path: name) }

  /// Every file of the built site by path, and the diagnostics as `diagnostics.txt` if there are any.
  func build(memory: Int? = nil) async throws -> [String: String] {
    let work = URL(filePath: NSTemporaryDirectory()).appending(path: "scopebook-golden-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: work) }
    let site = try copy(into: work)
    var options = Build.Options(root: site.path)
    if let memory { options.memory = memory }
    options.output = work.appending(path: "out").path
    let result = try await Build(options).run()
    var files = Self.files(in: work.appending(path: "out"))
    let made = ["_theme/", "_search/", ".scopebook/"]
    files = files.filter { file in !made.contains { file.key.hasPrefix($0) || file.key.contains("/" + $0) } }
    if !result.diagnostics.isEmpty {
      let report = Report(result.diagnostics, sources: result.sources)
      files["diagnostics.txt"] = TerminalReporter(.silent).text(of: report)
    }
    return files
  }

  /// The case's site in a folder of its own, with the bare templates.
  func copy(into work: URL) throws -> URL {
    let site = work.appending(path: "case")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: folder, to: site)
    for (path, text) in Self.files(in: Self.fixtures.appending(path: "_templates")) {
      let template = site.appending(path: "templates/" + path)
      if FileManager.default.fileExists(atPath: template.path) { continue }
      try FileManager.default.createDirectory(
        at: template.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: template)
    }
    return site
  }

  func expected() -> [String: String] { Self.files(in: folder.appending(path: "expected")) }

  func update(_ files: [String: String]) throws {
    let expected = folder.appending(path: "expected")
    try? FileManager.default.removeItem(at: expected)
    for (path, text) in files {
      let file = expected.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  static func files(in folder: URL, below prefix: String = "") -> [String: String] {
    var found: [String: String] = [:]
    for entry in (try? FileSystem.entries(of: folder.path)) ?? [] {
      let child = folder.appending(path: entry.name)
      if entry.kind == .directory {
        found.merge(files(in: child, below: prefix + entry.name + "/")) { first, _ in first }
      } else if let bytes = try? FileSystem.read(child.path) {
        found[prefix + entry.name] = String(decoding: bytes, as: UTF8.self)
      }
    }
    return found
  }
}
