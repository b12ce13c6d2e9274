import Diagnostics
import Testing

@testable import CommandLineTool

struct GitHubReporterTests {
  /// A command as Actions' runner takes a line apart.
  private struct Command: Equatable {
    var word: String
    var properties: [String: String] = [:]
    var data: String

    init?(_ line: Substring) {
      guard line.hasPrefix("::"), let end = line.dropFirst(2).firstRange(of: "::") else { return nil }
      let head = line.dropFirst(2)[..<end.lowerBound]
      data = Self.unescaped(line[end.upperBound...])
      let parts = head.split(separator: " ", maxSplits: 1)
      word = String(parts[0])
      for pair in parts.count > 1 ? parts[1].split(separator: ",") : [] {
        let sides = pair.split(separator: "=", maxSplits: 1)
        properties[String(sides[0])] = Self.unescaped(
          sides[1].replacing("%3A", with: ":").replacing("%2C", with: ",")[...]
        )
      }
    }

    private static func unescaped(_ text: Substring) -> String {
      String(text.replacing("%0D", with: "\r").replacing("%0A", with: "\n").replacing("%25", with: "%"))
    }
  }

  private func commands(_ diagnostics: [Diagnostic], pathPrefix: String = "") throws -> [Command] {
    let text = ReportSamples.report(diagnostics, pathPrefix: pathPrefix).text(as: .github)
    return try text.split(separator: "\n").map { try #require(Command($0), "\($0)") }
  }

  @Test func placesFindingsInFiles() throws {
    let command = try #require(try commands([ReportSamples.fixable], pathPrefix: "docs/").first)
    #expect(command.word == "error")
    #expect(
      command.properties == [
        "file": "docs/content/a.md", "line": "2", "endLine": "2", "col": "14", "endColumn": "21",
        "title": "broken-link",
      ]
    )
    let lines = command.data.split(separator: "\n")
    #expect(lines.first == "nothing is published at gone.md")
    #expect(lines.contains("help: link to a page, 100%"))
    #expect(lines.contains("note: a page of this name is here (docs/\(ReportSamples.oddPath):1)"))
    #expect(lines.last == "fix: write guide.md")
  }

  @Test func escapesWhatMeansSomethingToTheRunner() throws {
    let command = try #require(try commands([ReportSamples.hostile]).first)
    #expect(command.word == "warning")
    #expect(command.properties["file"] == ReportSamples.oddPath)
    let text = ReportSamples.report([ReportSamples.hostile]).text(as: .github)
    #expect(text.count { $0.isNewline } == 1)
    #expect(text.contains("50%25 off%3A a%2Cb"))
    #expect(text.contains("::line%0D%0Aone: a, b %250A ::error::x"))
  }

  @Test func givesNoColumnsOverSeveralLines() throws {
    let page = ReportSamples.page
    let diagnostic = Diagnostic("a", .hint, "b", at: page.location(SourceSpan(start: 0, end: 14)))
    let command = try #require(try commands([diagnostic]).first)
    #expect(command.word == "notice")
    #expect(command.properties.keys.sorted() == ["endLine", "file", "line", "title"])
    #expect(command.properties["line"] == "1" && command.properties["endLine"] == "2")
  }

  @Test func needsNoPlace() throws {
    let found = try commands([ReportSamples.nowhere, ReportSamples.wholeFile, ReportSamples.unknownFile])
    #expect(found.map { $0.properties.keys.sorted() } == [["title"], ["file", "title"], ["file", "title"]])
  }

  @Test func isEmptyWithoutFindings() { #expect(ReportSamples.report([]).text(as: .github) == "") }
}
