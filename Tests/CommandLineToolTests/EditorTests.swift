import Foundation
import Preview
import SiteBuilder
import TestSupport
import Testing

@testable import CommandLineTool

/// However an editor, or somebody at a shell, changes files: the preview shows what is on the disk in the end.
@Suite(.ownThreads, .timeLimit(.minutes(10)))
struct EditorTests {
  /// A site that is watched and put together anew as `serve` does.
  private final class Followed: Sendable {
    let path = FileManager.default.temporaryDirectory.path + "/scopebook-editor-" + UUID().uuidString
    let live: LiveSite

    init() throws {
      live = LiveSite(root: path)
      try write("scopebook.yml", "title: T\n")
      for number in 0..<30 { try write("content/p\(number).md", "---\ntitle: Page \(number)\n---\n\nBefore.\n") }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
      let file = URL(filePath: path).appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }

    func move(_ source: String, _ target: String) throws {
      #expect(rename(path + "/" + source, path + "/" + target) == 0)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

    func run(_ command: String) throws {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", "cd '\(path)' && " + command]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(command)")
    }

    func served(_ address: String) async -> String {
      let answer = await PreviewPages(live: live, root: path).answer(address, "")
      return answer.status == 200 ? String(decoding: answer.bytes, as: UTF8.self) : "\(answer.status)"
    }

    /// Edits, and follows changes until the addresses show the texts; the test's time limit is the only clock.
    func shows(_ expected: [String: String], after edit: () throws -> Void) async throws {
      _ = await live.update()
      let watcher = FolderWatcher { [live] in live.folders() }
      var changes = watcher.changes.makeAsyncIterator()
      // The watcher may not have begun to watch: touch something until it has.
      let probing = Task { [path] in
        while !Task.isCancelled {
          try? Data().write(to: URL(filePath: path + "/probe.tmp"))
          try? await Task.sleep(for: .milliseconds(20))
        }
      }
      _ = await changes.next()
      probing.cancel()
      _ = await live.update(changed: watcher.takeChangedPaths())
      try edit()
      while await changes.next() != nil {
        _ = await live.update(changed: watcher.takeChangedPaths())
        var isShown = true
        for (address, text) in expected where await !served(address).contains(text) { isShown = false }
        if isShown { break }
      }
      // Nothing of what editors leave behind is a page.
      let fresh = await LiveSite(root: path).update()
      #expect(pageCount(await live.snapshot) == pageCount(fresh))
    }

    private func pageCount(_ snapshot: LiveSite.Snapshot) -> Int? {
      snapshot.renderer.map { LivePages($0).site.pages.count }
    }
  }

  private let after = "---\ntitle: Page 3\n---\n\nAfter.\n"

  @Test func truncateAndWrite() async throws {
    let site = try Followed()
    try await site.shows(["/p3/": "After."]) {
      let handle = try #require(FileHandle(forWritingAtPath: site.path + "/content/p3.md"))
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: Data(after.prefix(5).utf8))
      usleep(30_000)
      try handle.write(contentsOf: Data(after.dropFirst(5).utf8))
      try handle.close()
    }
  }

  @Test func writeBesideAndRename() async throws {
    let site = try Followed()
    try await site.shows(["/p3/": "After."]) {
      try site.write("content/.p3.md.swp", "x")
      try site.write("content/p3.md.tmp", after)
      try site.move("content/p3.md.tmp", "content/p3.md")
      try site.remove("content/.p3.md.swp")
    }
  }

  @Test func keepABackup() async throws {
    let site = try Followed()
    try await site.shows(["/p3/": "After."]) {
      try site.move("content/p3.md", "content/p3.md~")
      try site.write("content/p3.md", after)
      try FileManager.default.createSymbolicLink(
        atPath: site.path + "/content/.#p4.md",
        withDestinationPath: "me@there.1:2"
      )
      try site.write("content/#p4.md#", "unsaved")
    }
  }

  @Test func saveSeveralFilesAtOnce() async throws {
    let site = try Followed()
    try await site.shows(["/p3/": "Now 3", "/p17/": "Now 17", "/p29/": "Now 29", "/new/": "Now new"]) {
      for number in 0..<30 {
        try site.write("content/p\(number).md", "---\ntitle: Page \(number)\n---\n\nNow \(number).\n")
      }
      try site.write("content/new.md", "---\ntitle: New\n---\n\nNow new.\n")
    }
  }

  @Test func renameAFolder() async throws {
    let site = try Followed()
    try site.write("content/old/a.md", "---\ntitle: A\n---\n\nText of a.\n")
    try await site.shows(["/other/a/": "Text of a.", "/old/a/": "404"]) {
      try site.move("content/old", "content/other")
    }
  }

  @Test func checkOutAnotherBranch() async throws {
    let site = try Followed()
    let git = "git -c user.name=a -c user.email=a@example.com"
    try site.run(
      "git init -q -b one . && git add scopebook.yml content && \(git) commit -qm one && git checkout -qb two"
    )
    try site.remove("content/p5.md")
    try site.write("content/p3.md", after)
    try site.write("content/deep/er/new.md", "---\ntitle: New\n---\n\nOn two.\n")
    try site.write("scopebook.yml", "title: Two\n")
    try site.run("git add -A . && \(git) commit -qm two && git checkout -q one")
    try await site.shows(["/p3/": "After.", "/p5/": "404", "/deep/er/new/": "On two.", "/p7/": "Two"]) {
      try site.run("git checkout -q two")
    }
    try await site.shows(["/p3/": "Before.", "/p5/": "Before.", "/deep/er/new/": "404"]) {
      try site.run("git checkout -q one")
    }
  }
}
