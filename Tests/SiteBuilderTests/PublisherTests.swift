import Foundation
import Testing

@testable import SiteBuilder

struct PublisherTests {
  private let folder = TemporaryFolder()

  private var output: String { folder.path + "/site" }

  @discardableResult
  private func publish(_ files: [String: String], overwrite: Bool = false) throws -> Publisher.Summary {
    let publisher = try Publisher(output: output, replacesForeignFiles: overwrite)
    for (path, text) in files {
      try publisher.stage(OutputFile(path: path, contents: .bytes(Array(text.utf8))))
    }
    return try publisher.commit()
  }

  @Test func publishesIntoAFolderThatDoesNotExistYet() throws {
    let summary = try publish(["index.html": "home", "guides/a/index.html": "a"])
    #expect(summary == .init(written: 2, unchanged: 0, removed: 0))
    #expect(folder.files() == ["site/guides/a/index.html": "a", "site/index.html": "home"])
  }

  @Test func leavesIdenticalFilesAlone() throws {
    try publish(["index.html": "home", "a.html": "a"])
    let before = FileSystem.stamp(of: output + "/a.html")
    let summary = try publish(["index.html": "new home", "a.html": "a"])
    #expect(summary == .init(written: 1, unchanged: 1, removed: 0))
    #expect(FileSystem.stamp(of: output + "/a.html") == before)
    #expect(folder.files()["site/index.html"] == "new home")
  }

  @Test func leavesFilesAloneThatWereOnlyTouched() throws {
    try publish(["a.html": "a"])
    try folder.write("site/a.html", "a")
    #expect(try publish(["a.html": "a"]) == .init(written: 0, unchanged: 1, removed: 0))
  }

  @Test func restoresAFileThatSomebodyChanged() throws {
    try publish(["a.html": "a"])
    try folder.write("site/a.html", "tampered")
    #expect(try publish(["a.html": "a"]).written == 1)
    #expect(folder.files()["site/a.html"] == "a")
  }

  @Test func removesWhatIsNoLongerPublishedAndItsEmptyFolders() throws {
    try publish(["index.html": "home", "old/page/index.html": "old"])
    let summary = try publish(["index.html": "home"])
    #expect(summary.removed == 1)
    #expect(FileSystem.kind(of: output + "/old") == nil)
  }

  @Test func leavesWhatAnotherBuildHasStaged() throws {
    try publish(["index.html": "home"])
    let publisher = try Publisher(output: output)
    try publisher.stage(OutputFile(path: "a.html", contents: .bytes(Array("a".utf8))))
    #expect(throws: Publisher.Failure.self) { try Publisher(output: output) }
    _ = try publisher.commit()
    #expect(folder.files()["site/a.html"] == "a")
  }

  @Test func neverRemovesWhatItDidNotWrite() throws {
    try publish(["index.html": "home", "old/index.html": "old"])
    try folder.write("site/CNAME", "help.example.com")
    try folder.write("site/old/notes.txt", "mine")
    try publish(["index.html": "home"])
    #expect(folder.files()["site/CNAME"] == "help.example.com")
    #expect(folder.files()["site/old/notes.txt"] == "mine")
    #expect(folder.files()["site/old/index.html"] == nil)
  }

  @Test func keepsAFileThatTookThePlaceOfOurs() throws {
    try publish(["index.html": "home", "old.html": "old"])
    try folder.write("site/old.html", "somebody else's now")
    #expect(try publish(["index.html": "home"]).removed == 0)
    #expect(folder.files()["site/old.html"] == "somebody else's now")
  }

  @Test func refusesToReplaceForeignFilesAndPublishesNothing() throws {
    try folder.write("site/index.html", "not ours")
    let failure = #expect(throws: Publisher.Failure.self) { try publish(["index.html": "home", "a.html": "a"]) }
    #expect("\(try #require(failure))".contains("index.html"))
    #expect(folder.files() == ["site/index.html": "not ours"])
    try publish(["index.html": "home"], overwrite: true)
    #expect(folder.files() == ["site/index.html": "home"])
  }

  @Test func adoptsAForeignFileWithTheSameBytes() throws {
    try folder.write("site/index.html", "home")
    #expect(try publish(["index.html": "home"]).unchanged == 1)
    try publish([:])
    #expect(folder.files().isEmpty)
  }

  @Test func replacesAFileByAFolderAndBack() throws {
    try publish(["a": "file"])
    try publish(["a/index.html": "folder"])
    #expect(folder.files() == ["site/a/index.html": "folder"])
    try publish(["a": "file"])
    #expect(folder.files() == ["site/a": "file"])
  }

  @Test func leavesTheOldSiteWhenABuildIsGivenUp() throws {
    try publish(["index.html": "home"])
    do {
      let publisher = try Publisher(output: output)
      try publisher.stage(OutputFile(path: "index.html", contents: .bytes(Array("half".utf8))))
      publisher.discard()
    }
    #expect(folder.files() == ["site/index.html": "home"])
    #expect(FileSystem.kind(of: output + "/.scopebook/staging") == nil)
  }

