import Diagnostics
import Foundation
import SiteBuilder
import Testing

@testable import CommandLineTool

struct SARIFReporterTests {
  private func log(_ diagnostics: [Diagnostic] = ReportSamples.all, pathPrefix: String = "") throws -> JSONValue {
    try JSONValue(ReportFormat.sarif.bytes(of: ReportSamples.report(diagnostics, pathPrefix: pathPrefix)))
  }

  private func result(_ diagnostic: Diagnostic, pathPrefix: String = "") throws -> JSONValue {
    try log([diagnostic], pathPrefix: pathPrefix)["runs"][0]["results"][0]
  }

  private func region(_ startLine: Int, _ startColumn: Int, _ endLine: Int, _ endColumn: Int) -> JSONValue {
    .object([
      "startLine": .integer(startLine), "startColumn": .integer(startColumn), "endLine": .integer(endLine),
      "endColumn": .integer(endColumn),
    ])
  }

  @Test func isValid() throws {
    let schema = try JSONSchemaValidator(SARIFSchema.bytes)
    #expect(schema.problems(with: try log()) == [])
    #expect(schema.problems(with: try log([])) == [])
    let limited = ReportFormat.sarif.bytes(of: ReportSamples.many(9).limited(to: 4))
    #expect(schema.problems(with: try JSONValue(limited)) == [])
  }

  @Test func theSchemaRefusesWhatItDoesNotKnow() throws {
    let schema = try JSONSchemaValidator(SARIFSchema.bytes)
    let text = ReportSamples.report().text(as: .sarif)
    for place in [#""version": "2.1.0""#, #""driver": {"#, #""region": {"#, #""message": {"#, #""ruleIndex": "#] {
      let range = try #require(text.firstRange(of: place), "\(place)")
      let insertion = place.hasSuffix("{") ? place + #" "extra": 1, "# : #""extra": 1, "# + place
      #expect(schema.problems(with: try JSONValue(text.replacingCharacters(in: range, with: insertion).utf8)) != [])
    }
    let unplaced = text.replacing(#""endColumn""#, with: #""lastColumn""#)
    #expect(schema.problems(with: try JSONValue(unplaced.utf8)) != [])
  }

  @Test func describesEveryRule() throws {
    let run = try log()["runs"][0]
    let rules = run["tool"]["driver"]["rules"].items
    let ids = rules.compactMap { $0["id"].text }
    #expect(ids == ids.sorted() && Set(ids).count == ids.count)
    #expect(Set(ids).isSuperset(of: Explanation.all.map(\.id) + ["odd-thing", "no-place", "empty-page"]))
    for result in run["results"].items {
      let index = try #require(result["ruleIndex"].integer)
      #expect(rules[index]["id"] == result["ruleId"])
    }
  }

  @Test func makesHelpFromExplanations() throws {
    let rules = try log([])["runs"][0]["tool"]["driver"]["rules"].items
    let rule = try #require(rules.first { $0["id"] == .string("broken-link") })
    let explanation = try #require(Explanation.of("broken-link"))
    #expect(rule["name"] == .string("BrokenLink"))
    #expect(rule["shortDescription"]["text"].text == explanation.title)
    #expect(rule["fullDescription"]["text"].text == explanation.summary)
    #expect(rule["help"]["text"].text?.contains(explanation.details) == true)
    let markdown = try #require(rule["help"]["markdown"].text)
    #expect(markdown.contains("\n\n## Wrong\n\n`content/index.md`\n\n```markdown\n---\ntitle: Home\n---\n"))
    #expect(markdown.contains("\n```\n\n## Right\n\n"))
  }

  @Test func describesRulesThatNobodyHasExplained() throws {
    let rules = try log([ReportSamples.overLines])["runs"][0]["tool"]["driver"]["rules"].items
    let rule = try #require(rules.first { $0["id"] == .string("odd-thing") })
    #expect(rule["name"] == .string("OddThing"))
    #expect(rule["shortDescription"]["text"] == .string("Odd thing"))
    #expect(rule["defaultConfiguration"]["level"] == .string("note"))
    #expect(rule["properties"]["problem.severity"] == .string("recommendation"))
  }

  @Test func pointsAtCodePoints() throws {
    #expect(try log()["runs"][0]["columnKind"] == .string("unicodeCodePoints"))
    let place = try result(ReportSamples.fixable)["locations"][0]["physicalLocation"]
    #expect(place["region"] == region(2, 14, 2, 21))
    #expect(place["artifactLocation"]["uri"] == .string("content/a.md"))
    let odd = try result(ReportSamples.hostile)["locations"][0]["physicalLocation"]
    #expect(odd["region"] == region(1, 7, 1, 8))
  }

  @Test func doesNotReachIntoTheLineBelow() throws {
    let place = try result(ReportSamples.overLines)["locations"][0]["physicalLocation"]
    #expect(place["region"] == region(2, 2, 2, 33))
  }

  @Test(arguments: [ReportSamples.wholeFile, ReportSamples.nowhere, ReportSamples.unknownFile])
  func pointsSomewhereWhateverTheFinding(diagnostic: Diagnostic) throws {
    let place = try result(diagnostic, pathPrefix: "docs/")["locations"][0]["physicalLocation"]
    #expect(place["region"] == region(1, 1, 1, 1))
    let path = diagnostic.location?.path ?? "scopebook.yml"
    #expect(place["artifactLocation"]["uri"] == .string("docs/" + path))
  }

  @Test func encodesPaths() throws {
    let uri = try #require(
      try result(ReportSamples.hostile)["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].text
    )
    #expect(uri == "content/50%25%20off%3A%20a%2Cb%26%22c%22%20%3Cd%3E%20%F0%9F%98%80%23%C3%A9.md")
    #expect(uri.removingPercentEncoding == ReportSamples.oddPath)
  }

  @Test func linksNotesToTheirPlaces() throws {
    let result = try result(ReportSamples.fixable)
    #expect(
      result["message"]["text"]
        == .string(
          """
          nothing is published at gone.md. link to a page, 100%.
          Note: [a page of this name is here](1).
          Note: [and one more](2).
          Note: in general \\[see\\](1).
          """
        )
    )
    let related = result["relatedLocations"].items
    #expect(related.map { $0["id"] } == [.integer(1), .integer(2)])
    #expect(related[0]["physicalLocation"]["region"] == region(1, 10, 1, 11))
    #expect(related[0]["message"]["text"] == .string("a page of this name is here"))
  }

