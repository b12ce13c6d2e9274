package import Diagnostics
import SiteBuilder

/// What every format is made from: the findings with their fingerprints, and where in the files they are.
package struct Report: Sendable {
  package struct Finding: Sendable {
    package let diagnostic: Diagnostic
    package let fingerprint: String
  }

  /// In the order in which they are to be read.
  package private(set) var findings: [Finding]
  /// How many findings a limit has taken away.
  package private(set) var leftOut = 0
  package let toolVersion: String
  /// How to get from the folder in which the command runs to the site's: empty, or `docs/`.
  package let pathPrefix: String

  private let files: [String: File]

  private struct File: Sendable {
    let bytes: [UInt8]
    let lines: LineTable
    /// From the folder in which the command runs.
    let shownPath: String
  }

  /// Of `sources` only the files are looked at that some finding is about.
  package init(
    _ diagnostics: [Diagnostic],
    sources: SourceFiles,
    pathPrefix: String = "",
    toolVersion: String = scopebookVersion,
    leftOut: Int = 0
  ) {
    self.leftOut = leftOut
    let ofFiles = diagnostics.sortedForReport().chunked { $0.location?.path == $1.location?.path }
    let paths = Array(Set(mappedInParallel(ofFiles) { Self.paths(in: $0) }.joined()))
    let found = mappedInParallel(paths) { path in
      sources[path].map {
        File(bytes: $0.bytes, lines: LineTable($0.bytes), shownPath: Self.shown(path, pathPrefix))
      }
    }
    let files = Dictionary(uniqueKeysWithValues: zip(paths, found)).compactMapValues(\.self)
    let findings = mappedInParallel(ofFiles) { ofFile in
      let fingerprints = Fingerprint.of(ofFile, lines: ofFile.first?.location.flatMap { files[$0.path]?.lines })
      return zip(ofFile, fingerprints).map { Finding(diagnostic: $0, fingerprint: $1) }
    }
    self.findings = Array(findings.joined())
    self.files = files
    self.pathPrefix = pathPrefix
    self.toolVersion = toolVersion
  }

  /// At most `limit` of them, the worst, in the same order.
  package static func worst(_ diagnostics: [Diagnostic], _ limit: Int) -> [Diagnostic] {
    guard diagnostics.count > limit else { return diagnostics }
    var kept: [Int] = []
    for severity in Diagnostic.Severity.allCases.reversed() where kept.count < limit {
      kept += diagnostics.indices.lazy.filter { diagnostics[$0].severity == severity }.prefix(limit - kept.count)
    }
    return kept.sorted().map { diagnostics[$0] }
  }

  /// The same report with at most `limit` findings, the worst, in the same order.
  package func limited(to limit: Int) -> Report {
    guard findings.count > limit else { return self }
    let worst = findings.enumerated().sorted {
      ($1.element.diagnostic.severity, $0.offset) < ($0.element.diagnostic.severity, $1.offset)
    }
    var report = self
    report.findings = worst.prefix(limit).sorted { $0.offset < $1.offset }.map(\.element)
    report.leftOut += findings.count - report.findings.count
    return report
  }

  /// A file's path from the folder in which the command runs: `docs/content/index.md`.
  func path(_ sitePath: String) -> String { files[sitePath]?.shownPath ?? Self.shown(sitePath, pathPrefix) }

  private static func shown(_ sitePath: String, _ prefix: String) -> String {
    if sitePath.hasPrefix("/") { return sitePath }
    return WorkingDirectory.isNormal(sitePath) ? prefix + sitePath : WorkingDirectory.normalized(prefix + sitePath)
  }

  /// Of all files that findings of one file are about.
  private static func paths(in diagnostics: ArraySlice<Diagnostic>) -> Set<String> {
    var paths: Set<String> = []
    if let own = diagnostics.first?.location?.path { paths.insert(own) }
    for diagnostic in diagnostics {
      if let fix = diagnostic.fix, fix.path != diagnostic.location?.path { paths.insert(fix.path) }
      for note in diagnostic.notes { if let location = note.location { paths.insert(location.path) } }
    }
    return paths
  }

  /// Nothing when the whole file is meant, or its text is not known.
  func range(of location: SourceLocation) -> Range<LineTable.Position>? {
    location.span.flatMap { range(of: $0, in: location.path) }
  }

  func range(of span: SourceSpan, in path: String) -> Range<LineTable.Position>? {
    guard let lines = files[path]?.lines else { return nil }
    return lines.position(of: span.start)..<lines.position(of: span.end)
  }

  /// Like `range(of:)`, without the line ends that a span may close with: a finding is not about the line below it.
  func visibleRange(of location: SourceLocation) -> Range<LineTable.Position>? {
    guard var span = location.span, let file = files[location.path] else { return nil }
    let end = min(Int(span.end), file.bytes.count)
    let text = file.bytes[min(Int(span.start), end)..<end]
    if let last = text.lastIndex(where: { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }) {
      span.end = UInt32(clamping: last + 1)
    }
    return range(of: span, in: location.path)
  }

  /// A line's bytes and the offset at which it begins.
  func line(_ number: Int, of path: String) -> (bytes: ArraySlice<UInt8>, offset: Int)? {
    files[path].map { ($0.lines.text(ofLine: number), $0.lines.offset(ofLine: number)) }
  }

  func bytes(of path: String) -> [UInt8]? { files[path]?.bytes }

  /// The fix as a program can make it: each edit with its place and its text. Nothing when there is none, or when
  /// what it would write is no text.
  func edits(of fix: Diagnostic.Fix) -> [(edit: Diagnostic.Edit, range: Range<LineTable.Position>, text: String)]? {
    var edits: [(Diagnostic.Edit, Range<LineTable.Position>, String)] = []
    for edit in fix.edits {
      guard let range = range(of: edit.span, in: fix.path),
        let text = String(validating: edit.replacement, as: UTF8.self)
      else { return nil }
      edits.append((edit, range, text))
    }
    return edits.isEmpty ? nil : edits
  }
}
