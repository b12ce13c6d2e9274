import CodeWitness
import Diagnostics
import Permissions
import Testing

/// Ids, and names in their place, beside the kind that they are not of. User.Read.All has one id as delegated
/// (`a154…`) and one as application permission (`df02…`).
struct OtherKindTests {
  private func certainties(_ path: String, _ text: String) async -> [String] {
    await CodeScan.report(on: [SourceFile(path: path, bytes: Array(text.utf8))], .embedded).findings.map {
      "\($0.permission?.name ?? $0.written) \($0.kind?.rawValue ?? "-") \($0.certainty)"
    }
  }

  private static let contradictory = [
    (
      "main.tf",
      """
      required_resource_access {
        resource_app_id = "00000003-0000-0000-c000-000000000000"
        resource_access {
          id   = "a154be20-db9c-4678-8ab7-66f6cc099a59"
          type = "Role"
        }
      }
      """
    ),
    (
      "main.tf",
      """
      resource "azuread_application_api_access" "a" {
        api_client_id = "00000003-0000-0000-c000-000000000000"
        role_ids      = ["a154be20-db9c-4678-8ab7-66f6cc099a59"]
      }
      """
    ),
    (
      "app.bicep",
      """
      resource x 'Microsoft.Graph/applications@v1.0' = {
        requiredResourceAccess: [
          {
            resourceAppId: '00000003-0000-0000-c000-000000000000'
            resourceAccess: [ { id: 'a154be20-db9c-4678-8ab7-66f6cc099a59', type: 'Role' } ]
          }
        ]
      }
      """
    ),
    (
      "app.json",
      """
      { "signInAudience": "AzureADMultipleOrgs",
        "requiredResourceAccess": [ { "resourceAppId": "00000003-0000-0000-c000-000000000000",
          "resourceAccess": [ { "type": "Role", "id": "a154be20-db9c-4678-8ab7-66f6cc099a59" } ] } ] }
      """
    ),
    (
      "app.ps1",
      """
      $access = @{ ResourceAppId = "00000003-0000-0000-c000-000000000000"
        ResourceAccess = @( @{ Id = "a154be20-db9c-4678-8ab7-66f6cc099a59"; Type = "Role" } ) }
      """
    ),
    (
      "app.sh",
      "az ad app permission add --id 1 --api 00000003-0000-0000-c000-000000000000 "
        + "--api-permissions a154be20-db9c-4678-8ab7-66f6cc099a59=Role"
    ),
    (
      "app.ps1",
      "New-MgServicePrincipalAppRoleAssignment -AppRoleId a154be20-db9c-4678-8ab7-66f6cc099a59 -ResourceId $graph.Id"
    ),
  ]

  @Test(arguments: contradictory)
  func callsNoIDOfTheOtherKindExact(_ path: String, _ text: String) async {
    #expect(await certainties(path, text) == ["User.Read.All application contradictory"])
    let reversed = text.replacing("a154be20-db9c-4678-8ab7-66f6cc099a59", with: "df021288-bdef-4463-88db-98f22de89214")
    #expect(await certainties(path, reversed) == ["User.Read.All application exact"])
  }

  @Test func readsTheMapInWhichANameIsLookedUp() async {
    func lookup(_ map: String, _ type: String) -> String {
      """
      required_resource_access {
        resource_app_id = data.azuread_application_published_app_ids.well_known.result["MicrosoftGraph"]
        resource_access {
          id   = azuread_service_principal.msgraph.\(map)["User.Read.All"]
          type = "\(type)"
        }
      }
      """
    }
    #expect(await certainties("main.tf", lookup("app_role_ids", "Scope")) == ["User.Read.All delegated contradictory"])
    #expect(await certainties("main.tf", lookup("app_role_ids", "Role")) == ["User.Read.All application exact"])
    let scopes = "oauth2_permission_scope_ids"
    #expect(await certainties("main.tf", lookup(scopes, "Role")) == ["User.Read.All application contradictory"])
    #expect(await certainties("main.tf", lookup(scopes, "Scope")) == ["User.Read.All delegated exact"])
  }

  @Test func findsTheReverseAndNames() async {
    let scope = """
      required_resource_access {
        resource_app_id = "00000003-0000-0000-c000-000000000000"
        resource_access {
          id   = "df021288-bdef-4463-88db-98f22de89214"
          type = "Scope"
        }
      }
      """
    #expect(await certainties("main.tf", scope) == ["User.Read.All delegated contradictory"])
    // Only a delegated permission has this name.
    let name = """
      { "requiredResourceAccess": [ { "resourceAppId": "Microsoft Graph",
        "resourceAccess": [ { "id": "Directory.AccessAsUser.All", "type": "Role" } ] } ], "name": "${{APP}}" }
      """
    #expect(await certainties("aad.manifest.json", name) == ["Directory.AccessAsUser.All application contradictory"])
  }

  /// User.Export.All of Microsoft Graph has one id in both kinds.
  @Test func letsAnIDThatStandsForBothKindsPass() async {
    let both = "405a51b5-8d8d-430b-9842-8be4b0e9f324"
    for (word, kind) in [("Role", "application"), ("Scope", "delegated")] {
      let text = #"{"requiredResourceAccess": [{"resourceAccess": [{"id": "\#(both)", "type": "\#(word)"}]}]}"#
      let found = await certainties("app.json", text)
      #expect(found.count == 1 && found[0].hasSuffix("\(kind) exact"), "\(found)")
    }
  }

  @Test func readsCodeThatGuidesShow() {
    func found(_ language: String, _ text: String) -> Int {
      Registrations.contradictions(in: Array(text.utf8)[...], language: language, .embedded).count
    }
    let access = #"{ "id": "a154be20-db9c-4678-8ab7-66f6cc099a59", "type": "Role" }"#
    #expect(found("json", access) == 1)
    #expect(found("", access) == 1)
    #expect(found("jsonc", "// what to add\n\"resourceAccess\": [ \(access) ]") == 1)
    for (path, text) in Self.contradictory {
      let language = ["tf": "hcl", "ps1": "powershell", "sh": "bash"][String(path.split(separator: ".")[1])]
      #expect(found(language ?? String(path.split(separator: ".")[1]), text) == 1, "\(path)")
    }
    // What an API lists as its own, and what a role is assigned to.
    #expect(
      found("json", #"{ "id": "a154be20-db9c-4678-8ab7-66f6cc099a59", "type": "Admin", "value": "User.Read.All" }"#)
        == 0
    )
    #expect(found("json", #"{ "id": "11111111-2222-3333-4444-555555555555", "type": "Role" }"#) == 0)
    #expect(found("json", #"{ "id": "a154be20-db9c-4678-8ab7-66f6cc099a59", "type": "{{type}}" }"#) == 0)
  }
}
