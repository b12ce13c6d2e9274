import ArgumentParser
import Diagnostics
import SiteBuilder

/// How a command that finds something tells about it: options for any such command, and the one call that obeys them.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "How to report: \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")). Repeat it for several.",
      discussion:
        "With =FILE the report goes there; otherwise terminal goes to standard error, others to standard output.",
      valueName: "name[=file]"
    ),
    transform: { try ReportTarget($0) }
  )
  var targets: [ReportTarget] = []

  @Option(help: ArgumentHelp("Report the worst so many (terminal: 100, others: all).", valueName: "count"))
  var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit has to be 1 or more") }
    let shared = targets.filter(\.usesStandardOutput)
    if shared.count > 1 {
      throw ValidationError(
        "\(shared[0].format.rawValue) and \(shared[1].format.rawValue) cannot both go to standard output; "
          + "write one into a file with --format \(shared[1].format.rawValue)=FILE"
      )
    }
    var files: Set<String> = []
    for file in targets.compactMap(\.file) {
      if !files.insert(file).inserted { throw ValidationError("two reports cannot both go into \(file)") }
      // Said before the work is done, not after.
      let folder = ReportTarget.folder(of: file)
      if FileSystem.kind(of: folder) != .directory {
        throw ValidationError("cannot write \(file): there is no folder \(folder)")
      }
    }
  }

  /// Whether a program is to read the command's standard output, which then has to hold nothing else.
  var usesStandardOutput: Bool { targets.contains(where: \.usesStandardOutput) }

  /// Writes every report that was asked for; with no `--format`, the one for people.
  ///
  /// `root` is the site's folder, as it was given to the command. Throws when a file cannot be written.
  ///
  /// - Returns: what was reported. Whoever ends the program need not wait until a hundred thousand findings are freed.
  @discardableResult
  func write(
    _ diagnostics: [Diagnostic],
    sources: SourceFiles,
    root: String,
    console: Console = .standard
  ) throws(FileSystem.Failure) -> Report {
    let targets = targets.isEmpty ? [ReportTarget(.terminal)] : targets
    // Finding lines and fingerprints for ten thousand findings takes a thirtieth of a build; people read a hundred.
    let isForPeople = targets.allSatisfy(\.isForPeople)
    let most = targets.map { $0.mostFindings(limit) }.max() ?? .max
    let kept = isForPeople ? Report.worst(diagnostics.sortedForReport(), most) : diagnostics
    let report = Report(
      kept,
      sources: sources,
      pathPrefix: WorkingDirectory.prefix(to: root),
      leftOut: diagnostics.count - kept.count
    )
    for target in targets {
      let limited = report.limited(to: target.mostFindings(limit))
      try target.write(limited, console: console)
      if limited.leftOut > 0, !target.isForPeople {
        console.error(
          "scopebook: note: \(counted(limited.leftOut, "finding")) left out of \(target.name) "
            + (limit.map { $0 <= target.format.mostFindings } ?? false
              ? "by --limit" : "with the worst \(target.format.mostFindings), which is all that such a report may hold")
        )
      }
    }
    return report
  }
}