  @Test func leavesNothingBehindWhenAFirstBuildIsGivenUp() throws {
    do {
      let publisher = try Publisher(output: output)
      try publisher.stage(OutputFile(path: "index.html", contents: .bytes([])))
    }
    #expect(try FileSystem.entries(of: folder.path).isEmpty)
  }

  /// Whose folder it is cannot be told by its name.
  @Test func removesNothingForItsName() throws {
    let name = ".site.scopebook-\(ProcessInfo.processInfo.processIdentifier)"
    try folder.write(name + "/index.html", "of somebody")
    try folder.write("victim/a", "kept")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/.site.scopebook-99999999",
      withDestinationPath: "victim"
    )
    try publish(["index.html": "home"])
    #expect(folder.files()["site/index.html"] == "home" && folder.files()[name + "/index.html"] == "of somebody")
    #expect(folder.files()["victim/a"] == "kept")
  }

  // MARK: What others put into the output folder

  private func link(_ path: String, to destination: String) throws {
    try FileManager.default.createSymbolicLink(atPath: output + "/" + path, withDestinationPath: destination)
  }

  @Test(arguments: [".scopebook", ".scopebook/staging", ".scopebook/journal", ".scopebook/lock"])
  func followsNoLinkInPlaceOfItsOwnFiles(path: String) throws {
    try publish(["a.html": "1"])
    try folder.write("victim/a", "kept")
    try? FileManager.default.removeItem(atPath: output + "/" + path)
    try link(path, to: folder.path + "/victim")
    #expect(throws: Publisher.Failure.self) { try publish(["a.html": "2"]) }
    #expect(folder.files()["victim/a"] == "kept" && folder.files()["site/a.html"] == "1")
    #expect(try FileSystem.entries(of: folder.path + "/victim").count == 1)
  }

  @Test func makesNoFileForALinkInPlaceOfItsLock() throws {
    try publish(["a.html": "1"])
    try FileSystem.removeFile(output + "/.scopebook/lock")
    try link(".scopebook/lock", to: folder.path + "/made")
    #expect(throws: Publisher.Failure.self) { try publish(["a.html": "2"]) }
    #expect(FileSystem.kind(of: folder.path + "/made") == nil)
  }

  @Test func writesThroughNoLink() throws {
    try publish(["index.html": "home"])
    try FileSystem.createDirectory(folder.path + "/foreign")
    try link("more", to: "../foreign")
    try link("page.html", to: "../precious")
    #expect(mkfifo(output + "/pipe.html", 0o600) == 0)
    for path in ["more/a.html", "page.html", "pipe.html"] {
      for overwrite in [false, true] {
        let failure = #expect(throws: Publisher.Failure.self) {
          try publish(["index.html": "2", path: "new"], overwrite: overwrite)
        }
        #expect(failure?.description.contains("are never replaced") == true)
      }
    }
    #expect(folder.files()["site/index.html"] == "home")
    #expect(try FileSystem.entries(of: folder.path + "/foreign").isEmpty)
    #expect(FileSystem.isSymbolicLink(output + "/page.html") && FileSystem.kind(of: folder.path + "/precious") == nil)
  }

  @Test func leavesAloneWhatIsBehindALinkThatReplacedOurFolder() throws {
    try publish(["index.html": "home", "guides/a.html": "a"])
    try FileSystem.rename(output + "/guides", to: folder.path + "/moved")
    try link("guides", to: "../moved")
    try publish(["index.html": "home"])
    #expect(folder.files()["moved/a.html"] == "a")
  }

  @Test(arguments: ["../precious", "/etc/precious", "a/../../precious", ".scopebook/lock", "a//b", "x\u{7}y", ""])
  func refusesJournalsThatNameOtherPlaces(path: String) throws {
    try publish(["a.html": "1"])
    try folder.write("precious", "kept")
    try folder.write("site/.scopebook/staging/0", "pwned")
    for journal in [Journal(moves: [], removals: [path]), Journal(moves: [("0", path)], removals: ["a.html"])] {
      try journal.write(in: output + "/.scopebook")
      let failure = #expect(throws: Publisher.Failure.self) { try Publisher(output: output) }
      #expect(failure?.description.contains("remove it if it is not yours") == true)
      #expect(folder.files()["precious"] == "kept" && folder.files()["site/a.html"] == "1")
    }
  }

  @Test func refusesADamagedJournal() throws {
    try publish(["a.html": "1"])
    let own = output + "/.scopebook"
    try FileSystem.createDirectory(own + "/staging")
    try Journal(moves: [], removals: ["a.html"]).write(in: own)
    let written = try FileSystem.read(own + "/journal")
    for index in written.indices where written[index] != UInt8(ascii: "\n") {
      var damaged = written
      damaged[index] ^= 1
      try FileSystem.write(damaged, to: own + "/journal")
      _ = try? Publisher(output: output)
      #expect(folder.files()["site/a.html"] == "1", "\(index)")
    }
  }

  /// Renamed by a checkout on another system, and both beside each other.
  @Test func tellsNamesApartThatLookTheSame() throws {
    let (composed, decomposed) = ("caf\u{E9}.html", "cafe\u{301}.html")
    func publish(_ paths: [String]) throws -> Publisher.Summary {
      let publisher = try Publisher(output: output)
      for path in paths { try publisher.stage(OutputFile(path: path, contents: .bytes(Array("text".utf8)))) }
      return try publisher.commit()
    }
    _ = try publish([composed])
    #expect(try publish([decomposed]) == .init(written: 1, unchanged: 0, removed: 1))
    #expect(FileSystem.kind(of: output + "/" + composed) == nil)
    #expect(try publish([composed, decomposed]) == .init(written: 1, unchanged: 1, removed: 0))
    #expect(try publish([composed]) == .init(written: 0, unchanged: 1, removed: 1))
    #expect(FileSystem.kind(of: output + "/" + decomposed) == nil && FileSystem.kind(of: output + "/" + composed) == .file)
  }

  @Test(arguments: ["x\nremove ../a", "x\u{1b}[2J", "../x", "a/./b"])
  func publishesNoNameThatCouldForgeALine(path: String) throws {
    #expect(throws: FileSystem.Failure.self) {
      try Publisher(output: output).stage(OutputFile(path: path, contents: .bytes([])))
    }
  }

  @Test func takesAFolderWithASlashAtItsEnd() throws {
    let publisher = try Publisher(output: output + "/")
    try publisher.stage(OutputFile(path: "index.html", contents: .bytes([])))
    _ = try publisher.commit()
    #expect(folder.files() == ["site/index.html": ""])
  }

  /// Every point at which a build can be interrupted after its journal is written.
  @Test(arguments: 0...3)
  func finishesAnInterruptedBuild(movesDone: Int) throws {
    try publish(["a.html": "1", "b.html": "1", "c.html": "1", "gone.html": "1"])
    let own = output + "/.scopebook"
    try FileSystem.createDirectory(own + "/staging")
    var ledger = try #require(Ledger(try FileSystem.read(own + "/ledger")))
    ledger.entries["gone.html"] = nil
    for (number, name) in ["a", "b", "c"].enumerated() {
      try FileSystem.write(Array("2".utf8), to: own + "/staging/\(number)")
      ledger.entries["\(name).html"] = .init(
        hash: contentHash(Array("2".utf8)),
        stamp: try #require(FileSystem.stamp(of: own + "/staging/\(number)"))
      )
    }
    try FileSystem.write(ledger.bytes, to: own + "/staging/ledger")
    let moves = [("0", "a.html"), ("1", "b.html"), ("2", "new/c.html")].map { (staged: $0.0, path: $0.1) }
    try Journal(moves: moves, removals: ["gone.html"]).write(in: own)
    for move in moves.prefix(movesDone) {
      try FileSystem.createDirectory(output + "/new")
      try FileSystem.rename(own + "/staging/" + move.staged, to: output + "/" + move.path)
    }

    // The next build finds everything as the interrupted one wanted it.
    _ = try Publisher(output: output)
    #expect(folder.files()["site/a.html"] == "2")
    #expect(folder.files()["site/b.html"] == "2")
    #expect(folder.files()["site/new/c.html"] == "2")
    #expect(folder.files()["site/gone.html"] == nil)
    #expect(FileSystem.kind(of: own + "/journal") == nil)
  }

  @Test func ignoresAJournalThatWasNotFinished() throws {
    try publish(["a.html": "1"])
    try folder.write("site/.scopebook/journal", "scopebook journal 1\nremove a.html\n")
    _ = try Publisher(output: output)
    #expect(folder.files()["site/a.html"] == "1")
  }

  @Test func refusesASecondBuildAtTheSameTime() throws {
    try publish(["a.html": "1"])
    let first = try Publisher(output: output)
    #expect(throws: Publisher.Failure.self) { try Publisher(output: output) }
    first.discard()
  }

  @Test func copiesAssetsAndLeavesUnchangedOnesAlone() throws {
    try folder.write("logo.svg", "<svg/>")
    let asset = OutputFile(path: "logo.svg", contents: .copy(of: folder.path + "/logo.svg"))
    for expected in [Publisher.Summary(written: 1, unchanged: 0), .init(written: 0, unchanged: 1)] {
      let publisher = try Publisher(output: output)
      try publisher.stage(asset)
      #expect(try publisher.commit() == expected)
    }
    #expect(folder.files()["site/logo.svg"] == "<svg/>")
  }
}
