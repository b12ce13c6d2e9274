import ArgumentParser

/// `scopebook scan`: what files say about permissions, one JSON object a line.
struct ScanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Print the permissions that code requests, as JSON Lines.",
    discussion: """
      Examples:
        scopebook scan --code app
        scopebook scan --code app infrastructure --exclude 'samples/**'
      """
  )

  @Flag(help: "Read code: sources, manifests, Terraform, Bicep, settings.")
  var code = false

  @Option(help: "Only files that this pattern covers, wherever they lie. May be repeated.")
  var include: [String] = []

  @Option(help: "No files that this pattern covers. May be repeated.")
  var exclude: [String] = []

  @Argument(help: "Files and folders.")
  var paths: [String]

  func validate() throws {
    guard code else { throw ValidationError("Say what the paths hold: --code") }
  }

  func run() async throws {
    try await CodeScanOutput.print(paths: paths, include: include, exclude: exclude, to: Console.standard)
  }
}
