import Diagnostics
import Testing

struct LineTableTests {
  @Test func countsColumnsInCodePoints() {
    let table = LineTable(Array("aé😀b\nc".utf8))
    #expect(table.position(of: 0) == .init(line: 1, column: 1))
    #expect(table.position(of: 7) == .init(line: 1, column: 4))  // b, after 1 + 2 + 4 bytes
    #expect(table.position(of: 9) == .init(line: 2, column: 1))
  }

  @Test func takesAnOffsetPastTheEndForTheEnd() {
    let table = LineTable(Array("ab\n".utf8))
    #expect(table.position(of: 99) == .init(line: 2, column: 1))
  }

  @Test func leavesLineEndingsOutOfALinesText() {
    let table = LineTable(Array("one\r\ntwo\n".utf8))
    #expect(Array(table.text(ofLine: 1)) == Array("one".utf8))
    #expect(Array(table.text(ofLine: 2)) == Array("two".utf8))
    #expect(table.text(ofLine: 3).isEmpty)
    #expect(table.offset(ofLine: 2) == 5)
  }

  @Test func placesAnEmptyFile() {
    #expect(LineTable([]).position(of: 0) == .init(line: 1, column: 1))
  }
}
