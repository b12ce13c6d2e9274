import Diagnostics
import Testing

struct FingerprintTests {
  private func fingerprints(_ text: String, at offsets: [Int], id: String = "a") -> [String] {
    let file = SourceFile(path: "a.md", bytes: Array(text.utf8))
    let diagnostics = offsets.map {
      Diagnostic(id, .error, "message", at: file.location(SourceSpan($0..<($0 + 1))))
    }
    return Fingerprint.of(diagnostics, sources: [file])
  }

  @Test func staysWhenTheLineMoves() {
    #expect(fingerprints("x y\n", at: [0]) == fingerprints("new\n\n  x \ty\n", at: [7]))
    #expect(fingerprints("x y\n", at: [0]) != fingerprints("x z\n", at: [0]))
  }

  @Test func tellsFindingsOnEqualLinesApart() {
    let found = fingerprints("x x\nx x\n", at: [0, 2, 4, 6])
    #expect(Set(found).count == 4)
    #expect(found.allSatisfy { $0.count == 16 })
    #expect(found[0] == fingerprints("x x\n", at: [0])[0])
    #expect(fingerprints("x x\n", at: [0], id: "b") != [found[0]])
  }
}
