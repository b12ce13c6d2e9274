import Diagnostics
import Foundation
import Testing

@testable import SiteBuilder

struct BuildTests {
  private let folder = TemporaryFolder()

  private func write(_ files: [String: String]) throws {
    for (path, text) in files { try folder.write(path, text) }
  }

  private func build(output: String = "out", drafts: Bool = false) async throws -> Build.Result {
    var options = Build.Options(root: folder.path)
    options.output = folder.path + "/" + output
    options.includesDrafts = drafts
    return try await Build(options).run()
  }

  private func page(_ title: String, _ text: String = "", more: String = "") -> String {
    "---\ntitle: \(title)\n\(more)---\n\n\(text)\n"
  }

  private func published(_ output: String = "out") -> [String: String] {
    folder.files().filter { $0.key.hasPrefix(output + "/") }.reduce(into: [:]) {
      $0[String($1.key.dropFirst(output.count + 1))] = $1.value
    }
  }

  @Test func writesTheSameBytesEveryTime() async throws {
    for file in StarterSite.files(product: "Contoso") {
      try folder.write(file.path, String(decoding: file.bytes, as: UTF8.self))
    }
    _ = try await build(output: "one")
    _ = try await build(output: "two")
    #expect(published("one") == published("two"))
    #expect(published("one").count > 10)
  }

  /// Whoever still looks at what a build has found does not keep the next one waiting.
  @Test func letsTheNextBuildWriteWhileAResultIsHeld() async throws {
    try write(["scopebook.yml": "title: T\n", "content/index.md": page("Home")])
    var results = [try await build()]
    for title in ["One", "Two"] {
      try write(["content/index.md": page(title)])
      results.append(try await build())
    }
    #expect(results.map { $0.summary != nil } == [true, true, true])
    #expect(published()["index.html"]?.contains("Two") == true)
  }

  @Test func leavesTheOldSiteWhenAPageIsWrong() async throws {
    try write(["scopebook.yml": "title: T\n", "content/index.md": page("Home", "first")])
    #expect(try await build().summary?.written ?? 0 > 0)
    let before = published()
    try write(["content/index.md": page("Home", "[broken](nowhere.md)"), "content/new.md": page("New", "Text.")])
    let result = try await build()
    #expect(result.summary == nil)
    #expect(result.diagnostics.map(\.id) == ["broken-link"])
    #expect(published() == before)
  }

