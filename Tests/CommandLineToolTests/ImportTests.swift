import CodeWitness
import Diagnostics
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
}
