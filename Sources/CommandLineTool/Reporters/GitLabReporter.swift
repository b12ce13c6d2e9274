import Diagnostics
import SiteBuilder

/// GitLab's code quality report.
///
/// It has no place for how many findings are left out: every entry counts as one.
enum GitLabReporter {
  static func bytes(of report: Report) -> [UInt8] {
    var json = JSONWriter()
    json.array(report.findings) { json, finding in
      let diagnostic = finding.diagnostic
      // GitLab refuses an entry without a file; where none is to blame, the site's configuration stands for the site.
      let location = diagnostic.location ?? SourceLocation(path: Reader.configurationName)
      let range = report.visibleRange(of: location)
      json.object { json in
        json.member("description", description(of: diagnostic))
        json.member("check_name", diagnostic.id)
        json.member("fingerprint", finding.fingerprint)
        json.member("severity", severity(diagnostic.severity))
        json.member("location") { json in
          json.object { json in
            json.member("path", report.path(location.path))
            json.member("lines") { json in
              json.object { json in
                json.member("begin", range?.lowerBound.line ?? 1)
                json.member("end", range?.upperBound.line ?? 1)
              }
            }
          }
        }
      }
    }
    return json.finish()
  }

  private static func description(of diagnostic: Diagnostic) -> String {
    diagnostic.message + (diagnostic.help.map { ": " + $0 } ?? "")
  }

  private static func severity(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "major"
    case .warning: "minor"
    case .hint: "info"
    }
  }
}
