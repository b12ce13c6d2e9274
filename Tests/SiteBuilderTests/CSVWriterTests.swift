import Testing

@testable import SiteBuilder

struct CSVWriterTests {
  private func csv(_ fields: String...) -> String {
    var writer = CSVWriter()
    writer.row(fields)
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  @Test func quotesWhatWouldEndAField() {
    #expect(csv("a", "b,c", "d\"e", "f\ng", "") == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n")
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
  func leavesNothingForASpreadsheetToCompute(field: String) { #expect(csv(field) == "'\(field)\r\n") }

  @Test func aFormulaWithCommasIsQuotedWithItsApostrophe() {
    #expect(csv("=HYPERLINK(\"x\",1)") == "\"'=HYPERLINK(\"\"x\"\",1)\"\r\n")
  }
}
