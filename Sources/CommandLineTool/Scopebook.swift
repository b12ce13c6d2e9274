public import ArgumentParser
import CMemory
import SiteBuilder

/// The `scopebook` command.
public struct Scopebook: AsyncParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "scopebook",
    abstract: "Build help centers that state, link and prove the permissions a product asks for.",
    discussion: """
      Examples:
        scopebook new my-help-center     make a site to start from
        scopebook build                  build the site in this folder
        scopebook serve                  show it in a browser while you write
        scopebook check                  look for mistakes, publish nothing
        scopebook explain wrong-kind     explain a finding
        scopebook permission User.Read   explain a permission
        scopebook scan --code app        print the permissions that code requests, as JSON Lines
        scopebook schema catalog         print the JSON Schema of content/catalog.yml

      Exit codes: 0 all is well, 1 something is wrong with the site, 2 the command cannot run.
      """,
    version: scopebookVersion,
    subcommands: [
      BuildCommand.self, CheckCommand.self, NewCommand.self, ExplainCommand.self, ImportCommand.self,
      PermissionCommand.self,
      ScanCommand.self, SchemaCommand.self, ServeCommand.self,
    ]
  )

  public init() {}

  /// An option that is also a flag takes `--timings json` but not `--timings=json` from the argument parser.
  static func arguments(_ written: some Sequence<String>) -> [String] {
    written.flatMap { $0.hasPrefix("--timings=") ? ["--timings", String($0.dropFirst("--timings=".count))] : [$0] }
  }

  /// Parses the process's arguments, runs the command and ends the process.
  public static func run() async -> Never {
    tune_memory()
    do {
      var command = try parseAsRoot(arguments(CommandLine.arguments.dropFirst()))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      exit(withError: nil)
    } catch let code as ExitCode {
      exit(withError: code)
    } catch  where exitCode(for: error) == .success {
      exit(withError: error)  // Help and version.
    } catch  where exitCode(for: error) == .validationFailure {
      Console.standard.error(fullMessage(for: error))
      exit(withError: CommandExit.cannotRun)
    } catch {
      Console.standard.error("scopebook: error: \(error)")
      exit(withError: CommandExit.cannotRun)
    }
  }
}

/// What the process ends with; documented in the README, since scripts rely on it.
enum CommandExit {
  static let findings = ExitCode(1)
  static let cannotRun = ExitCode(2)
}
