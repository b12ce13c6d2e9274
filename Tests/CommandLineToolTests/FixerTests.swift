import Diagnostics
import Testing

@testable import CommandLineTool

struct FixerTests {
  private func fix(_ range: Range<Int>, _ text: String) -> Diagnostic.Fix {
    .init("write \(text)", path: "a.md", edits: [.init(SourceSpan(range), Array(text.utf8))])
  }

  @Test func makesAllThatDoNotOverlap() {
    let (bytes, made) = Fixer.apply(
      [fix(8..<11, "DEF"), fix(0..<3, "a"), fix(2..<5, "no")],
      to: Array("abc, 12 def.".utf8)
    )
    #expect(String(decoding: bytes, as: UTF8.self) == "a, 12 DEF.")
    #expect(made == 2)
  }

  @Test func leavesAFileAloneThatIsShorterThanItWas() {
    let (bytes, made) = Fixer.apply([fix(4..<9, "x")], to: Array("abc".utf8))
    #expect(bytes == Array("abc".utf8))
    #expect(made == 0)
  }
}
