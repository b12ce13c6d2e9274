import Diagnostics
import SiteBuilder

/// JSON Lines for scripts: one object per diagnostic, as `docs/diagnostics-json.md` and ``DiagnosticsSchema`` say.
enum JSONReporter {
  static func bytes(of report: Report) -> [UInt8] {
    var bytes: [UInt8] = []
    write(report) { bytes += $0 }
    return bytes
  }

  /// In pieces, some of which are written while others are made.
  static func write<Failure>(_ report: Report, _ write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    let starts = Array(stride(from: 0, to: report.findings.count, by: 512))
    try forEachMappedInParallel(starts) { start in
      var json = JSONWriter(isCompact: true)
      for finding in report.findings[start...].prefix(512) {
        json.object { self.write(finding, of: report, to: &$0) }
        json.endLine()
      }
      return json.finishLines()
    } _: { piece throws(Failure) in try write(piece) }
    if report.leftOut > 0 {
      var json = JSONWriter(isCompact: true)
      json.object { $0.member("leftOut", report.leftOut) }
      try write(json.finish())
    }
  }

  private static func write(_ finding: Report.Finding, of report: Report, to json: inout JSONWriter) {
    let diagnostic = finding.diagnostic
    json.member("id", diagnostic.id)
    json.member("severity", diagnostic.severity.rawValue)
    json.member("message", diagnostic.message)
    json.member("help", diagnostic.help)
    json.member("fingerprint", finding.fingerprint)
    json.member("location") { write(diagnostic.location, of: report, to: &$0) }
    json.member("notes") { json in
      json.array(diagnostic.notes) { json, note in
        json.object { json in
          json.member("message", note.message)
          json.member("location") { write(note.location, of: report, to: &$0) }
        }
      }
    }
    json.member("fix") { write(diagnostic.fix, of: report, to: &$0) }
  }

  private static func write(_ location: SourceLocation?, of report: Report, to json: inout JSONWriter) {
    guard let location else { return json.null() }
    json.object { json in
      json.member("path", report.path(location.path))
      write(location.span, report.range(of: location), to: &json)
    }
  }

  private static func write(_ fix: Diagnostic.Fix?, of report: Report, to json: inout JSONWriter) {
    guard let fix, let edits = report.edits(of: fix) else { return json.null() }
    json.object { json in
      json.member("title", fix.title)
      json.member("path", report.path(fix.path))
      json.member("edits") { json in
        json.array(edits) { json, edit in
          json.object { json in
            write(edit.edit.span, edit.range, to: &json)
            json.member("replacement", edit.text)
          }
        }
      }
    }
  }

  private static func write(_ span: SourceSpan?, _ range: Range<LineTable.Position>?, to json: inout JSONWriter) {
    write("start", range?.lowerBound, span?.start, to: &json)
    write("end", range?.upperBound, span?.end, to: &json)
  }

  private static func write(
    _ name: String,
    _ position: LineTable.Position?,
    _ offset: UInt32?,
    to json: inout JSONWriter
  ) {
    json.member(name) { json in
      guard let position, let offset else { return json.null() }
      json.object { json in
        json.member("line", position.line)
        json.member("column", position.column)
        json.member("offset", Int(offset))
      }
    }
  }
}
