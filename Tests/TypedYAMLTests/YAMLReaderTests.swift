import Diagnostics
import TestSupport
import Testing

@testable import TypedYAML

/// Text in which `«` and `»` stand around the expected spans, and those spans in bytes of the text without them.
func marked(_ text: String) -> (bytes: [UInt8], spans: [SourceSpan]) {
  var bytes: [UInt8] = []
  var spans: [SourceSpan] = []
  var start = 0
  for scalar in text.unicodeScalars {
    switch scalar {
    case "«": start = bytes.count
    case "»": spans.append(SourceSpan(start..<bytes.count))
    default: bytes += Array(String(scalar).utf8)
    }
  }
  return (bytes, spans)
}

struct YAMLReaderTests {
  private func read(_ text: String) -> (node: YAMLNode?, diagnostics: [Diagnostic], spans: [SourceSpan]) {
    let (bytes, spans) = marked(text)
    let (node, diagnostics) = YAMLReader.read(bytes, path: "a.yml")
    return (node, diagnostics, spans)
  }

  @Test(arguments: [
    "«a»: «plain text»", "ü: é\n«k»: «vält»", "«a»: «\"quo\\\"ted\"» # c", "«a»: «'it''s'»\nb: c", "{ «a»: «b», c: d }",
    "x:\r\n  «a»: «b»\r\n", "«a»: «|\n  line\n  two»\nb: c", "«a»: «>-\n  folded»\n",
  ])
  func knowsWhereKeysAndValuesStand(_ text: String) throws {
    let (node, diagnostics, spans) = read(text)
    #expect(diagnostics.isEmpty)
    let all = entries(of: try #require(node))
    let entry = try #require(all.first { $0.key.value == "a" || $0.key.value == "k" })
    #expect(entry.key.span == spans[0])
    #expect(entry.value.span == spans[1])
  }

  private func entries(of node: YAMLNode) -> [YAMLNode.Entry] {
    node.entries + node.entries.flatMap { entries(of: $0.value) }
  }

  @Test func countsFromWhereTheYAMLBeginsInTheFile() {
    let (node, _) = YAMLReader.read(Array("a: b".utf8), path: "a.md", offset: 100)
    #expect(node?.entries.first?.value.span == SourceSpan(start: 103, end: 104))
  }

  @Test func reportsEveryRepeatedKeyAndReadsTheRest() throws {
    let (node, diagnostics, spans) = read("a: 1\nb: 2\n«a»: 3\n«b»: 4\nc:\n  d: 1\n  «d»: 2\ne: { f: 1, «f»: 2 }\n")
    #expect(diagnostics.map(\.id) == Array(repeating: "duplicate-key", count: 4))
    #expect(Set(diagnostics.compactMap(\.location?.span)) == Set(spans))
    #expect(node?.text("a")?.value == "1")
    #expect(node?["c"]?.text("d")?.value == "1")
    #expect(node?["e"]?.entries.count == 1)
  }

  @Test(arguments: [
    "a: [1", "a: 'x", "a:\n\t- b", "a: b: c", "- a\nb: c", "%bad", "a: @x", "]", "a: \"\\q\"", "? [", "--- a\n--- b",
    "&a *b",
  ])
  func explainsWhatIsNoYAML(_ text: String) throws {
    let (node, diagnostics, _) = read(text)
    #expect(node == nil || diagnostics.isEmpty)
    if node == nil {
      #expect(diagnostics.count == 1)
      #expect(diagnostics.first?.id == "invalid-yaml")
      #expect(diagnostics.first?.help?.isEmpty == false)
    }
  }

  @Test func readsNothingFromNothing() {
    for text in ["", "\n\n", "# only a comment\n", "---\n"] {
      let (_, diagnostics, _) = read(text)
      #expect(diagnostics.isEmpty)
    }
  }

  @Test func refusesHostileNesting() {
    let deep = [
      String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
      String(repeating: "- ", count: 100_000) + "x",
      (0..<5000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    ]
    for text in deep { #expect(read(text).diagnostics.map(\.id) == ["invalid-yaml"]) }
  }

  @Test func refusesAliasesThatMultiply() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<9 {
      text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",") + "]\n"
    }
    #expect(read(text).diagnostics.map(\.id) == ["invalid-yaml"])
  }

  @Test(
    arguments: [
      "a: " + String(repeating: "ü", count: 500_000), "a: |\n  " + String(repeating: "x\n  ", count: 200_000),
      "a: [" + String(repeating: "ü, ", count: 200_000) + "]", "a: \"" + String(repeating: "\\n", count: 500_000),
      "a: &a " + String(repeating: "x", count: 1_000_000) + "\nb: [" + String(repeating: "*a, ", count: 50_000) + "]",
    ]
  )
  func readsLargeTextInReasonableTime(_ text: String) {
    let time = processorTime { _ = YAMLReader.read(Array(text.utf8), path: "a.yml") }
    #expect(time < 20)
  }

  @Test func readsAnythingWithoutCrashing() {
    var random = SplitMix(seed: 42)
    let seed = Array(
      "title: \"Ä b\"\nlist: [a, 'b', {c: d}]\nblock: |\n  text\n  more\nmap:\n  key: >-\n    folded\n  - x\n&a b: *a\n"
        .utf8
    )
    let syntax = Array("\n:-[]{}'\"|>&*#%@`\t ".utf8)
    for _ in 0..<1000 {
      var bytes = seed
      for _ in 0...Int(random.next() % 6) {
        let position = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 3 {
        case 0: bytes[position] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.insert(syntax[Int(random.next() % UInt64(syntax.count))], at: position)
        default: bytes.remove(at: position)
        }
      }
      let (node, diagnostics) = YAMLReader.read(bytes, path: "a.yml")
      for diagnostic in diagnostics { #expect(Int(diagnostic.location?.span?.end ?? 0) <= bytes.count) }
      if let node { for entry in entries(of: node) { #expect(Int(entry.value.span.end) <= bytes.count) } }
    }
  }
}

/// Random numbers that are the same on every run.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
