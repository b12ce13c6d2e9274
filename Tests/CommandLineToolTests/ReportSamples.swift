import CommandLineTool
import Diagnostics

/// Findings about content that does its worst.
enum ReportSamples {
  static let page = SourceFile(
    path: "content/a.md",
    bytes: Array("# Ü 😀\r\n\tSee [guide](gone.md) 漢字 [x](y).\r\n\r\n".utf8)
  )
  static let oddPath = "content/50% off: a,b&\"c\" <d> 😀#é.md"
  static let odd = SourceFile(
    path: oddPath,
    bytes: [0xEF, 0xBB, 0xBF, 0x61, 0x80, 0xFF, 0xE2, 0x82, 0x20] + Array("[z](q)".utf8)
  )

  static func span(of text: String, in file: SourceFile) -> SourceSpan {
    let wanted = Array(text.utf8)
    let start = file.bytes.indices.first { file.bytes[$0...].starts(with: wanted) }!
    return SourceSpan(start..<(start + wanted.count))
  }

  static let fixable = Diagnostic(
    "broken-link",
    .error,
    "nothing is published at gone.md",
    at: page.location(span(of: "gone.md", in: page)),
    notes: [
      .init("a page of this name is here", at: odd.location(span(of: "q", in: odd))),
      .init("and one more", at: SourceLocation(path: "content/b.md")),
      .init("in general [see](1)"),
    ],
    help: "link to a page, 100%",
    fix: .init("write guide.md", at: page.location(span(of: "gone.md", in: page)), replacement: Array("guide.md".utf8))
  )
  static let hostile = Diagnostic(
    "odd-thing",
    .warning,
    "line\r\none: a, b %0A ::error::x [l](http://x) <&\"'> ]]> \u{1B}[31m\u{7}\u{0}\u{FFFE} \u{202E}back",
    at: odd.location(span(of: "z", in: odd))
  )
  static let overLines = Diagnostic(
    "odd-thing",
    .hint,
    "goes on",
    at: page.location(SourceSpan(span(of: "See", in: page).range.lowerBound..<page.bytes.count))
  )
  static let wholeFile = Diagnostic("empty-page", .warning, "says nothing", at: SourceLocation(path: page.path))
  static let nowhere = Diagnostic("no-place", .error, "something is off", at: nil)
  static let unknownFile = Diagnostic(
    "odd-thing",
    .error,
    "is not there",
    at: SourceLocation(path: "content/gone.md", span: SourceSpan(start: 3, end: 9))
  )

  static let all = [fixable, hostile, overLines, wholeFile, nowhere, unknownFile]

  static func report(
    _ diagnostics: [Diagnostic] = all,
    pathPrefix: String = "",
    toolVersion: String = "1.2.3"
  ) -> Report {
    Report(diagnostics, sources: [page, odd], pathPrefix: pathPrefix, toolVersion: toolVersion)
  }

  /// So many findings in one file, all on lines that look alike.
  static func many(_ count: Int) -> Report {
    let line = "See [the guide](gone.md).\n"
    let file = SourceFile(path: "content/many.md", bytes: Array(String(repeating: line, count: count).utf8))
    let diagnostics = (0..<count).map { number in
      let start = number * line.utf8.count + 16
      return Diagnostic("broken-link", .error, "gone", at: file.location(SourceSpan(start..<(start + 7))))
    }
    return Report(diagnostics, sources: [file])
  }
}

extension Report {
  /// What a format makes of it, as text.
  func text(as format: ReportFormat) -> String { String(decoding: format.bytes(of: self), as: UTF8.self) }
}
