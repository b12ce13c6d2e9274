import ArgumentParser
import Diagnostics
import SiteBuilder

/// `scopebook build`: check the site and publish it.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Check the site and publish it into its output folder.",
    discussion: """
      Nothing is published while anything is wrong: the site that stands stays as it was. Files in the output \
      folder that Scopebook did not write are neither replaced nor removed.

      Examples:
        scopebook build
        scopebook build --site docs --output public
        scopebook build --drafts --timings
        scopebook build --version-label v2
        scopebook build --format terminal --format sarif=scopebook.sarif
      """
  )

  @Option(help: ArgumentHelp("The folder that holds scopebook.yml.", valueName: "folder"))
  var site = "."

  @Option(help: ArgumentHelp("Where to publish, instead of where scopebook.yml says.", valueName: "folder"))
  var output: String?

  @Flag(help: "Publish drafts too.")
  var drafts = false

  @Flag(help: "Replace files in the output folder even if Scopebook did not write them.")
  var overwrite = false

  @Option(
    name: .customLong("version-label"),
    help: ArgumentHelp(
      "One of the versions in scopebook.yml; all but the latest get a folder of their own.",
      valueName: "label"
    )
  )
  var versionLabel: String?

  @OptionGroup var timings: TimingsOptions

  @OptionGroup var report: ReportOptions

  func run() async throws {
    let console = Console.standard
    var options = Build.Options(root: site)
    options.output = output
    options.includesDrafts = drafts
    options.version = versionLabel
    options.replacesForeignFiles = overwrite
    let line = ProgressLine(console)
    let result = try await Build(options) { line.show($0) }.run()
    line.clear()

    try report.write(result.diagnostics, sources: result.sources, root: site, console: console)
    timings.write(result, console)
    // Ends here, so that the site is not taken apart piece by piece: that took a tenth of a build of 10,000 pages.
    withExtendedLifetime(result) {
      guard let summary = result.summary else {
        console.error(failure(result.diagnostics))
        Self.exit(withError: CommandExit.findings)
      }
      let summaryLine = success(result, summary)
      if report.usesStandardOutput { console.error(summaryLine) } else { console.print(summaryLine) }
      Self.exit()
    }
  }

  private func success(_ result: Build.Result, _ summary: Publisher.Summary) -> String {
    var parts = [counted(result.pageCount, "page")]
    if result.permissionCount > 0 { parts.append(counted(result.permissionCount, "permission")) }
    if result.redirectCount > 0 { parts.append(counted(result.redirectCount, "redirect")) }
    let changes =
      "\(counted(summary.written, "file")) written, \(summary.unchanged) unchanged, \(summary.removed) removed"
    let findings = counts(of: result.diagnostics)
    return "Built \(parts.joined(separator: ", ")) in \(result.timings.total.inSeconds) to \(result.output ?? "")"
      + " (\(changes))" + (findings.isEmpty ? "" : "; \(findings)")
  }

  private func failure(_ diagnostics: [Diagnostic]) -> String {
    "Nothing was published: \(counts(of: diagnostics))."
  }
}

/// `1 page`, `2 pages`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
