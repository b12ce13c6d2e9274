import Diagnostics

/// Diagnostics for people: the sentence, the source line with a caret, where else to look and what to do.
package struct TerminalReporter {
  private let console: Console

  package init(_ console: Console) { self.console = console }

  package func text(of report: Report) -> String {
    let text = report.findings.map { block(for: $0.diagnostic, in: report) + "\n" }.joined()
    return report.leftOut == 0 ? text : text + "… and \(report.leftOut) more\n\n"
  }

  /// Several lines, of which the first says it all.
  func block(for diagnostic: Diagnostic, in report: Report) -> String {
    let (word, style) = severity(diagnostic.severity)
    var text = place(diagnostic.location, in: report).map { console.styled($0 + ": ", .bold) } ?? ""
    text += console.styled("\(word):", style) + " " + console.styled(TerminalText.printable(diagnostic.message), .bold)
    text += console.styled(" [\(diagnostic.id)]", .dim) + "\n"
    let excerpt = excerpt(diagnostic.location, in: report)
    text += excerpt.map { lines($0, style) } ?? ""
    for note in diagnostic.notes {
      text += detail("note", note.message, .blue, place: place(note.location, in: report))
      let isElsewhere = note.location?.path != diagnostic.location?.path
      // A second picture of the same line says nothing new, and one of a page's first line nothing at all.
      if let other = self.excerpt(note.location, in: report), other.marksWords,
        isElsewhere || other.line != excerpt?.line
      {
        text += lines(other, .blue, indent: "    ")
      }
    }
    if let help = diagnostic.help { text += detail("help", help, .green) }
    if let fix = diagnostic.fix { text += detail("fix", fix.title, .green) }
    return text
  }

  private func severity(_ severity: Diagnostic.Severity) -> (String, Console.Style) {
    switch severity {
    case .error: ("error", .red)
    case .warning: ("warning", .yellow)
    case .hint: ("hint", .blue)
    }
  }

  private func detail(_ word: String, _ text: String, _ style: Console.Style, place: String? = nil) -> String {
    "  " + console.styled(word + ":", style) + " " + TerminalText.printable(text) + (place.map { " (\($0))" } ?? "")
      + "\n"
  }

  private func place(_ location: SourceLocation?, in report: Report) -> String? {
    guard let location else { return nil }
    let path = TerminalText.printable(report.path(location.path))
    guard let position = report.range(of: location)?.lowerBound else { return path }
    return "\(path):\(position.line):\(position.column)"
  }

  private func excerpt(_ location: SourceLocation?, in report: Report) -> Excerpt? {
    location.flatMap { Excerpt(of: $0, in: report) }
  }

  private func lines(_ excerpt: Excerpt, _ style: Console.Style, indent: String = "") -> String {
    let number = String(excerpt.line)
    let gutter = String(repeating: " ", count: number.count)
    let mark = console.styled(String(repeating: "^", count: excerpt.width), style)
    return indent + console.styled(" \(number) | ", .dim) + excerpt.text + "\n"
      + indent + console.styled(" \(gutter) | ", .dim) + String(repeating: " ", count: excerpt.indent) + mark + "\n"
  }
}
