import Permissions
import Testing

@testable import CommandLineTool

struct PermissionCommandTests {
  /// What the command prints as the scope of a permission finds it again.
  @Test(arguments: [
    "EWS.AccessAsUser.All", "https://outlook.office365.com/EWS.AccessAsUser.All", "https://graph.microsoft.com/User.Read",
    "00000003-0000-0ff1-ce00-000000000000/AllSites.Read", "https://management.azure.com//user_impersonation",
    "a154be20-db9c-4678-8ab7-66f6cc099a59",
  ])
  func findsWhatALinkAsksFor(_ written: String) throws {
    let found = PermissionCommand.permissions(written: written)
    #expect(!found.isEmpty)
    for permission in found {
      let scope = try #require(permission.scope)
      #expect(PermissionCommand.permissions(written: scope).contains(permission))
    }
  }

  @Test func findsNothingOfAnAPIThatIsNone() {
    #expect(PermissionCommand.permissions(written: "https://graph.example.com/User.Read").isEmpty)
    #expect(PermissionCommand.permissions(written: "/User.Read").isEmpty)
  }
}
