import Foundation
import Synchronization
import Testing

@testable import SiteBuilder

/// Whatever the disk refuses while a site is published, at whatever call: the old site stays, or the next build
/// completes the new one, and nothing of others is touched.
struct DiskFaultTests {
  private static let old = ["index.html": "home", "a/index.html": "a", "b": "file", "e/index.html": "e", "gone/x/index.html": "gone", "same.css": "same"]
  private static let new = ["index.html": "new home", "a/index.html": "a", "b/index.html": "folder", "e": "file", "c/d/index.html": "d", "same.css": "same"]
  private static let foreign = ["CNAME": "help.example.com", "gone/notes.txt": "mine"]

  /// Counts calls below a folder, and refuses one of them.
  private final class Fault: Sendable {
    let folder: String
    let refused: Int?
    let code: Int32
    private let state = Mutex((count: 0, calls: Set<SystemCall>()))

    init(_ folder: String, refusing refused: Int? = nil, with code: Int32 = 0) {
      (self.folder, self.refused, self.code) = (folder, refused, code)
    }

    var count: Int { state.withLock { $0.count } }
    var calls: Set<SystemCall> { state.withLock { $0.calls } }

    func answer(_ call: SystemCall, _ path: String) -> Int32? {
      guard path.hasPrefix(folder) else { return nil }
      return state.withLock { state in
        defer { state.count += 1 }
        state.calls.insert(call)
        return state.count == refused ? code : nil
      }
    }
  }

  private struct Publication {
    let folder = TemporaryFolder()
    var output: String { folder.path + "/site" }

    @discardableResult
    func publish(_ files: [String: String]) throws -> Publisher.Summary {
      let publisher = try Publisher(output: output)
      for (path, text) in files.sorted(by: { $0.key < $1.key }) {
        try publisher.stage(OutputFile(path: path, contents: .bytes(Array(text.utf8))))
      }
      return try publisher.commit()
    }

    /// What is published, without what others have put there.
    var published: [String: String] {
      var files: [String: String] = [:]
      for (path, text) in folder.files() where path.hasPrefix("site/") { files[String(path.dropFirst(5))] = text }
      for path in DiskFaultTests.foreign.keys { files[path] = nil }
      return files
    }
  }

  /// A publication of the old site with files of others in it.
  private func begin() throws -> Publication {
    let publication = Publication()
    try publication.publish(Self.old)
    for (path, text) in Self.foreign { try publication.folder.write("site/" + path, text) }
    return publication
  }

  private func expectForeignFiles(in publication: Publication, _ comment: Comment) {
    let files = publication.folder.files()
    for (path, text) in Self.foreign { #expect(files["site/" + path] == text, comment) }
  }

  @Test func asksForEveryKindOfCall() throws {
    let publication = try begin()
    let fault = Fault(publication.folder.path)
    _ = try SystemCall.injecting(fault.answer) { try publication.publish(Self.new) }
    #expect(fault.calls == Set(SystemCall.allCases))
  }

  @Test(arguments: [EACCES, ENOSPC, EIO])
  func theNextBuildCompletesWhatTheDiskRefused(code: Int32) throws {
    let whole = try begin()
    let counting = Fault(whole.folder.path)
    _ = try SystemCall.injecting(counting.answer) { try whole.publish(Self.new) }
    #expect(whole.published == Self.new)
    #expect(counting.count > 50)
    for number in 0..<counting.count {
      let publication = try begin()
      let fault = Fault(publication.folder.path, refusing: number, with: code)
      let comment: Comment = "call \(number) refused with \(code)"
      do {
        try SystemCall.injecting(fault.answer) { _ = try publication.publish(Self.new) }
        #expect(publication.published == Self.new, comment)
      } catch {
        let journal = publication.output + "/.scopebook/journal"
        #expect(publication.published == Self.old || FileSystem.kind(of: journal) == .file, comment)
        #expect(!"\(error)".contains("\n"), comment)
      }
      expectForeignFiles(in: publication, comment)
      try publication.publish(Self.new)
      #expect(publication.published == Self.new, comment)
      expectForeignFiles(in: publication, comment)
      // Everything that is published is known, so that it can be taken back.
      #expect(try publication.publish(Self.new) == .init(unchanged: Self.new.count), comment)
      try publication.publish([:])
      #expect(publication.published.isEmpty, comment)
      expectForeignFiles(in: publication, comment)
    }
  }

  /// The same for a build that replaces a few files of a folder in which everything is unchanged.
  @Test(arguments: [EACCES, ENOSPC, EIO])
  func theNextBuildCompletesAnIncrementalOne(code: Int32) async throws {
    var files = Self.old
    files["index.html"] = "new home"
    files["f/index.html"] = "f"
    files["gone/x/index.html"] = nil
    var number = 0
    var isRefused = true
    while isRefused {
      let publication = try begin()
      let ledger = try contentHash(FileSystem.read(publication.output + "/.scopebook/ledger"))
      // Nobody else can publish until it is let go.
      var folder = await PublishedFolder(publication.output, ledger: ledger)
      let fault = Fault(publication.folder.path, refusing: number, with: code)
      let changed = [("index.html", Array("new home".utf8)), ("f/index.html", Array("f".utf8))]
      let answer = Result {
        try SystemCall.injecting(fault.answer) {
          try #require(folder).replace(changed, removing: ["gone/x/index.html"])
        }
      }
      isRefused = fault.count > number
      let comment: Comment = "call \(number) refused with \(code)"
      switch answer {
      case .success(let summary): #expect(publication.published == (summary == nil ? Self.old : files), comment)
      case .failure:
        let journal = publication.output + "/.scopebook/journal"
        #expect(publication.published == Self.old || FileSystem.kind(of: journal) == .file, comment)
      }
      expectForeignFiles(in: publication, comment)
      folder = nil
      try publication.publish(files)
      #expect(publication.published == files, comment)
      #expect(try publication.publish(files) == .init(unchanged: files.count), comment)
      number += 1
    }
    #expect(number > 20)
  }

  @Test(arguments: [EACCES, ENOSPC, EIO])
  func aFirstBuildIsThereAsAWholeOrNotAtAll(code: Int32) throws {
    let whole = Publication()
    let counting = Fault(whole.folder.path)
    _ = try SystemCall.injecting(counting.answer) { try whole.publish(Self.new) }
    for number in 0..<counting.count {
      let publication = Publication()
      let fault = Fault(publication.folder.path, refusing: number, with: code)
      do {
        try SystemCall.injecting(fault.answer) { _ = try publication.publish(Self.new) }
        #expect(publication.published == Self.new, "call \(number)")
      } catch {
        #expect(publication.published.isEmpty, "call \(number)")
      }
      try publication.publish(Self.new)
      #expect(publication.published == Self.new, "call \(number)")
    }
  }

  @Test func anInterruptedCallIsMadeAgain() throws {
    let whole = try begin()
    let counting = Fault(whole.folder.path)
    let summary = try SystemCall.injecting(counting.answer) { try whole.publish(Self.new) }
    for number in 0..<counting.count {
      let publication = try begin()
      let fault = Fault(publication.folder.path, refusing: number, with: EINTR)
      let answer = Result { try SystemCall.injecting(fault.answer) { try publication.publish(Self.new) } }
      // Whether a file is whole whose closing was interrupted is not said.
      if case .failure = answer {
        try publication.publish(Self.new)
      } else {
        #expect(try answer.get() == summary, "call \(number)")
      }
      #expect(publication.published == Self.new, "call \(number)")
    }
  }
}
