import Diagnostics
import Foundation
import Testing

@testable import SiteBuilder

/// Small files that include each other may not grow a page without end.
struct IncludeLimitTests {
  private let folder = TemporaryFolder()

  private func build() async throws -> Build.Result {
    try folder.write("scopebook.yml", "title: T\n")
    var options = Build.Options(root: folder.path)
    options.output = folder.path + "/site"
    return try await Build(options).run()
  }

  /// Each of `levels` snippets includes the next one so many times.
  private func write(levels: Int, times: Int, leaf: String = "leaf\n") throws {
    for level in 0..<levels {
      let line = "::include{file=\"s\(level + 1).md\"}\n\n"
      try folder.write("content/_s/s\(level).md", String(repeating: line, count: times))
    }
    try folder.write("content/_s/s\(levels).md", leaf)
    try folder.write("content/index.md", "---\ntitle: Home\n---\n\n::include{file=\"_s/s0.md\"}\n")
  }

  @Test(arguments: [(18, 2), (60, 2), (9, 3), (40, 1), (2, 40)])
  func findsWhereAFileGrowsTooLarge(levels: Int, times: Int) async throws {
    try write(levels: levels, times: times)
    let result = try await build()
    #expect(result.diagnostics.map(\.id) == ["include-limit"])
    #expect(result.summary == nil)
    // What is shown is bounded too, whoever shows it.
    let live = LiveSite(root: folder.path, includesDrafts: false)
    let renderer = try #require(await live.update().renderer)
    guard case .bytes(let html, _) = LivePages(renderer).find("/") else { throw CancellationError() }
    #expect(html.count < 200_000)
    #expect(await live.check().diagnostics == result.diagnostics)
  }

  @Test func findsPagesThatIncludeTooMuchThemselves() async throws {
    try write(levels: 4, times: 3)
    // 121 snippets each.
    let lines = String(repeating: "::include{file=\"_s/s0.md\"}\n\n", count: 9)
    try folder.write("content/index.md", "---\ntitle: Home\n---\n\n" + lines)
    let result = try await build()
    #expect(result.diagnostics.map(\.id) == ["include-limit"])
    #expect(result.diagnostics[0].location?.path == "content/index.md")
  }

  @Test func countsBytes() async throws {
    try write(levels: 1, times: 12, leaf: String(repeating: "Text of a long snippet.\n\n", count: 40_000))
    #expect(try await build().diagnostics.map(\.id) == ["include-limit"])
  }

  @Test(arguments: [(9, 2 - 1), (30, 1), (1, 900), (2, 30)])
  func allowsWhatIsLess(levels: Int, times: Int) async throws {
    try write(levels: levels, times: times)
    let result = try await build()
    #expect(result.diagnostics.isEmpty)
    #expect(result.summary != nil)
  }
}