  @Test func writtenLinksStayText() throws {
    let text = try #require(try result(ReportSamples.hostile)["message"]["text"].text)
    #expect(text.contains(#"\[l\](http://x)"#))
  }

  @Test func carriesFixes() throws {
    let fix = try result(ReportSamples.fixable)["fixes"][0]
    #expect(fix["description"]["text"] == .string("write guide.md"))
    let change = fix["artifactChanges"][0]
    #expect(change["artifactLocation"]["uri"] == .string("content/a.md"))
    #expect(change["replacements"][0]["deletedRegion"] == region(2, 14, 2, 21))
    #expect(change["replacements"][0]["insertedContent"]["text"] == .string("guide.md"))
    #expect(try result(ReportSamples.hostile)["fixes"] == .null)
  }

  @Test func tellsSitesOfOneRepositoryApart() throws {
    #expect(try log()["runs"][0]["automationDetails"]["id"] == .string("scopebook/"))
    #expect(try log(pathPrefix: "docs/")["runs"][0]["automationDetails"]["id"] == .string("scopebook/docs/"))
  }

  @Test func fingerprintsTheLine() throws {
    let prints = try result(ReportSamples.fixable)["partialFingerprints"].members
    #expect(prints["primaryLocationLineHash"]?.text == LineHashes(ReportSamples.page.bytes)[2])
    #expect(prints["scopebook/v1"]?.text?.count == 16)
    #expect(try result(ReportSamples.nowhere)["partialFingerprints"].members.keys.sorted() == ["scopebook/v1"])
  }
}

struct LineHashesTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let lineCount: Int
    /// Of the first lines.
    let hashes: [String]
  }

  /// Computed with another implementation of the rule, one that moves a window along as the upload action's does.
  static let cases = [
    Case(testDescription: "an empty file", text: "", lineCount: 1, hashes: ["c129715d7a2bc9a3:1"]),
    Case(
      testDescription: "spaces and tabs",
      text: " a\nb\n  \t\tc\n d",
      lineCount: 4,
      hashes: ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
    ),
    Case(
      testDescription: "characters of several units",
      text: "# Überblick\r\n\r\nOne 😀 line.\r\n",
      lineCount: 4,
      hashes: ["34c3eb9513be6c57:1", "59e01b13e6f5d0c8:1", "543c3da62669a7e:1", "c129715d7a2bc9a3:1"]
    ),
    Case(
      testDescription: "carriage returns",
      text: "a\rb \r \n c",
      lineCount: 4,
      hashes: ["4850bf53658d4e53:1", "b0367d257df6d03c:1", "1c206f60a702cfe8:1", "188ff2f224477a1e:1"]
    ),
    Case(
      testDescription: "equal lines",
      text: String(repeating: "same\n", count: 60),
      lineCount: 61,
      hashes: ["6468d5768bad9560:1", "6468d5768bad9560:2", "6468d5768bad9560:3"]
    ),
  ]

  @Test(arguments: cases)
  func areGitHubs(example: Case) {
    let hashes = LineHashes(Array(example.text.utf8))
    #expect((1...example.hashes.count).map { hashes[$0] } == example.hashes)
    #expect(hashes[example.lineCount] != nil && hashes[example.lineCount + 1] == nil && hashes[0] == nil)
  }
}
