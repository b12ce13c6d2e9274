import Testing

@testable import Diagnostics

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

  @Test func countsBytesThatAreNoTextAsEditorsDo() {
    // A lone continuation byte, then the first two bytes of a character of three: one replacement character each.
    let table = LineTable([0x61, 0x80, 0xE2, 0x82, 0x62])
    #expect(table.position(of: 1).column == 2)
    #expect(table.position(of: 2).column == 3)
    #expect(table.position(of: 4).column == 4)
  }

  @Test func doesNotCountAByteOrderMark() {
    let table = LineTable([0xEF, 0xBB, 0xBF] + Array("ab\nc".utf8))
    #expect(table.position(of: 3) == .init(line: 1, column: 1))
    #expect(table.position(of: 4) == .init(line: 1, column: 2))
    #expect(table.position(of: 6) == .init(line: 2, column: 1))
  }

  /// Long lines are counted from marks on the way; the marks must not change what is counted.
  @Test(arguments: ["a", "ü", "漢", "😀", "\u{FEFF}"])
  func countsLongLinesLikeShortOnes(character: String) {
    var bytes = Array("ab\n".utf8)
    for index in 0..<9000 { bytes += index % 5 == 0 ? [0x80, 0xE2, 0x82] : Array(character.utf8) }
    bytes += [UInt8](repeating: 0x80, count: 9000) + Array("\nend".utf8)
    let table = LineTable(bytes)
    for offset in stride(from: 3, to: bytes.count - 4, by: 61) {
      let before = String(decoding: bytes[3..<offset], as: UTF8.self).unicodeScalars.count
      #expect(table.position(of: UInt32(offset)) == .init(line: 2, column: before + 1))
    }
    #expect(table.position(of: UInt32(bytes.count)) == .init(line: 3, column: 4))
  }

  /// Beginnings, middles and ends of characters of all lengths, line ends, bytes that never stand in text: in every order,
  /// with marks every four bytes.
  @Test func placesEveryOffsetOfEveryText() {
    let bytes: [UInt8] = [0x61, 0x0A, 0x0D, 0x80, 0xBF, 0xC3, 0xE6, 0xF0, 0xFF]
    var texts: [[UInt8]] = [[]]
    var last = texts
    for _ in 0..<5 {
      last = last.flatMap { text in bytes.map { text + [$0] } }
      // Of the longest, those that begin as the shorter ones do not: enough to pass a mark.
      texts += last.count > 7000 ? last.enumerated().filter { $0.offset % 7 == 0 }.map(\.element) : last
    }
    for text in texts {
      let table = LineTable(text, stride: 4)
      for offset in 0...(text.count + 1) {
        let position = table.position(of: UInt32(offset))
        guard (1...table.lineCount).contains(position.line), position.column >= 1,
          table.lineNumber(of: UInt32(offset)) == position.line, table.offset(ofLine: position.line) <= offset,
          table.text(ofLine: position.line).count <= text.count
        else {
          Issue.record("\(text) at \(offset): \(position)")
          return
        }
      }
    }
  }

  @Test func beginsInTheMiddleOfACharacter() {
    let table = LineTable([0x80] + [UInt8](repeating: 0x61, count: 9000))
    #expect(table.position(of: 0) == .init(line: 1, column: 1))
    #expect(table.position(of: 1) == .init(line: 1, column: 2))
    #expect(table.position(of: 5000) == .init(line: 1, column: 5001))
  }
}
