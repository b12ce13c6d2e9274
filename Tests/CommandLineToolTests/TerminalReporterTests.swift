import Diagnostics
import Testing

@testable import CommandLineTool

struct TerminalReporterTests {
  private let source = SourceFile(path: "content/a.md", bytes: Array("one\n\tzwei ü [x](y)\n".utf8))

  private func text(
    _ diagnostics: [Diagnostic],
    sources: [SourceFile] = [],
    limit: Int = .max,
    interactive: Bool = false
  ) -> String {
    let console = Console(isInteractive: interactive, write: { _ in }, writeError: { _ in })
    let report = Report(diagnostics, sources: SourceFiles([source] + sources))
    return TerminalReporter(console).text(of: report.limited(to: limit))
  }

  private func diagnostic(_ severity: Diagnostic.Severity = .error, _ start: UInt32 = 17, _ end: UInt32 = 18)
    -> Diagnostic
  {
    let span = SourceSpan(start: start, end: end)
    return Diagnostic("broken-link", severity, "nothing there", at: source.location(span), help: "look again")
  }

  /// The line and the mark below it, for a finding about `part` of a line.
  private func picture(_ line: String, _ part: String) -> [String] {
    let file = SourceFile(path: "b.md", bytes: Array(line.utf8))
    let start = line.utf8.distance(from: line.startIndex, to: line.firstRange(of: part)!.lowerBound)
    let span = SourceSpan(start..<(start + part.utf8.count))
    let text = text([Diagnostic("x", .error, "y", at: file.location(span))], sources: [file])
    return text.split(separator: "\n").dropFirst().map(String.init)
  }

  @Test func pointsAtThePlaceInTheLine() {
    #expect(
      text([diagnostic()]) == """
        content/a.md:2:13: error: nothing there [broken-link]
         2 |  zwei ü [x](y)
           |             ^
          help: look again


        """
    )
  }

  @Test func showsPlacesPastTheEndWithoutCrashing() {
    #expect(text([diagnostic(.warning, 500, 600)]).hasPrefix("content/a.md:3:1: warning:"))
    let nowhere = Diagnostic("x", .hint, "general", at: nil)
    #expect(text([nowhere]) == "hint: general [x]\n\n")
    let unknownFile = Diagnostic(
      "x",
      .error,
      "gone",
      at: SourceLocation(path: "b.md", span: SourceSpan(start: 1, end: 2))
    )
    #expect(text([unknownFile]) == "b.md: error: gone [x]\n\n")
  }

  @Test func keepsTheWorstWhenThereAreTooMany() {
    let text = text([diagnostic(.hint), diagnostic(.error), diagnostic(.warning)], limit: 2)
    #expect(text.contains("error:") && text.contains("warning:") && !text.contains("hint:"))
    #expect(text.hasSuffix("… and 1 more\n\n"))
  }

  @Test func usesColourOnTerminalsOnly() {
    #expect(!text([diagnostic()]).contains("\u{1B}"))
    #expect(text([diagnostic()], interactive: true).contains("\u{1B}[1;31m"))
  }

  @Test func showsNotesInOtherFilesWithTheirLines() {
    let catalog = SourceFile(path: "content/catalog.yml", bytes: Array("a: 1\nscope: User.Read\n".utf8))
    var diagnostic = diagnostic()
    diagnostic.help = nil
    diagnostic.notes = [
      .init("it is declared here", at: catalog.location(SourceSpan(start: 12, end: 21))),
      .init("the same line", at: source.location(SourceSpan(start: 5, end: 9))),
      .init("only said"),
    ]
    diagnostic.fix = .init("write z", at: diagnostic.location!, replacement: [0x7A])
    #expect(
      text([diagnostic], sources: [catalog]) == """
        content/a.md:2:13: error: nothing there [broken-link]
         2 |  zwei ü [x](y)
           |             ^
          note: it is declared here (content/catalog.yml:2:8)
             2 | scope: User.Read
               |        ^^^^^^^^^
          note: the same line (content/a.md:2:2)
          note: only said
          fix: write z


        """
    )
  }

  @Test(
    arguments: [
      ("漢字 [x](y)", "y", "         ^"),
      ("😀👨‍👩‍👧🇩🇪 y", "y", "       ^"),
      ("e\u{301}\u{200B}a y", "y", "   ^"),
      ("\t\ty", "y", "  ^"),
      ("a 漢字 b", "漢字", "  ^^^^"),
      ("\u{FEFF}y", "y", "^"),
    ]
  )
  func placesTheCaretBelowWideCharacters(line: String, part: String, mark: String) throws {
    let picture = picture(line, part)
    try #require(picture.count == 2)
    #expect(picture[1] == "   | " + mark)
  }

  @Test func showsThePartOfALongLineThatMatters() throws {
    let line = String(repeating: "lang ", count: 100) + "[x](here)" + String(repeating: " länger", count: 100)
    let picture = picture(line, "here")
    try #require(picture.count == 2)
    #expect(picture[0].hasPrefix(" 1 | …") && picture[0].hasSuffix("…"))
    #expect(picture[0].count < 180)
    let column = picture[1].count { $0 != "^" }
    #expect(picture[0].dropFirst(column).hasPrefix("here"))
    #expect(picture[1].hasSuffix(" ^^^^"))
  }

  @Test func letsNothingOfTheContentSteerTheTerminal() {
    let evil = "a\u{1B}[2Jb\u{7}\u{9B}c\r\nd\u{202E}e\u{2028}f\u{0}"
    let file = SourceFile(path: "b\u{1B}[1m.md", bytes: Array("x \u{1B}[31m y\u{85}\u{202E}z".utf8))
    let place = file.location(SourceSpan(start: 0, end: 1))
    let text = text(
      [
        Diagnostic(
          "x",
          .error,
          evil,
          at: place,
          notes: [.init(evil, at: place)],
          help: evil,
          fix: .init(evil, at: place, replacement: [])
        )
      ],
      sources: [file]
    )
    let steering = text.unicodeScalars.filter {
      $0 != "\n" && ($0.properties.generalCategory == .control || (0x2028...0x202E).contains($0.value))
    }
    #expect(steering.isEmpty)
    #expect(text.split(separator: "\n").count == 6)
  }

  @Test func showsBytesThatAreNoText() throws {
    let file = SourceFile(path: "b.md", bytes: [0x61, 0xFF, 0xE2, 0x82] + Array(" y".utf8))
    let span = SourceSpan(start: 5, end: 6)
    let text = text([Diagnostic("x", .error, "y", at: file.location(span))], sources: [file])
    #expect(text.contains("b.md:1:5:"))
    #expect(text.contains("   |     ^\n"))
  }

  @Test(arguments: [[0x80], [0x80, 0x61], [0xE2, 0x82], [0xF0, 0x9F, 0x98, 0x80], [0xEF, 0xBB, 0xBF, 0x61], [0x0D]])
  func showsAnyPlaceInLongLinesOfAnyBytes(unit: [UInt8]) {
    let bytes = [UInt8](Array(repeating: unit, count: 200).joined())
    let file = SourceFile(path: "b.md", bytes: bytes)
    for start in 0...bytes.count {
      let span = SourceSpan(start..<min(start + 2, bytes.count + 9))
      let text = text([Diagnostic("x", .error, "y", at: file.location(span))], sources: [file])
      #expect(text.hasPrefix("b.md:1:") && text.contains("^"))
    }
  }
}
