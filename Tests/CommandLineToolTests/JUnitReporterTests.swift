import Diagnostics
import Foundation
import SiteBuilder
import Testing

@testable import CommandLineTool

#if canImport(FoundationXML)
  import FoundationXML
#endif

struct JUnitReporterTests {
  /// What a consumer makes of the file.
  private final class Reading: NSObject, XMLParserDelegate {
    struct Case {
      var attributes: [String: String]
      var failure: [String: String]?
      var text = ""
    }

    var suites: [[String: String]] = []
    var cases: [Case] = []
    var totals: [String: String] = [:]

    init(_ report: Report) throws {
      super.init()
      let parser = XMLParser(data: Data(ReportFormat.junit.bytes(of: report)))
      parser.delegate = self
      try #require(parser.parse(), "\(String(describing: parser.parserError))")
    }

    func parser(
      _ parser: XMLParser,
      didStartElement name: String,
      namespaceURI: String?,
      qualifiedName: String?,
      attributes: [String: String]
    ) {
      switch name {
      case "testsuites": totals = attributes
      case "testsuite": suites.append(attributes)
      case "testcase": cases.append(Case(attributes: attributes))
      case "failure": cases[cases.count - 1].failure = attributes
      default: break
      }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if !cases.isEmpty { cases[cases.count - 1].text += text }
    }
  }

  @Test func failsACaseForEachFinding() throws {
    let reading = try Reading(ReportSamples.report([ReportSamples.fixable], pathPrefix: "docs/"))
    let failed = reading.cases.filter { $0.failure != nil }
    let test = try #require(failed.first)
    #expect(failed.count == 1)
    #expect(test.attributes["name"] == "docs/content/a.md:2:14")
    #expect(test.attributes["classname"] == "broken-link")
    #expect(test.attributes["file"] == "docs/content/a.md")
    #expect(test.attributes["line"] == "2")
    #expect(test.failure == ["type": "error", "message": "nothing is published at gone.md"])
    #expect(test.text.contains("See [guide](gone.md) 漢字"))
    #expect(reading.totals["failures"] == "1")
  }

  @Test func passesACaseForEachCheckThatFindsNothing() throws {
    let reading = try Reading(ReportSamples.report([]))
    #expect(reading.suites.map { $0["name"] } == Explanation.all.map(\.id))
    #expect(reading.cases.count == Explanation.all.count)
    #expect(reading.cases.allSatisfy { $0.failure == nil })
    #expect(reading.totals["failures"] == "0")
  }

  @Test func survivesHostileContent() throws {
    let reading = try Reading(ReportSamples.report())
    #expect(reading.totals["tests"] == String(reading.cases.count))
    #expect(reading.totals["failures"] == String(reading.cases.count { $0.failure != nil }))
    let hostile = try #require(reading.cases.first { $0.attributes["file"] == ReportSamples.oddPath })
    let message = try #require(hostile.failure?["message"])
    #expect(message.hasPrefix("line\r\none: a, b %0A ::error::x [l](http://x) <&\"'> ]]> [31m"))
    #expect(!message.unicodeScalars.contains { $0.value < 9 || $0.value == 0x1B || $0.value == 0xFFFE })
  }

  @Test func passesHintsAndSaysThem() throws {
    let reading = try Reading(ReportSamples.report([ReportSamples.overLines]))
    let hint = try #require(reading.cases.first { $0.attributes["classname"] == "odd-thing" })
    #expect(hint.failure == nil)
    #expect(hint.text.contains("goes on"))
  }

  @Test func givesCasesNamesOfTheirOwn() throws {
    let twice = Diagnostic("a", .error, "b", at: ReportSamples.wholeFile.location)
    let reading = try Reading(ReportSamples.report([twice, twice, ReportSamples.nowhere, ReportSamples.nowhere]))
    let names = reading.cases.map { [$0.attributes["classname"], $0.attributes["name"]] }
    #expect(Set(names).count == names.count)
  }
}
