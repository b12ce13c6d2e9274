package import Diagnostics
import TypedYAML

/// Findings that a site has and lives with for now. A baseline only shrinks: what is mended goes, and nothing comes.
package struct Baseline: Sendable {
  package struct Entry: Hashable, Sendable {
    package var fingerprint: String
    package var id: String
    package var path: String
    package var message: String
  }

  package var entries: [Entry]

  package var fingerprints: Set<String> { Set(entries.map(\.fingerprint)) }

  package init(_ diagnostics: [Diagnostic], sources: SourceFiles) {
    entries = zip(diagnostics, Fingerprint.of(diagnostics, sources: sources))
      .filter { $0.0.severity != .error || Explanation.isAdjustable($0.0.id) }
      .map { Entry(fingerprint: $1, id: $0.id, path: $0.location?.path ?? "", message: $0.message) }
  }

  private init(entries: [Entry]) { self.entries = entries }

  /// What is still found of it.
  package func shrunk(to found: Set<String>) -> Baseline {
    Baseline(entries: entries.filter { found.contains($0.fingerprint) })
  }

  /// Nothing, and why, where the file is missing or is no baseline.
  package static func read(
    _ file: String,
    shownAs path: String
  ) throws(FileSystem.Failure) -> (baseline: Baseline?, diagnostics: [Diagnostic]) {
    let location = SourceLocation(path: path)
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.read(file)
    } catch  where error.isMissingFile {
      let help = "make it with `scopebook check --baseline \(path) --update-baseline`"
      return (nil, [Diagnostic("invalid-value", .error, "there is no baseline \(path)", at: location, help: help)])
    }
    let (node, problems) = YAMLReader.read(bytes, path: path)
    guard problems.isEmpty, let node, node.integer("version") == 1, let findings = node["findings"]?.items else {
      let help = "make a new one with `scopebook check --baseline \(path) --update-baseline` after removing it"
      return (nil, [Diagnostic("invalid-value", .error, "\(path) is no baseline", at: location, help: help)])
    }
    let entries = findings.compactMap { node -> Entry? in
      guard let fingerprint = node.text("fingerprint")?.value, let id = node.text("id")?.value else { return nil }
      return Entry(
        fingerprint: fingerprint,
        id: id,
        path: node.text("path")?.value ?? "",
        message: node.text("message")?.value ?? ""
      )
    }
    return (Baseline(entries: entries), [])
  }

  /// Takes findings that are known out of what was found, and gives their fingerprints. Errors without which the site
  /// cannot be built stay.
  ///
  /// - Parameters:
  ///   - path: the configuration's baseline; what is wrong with it is found too.
  ///   - more: fingerprints that are known besides.
  static func setAsideKnown(
    _ path: String?,
    and more: Set<String> = [],
    _ reader: Reader,
    in diagnostics: inout [Diagnostic],
    _ sources: SourceFiles
  ) throws(FileSystem.Failure) -> Set<String> {
    var known = more
    if let path {
      let (baseline, problems) = try read(reader.absolute(path), shownAs: path)
      known.formUnion(baseline?.fingerprints ?? [])
      diagnostics += problems
    }
    guard !known.isEmpty else { return [] }
    var kept: [Diagnostic] = []
    var aside: Set<String> = []
    for (diagnostic, fingerprint) in zip(diagnostics, Fingerprint.of(diagnostics, sources: sources)) {
      if known.contains(fingerprint), !diagnostic.preventsBuilding {
        aside.insert(fingerprint)
      } else {
        kept.append(diagnostic)
      }
    }
    diagnostics = kept
    return aside
  }

  package var bytes: [UInt8] {
    var json = JSONWriter()
    let sorted = entries.sorted { ($0.path, $0.id, $0.fingerprint) < ($1.path, $1.id, $1.fingerprint) }
    json.object { json in
      json.member("version", 1)
      json.member("findings") { json in
        json.array(sorted) { json, entry in
          json.object { json in
            json.member("fingerprint", entry.fingerprint)
            json.member("id", entry.id)
            json.member("path", entry.path)
            json.member("message", entry.message)
          }
        }
      }
    }
    return json.finish()
  }
}
