import Diagnostics
import Testing

@testable import Markup

struct EncodingTests {
  @Test(
    arguments: [
      [0x61, 0xFF, 0x62], [0xC3], [0x61, 0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
    ] as [[UInt8]]
  )
  func reportsInvalidBytesAndGoesOn(bytes: [UInt8]) throws {
    let sample = Sample(bytes: bytes + Array(" `x`\n".utf8))
    #expect(sample.document.diagnostics.map(\.id) == ["invalid-utf8"])
    let place = try #require(sample.document.diagnostics.first?.location?.span)
    #expect(Int(place.start) == bytes.firstIndex { $0 >= 0x80 })
    #expect(sample.html.contains("\u{FFFD}"))
    #expect(sample.sources(of: .code) == ["x"])
  }

  @Test func takesAllOfUnicode() {
    let text = "é € 😀 \u{10FFFF} \u{7FF} \u{800}"
    #expect(Sample(text).html == "<p>\(text)</p>\n")
    #expect(Sample(text).findings == [])
  }

  @Test func showsNULAsAReplacementCharacter() {
    let sample = Sample("a\u{0}b `c`")
    #expect(sample.html == "<p>a\u{FFFD}b <code>c</code></p>\n")
    #expect(sample.sources(of: .code) == ["c"])
  }

  @Test func invalidBytesMayStandAnywhere() {
    let parts = [
      "# ", "\n\n```", "\n```\n\n[a](", ")\n\n|", "|\n|---|\n|", "|\n\n:::note{a=", "}\n:::\n\n[^1]: ", "\n\n- `",
      "` [^1]",
    ]
    let bytes = parts.map { Array($0.utf8) }.joined(separator: [0xFE, 0x00])
    let sample = Sample(bytes: Array(bytes))
    #expect(String(validating: Array(sample.html.utf8), as: UTF8.self) != nil)
    #expect(
      sample.document.nodes.allSatisfy { String(validating: sample.document.text(of: $0), as: UTF8.self) != nil }
    )
  }
}
