/// What a report can be written as. A new format is a file in this folder, a case and a line here.
package enum ReportFormat: String, CaseIterable, Sendable {
  case terminal, json, sarif, github, gitlab, junit

  /// So many findings those who read the format take at most; of more, the worst are written.
  ///
  /// GitHub refuses a whole SARIF file with more than 25,000 results in a run, GitLab a JUnit report with more than
  /// 500,000 tests.
  package var mostFindings: Int {
    switch self {
    case .sarif: 25_000
    case .junit: 500_000
    case .terminal, .json, .github, .gitlab: .max
    }
  }

  /// Depends on the report and nothing else: the same findings give the same bytes.
  package func bytes(of report: Report) -> [UInt8] {
    switch self {
    case .terminal: Array(TerminalReporter(.silent).text(of: report).utf8)
    case .json: JSONReporter.bytes(of: report)
    case .sarif: SARIFReporter.bytes(of: report)
    case .github: GitHubReporter.bytes(of: report)
    case .gitlab: GitLabReporter.bytes(of: report)
    case .junit: JUnitReporter.bytes(of: report)
    }
  }

  /// The same bytes in pieces, some of which are written while others are made.
  func write<Failure>(_ report: Report, _ write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    if self == .json { try JSONReporter.write(report, write) } else { try write(bytes(of: report)) }
  }
}
