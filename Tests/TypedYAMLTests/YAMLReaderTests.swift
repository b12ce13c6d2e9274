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
      (0..<100_000).map { "k\($0): x\n" }.joined(), String(repeating: "a: x\n", count: 50_000),
      "a: {" + (0..<100_000).map { "&k\($0) k\($0): *k\($0), " }.joined() + "}",
      "x: &x x\na: [" + String(repeating: "{ *x : *x }, ", count: 100_000) + "]",
      String(repeating: "? ", count: 100_000), String(repeating: "&a !b ", count: 100_000),
      String(repeating: "[\n", count: 100_000),
    ]
  )
  func readsLargeTextInReasonableTime(_ text: String) {
    let time = processorTime { _ = YAMLReader.read(Array(text.utf8), path: "a.yml") }
    #expect(time < 20)
  }

  @Test func readsAliasesAsWhatTheyStandFor() throws {
    let (node, diagnostics, spans) = read("a: &x «[b, c]»\n«d»:\n  - *x\n  - &y e\nf: [*y, *x]\n*y : g\n")
    #expect(diagnostics.isEmpty)
    let first = try #require(node?["d"]?.items.first)
    #expect(first.items.compactMap(\.text?.value) == ["b", "c"])
    #expect(first.span == spans[0])
    #expect(node?["f"]?.items.first?.text?.value == "e")
    #expect(node?["f"]?.items.last?.items.count == 2)
    #expect(node?.text("e")?.value == "g")
  }

  @Test func endsAListWithTheAliasThatIsWrittenLast() throws {
    let (node, _, spans) = read("a: &x b\nc:\n  «- d\n  - *x»\ne: f\n")
    #expect(node?["c"]?.span == spans[0])
  }

  @Test func anAliasStandsForWhatHadItsNameLast() {
    let (node, diagnostics, _) = read("a: &x b\nc: *x\nd: &x e\nf: *x\n")
    #expect(diagnostics.isEmpty)
    #expect(node?.text("c")?.value == "b")
    #expect(node?.text("f")?.value == "e")
  }

  @Test func refusesAliasesOfWhatIsNotFinished() {
    #expect(read("a: &x [*x]\n").diagnostics.map(\.message) == ["nothing has this alias as its anchor"])
  }

  @Test func refusesNestingByAliases() {
    let text = "a0: &a0 [x]\n" + (1..<100).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
    #expect(read(text).diagnostics.map(\.message) == ["values are nested too deep"])
  }

  @Test func readsTextThatLooksLikeNothingOnlyInQuotes() {
    let (node, _, _) = read("a: null\nb: 'null'\nc: \"\"\nd: ~\ne: |\nf:\n")
    #expect(node?.entries.filter { $0.value.words == "nothing" }.map(\.key.value) == ["a", "d", "f"])
  }

  @Test func keepsCharactersThatOnlyEscapesCanWrite() {
    #expect(read("a: \"x\\0\\u00e9y\"\n").node?.text("a")?.value == "x\0éy")
  }

  /// However the key is written, and however often.
  @Test func reportsKeysThatAreRepeatedInAnotherForm() {
    let (node, diagnostics, spans) = read("a: 1\n«\"a\"»: 2\n«'a'»: 3\n«\"\\x61\"»: 4\n!t «a»: 5\n")
    #expect(diagnostics.map(\.id) == Array(repeating: "duplicate-key", count: 4))
    #expect(diagnostics.compactMap(\.location?.span) == spans)
    #expect(node?.text("a")?.value == "1")
    #expect(read(String(repeating: "a: 1\n", count: 101)).diagnostics.count == 100)
  }

  @Test func reportsRepeatedKeysBeforeWhatIsNoYAML() {
    #expect(read("a: 1\na: 2\nb: [\n").diagnostics.map(\.id) == ["duplicate-key", "invalid-yaml"])
  }

  /// 5,000 documents made of all that YAML has, of which about a third can be read.
  @Test func knowsPlacesInWhateverItReads() {
    var random = SplitMix(seed: 5)
    let pieces = [
      "a", "b: ", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "? ", ": ", "&x ", "*x", "!t ", "\"q\\n\"",
      "'s'",
      "|\n  ", ">-\n  ", "# c", "ü", "😀", "\r\n", "\u{85}", "\u{2028}", "~", "---\n", "...\n", "%", "\t", "c: d\n",
    ]
    var read = 0
    for _ in 0..<5_000 {
      let text = (0..<(2 + random.next() % 9)).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
      let bytes = Array(text.utf8)
      let (node, diagnostics) = YAMLReader.read(bytes, path: "a.yml")
      for diagnostic in diagnostics { #expect(Int(diagnostic.location?.span?.end ?? 0) <= bytes.count, "\(text)") }
      guard let node else { continue }
      read += 1
      #expect(hasPlaces(node, in: bytes), "\(text)")
    }
    #expect(read > 500)
  }

  /// Spans lie in the text and begin and end between characters.
  private func hasPlaces(_ node: YAMLNode, in bytes: [UInt8]) -> Bool {
    let spans = [node.span] + node.entries.map(\.key.span)
    let isInText = spans.allSatisfy { span in
      let places = [Int(span.start), Int(span.end)]
      return places[0] <= places[1] && places[1] <= bytes.count
        && places.allSatisfy { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
    }
    return isInText && (node.items + node.entries.map(\.value)).allSatisfy { hasPlaces($0, in: bytes) }
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
