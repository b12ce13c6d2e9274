import Diagnostics
import Foundation
import SiteBuilder
import Testing

@testable import CommandLineTool

/// What a branch introduced is told from what was there before, each state by its own table of permissions.
struct RevisionFindingsTests {
  @Test func judgesTheStateBeforeByTheTableOfThen() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ name: String, _ text: String) throws {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    func git(_ arguments: String...) throws {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments =
        [
          "git", "-C", folder.path, "-c", "user.name=T", "-c", "user.email=t@contoso.example", "-c",
          "commit.gpgsign=false",
        ]
        + arguments
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
    }
    func table(_ name: String) -> String {
      """
      scopebook provider facts 1
      date 2026-11-30
      resource 00000003-0000-0000-c000-000000000000 Microsoft Graph
      uri https://graph.microsoft.com
      aY3 aaaaaaaa-0000-0000-0000-000000000001 \(name)

      """
    }
    try write("scopebook.yml", "title: T\nprovider-data: table.txt\n")
    try write("table.txt", table("Larkspur.Read.All"))
    try write(
      "content/index.md",
      "---\ntitle: Home\n---\n\nGrant Microsoft Graph's application permission `Larkspur.Read.All`.\n\n[x](gone.md)\n"
    )
    try git("init", "--quiet", "--initial-branch", "main")
    try git("add", "--all")
    try git("commit", "--quiet", "--message", "Begin")
    try git("switch", "--quiet", "--create", "branch")
    try write("table.txt", table("Larkspurs.Read.All"))
    try git("commit", "--quiet", "--all", "--message", "Take the new table")

    func found(knowing known: Set<String>) async throws -> [String] {
      var options = Build.Options(root: folder.path)
      options.stopsAfterChecks = true
      options.known = known
      return try await Build(options).run().diagnostics.map(\.id).sorted()
    }
    #expect(try await found(knowing: []) == ["broken-link", "unknown-permission"])
    let known = try await Revision(name: "main", root: folder.path).findings(drafts: false)
    #expect(known.count == 1)
    #expect(try await found(knowing: known) == ["unknown-permission"])
  }
}
