import Diagnostics
import SiteBuilder

/// JUnit's XML, for CI systems that know tests and nothing else: a suite for each check, a failed case for each error
/// and warning, a passed one for each hint and for each check that found nothing.
enum JUnitReporter {
  static func bytes(of report: Report) -> [UInt8] {
    let found = Dictionary(grouping: report.findings.map(\.diagnostic), by: \.id)
    let suites = Set(found.keys).union(Explanation.all.map(\.id)).sorted().map { id in
      suite(id, cases: found[id].map { cases(for: $0, in: report) } ?? [Case(name: id)])
    }
    var total = Count()
    for suite in suites { total.add(suite.count) }
    var xml = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
    xml += "<testsuites name=\"scopebook\" \(total.attributes)>\n"
    xml += suites.map(\.xml).joined()
    if report.leftOut > 0 {
      xml += "  <testsuite name=\"left-out\" tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\" time=\"0\">\n"
      xml += "    <system-out>… and \(report.leftOut) more</system-out>\n  </testsuite>\n"
    }
    return Array((xml + "</testsuites>\n").utf8)
  }

  private struct Count {
    var tests = 0
    var failures = 0

    mutating func add(_ other: Count) {
      tests += other.tests
      failures += other.failures
    }

    var attributes: String { "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\" skipped=\"0\" time=\"0\"" }
  }

  private struct Case {
    var name: String
    var place: (path: String, line: Int)?
    var failure: (type: String, message: String, text: String)?
    var output: String?
  }

  private static func cases(for diagnostics: [Diagnostic], in report: Report) -> [Case] {
    var names: [String: Int] = [:]
    return diagnostics.map { diagnostic in
      let place = place(of: diagnostic, in: report)
      var name = place?.name ?? diagnostic.id
      names[name, default: 0] += 1
      // Two cases of one name are one case to most readers.
      if let count = names[name], count > 1 { name += " (\(count))" }
      let text = TerminalReporter(.silent).block(for: diagnostic, in: report)
      var result = Case(name: name, place: place.map { ($0.path, $0.line) })
      if diagnostic.severity == .hint {
        result.output = text
      } else {
        result.failure = (diagnostic.severity.rawValue, diagnostic.message, text)
      }
      return result
    }
  }

  private static func place(of diagnostic: Diagnostic, in report: Report) -> (name: String, path: String, line: Int)? {
    guard let location = diagnostic.location else { return nil }
    let path = report.path(location.path)
    guard let position = report.range(of: location)?.lowerBound else { return (path, path, 1) }
    return ("\(path):\(position.line):\(position.column)", path, position.line)
  }

  private static func suite(_ id: String, cases: [Case]) -> (xml: String, count: Count) {
    let count = Count(tests: cases.count, failures: cases.count { $0.failure != nil })
    var xml = "  <testsuite name=\"\(escaped(id))\" \(count.attributes)>\n"
    for test in cases {
      xml += "    <testcase name=\"\(escaped(test.name))\" classname=\"\(escaped(id))\""
      if let place = test.place { xml += " file=\"\(escaped(place.path))\" line=\"\(place.line)\"" }
      xml += " time=\"0\""
      if let failure = test.failure {
        xml += ">\n      <failure type=\"\(failure.type)\" message=\"\(escaped(failure.message))\">"
        xml += escaped(failure.text, isText: true) + "</failure>\n    </testcase>\n"
      } else if let output = test.output {
        xml += ">\n      <system-out>" + escaped(output, isText: true) + "</system-out>\n    </testcase>\n"
      } else {
        xml += "/>\n"
      }
    }
    return (xml + "  </testsuite>\n", count)
  }

  /// Characters that XML 1.0 does not have are left out. In attributes, line ends and tabs would be read as spaces.
  private static func escaped(_ text: String, isText: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"" where !isText: result += "&quot;"
      case "\r": result += "&#13;"
      case "\t", "\n":
        if isText { result.unicodeScalars.append(scalar) } else { result += "&#\(scalar.value);" }
      case "\u{FFFE}", "\u{FFFF}": continue
      default:
        if scalar.properties.generalCategory != .control { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }
}
