import CodeWitness
import Diagnostics
import Foundation
import Permissions
import SiteBuilder
import Testing

@testable import CommandLineTool

struct ImportTests {
  private let manifest = """
    {"displayName": "Lark \\"spur\\"", "appId": "3f1e2d4c-5b6a-4789-9abc-def012345678", "requiredResourceAccess": [
      {"resourceAppId": "00000003-0000-0000-c000-000000000000", "resourceAccess": [
        {"id": "df021288-bdef-4463-88db-98f22de89214", "type": "Role"},
        {"id": "a154be20-db9c-4678-8ab7-66f6cc099a59", "type": "Scope"},
        {"id": "37f7f235-527c-4136-accd-4a02d197296e", "type": "Scope"}]}]}
    """

  private func draft() async -> CatalogDraft {
    let report = await CodeScan.report(on: [SourceFile(path: "app.json", bytes: Array(manifest.utf8))], .embedded)
    var app = AppFacts()
    app.displayName = "Lark \"spur\": one"
    return CatalogDraft(report, app: app)
  }

  @Test func draftIsAValidCatalog() async throws {
    let text = await draft().text
    let (file, diagnostics) = CatalogFile.decode(SourceFile(path: "catalog.yml", bytes: Array(text.utf8)), .embedded)
    #expect(diagnostics == [], "\(text)")
    let catalog = try #require(file?.catalog)
    #expect(catalog.product.name == "Lark \"spur\": one")
    #expect(catalog["sign-in"]?.permissions.map(\.name) == ["User.Read.All"])
    #expect(catalog["sign-in"]?.signInScopes == [.openID])
    #expect(catalog["background"]?.permissions.map(\.kind) == [.application])
  }

  /// The id is the delegated permission's, the type says application: nobody can know which was meant.
  @Test func draftLeavesOutWhatContradictsItself() async {
    let text = manifest.replacing("df021288-bdef-4463-88db-98f22de89214", with: "06da0dbc-49e2-44d2-8312-53f166ab848a")
    let report = await CodeScan.report(on: [SourceFile(path: "app.json", bytes: Array(text.utf8))], .embedded)
    let draft = CatalogDraft(report, app: AppFacts())
    #expect(draft.permissions.filter { $0.name != "openid" }.map(\.name) == ["User.Read.All"])
    #expect(draft.text.contains("# Left out: app.json lists 06da0dbc-49e2-44d2-8312-53f166ab848a as application, but"))
  }

  @Test func draftLeavesReasonsToPeople() async {
    #expect(await draft().text.contains("why: TODO"))
  }

  private func permissions(of export: String, in name: String) throws -> [Permission] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "scopebook-export-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(export.utf8).write(to: file)
    return try ProviderExport.read(file.path).flatMap(\.1)
  }

  @Test func exportsHaveLabels() throws {
    let found = try permissions(
      of: """
        {"appId": "00000003-0000-0000-c000-000000000000", "displayName": "Microsoft Graph",
         "oauth2PermissionScopes": [{"id": "e1fe6dd8-ba31-4d61-89e7-88639da4683d", "value": "User.Read", "type": "User",
           "adminConsentDisplayName": "Sign in and\\n read user profile", "userConsentDisplayName": "Sign you in"}],
         "appRoles": [{"id": "df021288-bdef-4463-88db-98f22de89214", "value": "User.Read.All",
           "displayName": "Read all profiles"}]}
        """,
      in: "graph.json"
    )
    let scope = try #require(found.first { $0.kind == .delegated })
    #expect(scope.labels == PermissionLabels(administrators: "Sign in and read user profile", people: "Sign you in"))
    #expect(found.first { $0.kind == .application }?.labels?.administrators == "Read all profiles")
    #expect(scope.resource.scopePrefix == "https://graph.microsoft.com")
  }

  @Test func tablesNeedNotHaveLabels() throws {
    let columns = ["resource_app_id", "resource_name", "permission", "kind", "id", "admin_consent", "privilege_level"]
    let cells = [
      "00000003-0000-0000-c000-000000000000", "Microsoft Graph", "Mail.Read", "delegated",
      "570282fd-fa5c-430d-a7fd-fc8dc98a9dca", "false", "3",
    ]
    func table(_ rows: [[String]]) -> String { rows.map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n" }
    let plain = try #require(try permissions(of: table([columns, cells]), in: "plain.tsv").first)
    #expect(plain.labels == nil)
    #expect(plain.managedSince == nil)
    let labelled = try #require(
      try permissions(
        of: table([
          columns + ["admin_label", "user_label", "managed_since"],
          cells + ["Read user mail", "Read your mail", "2025-11"],
        ]),
        in: "labelled.tsv"
      ).first
    )
    #expect(labelled.labels?.administrators == "Read user mail")
    #expect(labelled.label(in: .userConsent) == "Read your mail")
    #expect(labelled.managedSince == CalendarMonth("2025-11"))
  }

  /// With which URI scopes are written no export says.
  @Test func newAPIsAreAskedForByTheirID() throws {
    let found = try permissions(
      of: """
        {"appId": "99999999-8888-7777-6666-555555555555", "displayName": "New API",
         "servicePrincipalNames": ["https://*.preview.example.com", "https://westus.example.com"],
         "oauth2PermissionScopes": [{"id": "99999999-8888-7777-6666-555555555556", "value": "Data.Read"}]}
        """,
      in: "new.json"
    )
    #expect(found.first?.scope == "99999999-8888-7777-6666-555555555555/Data.Read")
  }
}
