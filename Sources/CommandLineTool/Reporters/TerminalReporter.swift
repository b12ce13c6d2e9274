package import Diagnostics

/// Diagnostics for people: the sentence, the source line with a caret, where else to look and what to do.
package struct TerminalReporter {
  private let console: Console
  private let sources: [String: SourceFile]
  private var tables: [String: LineTable] = [:]

  package init(_ console: Console, sources: [SourceFile]) {
    self.console = console
    self.sources = Dictionary(sources.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// `diagnostics` in the order in which they are to be read. Of more than `limit` the worst are shown.
  package mutating func report(_ diagnostics: [Diagnostic], limit: Int = .max) -> String {
    var shown = diagnostics
    if diagnostics.count > limit {
      let worst = diagnostics.enumerated().sorted {
        ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
      }
      shown = worst.prefix(limit).sorted { $0.offset < $1.offset }.map(\.element)
    }
    var text = shown.map { block(for: $0) + "\n" }.joined()
    if shown.count < diagnostics.count { text += "… and \(diagnostics.count - shown.count) more\n\n" }
    return text
  }

  private mutating func block(for diagnostic: Diagnostic) -> String {
    let (word, style) = severity(diagnostic.severity)
    var text = place(diagnostic.location).map { console.styled($0 + ": ", .bold) } ?? ""
    text += console.styled("\(word):", style) + " " + console.styled(oneLine(diagnostic.message), .bold)
    text += console.styled(" [\(diagnostic.id)]", .dim) + "\n"
    text += excerpt(diagnostic.location, style) ?? ""
    for note in diagnostic.notes {
      text += "  " + console.styled("note:", .blue) + " " + oneLine(note.message)
      text += (place(note.location).map { " (\($0))" } ?? "") + "\n"
    }
    if let help = diagnostic.help { text += "  " + console.styled("help:", .green) + " " + oneLine(help) + "\n" }
    return text
  }

  /// What people wrote may hold anything; a message stays on its line and does nothing to the terminal.
  private func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }

  private func severity(_ severity: Diagnostic.Severity) -> (String, Console.Style) {
    switch severity {
    case .error: ("error", .red)
    case .warning: ("warning", .yellow)
    case .hint: ("hint", .blue)
    }
  }

  private mutating func place(_ location: SourceLocation?) -> String? {
    guard let location else { return nil }
    guard let span = location.span, let table = table(for: location.path) else { return location.path }
    let position = table.position(of: span.start)
    return "\(location.path):\(position.line):\(position.column)"
  }

  private mutating func excerpt(_ location: SourceLocation?, _ style: Console.Style) -> String? {
    guard let location, let span = location.span, let table = table(for: location.path) else { return nil }
    let position = table.position(of: span.start)
    let line = table.text(ofLine: position.line)
    guard !line.isEmpty, line.count <= 400 else { return nil }
    let start = table.offset(ofLine: position.line)
    let end = min(Int(span.end), start + line.count)
    let marked = max(
      1,
      String(
        decoding: line[(line.startIndex + Int(span.start) - start)...].prefix(max(0, end - Int(span.start))),
        as: UTF8.self
      ).unicodeScalars.count
    )
    let number = String(position.line)
    let gutter = String(repeating: " ", count: number.count)
    let shown = oneLine(String(decoding: line, as: UTF8.self))
    let caret =
      String(repeating: " ", count: position.column - 1) + console.styled(String(repeating: "^", count: marked), style)
    return console.styled(" \(number) | ", .dim) + shown + "\n" + console.styled(" \(gutter) | ", .dim) + caret + "\n"
  }

  private mutating func table(for path: String) -> LineTable? {
    if let table = tables[path] { return table }
    guard let source = sources[path] else { return nil }
    let table = LineTable(source.bytes)
    tables[path] = table
    return table
  }
}
