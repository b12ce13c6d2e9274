import Diagnostics
import TestSupport
import Testing

@testable import TypedYAML

struct WrittenExtentTests {
  private func value(_ text: String) throws -> (node: YAMLNode?, spans: [SourceSpan]) {
    let (bytes, spans) = marked(text)
    let (node, diagnostics) = YAMLReader.read(bytes, path: "a.yml")
    #expect(diagnostics.isEmpty)
    return (node, spans)
  }

  @Test(arguments: [
    "a: «[b, c]»\nd: e", "a: «{ b: [c] }» # ]", "a: «[]»", "a: «[b, # ]\n  c\n]»\n",
    "a: «one\n  two»\nb: c", "a: &x «b»\nc: d", "a: !t «'b'»", "ü: é\na: «[ü, é]»",
    "x: \"\u{2028}\"\na: «b»", "a: «|\n  x\n\n    y»\n\nb: c",
  ])
  func coversValuesAsWritten(_ text: String) throws {
    let (node, spans) = try value(text)
    #expect(node?["a"]?.span == spans[0])
  }

  @Test func endsABlockInAListItemBeforeTheNextKey() throws {
    let (node, spans) = try value("- a: «|\n    text»\n  b: c\n")
    #expect(node?.items.first?["a"]?.span == spans[0])
  }

  @Test func readsPastAByteOrderMark() throws {
    let (node, spans) = try value("\u{FEFF}a: «b»\nc: d\n")
    #expect(node?.text("a")?.span == spans[0])
  }

  @Test func findsRepeatedKeysAtTheirOwnDepth() {
    let (bytes, spans) = marked("x: { a: 1, b: { a: 2 }, «a»: 3 }\n")
    let (node, diagnostics) = YAMLReader.read(bytes, path: "a.yml")
    #expect(diagnostics.compactMap(\.location?.span) == spans)
    #expect(node?["x"]?["b"]?.text("a")?.value == "2")
  }

  @Test(arguments: ["{a: b}: c", "title: {{ x }}", "? [a]\n: b"])
  func refusesKeysThatAreNoText(_ text: String) {
    #expect(YAMLReader.read(Array(text.utf8), path: "a.yml").diagnostics.map(\.id) == ["invalid-yaml"])
  }

  @Test func pointsAtTheByteThatIsNoUTF8() {
    let (_, diagnostics) = YAMLReader.read(Array("a: b".utf8) + [0xFF], path: "a.yml")
    #expect(diagnostics.map(\.location?.span) == [SourceSpan(start: 4, end: 5)])
  }

  @Test func pointsAtACharacterThatCannotStandInYAML() {
    let (_, diagnostics) = YAMLReader.read(Array("a: x\u{1}y".utf8), path: "a.yml")
    #expect(diagnostics.map(\.location?.span) == [SourceSpan(start: 4, end: 5)])
  }

  @Test func refusesAliasesThatMultiplyInKeys() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<9 {
      text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",") + "]\n"
    }
    text += "? *a8\n: x\n"
    let time = processorTime {
      #expect(YAMLReader.read(Array(text.utf8), path: "a.yml").diagnostics.map(\.id) == ["invalid-yaml"])
    }
    #expect(time < 1)
  }
}
