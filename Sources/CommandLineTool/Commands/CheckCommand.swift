import ArgumentParser
import Diagnostics
import ExternalLinks
import SiteBuilder

/// `scopebook check`: everything that a build looks at, and more where it is asked for; publishes nothing.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check pages, links and permissions without publishing anything.",
    discussion: """
      Examples:
        scopebook check
        scopebook check --fail-on warning --format github
        scopebook check --external                       ask other sites whether our links still work
        scopebook check --against last/site-manifest.json   find addresses that would be lost
        scopebook check --changed-since origin/main      only what this branch introduced
        scopebook check --fix                            correct what can be corrected safely
        scopebook check --fix --dry-run                  show what that would change, and change nothing

      Where nothing has changed since the last `scopebook build` into the site's output folder, the check says what \
      that build has found and looks at nothing again.

      `scopebook explain ID` says more about a finding. Levels, and a baseline of findings that are known, are set \
      in scopebook.yml under checks.
      """
  )

  @Option(help: ArgumentHelp("The folder that holds scopebook.yml.", valueName: "folder"))
  var site = "."

  @Flag(help: "Check drafts too.")
  var drafts = false

  @Flag(help: "Ask other sites whether the links to them work. Needs curl and the network.")
  var external = false

  @Option(
    help: ArgumentHelp("Find addresses and anchors that an earlier build published.", valueName: "site-manifest.json")
  )
  var against: String?

  @Option(
    help: ArgumentHelp("Report only what the branch introduced since it left this revision.", valueName: "revision")
  )
  var changedSince: String?

  @Option(help: ArgumentHelp("A file with findings that are known and let pass.", valueName: "file"))
  var baseline: String?

  @Flag(help: "Take what is mended out of the baseline; make it where there is none.")
  var updateBaseline = false

  @Flag(help: "Correct what can be corrected safely.")
  var fix = false

  @Flag(help: "With --fix: write what would change to standard output, as a unified diff, and change nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("Write what docs, catalog, code and provider say of each permission as JSON.", valueName: "file")
  )
  var witnesses: String?

  @Option(
    help: ArgumentHelp("The mildest level that makes the check fail: error, warning or hint.", valueName: "level")
  )
  var failOn = Level.error

  enum Level: String, CaseIterable, ExpressibleByArgument {
    case error, warning, hint

    var severity: Diagnostic.Severity {
      switch self {
      case .error: .error
      case .warning: .warning
      case .hint: .hint
      }
    }
  }

  @OptionGroup var timings: TimingsOptions

  @OptionGroup var report: ReportOptions

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  func validate() throws {
    if updateBaseline, baseline == nil { throw ValidationError("--update-baseline needs --baseline FILE") }
    if dryRun, !fix { throw ValidationError("--dry-run shows what --fix would change: write --fix --dry-run") }
    if dryRun, report.usesStandardOutput {
      throw ValidationError("--dry-run writes to standard output; write the report into a file with --format NAME=FILE")
    }
  }

  func run() async throws {
    let console = Console.standard
    let line = ProgressLine(console)
    var options = try makeOptions(line)
    if let changedSince { options.known = try await Revision(name: changedSince, root: site).findings(drafts: drafts) }
    let known = try readBaseline()
    if !updateBaseline { options.known.formUnion(known?.fingerprints ?? []) }

    var result = try await Build(options) { line.show($0) }.run()
    var fixer = Fixer(root: site, isDryRun: dryRun)
    if fix {
      let corrected = try await fixer.mend(result) { [options] replaced in
        var options = options
        options.replaced = replaced
        return try await Build(options) { line.show($0) }.run()
      }
      if !dryRun { result = corrected }
    }
    line.clear()
    if updateBaseline, let baseline { try update(baseline, known, &result, console) }

    let reported = try report.write(result.diagnostics, sources: result.sources, root: site, console: console)
    let table = WitnessTable(rows: result.witnesses)
    if let witnesses { try ReportTarget.replace(witnesses, with: table.json) }
    if dryRun {
      for (path, file) in fixer.files.sorted(by: { $0.key < $1.key }) {
        console.write(UnifiedDifference(from: file.before, to: file.after, path: path).text)
      }
    } else if !report.usesStandardOutput, !result.witnesses.isEmpty { console.print(table.text(console)) }
    timings.write(result, console)
    let failed = result.diagnostics.contains { $0.severity >= failOn.severity }
    withExtendedLifetime((result, reported)) {
      let summary = summary(of: result, fixed: fixer.count, known: known)
      if report.usesStandardOutput || dryRun { console.error(summary) } else { console.print(summary) }
      Self.exit(withError: failed ? CommandExit.findings : nil)
    }
  }

  private func makeOptions(_ line: ProgressLine) throws -> Build.Options {
    var options = Build.Options(root: site)
    options.stopsAfterChecks = true
    options.takesFindingsOfLastBuild = true
    options.includesDrafts = drafts
    if let against {
      let manifest = try ReleaseCheck(SourceFile(path: against, bytes: try FileSystem.read(against)))
      options.moreChecks.append { site, theme in manifest.run(site, theme) }
    }
    if external {
      let folder = site == "." ? ".scopebook" : site + "/.scopebook"
      BuildState.makeFolder(in: site)
      options.moreChecks.append { site, _ in
        var options = site.configuration.externalLinks
        options.cacheFolder = folder
        return try await ExternalLinkChecker(options).check(site.externalLinks()) { line.show($0, of: $1) }.diagnostics
      }
    }
    return options
  }

  private func readBaseline() throws -> Baseline? {
    guard let baseline else { return nil }
    if updateBaseline, FileSystem.kind(of: baseline) == nil { return nil }
    let (read, problems) = try Baseline.read(baseline, shownAs: baseline)
    if let problem = problems.first {
      throw Failure(description: problem.message + (problem.help.map { "; \($0)" } ?? ""))
    }
    return read
  }

  /// The first time everything that is found goes in; after that nothing more does.
  private func update(
    _ file: String,
    _ known: Baseline?,
    _ result: inout Build.Result,
    _ console: Console
  ) throws(FileSystem.Failure) {
    let now = Baseline(result.diagnostics, sources: result.sources)
    let updated = known?.shrunk(to: now.fingerprints) ?? now
    try ReportTarget.replace(file, with: updated.bytes)
    let gone = (known?.entries.count ?? 0) - updated.entries.count
    console.error(
      known == nil
        ? "Made \(file) with \(counted(updated.entries.count, "finding"))."
        : "\(file): \(gone) mended, \(updated.entries.count) left."
    )
    let fingerprints = Fingerprint.of(result.diagnostics, sources: result.sources)
    result.diagnostics = zip(result.diagnostics, fingerprints).filter { !updated.fingerprints.contains($1) }.map(\.0)
    result.known = updated.fingerprints
  }

  private func summary(of result: Build.Result, fixed: Int, known: Baseline?) -> String {
    let findings = counts(of: result.diagnostics)
    var text = "Checked \(counted(result.pageCount, "page")) in \(result.timings.total.inSeconds): "
    text += findings.isEmpty ? "nothing found" : findings
    if fixed > 0 { text += "; \(fixed) \(dryRun ? "can be " : "")corrected" }
    if !result.known.isEmpty { text += "; \(result.known.count) known" }
    let mended = (known?.fingerprints ?? []).subtracting(result.known).count
    if mended > 0, !updateBaseline {
      text += "; \(mended) of the baseline mended: take them out with --update-baseline"
    }
    return text + "."
  }
}

/// `2 errors, 1 hint`
func counts(of diagnostics: [Diagnostic]) -> String {
  Diagnostic.Severity.allCases.reversed()
    .map { severity in (diagnostics.count { $0.severity == severity }, severity.rawValue) }
    .filter { $0.0 > 0 }.map { counted($0, $1) }.joined(separator: ", ")
}
