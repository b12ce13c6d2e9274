import CodeWitness
import Diagnostics
import Permissions

/// What `scopebook scan --code` prints: one object a finding, sorted by path and position.
enum CodeScanOutput {
  static func print(paths: [String], include: [String], exclude: [String], to console: Console) async throws {
    let report = try await CodeScan(.init(paths: paths, include: include, exclude: exclude), .embedded).run()
    let tables = Dictionary(report.sources.map { ($0.path, LineTable($0.bytes)) }) { first, _ in first }
    var lines: [(path: String, start: UInt32, text: String)] = []
    for finding in report.findings {
      guard let table = tables[finding.path] else { continue }
      lines.append((finding.path, finding.span.start, line(finding, table)))
    }
    for mislabelled in report.mislabelledIDs {
      guard let table = tables[mislabelled.path] else { continue }
      lines.append((mislabelled.path, mislabelled.span.start, line(mislabelled, table)))
    }
    lines.sort { ($0.path, $0.start) < ($1.path, $1.start) }
    if !lines.isEmpty { console.write(lines.map { $0.text + "\n" }.joined()) }
  }

  private static func line(_ finding: CodeFinding, _ table: LineTable) -> String {
    let position = table.position(of: finding.span.start)
    var json = JSONLine()
    json.member("file", finding.path)
    json.member("line", position.line)
    json.member("column", position.column)
    json.member("form", finding.form)
    json.member("written", finding.written)
    json.member("permission", finding.permission?.name)
    json.member("kind", finding.kind?.rawValue)
    json.member("resource", finding.resource?.name)
    json.member("id", finding.permission?.id.description)
    json.member("certainty", finding.certainty.rawValue)
    json.member("request", finding.isRequest)
    json.member("reason", finding.exemption?.rawValue)
    return json.finish()
  }

  /// An id whose label names another permission; told from a request by its `problem`.
  private static func line(_ mislabelled: MislabelledID, _ table: LineTable) -> String {
    let position = table.position(of: mislabelled.span.start)
    var json = JSONLine()
    json.member("file", mislabelled.path)
    json.member("line", position.line)
    json.member("column", position.column)
    json.member("problem", "mislabelled-id")
    json.member("written", mislabelled.id.description)
    json.member("permission", mislabelled.grants.first?.name)
    json.member("resource", mislabelled.grants.first?.resource.name)
    json.member("label", mislabelled.label)
    json.member("request", false)
    return json.finish()
  }
}

/// One JSON object on one line.
private struct JSONLine {
  private var text = "{"

  mutating func member(_ name: String, _ value: String?) { add(name, value.map(Self.quoted) ?? "null") }
  mutating func member(_ name: String, _ value: Int) { add(name, String(value)) }
  mutating func member(_ name: String, _ value: Bool) { add(name, value ? "true" : "false") }

  func finish() -> String { text + "}" }

  private mutating func add(_ name: String, _ value: String) {
    if text.utf8.count > 1 { text += "," }
    text += "\"\(name)\":\(value)"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u00" + (digits.utf8.count == 1 ? "0" : "") + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
