import ArgumentParser
import CodeWitness
import Permissions
import SiteBuilder

/// `scopebook import`: begin with what exists already.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a catalog from manifests or code, or refresh the table of permissions.",
    subcommands: [Manifest.self, ProviderData.self]
  )

  struct Manifest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "manifest",
      abstract: "Write a catalog to start from.",
      discussion: """
        Reads app manifests, Terraform, Bicep, settings and sources, whatever `scopebook scan --code` reads, and writes \
        what they request as a catalog. Reasons are left for you to write; the check reminds you of each.

        Examples:
          scopebook import manifest app.json
          scopebook import manifest infrastructure src --output content/catalog.yml
        """
    )

    @Argument(help: "Manifests, or files and folders with code.")
    var paths: [String]

    @Option(
      help: ArgumentHelp("Where to write the catalog, instead of showing it. It must not exist yet.", valueName: "file")
    )
    var output: String?

    func run() async throws {
      let console = Console.standard
      if let output, FileSystem.kind(of: output) != nil {
        console.error("scopebook: error: \(output) exists already; nothing was written")
        throw CommandExit.cannotRun
      }
      let report = try await CodeScan(.init(paths: paths), .embedded).run()
      let draft = CatalogDraft(report, app: AppFacts.read(paths))
      for finding in draft.contradictory {
        console.error("scopebook: warning: left out: \(finding.path) lists \(CatalogDraft.words(finding))")
      }
      guard !draft.permissions.isEmpty else {
        console.error("Nothing in \(paths.joined(separator: ", ")) requests a permission that is known.")
        throw CommandExit.findings
      }
      if let output {
        try ReportTarget.replace(output, with: Array(draft.text.utf8))
        console.print(
          "Wrote \(output) with \(counted(draft.permissions.count, "permission")). Next: write why each is asked for."
        )
      } else {
        console.write(draft.text)
      }
    }
  }

  struct ProviderData: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "provider",
      abstract: "Refresh the table of permissions from a provider's export, and show what has changed.",
      discussion: """
        Reads service principals as Microsoft Graph exports them (one, a list, or `{"value": […]}`), and tables with the \
        columns resource_app_id, resource_name, permission, kind, id, admin_consent, privilege_level, and, if you have \
        them, admin_label, user_label, managed_since. What an export does not say stays unchanged. Nothing is asked of \
        the network. Name the result in scopebook.yml: `provider-data: permissions.txt`.

        Examples:
          scopebook import provider graph.json
          scopebook import provider graph.json --output permissions.txt
        """
    )

    @Argument(help: "JSON exports or TSV tables.")
    var files: [String]

    @Option(help: ArgumentHelp("Where to write the refreshed table.", valueName: "file"))
    var output: String?

    @Option(help: "The day of the export, such as 2026-11-23; otherwise the table keeps its date.")
    var date: String?

    /// More than this nobody reads at once.
    private static let mostLines = 200

    func run() async throws {
      let console = Console.standard
      let old = ProviderTable(.embedded)
      var table = old
      for file in files {
        for (resource, permissions) in try ProviderExport.read(file) { table.update(resource, permissions) }
      }
      if let date {
        guard let day = CalendarDate(date) else { throw ValidationError("\(date) is no date such as 2026-11-23") }
        table.date = day
      }
      let changes = table.changes(since: old)
      for change in changes.prefix(Self.mostLines) { console.print(line(change)) }
      if changes.count > Self.mostLines { console.print("… and \(changes.count - Self.mostLines) more") }
      console.print(changes.isEmpty ? "Nothing has changed." : "\(counted(changes.count, "change")).")
      if let output { try ReportTarget.replace(output, with: Array(table.text.utf8)) }
    }

    private func line(_ change: ProviderTable.Change) -> String {
      func words(_ permission: Permission) -> String {
        "\(permission.name) (\(permission.kind.rawValue), \(permission.resource.name)) \(permission.id)"
      }
      return switch change {
      case .newAPI(let resource): "+ API \(resource.name) \(resource.appID)"
      case .added(let permission): "+ \(words(permission))"
      case .removed(let permission): "- \(words(permission))"
      case .renamed(let old, let new): "~ \(old.name) is now \(words(new))"
      case .consent(let old, let new):
        "~ \(words(new)): admin consent \(old.rawValue) is now \(new.adminConsent.rawValue)"
      }
    }
  }
}
