import Foundation
import TestSupport
import Testing

@testable import Preview

struct RequestGuardTests {
  private let guardian = RequestGuard(host: "127.0.0.1", port: 4000)

  @Test(arguments: ["localhost:4000", "127.0.0.1:4000", "LOCALHOST:4000"])
  func admitsItsOwnNames(_ host: String) {
    #expect(guardian.admits(host: host, origin: nil))
  }

  @Test(arguments: [
    "evil.example", "evil.example:4000", "localhost", "localhost:4001", "localhost:4000.evil.example", "",
  ])
  func refusesOtherNames(_ host: String) {
    #expect(!guardian.admits(host: host, origin: nil))
  }

  @Test func refusesWhoSaysNoName() {
    #expect(!guardian.admits(host: nil, origin: nil))
  }

  @Test func refusesPagesFromElsewhere() {
    #expect(guardian.admits(host: "localhost:4000", origin: "http://localhost:4000"))
    #expect(!guardian.admits(host: "localhost:4000", origin: "http://evil.example"))
    #expect(!guardian.admits(host: "localhost:4000", origin: "null"))
  }
}

@Suite(.ownThreads)
struct ListenersTests {
  @Test func tellsTwoHundredPagesAndRefusesMore() async {
    let listeners = Listeners()
    var streams: [AsyncStream<String>] = []
    for _ in 0..<200 { if let stream = await listeners.join() { streams.append(stream) } }
    #expect(streams.count == 200)
    #expect(await listeners.join() == nil)
    await listeners.announce("change")
    for stream in streams {
      var messages = stream.makeAsyncIterator()
      #expect(await messages.next()?.contains("event: hello") == true)
      #expect(await messages.next()?.contains("event: change\ndata: 1") == true)
    }
  }
}

@Suite(.ownThreads, .timeLimit(.minutes(10)))
struct FolderWatcherTests {
  private final class Folder: Sendable {
    let path = NSTemporaryDirectory() + "scopebook-watch-" + UUID().uuidString

    init() { try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
      try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
    }

    var all: [String] {
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
      return [path]
        + names.map { path + "/" + $0 }.filter { path in
          var isFolder: ObjCBool = false
          return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
        }
    }
  }

  /// Waits for a change that comes from `edit`; the test's own time limit is the only clock.
  private func expectChange(_ folder: Folder, _ edit: () throws -> Void) async throws {
    let watcher = FolderWatcher { folder.all }
    var changes = watcher.changes.makeAsyncIterator()
    // The thread may not have begun to watch: try until it has.
    let probing = Task {
      while !Task.isCancelled {
        try? folder.write("probe", "x")
        try? await Task.sleep(for: .milliseconds(20))
      }
    }
    _ = await changes.next()
    probing.cancel()
    try edit()
    #expect(await changes.next() != nil)
  }

  @Test func seesWritesInPlace() async throws {
    let folder = Folder()
    try folder.write("a.md", "1")
    try await expectChange(folder) { try folder.write("a.md", "2") }
  }

  @Test func seesEditorsThatWriteBesideAndRename() async throws {
    let folder = Folder()
    try folder.write("a.md", "1")
    try await expectChange(folder) {
      try folder.write("a.md~", "2")
      #expect(rename(folder.path + "/a.md~", folder.path + "/a.md") == 0)
    }
  }

  @Test func seesNewFoldersAndWhatIsInThem() async throws {
    let folder = Folder()
    try await expectChange(folder) {
      try FileManager.default.createDirectory(atPath: folder.path + "/new", withIntermediateDirectories: true)
      try folder.write("new/b.md", "1")
    }
  }
}

struct PortProbeTests {
  @Test func namesTheNextFreePort() throws {
    let next = try #require(PortProbe.next(after: 40_000, on: "127.0.0.1"))
    #expect(next > 40_000)
    #expect(PortProbe.isFree(next, on: "127.0.0.1"))
  }

  @Test(arguments: ["nonsense", "300.1.1.1", ""])
  func knowsWhatIsNoAddress(_ host: String) {
    #expect(!PortProbe.isAddress(host))
  }
}
