import Diagnostics
import Markup
import Testing

@testable import SiteBuilder

/// Levels, baselines and manifests: how a team lives with what is found.
struct CheckSettingsTests {
  private func check(
    _ files: [String: String],
    _ adjust: (inout Build.Options) -> Void = { _ in }
  ) async throws -> Build.Result {
    let folder = TemporaryFolder()
    var files = files
    files["scopebook.yml", default: ""] = "title: Example\n" + files["scopebook.yml", default: ""]
    for (path, text) in files { try folder.write(path, text) }
    var options = Build.Options(root: folder.path)
    options.stopsAfterChecks = true
    adjust(&options)
    return try await Build(options).run()
  }

  private let page = "---\ntitle: Home\n---\n\n[a](missing.md) [b](gone.md)\n"

  @Test func levelMakesAnErrorAWarning() async throws {
    let result = try await check([
      "scopebook.yml": "checks: {levels: {broken-link: warning}}\n", "content/index.md": page,
    ])
    #expect(result.diagnostics.map(\.severity) == [.warning, .warning])
  }

  @Test func levelOfAPathWins() async throws {
    let settings = """
      checks:
        levels: {broken-link: hint}
        paths:
          - {path: content/old/**, levels: {broken-link: off}}
      """
    let result = try await check([
      "scopebook.yml": settings, "content/index.md": page, "content/old/a.md": "---\ntitle: A\n---\n\n[a](x.md)\n",
    ])
    #expect(result.diagnostics.map(\.severity) == [.hint, .hint])
    #expect(Set(result.diagnostics.compactMap(\.location?.path)) == ["content/index.md"])
  }

  @Test func misspeltIdGetsASuggestion() async throws {
    let result = try await check([
      "scopebook.yml": "checks: {levels: {broken-lnk: off}}\n", "content/index.md": "---\ntitle: H\n---\n",
    ])
    #expect(result.diagnostics.map(\.help) == ["did you mean broken-link?"])
  }

  @Test func whatTheSiteCannotBeBuiltWithoutStaysAnError() async throws {
    let result = try await check([
      "scopebook.yml": "checks: {levels: {missing-key: off}}\n", "content/index.md": "---\norder: 1\n---\n",
    ])
    #expect(Set(result.diagnostics.map(\.id)) == ["invalid-value", "missing-key"])
  }

  @Test func baselineHidesWhatIsKnownAndNothingElse() async throws {
    let before = try await check(["content/index.md": page])
    let baseline = Baseline(before.diagnostics, sources: before.sources)
    #expect(baseline.entries.count == 2)
    let moved = page.replacing("[a]", with: "New line.\n\n[c](other.md)\n\n[a]")
    let after = try await check([
      "scopebook.yml": "checks: {baseline: known.json}\n",
      "known.json": String(decoding: baseline.bytes, as: UTF8.self),
      "content/index.md": moved,
    ])
    #expect(after.diagnostics.map(\.message) == ["nothing is published at other.md"])
    #expect(after.known.count == 2)
    #expect(baseline.shrunk(to: after.known).entries == baseline.entries)
    #expect(baseline.shrunk(to: []).entries.isEmpty)
  }

  @Test func manifestRemembersAddressesAndAnchors() async throws {
    let manifest = """
      {"version": 1, "pages": {"/": ["old", "kept"], "/gone/": [], "/moved/": []}, "files": ["/a.pdf"], "redirects": {}}
      """
    let release = try ReleaseCheck(SourceFile(path: "last.json", bytes: Array(manifest.utf8)))
    let files = [
      "content/index.md": "---\ntitle: H\n---\n\n## Kept\n",
      "content/new.md": "---\ntitle: N\naliases: [/moved/]\n---\n\nText.\n",
    ]
    let result = try await check(files) { $0.moreChecks = [{ site, theme in release.run(site, theme) }] }
    #expect(
      result.diagnostics.map { "\($0.id) \($0.message.prefix(7))" } == [
        "lost-url /a.pdf ", "lost-url /gone/ ", "lost-anchor /#old w",
      ]
    )
  }

  @Test func manifestThatIsNoneIsSaidSo() {
    #expect(throws: ReleaseCheck.Unreadable.self) {
      try ReleaseCheck(SourceFile(path: "x.json", bytes: Array("[]".utf8)))
    }
  }
}
