import CodeWitness
import Diagnostics
import TypedYAML

/// Reads what the product's code requests, from wherever the configuration says it lies.
enum CodeReader {
  /// Nothing where no code is named. Paths in the report are as seen from the site's folder.
  static func read(_ configuration: SiteConfiguration, root: String) async -> (
    report: CodeReport?, diagnostics: [Diagnostic]
  ) {
    guard !configuration.code.isEmpty else { return (nil, []) }
    var report = CodeReport()
    var diagnostics: [Diagnostic] = []
    for source in configuration.code {
      let path = source.path.value
      let isElsewhere = root == "." || root.isEmpty || path.hasPrefix("/")
      let options = CodeScan.Options(
        paths: [isElsewhere ? path : root + "/" + path],
        include: source.include,
        exclude: source.exclude
      )
      do {
        report.add(
          try await CodeScan(options, configuration.microsoft).run(),
          droppingPrefix: isElsewhere ? "" : root + "/"
        )
      } catch {
        diagnostics.append(
          Diagnostic(
            "unresolved-reference",
            .error,
            "there is no code at \(path)",
            at: SourceLocation(path: Reader.configurationName, span: source.path.span),
            help: "write the path from the folder of scopebook.yml"
          )
        )
      }
    }
    return (report, diagnostics)
  }
}

extension CodeReport {
  fileprivate mutating func add(_ other: CodeReport, droppingPrefix prefix: String) {
    func shortened(_ path: String) -> String {
      path.hasPrefix(prefix) ? String(path.dropFirst(prefix.utf8.count)) : path
    }
    findings += other.findings.map { finding in
      var finding = finding
      finding.path = shortened(finding.path)
      return finding
    }
    mislabelledIDs += other.mislabelledIDs.map { label in
      var label = label
      label.path = shortened(label.path)
      return label
    }
    sources += other.sources.map { SourceFile(path: shortened($0.path), bytes: $0.bytes) }
  }
}
