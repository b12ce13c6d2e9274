import CodeWitness
import Permissions
import SiteBuilder
import TypedYAML

/// What a manifest says of its app, as far as it does.
struct AppFacts {
  var displayName: String?
  var clientID: GUID?
  var isSingleTenant = false
  var redirectURIs: [String] = []

  /// From the first file that is a manifest: of the portal's old form, or as Microsoft Graph writes it.
  static func read(_ paths: [String]) -> AppFacts {
    for path in paths where FileSystem.kind(of: path) == .file && path.hasSuffix(".json") {
      guard let bytes = try? FileSystem.read(path), let node = YAMLReader.read(bytes, path: path).node,
        node["requiredResourceAccess"] != nil
      else { continue }
      var facts = AppFacts()
      facts.displayName = (node.text("displayName") ?? node.text("name"))?.value
      facts.clientID = node.text("appId").flatMap { GUID($0.value) }
      facts.isSingleTenant = node.text("signInAudience")?.value == "AzureADMyOrg"
      let web = (node["web"]?.texts("redirectUris") ?? []).map(\.value)
      let old = (node["replyUrlsWithType"]?.items ?? []).compactMap { $0.text("url")?.value }
      facts.redirectURIs = web + old
      return facts
    }
    return AppFacts()
  }
}

/// A catalog as far as code can tell it.
struct CatalogDraft {
  let permissions: [Permission]
  private let signInScopes: [OpenIDConnectScope]
  private let unresolved: [CodeFinding]
  /// Ids beside the kind that they are not of; which of the two is meant, somebody has to say.
  let contradictory: [CodeFinding]
  private let app: AppFacts

  init(_ report: CodeReport, app: AppFacts) {
    self.app = app
    var permissions: [Permission] = []
    var scopes: Set<OpenIDConnectScope> = []
    for finding in report.findings where finding.isRequest {
      guard let permission = finding.permission, finding.certainty != .contradictory else { continue }
      if let scope = OpenIDConnectScope(rawValue: permission.name) {
        scopes.insert(scope)
      } else if !permissions.contains(where: { $0.identity == permission.identity }) {
        permissions.append(permission)
      }
    }
    self.permissions = permissions.sorted {
      ($0.resource.name, $0.kind.rawValue, $0.name) < ($1.resource.name, $1.kind.rawValue, $1.name)
    }
    signInScopes = OpenIDConnectScope.allCases.filter(scopes.contains)
    contradictory = report.findings.filter { $0.isRequest && $0.certainty == .contradictory }
    unresolved = report.findings.filter { $0.isRequest && $0.certainty == .unresolved }
  }

  var text: String {
    let name = app.displayName ?? "TODO name of the product"
    var lines = [
      "# Made by `scopebook import manifest`. Write why each permission is asked for, then run `scopebook check`.",
      "product:",
      "  name: \(quoted(name))",
      "apps:",
      "  app:",
      "    provider: microsoft",
      "    display-name: \(quoted(name))",
      "    client-id: \(app.clientID ?? placeholderClientID)",
      "    audience: \(app.isSingleTenant ? "single-tenant" : "multitenant")",
    ]
    let uris = app.redirectURIs.filter { (try? RedirectURI($0)) != nil }
    if !uris.isEmpty { lines.append("    redirect-uris: [\(uris.map(quoted).joined(separator: ", "))]") }
    lines += ["consents:"]
    for group in groups {
      lines += [
        "  \(group.id):", "    title: \(quoted(group.title))", "    app: app",
        "    flow: \(flow(of: group.permissions))",
      ]
      if !signInScopes.isEmpty, group.id == groups[0].id {
        lines.append("    sign-in-scopes: [\(signInScopes.map(\.rawValue).joined(separator: ", "))]")
      }
      lines.append("    grants:")
      for permission in group.permissions {
        lines += [
          "      - resource: \(quoted(permission.resource.name))",
          "        permission: \(permission.name)",
          "        kind: \(permission.kind.rawValue)",
        ]
        if isAmbiguous(permission) { lines.append("        id: \(permission.id)") }
        lines.append("        why: TODO")
      }
    }
    for finding in contradictory { lines.append("# Left out: \(finding.path) lists \(Self.words(finding))") }
    for finding in unresolved { lines.append("# Not resolved: \(finding.path) computes \(finding.written)") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `a154be20-… as application, which is the id of the delegated User.Read.All`
  static func words(_ finding: CodeFinding) -> String {
    guard let permission = finding.permission, let kind = finding.kind else { return finding.written }
    return "\(finding.written) as \(kind.rawValue), but it is the \(permission.kind.rawValue) \(permission.name)"
  }

  /// Application permissions are granted to the app itself, delegated ones to whoever signs in: two consents.
  private var groups: [(id: String, title: String, permissions: [Permission])] {
    let delegated = permissions.filter { $0.kind == .delegated }
    let application = permissions.filter { $0.kind == .application }
    return [
      ("sign-in", "Access for people who sign in", delegated), ("background", "Access for the app itself", application),
    ]
    .filter { !$0.permissions.isEmpty }
  }

  /// A single-tenant app has no link that every customer could follow.
  private func flow(of permissions: [Permission]) -> String { app.isSingleTenant ? "portal" : "admin-consent" }

  private func isAmbiguous(_ permission: Permission) -> Bool {
    MicrosoftPermissions.embedded.permissions(named: permission.name).count {
      $0.resource == permission.resource && $0.kind == permission.kind
    } > 1
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"" + String(escaped.filter { !$0.isNewline }) + "\""
  }
}
