import ArgumentParser
import Testing

@testable import CommandLineTool

struct TimingsOptionsTests {
  private func form(_ arguments: [String]) throws -> TimingsOptions.Form? {
    try TimingsOptions.parse(Scopebook.arguments(arguments)).form
  }

  @Test func isATableUnlessAnotherFormIsNamed() throws {
    #expect(try form([]) == nil)
    #expect(try form(["--timings"]) == .table)
    #expect(try form(["--timings=json"]) == .json)
    #expect(try form(["--timings", "json"]) == .json)
  }

  @Test func refusesOtherForms() {
    #expect(throws: (any Error).self) { try form(["--timings=xml"]) }
  }
}
