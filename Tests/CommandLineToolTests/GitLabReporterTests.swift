import Diagnostics
import Testing

@testable import CommandLineTool

struct GitLabReporterTests {
  private func issues(_ report: Report) throws -> [JSONValue] {
    try JSONValue(ReportFormat.gitlab.bytes(of: report)).items
  }

  @Test func saysWhatGitLabReads() throws {
    let issue = try #require(try issues(ReportSamples.report([ReportSamples.fixable], pathPrefix: "docs/")).first)
    #expect(issue.members.keys.sorted() == ["check_name", "description", "fingerprint", "location", "severity"])
    #expect(issue["check_name"] == .string("broken-link"))
    #expect(issue["description"] == .string("nothing is published at gone.md: link to a page, 100%"))
    #expect(issue["severity"] == .string("major"))
    #expect(issue["location"]["path"] == .string("docs/content/a.md"))
    #expect(issue["location"]["lines"]["begin"] == .integer(2))
  }

  @Test func givesEveryFindingAPlace() throws {
    for issue in try issues(ReportSamples.report()) {
      #expect(issue["location"]["path"].text?.isEmpty == false)
      #expect(try #require(issue["location"]["lines"]["begin"].integer) >= 1)
      #expect(["major", "minor", "info"].contains(issue["severity"].text))
    }
  }

  @Test func givesEveryFindingAFingerprintOfItsOwn() throws {
    let prints = try issues(ReportSamples.many(10_000)).compactMap { $0["fingerprint"].text }
    #expect(Set(prints).count == 10_000)
  }

  @Test func isAnEmptyListWithoutFindings() throws {
    #expect(ReportSamples.report([]).text(as: .gitlab) == "[]\n")
  }
}
