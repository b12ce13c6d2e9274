import TestSupport
import Testing

@testable import TypedYAML

/// What is read the short way is what YAML says it is.
struct FlatMappingTests {
  private func isSame(_ bytes: [UInt8], offset: Int = 0) -> Bool? {
    guard let node = FlatMapping.read(bytes, offset: offset) else { return nil }
    let (other, diagnostics) = YAMLReader.readAnything(bytes, path: "a.yml", offset: offset)
    return diagnostics.isEmpty && "\(node)" == other.map { "\($0)" }
  }

  @Test(arguments: [
    "title: Connect", "title: \"A: b # c\"\nweight: 10\n", "a: true\nb: 2026-01-02\nc: 1.5e3\n", "a: \"\"\n",
    "title: What's new, and why? (part 2)\nslug: whats-new\n", "a: x y\nb_c: 0x1F\n",
  ])
  func readsSimpleLines(_ text: String) {
    #expect(isSame(Array(text.utf8), offset: 4) == true)
  }

  @Test(arguments: [
    "", "\n", "# c\n", "a: null", "a: Null", "a:", "a: ", "a: b ", "a: b\n\nc: d", "a: b\n c", "a: [b]", "a: 'b'",
    "a: b: c",
    "a: b # c", "a: \"b\\n\"", "a: \"b\" # c", "a: é", "a: b\na: c", "a: >\n b", "a: *b", "- a", "A: b", "a: b\r\nc: d",
    "a:  b",
  ])
  func leavesEverythingElseAlone(_ text: String) {
    #expect(isSame(Array(text.utf8)) == nil)
  }

  /// 60,000 texts made of what such lines are made of, of which about a third are read.
  @Test func neverReadsAnythingElse() {
    var random = SplitMix(seed: 3)
    let pieces = [
      "title", "weight", ": ", "\n", "\"", "Connect", "10", " ", "a-b", "null", "true", "'", "?", "-", "=", "!", "(",
      ")", "+", ",",
      "/", ".", ";", ":", "#", "[", "~", "---", "...", "x: y\n", "key: ", "\"two words\"\n", "2026-11-23\n", "<<: a\n",
      "y", "no",
    ]
    var read = 0
    for _ in 0..<60_000 {
      var text = random.next() % 2 == 0 ? "title: " : ""
      for _ in 0..<(1 + random.next() % 7) { text += pieces[Int(random.next() % UInt64(pieces.count))] }
      guard let same = isSame(Array(text.utf8)) else { continue }
      read += 1
      #expect(same, "\(text)")
    }
    #expect(read > 2_000)
  }
}
