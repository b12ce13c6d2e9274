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

  @Test func insertsBesideChangesAndOncePerPlace() {
    let fixes = [fix(3..<3, "-"), fix(0..<3, "ABC"), fix(3..<6, "DEF"), fix(3..<3, "+"), fix(4..<4, "no")]
    let (bytes, made) = Fixer.apply(fixes, to: Array("abcdef".utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == "ABC-DEF" && made == 3)
  }

  /// In the order in which they are found: that of the text.
  @Test func makesTensOfThousandsOfFixesInOneFile() {
    let text = Array(repeating: UInt8(ascii: "a"), count: 100_000)
    let fixes = stride(from: 0, to: text.count, by: 2).map { fix($0..<($0 + 1), "b") }
    #expect(Fixer.apply(fixes, to: text).made == fixes.count)
  }
}
