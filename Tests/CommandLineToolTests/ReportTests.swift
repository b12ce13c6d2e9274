import Diagnostics
import Foundation
import Testing

@testable import CommandLineTool

struct ReportTests {
  @Test(arguments: ReportFormat.allCases)
  func givesTheSameBytesForTheSameFindings(format: ReportFormat) {
    let report = ReportSamples.report()
    let reversed = ReportSamples.report(ReportSamples.all.reversed())
    #expect(format.bytes(of: report) == format.bytes(of: reversed))
    #expect(String(validating: format.bytes(of: report), as: UTF8.self) != nil)
  }

  @Test(arguments: ReportFormat.allCases)
  func namesFilesFromWhereTheCommandRuns(format: ReportFormat) {
    let text = ReportSamples.report([ReportSamples.fixable], pathPrefix: "docs/").text(as: format)
    #expect(text.contains("docs/content/a.md"))
    // The explanations in a SARIF log are about example sites.
    if format != .sarif { #expect(!text.replacing("docs/content/", with: "").contains("content/")) }
  }

  @Test(arguments: ReportFormat.allCases)
  func holdsTenThousandFindings(format: ReportFormat) {
    let text = ReportSamples.many(10_000).text(as: format)
    #expect(text.count > 400_000)
    #expect(!text.contains("… and"))
  }

  @Test(arguments: ReportFormat.allCases.filter { $0 != .gitlab })
  func saysHowManyFindingsAreLeftOut(format: ReportFormat) {
    let report = ReportSamples.many(30).limited(to: 7)
    #expect(report.leftOut == 23)
    #expect(report.text(as: format).contains("23"))
    #expect(!ReportSamples.many(30).limited(to: 30).text(as: format).contains("… and"))
  }

  @Test func keepsFingerprintsWhenItIsLimited() {
    let report = ReportSamples.report()
    let all = Set(report.findings.map(\.fingerprint))
    #expect(all.count == report.findings.count)
    #expect(all.isSuperset(of: report.limited(to: 2).findings.map(\.fingerprint)))
  }

  @Test func leavesFixesOutThatAreNoText() {
    let page = ReportSamples.page
    let place = page.location(SourceSpan(start: 0, end: 1))
    let fix = Diagnostic.Fix("x", at: place, replacement: [0xFF])
    let report = ReportSamples.report([Diagnostic("a", .error, "b", at: place, fix: fix)])
    #expect(report.edits(of: fix) == nil)
  }
}

struct WorkingDirectoryTests {
  @Test(
    arguments: [
      ("/work/repository", "/work/repository", ""),
      ("/work/repository", "/work/repository/docs/help", "docs/help/"),
      ("/work/repository/tools", "/work/repository/docs", "../docs/"),
      ("/", "/docs", "docs/"),
      ("/work", "/", "../"),
    ]
  )
  func findsTheWay(here: String, there: String, prefix: String) {
    #expect(WorkingDirectory.prefix(from: here, to: there) == prefix)
  }

  @Test(
    arguments: [
      ("docs/../src/a.ts", "src/a.ts"), ("./a/./b", "a/b"), ("../../a", "../../a"), ("/a/../b", "/b"), (".", ""),
    ]
  )
  func tidiesPaths(path: String, tidy: String) {
    #expect(WorkingDirectory.normalized(path) == tidy)
  }

  @Test func knowsItself() {
    #expect(WorkingDirectory.prefix(to: ".") == "")
    #expect(WorkingDirectory.prefix(to: "./not-there/") == "not-there/")
  }
}
