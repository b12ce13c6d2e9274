import Diagnostics

/// Workflow commands that GitHub Actions reads from a step's output and shows beside the lines of a pull request.
enum GitHubReporter {
  static func bytes(of report: Report) -> [UInt8] {
    var text = report.findings.map { command(for: $0.diagnostic, in: report) }.joined()
    if report.leftOut > 0 { text += "::notice title=Scopebook::… and \(report.leftOut) more\n" }
    return Array(text.utf8)
  }

  private static func command(for diagnostic: Diagnostic, in report: Report) -> String {
    var properties: [(String, String)] = []
    if let location = diagnostic.location {
      properties.append(("file", report.path(location.path)))
      properties += places(report.visibleRange(of: location))
    }
    properties.append(("title", diagnostic.id))
    let list = properties.map { "\($0)=\(escaped($1, inProperty: true))" }.joined(separator: ",")
    return "::\(word(for: diagnostic.severity)) \(list)::\(escaped(message(of: diagnostic, in: report)))\n"
  }

  /// The runner drops columns of a finding that goes over several lines, and says so in its log; so none are given.
  private static func places(_ range: Range<LineTable.Position>?) -> [(String, String)] {
    guard let range else { return [] }
    let (start, end) = (range.lowerBound, range.upperBound)
    let lines = [("line", String(start.line)), ("endLine", String(end.line))]
    guard start.line == end.line else { return lines }
    return lines + [("col", String(start.column)), ("endColumn", String(end.column))]
  }

  private static func word(for severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .hint: "notice"
    }
  }

  private static func message(of diagnostic: Diagnostic, in report: Report) -> String {
    var lines = [diagnostic.message]
    lines += diagnostic.notes.map { note in
      let line = note.location.flatMap { report.range(of: $0) }.map { ":\($0.lowerBound.line)" } ?? ""
      return "note: " + note.message + (note.location.map { " (\(report.path($0.path))\(line))" } ?? "")
    }
    if let help = diagnostic.help { lines.append("help: " + help) }
    if let fix = diagnostic.fix { lines.append("fix: " + fix.title) }
    return lines.joined(separator: "\n")
  }

  /// The five characters that mean something to the runner, two of them in properties only.
  private static func escaped(_ text: String, inProperty: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where inProperty: result += "%3A"
      case "," where inProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
