import ArgumentParser
import Diagnostics
import Permissions

/// `scopebook permission`: everything that is known of a permission.
struct PermissionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "permission",
    abstract: "Explain a permission: who has it, what it allows, who may grant it.",
    discussion: """
      Examples:
        scopebook permission Directory.Read.All
        scopebook permission User.Read.All --resource "Microsoft Graph"
        scopebook permission 06da0dbc-49e2-44d2-8312-53f166ab848a
        scopebook permission https://outlook.office365.com/EWS.AccessAsUser.All
      """
  )

  @Argument(help: "A permission's name, in any case, its ID, or a scope as a link asks for it.")
  var name: String

  @Option(help: "Only of this API: its name or ID.")
  var resource: String?

  func run() async throws {
    let console = Console.standard
    var permissions = Self.permissions(written: name)
    if let resource {
      permissions.removeAll {
        $0.resource.name.lowercased() != resource.lowercased() && $0.resource.appID.description != resource.lowercased()
      }
    }
    let notices = PermissionExplanation.notices(about: name)
    guard !permissions.isEmpty || !notices.isEmpty else {
      console.error(unknown())
      throw CommandExit.findings
    }
    var blocks = permissions.map { PermissionExplanation.text(of: $0, console) }
    if !notices.isEmpty { blocks.append(notices.joined(separator: "\n")) }
    console.print(blocks.joined(separator: "\n\n"))
  }

  /// By a name, an ID, or a scope with its API, as a consent link asks for it.
  static func permissions(written name: String) -> [Permission] {
    let table = MicrosoftPermissions.embedded
    if let id = GUID(name) { return table.permissions(withID: id) }
    guard let slash = name.lastIndex(of: "/") else { return table.permissions(named: name) }
    let written = String(name[..<slash])
    // The address of some APIs ends in a slash of its own.
    let api = [written, written + "/"].lazy.compactMap { GUID($0).flatMap(table.resource(appID:)) ?? table.resource(identifierURI: $0) }
    guard let resource = api.first else { return [] }
    return table.permissions(named: String(name[name.index(after: slash)...])).filter { $0.resource == resource }
  }

  private func unknown() -> String {
    let guess = NearestMatch.find(name, in: MicrosoftPermissions.embedded.permissionNames)
    let of = resource.map { " of \($0)" } ?? ""
    let date = MicrosoftPermissions.embedded.dataDate
    return "There is no permission \(name)\(of) in the data of \(date)."
      + (guess.map { " Did you mean \($0)?" } ?? "")
  }
}

/// What there is to say of a permission, as text.
enum PermissionExplanation {
  static func text(of permission: Permission, _ console: Console) -> String {
    let roles = GrantingRoles(for: [permission])
    let resource = permission.resource
    var rows = [
      ("API", "\(resource.name) (\(resource.appID))"),
      (
        "Kind",
        "\(permission.kind.rawValue)\(permission.kind == .delegated ? ", for the person who signed in" : ", for the app itself")"
      ),
      ("ID", permission.id.description),
      ("Access", permission.accessClass.rawValue),
      ("Admin consent", consent(permission)),
      ("Least role", roles.least.displayName + (roles.userMayConsent ? " for everybody; \(people(permission))" : "")),
      ("Scope", permission.scope ?? "\(resource.defaultScope) (no scope of its own)"),
      ("Consent link", link(for: permission)),
    ]
    if let label = permission.labels?.administrators {
      rows.insert(("On the screen", label), at: 0)
    }
    if let label = permission.labels?.people, label != permission.labels?.administrators {
      rows.insert(("For people", label), at: permission.labels?.administrators == nil ? 0 : 1)
    }
    if let host = resource.notes?.tenantHost {
      rows.append(("In code", "the host of the tenant, such as \(host)/\(permission.scope == nil ? ".default" : permission.name)"))
    }
    if let retirement = resource.notes?.retirement {
      rows.append(("Retired", "\(retirement.commonName) in \(retirement.year); \(retirement.replacement) replaces it"))
    }
    return console.styled(permission.name, .bold) + "\n"
      + rows.map { label, value in "  " + label + String(repeating: " ", count: 15 - label.count) + value }
      .joined(separator: "\n")
  }

  /// What has to be known of a name that is not an ordinary permission, or not any more.
  static func notices(about name: String) -> [String] {
    MicrosoftPermissions.embedded.removed(named: name).map {
      "\($0.name) (\($0.kind.rawValue)) was removed from Microsoft Graph; it was last seen on \($0.lastSeen)."
    }
      + MicrosoftPermissions.embedded.resourceSpecific(named: name).map {
        "\($0.name) (\($0.kind.rawValue)) is a resource-specific permission of Teams: granted where the app is "
          + "installed, declared in the app's manifest, and not part of a consent link."
      }
  }

  private static func consent(_ permission: Permission) -> String {
    let managed = permission.managedMonth.map {
      "required since \($0) where the organization lets Microsoft manage user consent, the default of new ones "
        + "(whoever had consented before keeps it)"
    }
    switch permission.adminConsent {
    case .required: return "required"
    case .notRequired:
      return managed.map { "not required by its own entry; \($0)" }
        ?? "not required, unless the organization has restricted user consent"
    case .unknown: return "unknown: the published data does not say" + (managed.map { "; \($0)" } ?? "")
    }
  }

  private static func people(_ permission: Permission) -> String {
    permission.managedMonth == nil
      ? "people may consent for themselves"
      : "people may consent for themselves where Microsoft does not manage that"
  }

  private static func link(for permission: Permission) -> String {
    switch permission.kind {
    case .delegated: "v2 with scope=\(permission.scope ?? ""), or v1 if the registration lists it"
    case .application:
      "v1, or v2 with scope=\(permission.resource.defaultScope); the registration has to list it"
    }
  }
}
