import Diagnostics
import SiteBuilder

/// What a SARIF log says about one kind of diagnostic, from its explanation where there is one.
struct SARIFRule {
  let id: String
  private let severity: Diagnostic.Severity
  private let title: String
  private let summary: String
  private let text: String
  private let markdown: String

  /// Every kind that is explained, found or not, so that logs of two sites differ in their results only; and what
  /// else was found. By id.
  static func all(for report: Report) -> [SARIFRule] {
    var worst: [String: Diagnostic.Severity] = [:]
    for diagnostic in report.findings.map(\.diagnostic) {
      worst[diagnostic.id] = max(worst[diagnostic.id] ?? diagnostic.severity, diagnostic.severity)
    }
    let explained = Explanation.all.map { SARIFRule($0) }
    for rule in explained { worst[rule.id] = nil }
    return (explained + worst.map { SARIFRule(id: $0.key, severity: $0.value) }).sorted { $0.id < $1.id }
  }

  private init(_ explanation: Explanation) {
    id = explanation.id
    severity = explanation.severity
    title = explanation.title.isEmpty ? Self.words(explanation.id) : explanation.title
    summary = explanation.summary.isEmpty ? title + "." : explanation.summary
    let help = [summary, explanation.details].filter { !$0.isEmpty }.joined(separator: "\n\n")
    text = help
    markdown = help + Self.section("Wrong", explanation.wrong) + Self.section("Right", explanation.right)
  }

  private init(id: String, severity: Diagnostic.Severity) {
    self.id = id
    self.severity = severity
    title = Self.words(id)
    summary = title + "."
    text = summary
    markdown = summary
  }

  func write(to json: inout JSONWriter) {
    json.member("id", id)
    json.member("name", id.split(separator: "-").map { Self.capitalized($0) }.joined())
    json.member("shortDescription") { json in json.object { $0.member("text", title) } }
    json.member("fullDescription") { json in json.object { $0.member("text", summary) } }
    json.member("help") { json in
      json.object { json in
        json.member("text", text)
        json.member("markdown", markdown)
      }
    }
    json.member("defaultConfiguration") { json in json.object { $0.member("level", severity.sarifLevel) } }
    json.member("properties") { json in
      json.object { json in
        json.member("tags") { $0.array(["documentation"]) { $0.value($1) } }
        json.member("precision", severity == .hint ? "medium" : "high")
        json.member("problem.severity", severity == .hint ? "recommendation" : severity.rawValue)
      }
    }
  }

  /// `broken-link` as `Broken link`.
  private static func words(_ id: String) -> String {
    capitalized(id[...]).split(separator: "-").joined(separator: " ")
  }

  private static func capitalized(_ text: Substring) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  private static func section(_ heading: String, _ example: Explanation.Example) -> String {
    guard !example.files.isEmpty else { return "" }
    return "\n\n## \(heading)" + example.files.map(block).joined()
  }

  /// The example may hold fences of its own, which the one around it has to outdo.
  private static func block(_ file: Explanation.Example.File) -> String {
    let longest = file.text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let end = file.text.hasSuffix("\n") ? "" : "\n"
    return "\n\n`\(file.path)`\n\n\(fence)\(file.language)\n\(file.text)\(end)\(fence)"
  }
}
