import Diagnostics
import SiteBuilder
import Testing

@testable import CommandLineTool

struct JSONReporterTests {
  private func lines(_ report: Report) throws -> [JSONValue] {
    let bytes = ReportFormat.json.bytes(of: report)
    return try bytes.split(separator: UInt8(ascii: "\n")).map { try JSONValue($0) }
  }

  @Test func writesOneValidObjectForEachDiagnostic() throws {
    let schema = try JSONSchemaValidator(DiagnosticsSchema.bytes)
    let lines = try lines(ReportSamples.report())
    #expect(lines.count == ReportSamples.all.count)
    for line in lines { #expect(schema.problems(with: line) == []) }
  }

  @Test func saysAllThereIsToKnow() throws {
    let line = try #require(try lines(ReportSamples.report([ReportSamples.fixable], pathPrefix: "docs/")).first)
    #expect(line["id"] == .string("broken-link"))
    #expect(line["severity"] == .string("error"))
    #expect(line["help"] == .string("link to a page, 100%"))
    let location = line["location"]
    #expect(location["path"] == .string("docs/content/a.md"))
    #expect(location["start"] == .object(["line": .integer(2), "column": .integer(14), "offset": .integer(24)]))
    #expect(location["end"] == .object(["line": .integer(2), "column": .integer(21), "offset": .integer(31)]))
    #expect(line["notes"].items.count == 3)
    #expect(line["notes"][0]["location"]["path"] == .string("docs/" + ReportSamples.oddPath))
    #expect(line["notes"][1]["location"]["start"] == .null)
    #expect(line["notes"][2]["location"] == .null)
    #expect(line["fix"]["title"] == .string("write guide.md"))
    #expect(line["fix"]["edits"][0]["replacement"] == .string("guide.md"))
  }

  @Test func keepsMessagesAsTheyAre() throws {
    let line = try #require(try lines(ReportSamples.report([ReportSamples.hostile])).first)
    #expect(line["message"].text == ReportSamples.hostile.message)
    #expect(line["location"]["start"]["column"] == .integer(7))
  }

  @Test func endsWithWhatIsLeftOut() throws {
    let lines = try lines(ReportSamples.many(9).limited(to: 4))
    #expect(lines.count == 5)
    #expect(lines.last == .object(["leftOut": .integer(5)]))
    #expect(try JSONSchemaValidator(DiagnosticsSchema.bytes).problems(with: lines[4]) == [])
  }

  @Test func isEmptyWithoutFindings() {
    #expect(ReportFormat.json.bytes(of: ReportSamples.report([])) == [])
  }

  @Test(arguments: ["id", "location", "fingerprint"])
  func theSchemaRefusesWhatItDoesNotKnow(missing: String) throws {
    let schema = try JSONSchemaValidator(DiagnosticsSchema.bytes)
    let line = try #require(try lines(ReportSamples.report()).first)
    var members = line.members
    members["other"] = .null
    #expect(schema.problems(with: .object(members)) != [])
    members["other"] = nil
    members[missing] = nil
    #expect(schema.problems(with: .object(members)) != [])
  }
}
