import ArgumentParser
import Diagnostics
import Foundation
import SiteBuilder
import Synchronization
import Testing

@testable import CommandLineTool

struct ReportOptionsTests {
  /// What the command said, on both streams.
  private final class Recording: Sendable {
    let output = Mutex("")
    let error = Mutex("")

    var console: Console {
      Console(
        isInteractive: false,
        write: { text in self.output.withLock { $0 += text } },
        writeError: { text in self.error.withLock { $0 += text } }
      )
    }
  }

  private let folder = NSTemporaryDirectory() + "scopebook-reports-" + UUID().uuidString

  private func write(_ arguments: [String], _ diagnostics: [Diagnostic] = ReportSamples.all) throws -> (
    output: String, error: String
  ) {
    let recording = Recording()
    let options = try ReportOptions.parse(arguments)
    try options.write(diagnostics, sources: [ReportSamples.page], root: ".", console: recording.console)
    return (recording.output.withLock { $0 }, recording.error.withLock { $0 })
  }

  @Test func reportsForPeopleUnlessTold() throws {
    let (output, error) = try write([])
    #expect(output == "")
    #expect(error.contains("error: nothing is published at gone.md [broken-link]"))
  }

  @Test func writesForProgramsToStandardOutput() throws {
    let (output, error) = try write(["--format", "json"])
    #expect(output.hasPrefix("{") && error == "")
    #expect(try ReportOptions.parse(["--format", "json"]).usesStandardOutput)
    #expect(try !ReportOptions.parse(["--format", "terminal", "--format", "json=x.json"]).usesStandardOutput)
  }

  @Test func writesSeveralReports() throws {
    try FileSystem.createDirectory(folder)
    defer { try? FileSystem.removeTree(folder) }
    let (output, error) = try write([
      "--format", "terminal", "--format", "github", "--format", "sarif=\(folder)/a=b.sarif", "--format",
      "junit=\(folder)/junit.xml",
    ])
    #expect(output.hasPrefix("::") && error.contains("[broken-link]"))
    #expect(try JSONValue(FileSystem.read(folder + "/a=b.sarif"))["version"] == .string("2.1.0"))
    #expect(try FileSystem.entries(of: folder).map(\.name) == ["a=b.sarif", "junit.xml"])
  }

  @Test func replacesAFileAsAWhole() throws {
    try FileSystem.createDirectory(folder)
    defer { try? FileSystem.removeTree(folder) }
    let file = folder + "/report.json"
    try FileSystem.write(Array("old".utf8), to: file)
    let link = folder + "/link.json"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "report.json")
    _ = try write(["--format", "gitlab=\(link)"], [])
    #expect(try FileSystem.read(file) == Array("[]\n".utf8))
    #expect(FileSystem.isSymbolicLink(link))
    #expect(try write(["--format", "json=/dev/null"]) == ("", ""))
  }

  @Test(
    arguments: [
      (["--format", "xml"], "there is no format xml, only terminal, json, sarif, github, gitlab, junit"),
      (["--format", "sarf"], "did you mean sarif?"),
      (["--format", "json="], "a file has to follow json="),
      (["--format", "json", "--format", "sarif"], "json and sarif cannot both go to standard output"),
      (["--format", "json=/tmp/x", "--format", "sarif=/tmp/x"], "two reports cannot both go into /tmp/x"),
      (["--format", "json=/tmp/not/there/x.json"], "cannot write /tmp/not/there/x.json: there is no folder"),
      (["--limit", "0"], "--limit has to be 1 or more"),
    ]
  )
  func saysWhatIsWrongWithTheOptions(arguments: [String], message: String) throws {
    let error = #expect(throws: (any Error).self) { try ReportOptions.parse(arguments) }
    #expect(ReportOptions.fullMessage(for: try #require(error)).contains(message))
  }

  @Test func saysWhenTheFileCannotBeWritten() throws {
    try FileSystem.createDirectory(folder + "/taken")
    defer { try? FileSystem.removeTree(folder) }
    #expect(throws: FileSystem.Failure.self) { try write(["--format", "json=\(folder)/taken"]) }
    #expect(try FileSystem.entries(of: folder).map(\.name) == ["taken"])
  }

  @Test func limitsWhatPeopleSeeAndNotWhatProgramsRead() throws {
    let many = Array(repeating: ReportSamples.nowhere, count: 150)
    #expect(try write([], many).error.contains("… and 50 more"))
    let (output, error) = try write(["--format", "json"], many)
    #expect(output.split(separator: "\n").count == 150 && error == "")
  }

  @Test func obeysALimit() throws {
    let (output, error) = try write(["--format", "gitlab", "--limit", "2"])
    #expect(try JSONValue(output.utf8).items.count == 2)
    #expect(error == "scopebook: note: 4 findings left out of the gitlab report by --limit\n")
  }

  /// GitHub refuses a file with more results altogether, whatever somebody asks for.
  @Test func keepsToWhatReadersTake() throws {
    for (limit, most) in [(nil, 25_000), (30_000, 25_000), (25_000, 25_000), (10, 10)] {
      #expect(try ReportTarget("sarif").mostFindings(limit) == most)
      #expect(try ReportTarget("sarif=a.sarif").mostFindings(limit) == most)
    }
    #expect(try ReportTarget("junit=a.xml").mostFindings(nil) == 500_000)
    #expect(try ReportTarget("json").mostFindings(nil) == .max)
    #expect(try ReportTarget("terminal").mostFindings(nil) == 100)
  }

  @Test func writesTheWorstFirstWhereSomeAreLeftOut() throws {
    let place = ReportSamples.page.location(SourceSpan(start: 0, end: 1))
    let found = [("a", Diagnostic.Severity.hint), ("b", .error), ("c", .warning), ("d", .error), ("e", .hint)]
      .map { Diagnostic($0, $1, $0, at: place) }
    let (output, error) = try write(["--format", "sarif", "--limit", "4"], found)
    let results = try JSONValue(output.utf8)["runs"][0]["results"].items
    #expect(results.map { $0["ruleId"] } == ["b", "d", "c", "a"].map { .string($0) })
    #expect(error == "scopebook: note: 1 finding left out of the sarif report by --limit\n")
  }
}
