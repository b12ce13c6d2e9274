import Diagnostics

/// The source line that a finding stands on, as a terminal can show it with a mark below.
struct Excerpt {
  let line: Int
  /// Of a long line, the part around the mark.
  let text: String
  /// Columns before the mark.
  let indent: Int
  /// Columns under which the mark stands; at least one.
  let width: Int
  /// Whether the mark is below some word, and not below punctuation as at the start of a page.
  let marksWords: Bool

  /// A paragraph on one line is common in Markdown; more than this wraps on most terminals, and then the mark is lost.
  private static let mostBytes = 160
  private static let bytesBefore = 60

  /// Nothing where there is no text to show.
  init?(of location: SourceLocation, in report: Report) {
    guard let span = location.span, let position = report.range(of: location)?.lowerBound,
      let (line, offset) = report.line(position.line, of: location.path)
    else { return nil }
    var window = line
    if offset == 0, window.starts(with: [0xEF, 0xBB, 0xBF]) { window = window.dropFirst(3) }
    guard !window.isEmpty else { return nil }
    let whole = window
    let start = min(max(Int(span.start), window.startIndex), window.endIndex)
    if window.count > Self.mostBytes {
      let first = max(window.startIndex, min(start - Self.bytesBefore, window.endIndex - Self.mostBytes))
      let last = min(window.endIndex, first + Self.mostBytes)
      window = window[min(Self.boundary(first, in: window), start)..<Self.boundary(last, in: window)]
    }
    let end = min(max(Int(span.end), start), window.endIndex)
    let isCut = window.startIndex > whole.startIndex
    let before = (isCut ? "…" : "") + Self.printable(whole[window.startIndex..<start])
    let marked = Self.printable(whole[start..<end])
    let after = Self.printable(whole[end..<window.endIndex]) + (window.endIndex < whole.endIndex ? "…" : "")
    self.line = position.line
    text = before + marked + after
    indent = TerminalText.width(before)
    width = max(1, TerminalText.width(marked))
    marksWords = marked.contains { $0.isLetter || $0.isNumber }
  }

  private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
    TerminalText.printable(String(decoding: bytes, as: UTF8.self))
  }

  /// The offset, or the next one at which a character begins.
  private static func boundary(_ offset: Int, in line: ArraySlice<UInt8>) -> Int {
    line[offset...].prefix(4).firstIndex { $0 & 0xC0 != 0x80 } ?? offset
  }
}