  /// Of a large site every file is read twice: what is between the two must not become half of one and half of the other.
  @Test func publishesNothingWhenAFileChangesMeanwhile() async throws {
    try write(["scopebook.yml": "title: T\n", "content/index.md": page("Home"), "content/a.md": page("A", "old")])
    _ = try await build()
    let before = published()
    // Something has to be built again at all.
    try folder.write("content/b.md", page("B"))
    var options = Build.Options(root: folder.path)
    options.output = folder.path + "/out"
    options.memory = 0
    let path = folder.path + "/content/a.md"
    await #expect(throws: Build.Failure.self) {
      _ = try await Build(options) { stage in
        if stage == .resolve { try? Data("---\ntitle: B\n---\n\nanother text\n".utf8).write(to: URL(filePath: path)) }
      }.run()
    }
    #expect(published() == before)
    options.memory = 1_000_000
    _ = try await Build(options).run()
    #expect(published()["a/index.html"]?.contains("another text") == true)
  }

  @Test func writesNothingWhenNothingChanged() async throws {
    try write(["scopebook.yml": "title: T\n", "content/index.md": page("Home"), "content/a.txt": "asset"])
    _ = try await build()
    let second = try await build()
    #expect(second.summary?.written == 0)
    #expect(second.summary?.removed == 0)
  }

  @Test func removesThePageOfADeletedFile() async throws {
    try write(["scopebook.yml": "title: T\n", "content/index.md": page("Home"), "content/old.md": page("Old")])
    _ = try await build()
    #expect(published()["old/index.html"] != nil)
    try FileSystem.removeFile(folder.path + "/content/old.md")
    _ = try await build()
    #expect(published()["old/index.html"] == nil)
  }

  @Test func publishesDraftsOnlyWhenAsked() async throws {
    try write([
      "scopebook.yml": "title: T\n", "content/index.md": page("Home"), "content/a.md": page("A", more: "draft: true\n"),
    ])
    _ = try await build()
    #expect(published()["a/index.html"] == nil)
    _ = try await build(drafts: true)
    #expect(published()["a/index.html"]?.contains("Draft") == true)
  }

  @Test func saysWhenThereIsNoSite() async throws {
    await #expect(throws: Build.Failure.self) { try await build() }
    try write(["scopebook.yml": "title: T\n"])
    await #expect(throws: FileSystem.Failure.self) { try await build() }
  }

  @Test func followsNoCircleOfLinksOnTheDisk() async throws {
    try write(["scopebook.yml": "title: T\n", "content/index.md": page("Home")])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/content/loop",
      withDestinationPath: folder.path + "/content"
    )
    #expect(try await build().pageCount == 1)
  }

  @Test func putsTheSiteBelowAPath() async throws {
    try write([
      "scopebook.yml": "title: T\nbase-url: https://help.example.com/docs/v1/\nlogo: x\n".replacingOccurrences(
        of: "logo: x\n",
        with: ""
      ),
      "content/index.md": page("Home", "[a](a.md) [b](/a/)"), "content/a.md": page("A"),
    ])
    _ = try await build()
    let home = try #require(published()["index.html"])
    #expect(home.contains(#"href="/docs/v1/a/""#))
    #expect(!home.contains(#"href="/a/""#))
    #expect(home.contains(#"<link rel="canonical" href="https://help.example.com/docs/v1/">"#))
  }

  @Test func marksThePageInTheNavigation() async throws {
    try write([
      "scopebook.yml": "title: T\n", "content/index.md": page("Home"),
      "content/g/index.md": page("Guides"), "content/g/a.md": page("A"), "content/g/b.md": page("B"),
    ])
    _ = try await build()
    let a = try #require(published()["g/a/index.html"])
    #expect(a.contains(#"<a href="/g/a/" aria-current="page">A</a>"#))
    #expect(a.components(separatedBy: "aria-current").count == 2)
    #expect(try #require(published()["g/index.html"]).contains(#"<a href="/g/" aria-current="page">Guides</a>"#))
    #expect(!a.utf8.contains(1))
  }

  @Test func showsALargeSectionInWindows() async throws {
    var files = ["scopebook.yml": "title: T\n", "content/index.md": page("Home")]
    for number in 100..<320 { files["content/g/p\(number).md"] = page("P\(number)") }
    try write(files)
    _ = try await build()
    let middle = try #require(published()["g/p170/index.html"])
    #expect(middle.contains("P150</a>") && middle.contains("P199</a>"))
    #expect(middle.components(separatedBy: "<a href=\"/g/p").count < 60)
    #expect(middle.contains(#"href="/g/p100/""#) && middle.contains(#"href="/g/p200/""#))
  }

  @Test func buildsTheSyntheticHelpCenter() async throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let generator = root.deletingLastPathComponent().appending(path: "shared/bench/gen.py")
    try #require(
      FileManager.default.fileExists(atPath: generator.path),
      "the corpus generator is missing: it is read from ../shared/bench"
    )
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3", generator.path, "1000", folder.path + "/content"]
    python.standardOutput = FileHandle.nullDevice
    try python.run()
    python.waitUntilExit()
    try #require(python.terminationStatus == 0)
    try write(["scopebook.yml": "title: Help\nbase-url: https://help.example.com\nsearch: false\n"])
    let result = try await build()
    #expect(result.diagnostics.filter { $0.id != "unknown-key" }.isEmpty)
    #expect(result.pageCount == 1022)
    // Pages, the same as Markdown, images, theme, 404, sitemap, robots, manifest, llms.txt.
    #expect(result.summary?.written == 1022 + 1022 + 10 + 5 + 4 + 1)
  }
}
