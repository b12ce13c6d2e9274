import CommandLineTool
import Diagnostics
import Testing

struct TerminalReporterTests {
  private let source = SourceFile(path: "content/a.md", bytes: Array("one\n\tzwei ü [x](y)\n".utf8))

  private func report(_ diagnostics: [Diagnostic], limit: Int = .max, interactive: Bool = false) -> String {
    let console = Console(isInteractive: interactive, write: { _ in }, writeError: { _ in })
    var reporter = TerminalReporter(console, sources: [source])
    return reporter.report(diagnostics, limit: limit)
  }

  private func diagnostic(_ severity: Diagnostic.Severity = .error, _ start: UInt32 = 17, _ end: UInt32 = 18)
    -> Diagnostic
  {
    let span = SourceSpan(start: start, end: end)
    return Diagnostic("broken-link", severity, "nothing there", at: source.location(span), help: "look again")
  }

  @Test func pointsAtThePlaceInTheLine() {
    #expect(
      report([diagnostic()]) == """
        content/a.md:2:13: error: nothing there [broken-link]
         2 |  zwei ü [x](y)
           |             ^
          help: look again


        """
    )
  }

  @Test func showsPlacesPastTheEndWithoutCrashing() {
    #expect(report([diagnostic(.warning, 500, 600)]).hasPrefix("content/a.md:3:1: warning:"))
    let nowhere = Diagnostic("x", .hint, "general", at: nil)
    #expect(report([nowhere]) == "hint: general [x]\n\n")
    let unknownFile = Diagnostic(
      "x",
      .error,
      "gone",
      at: SourceLocation(path: "b.md", span: SourceSpan(start: 1, end: 2))
    )
    #expect(report([unknownFile]) == "b.md: error: gone [x]\n\n")
  }

  @Test func keepsTheWorstWhenThereAreTooMany() {
    let text = report([diagnostic(.hint), diagnostic(.error), diagnostic(.warning)], limit: 2)
    #expect(text.contains("error:") && text.contains("warning:") && !text.contains("hint:"))
    #expect(text.hasSuffix("… and 1 more\n\n"))
  }

  @Test func usesColourOnTerminalsOnly() {
    #expect(!report([diagnostic()]).contains("\u{1B}"))
    #expect(report([diagnostic()], interactive: true).contains("\u{1B}[1;31m"))
  }
}
