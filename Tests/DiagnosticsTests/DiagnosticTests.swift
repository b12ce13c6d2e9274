import Diagnostics
import Testing

struct DiagnosticTests {
  @Test func sortsByFileThenPositionThenID() {
    let late = Diagnostic("b", .error, "late", at: SourceLocation(path: "a.md", span: SourceSpan(start: 9, end: 10)))
    let early = Diagnostic("c", .error, "early", at: SourceLocation(path: "a.md", span: SourceSpan(start: 1, end: 2)))
    let other = Diagnostic("a", .error, "other", at: SourceLocation(path: "b.md"))
    let nowhere = Diagnostic("z", .error, "nowhere", at: nil)
    #expect([other, late, nowhere, early].sortedForReport() == [nowhere, early, late, other])
  }

  @Test func countsOnlyErrorsAsErrors() {
    #expect(![Diagnostic("a", .warning, "w", at: nil), Diagnostic("b", .hint, "h", at: nil)].hasErrors)
    #expect([Diagnostic("a", .error, "e", at: nil)].hasErrors)
  }
}
