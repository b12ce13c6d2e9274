import Diagnostics
import SiteBuilder

/// SARIF 2.1.0 with what GitHub's code scanning and editors make use of.
enum SARIFReporter {
  static func bytes(of report: Report) -> [UInt8] {
    let rules = SARIFRule.all(for: report)
    var writer = SARIFWriter(report, rules: rules)
    return writer.write()
  }
}

/// Writes one log. Columns count code points, and say so: most readers would otherwise count UTF-16 units.
private struct SARIFWriter {
  let report: Report
  let rules: [SARIFRule]
  let ruleIndices: [String: Int]
  /// By path; each file is hashed once, however many findings it has.
  var lineHashes: [String: LineHashes] = [:]

  init(_ report: Report, rules: [SARIFRule]) {
    self.report = report
    self.rules = rules
    ruleIndices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.id, $0) })
  }

  mutating func write() -> [UInt8] {
    let results = orderedFindings.map { ($0, partialFingerprints($0)) }
    var json = JSONWriter()
    json.object { json in
      json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      json.member("version", "2.1.0")
      json.member("runs") { json in
        json.array([results]) { json, results in
          json.object { json in
            json.member("tool") { $0.object { $0.member("driver") { $0.object { driver(&$0) } } } }
            // A site is a category of its own, so that two sites of a repository do not replace each other's alerts.
            json.member("automationDetails") { $0.object { $0.member("id", "scopebook/" + report.pathPrefix) } }
            json.member("columnKind", "unicodeCodePoints")
            json.member("invocations") {
              $0.array([report.leftOut]) { json, leftOut in json.object { invocation(leftOut, &$0) } }
            }
            json.member("results") { json in
              json.array(results) { json, result in json.object { self.result(result.0, result.1, &$0) } }
            }
          }
        }
      }
    }
    return json.finish()
  }

  /// Where some are left out, the worst first: those who read the log may show fewer still.
  private var orderedFindings: [Report.Finding] {
    guard report.leftOut > 0 else { return report.findings }
    return Diagnostic.Severity.allCases.reversed().flatMap { severity in
      report.findings.filter { $0.diagnostic.severity == severity }
    }
  }

  private func driver(_ json: inout JSONWriter) {
    json.member("name", "Scopebook")
    json.member("version", report.toolVersion)
    json.member("semanticVersion", report.toolVersion)
    json.member("rules") { json in
      json.array(rules) { json, rule in json.object { rule.write(to: &$0) } }
    }
  }

  private func invocation(_ leftOut: Int, _ json: inout JSONWriter) {
    json.member("executionSuccessful", true)
    guard leftOut > 0 else { return }
    json.member("toolExecutionNotifications") { json in
      let most = ReportFormat.sarif.mostFindings
      let reason = report.findings.count < most ? "" : ", left out: a run may hold \(most) results, here the worst"
      json.array(["… and \(leftOut) more" + reason]) { json, text in
        json.object { json in
          json.member("level", "note")
          message(text, &json)
        }
      }
    }
  }

  private func result(_ finding: Report.Finding, _ fingerprints: [(String, String)], _ json: inout JSONWriter) {
    let diagnostic = finding.diagnostic
    let related = diagnostic.notes.filter { $0.location != nil }
    json.member("ruleId", diagnostic.id)
    json.member("ruleIndex", ruleIndices[diagnostic.id]!)
    json.member("level", diagnostic.severity.sarifLevel)
    message(SARIFMessage.text(of: diagnostic), &json)
    json.member("locations") { json in
      // GitHub shows no result without a place; where no file is to blame, the configuration stands for the site.
      json.array([diagnostic.location ?? SourceLocation(path: Reader.configurationName)]) { json, location in
        json.object { place(location, &$0) }
      }
    }
    if !related.isEmpty {
      json.member("relatedLocations") { json in
        json.array(Array(related.enumerated())) { json, note in
          json.object { json in
            json.member("id", note.offset + 1)
            place(note.element.location!, &json)
            message(SARIFMessage.withoutLinks(note.element.message), &json)
          }
        }
      }
    }
    if let fix = diagnostic.fix, let edits = report.edits(of: fix) {
      json.member("fixes") { json in
        json.array([fix]) { json, fix in json.object { self.fix(fix, edits, &$0) } }
      }
    }
    json.member("partialFingerprints") { json in
      json.object { json in
        for (name, value) in fingerprints { json.member(name, value) }
      }
    }
  }

  private func fix(
    _ fix: Diagnostic.Fix,
    _ edits: [(edit: Diagnostic.Edit, range: Range<LineTable.Position>, text: String)],
    _ json: inout JSONWriter
  ) {
    json.member("description") { json in json.object { $0.member("text", SARIFMessage.withoutLinks(fix.title)) } }
    json.member("artifactChanges") { json in
      json.array([fix.path]) { json, path in
        json.object { json in
          artifact(path, &json)
          json.member("replacements") { json in
            json.array(edits) { json, edit in
              json.object { json in
                region("deletedRegion", edit.range, &json)
                json.member("insertedContent") { json in json.object { $0.member("text", edit.text) } }
              }
            }
          }
        }
      }
    }
  }

  private func message(_ text: String, _ json: inout JSONWriter) {
    json.member("message") { json in json.object { $0.member("text", text) } }
  }

  private func place(_ location: SourceLocation, _ json: inout JSONWriter) {
    let start = LineTable.Position(line: 1, column: 1)
    json.member("physicalLocation") { json in
      json.object { json in
        artifact(location.path, &json)
        region("region", report.visibleRange(of: location) ?? start..<start, &json)
      }
    }
  }

  /// Without a base: readers take relative paths from the repository's folder, and there is no other to tell apart.
  private func artifact(_ path: String, _ json: inout JSONWriter) {
    json.member("artifactLocation") { json in json.object { $0.member("uri", uri(report.path(path))) } }
  }

  private func region(_ name: String, _ range: Range<LineTable.Position>, _ json: inout JSONWriter) {
    json.member(name) { json in
      json.object { json in
        json.member("startLine", range.lowerBound.line)
        json.member("startColumn", range.lowerBound.column)
        json.member("endLine", range.upperBound.line)
        json.member("endColumn", range.upperBound.column)
      }
    }
  }

  private func uri(_ path: String) -> String {
    var text = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }

  /// GitHub looks at the first only. It is made as GitHub's upload action makes it, which compares and complains.
  private mutating func partialFingerprints(_ finding: Report.Finding) -> [(String, String)] {
    var fingerprints: [(String, String)] = []
    if let location = finding.diagnostic.location, let bytes = report.bytes(of: location.path) {
      let hashes = lineHashes[location.path] ?? LineHashes(bytes)
      lineHashes[location.path] = hashes
      let line = report.visibleRange(of: location)?.lowerBound.line ?? 1
      if let hash = hashes[line] { fingerprints.append(("primaryLocationLineHash", hash)) }
    }
    return fingerprints + [("scopebook/v1", finding.fingerprint)]
  }
}

extension Diagnostic.Severity {
  var sarifLevel: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .hint: "note"
    }
  }
}
