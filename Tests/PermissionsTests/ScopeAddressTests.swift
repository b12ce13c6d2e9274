import Permissions
import Testing

/// With what scopes are written that name their API.
struct ScopeAddressTests {
  /// Documented by Microsoft, or the API's application id.
  @Test(arguments: [
    ("Office 365 Exchange Online", "EWS.AccessAsUser.All", "https://outlook.office365.com/EWS.AccessAsUser.All"),
    ("797f4846-ba00-4fd7-ba43-dac1f8f63013", "user_impersonation", "https://management.azure.com//user_impersonation"),
    ("Azure SQL Database", "user_impersonation", "https://database.windows.net//user_impersonation"),
    ("Power BI Service", "Report.Read.All", "https://analysis.windows.net/powerbi/api/Report.Read.All"),
    ("Azure DevOps", "user_impersonation", "https://app.vssps.visualstudio.com/user_impersonation"),
    ("Log Analytics API", "Data.Read", "https://api.loganalytics.io/Data.Read"),
    ("WindowsDefenderATP", "Machine.Read", "https://api.securitycenter.microsoft.com/Machine.Read"),
    ("Office 365 SharePoint Online", "AllSites.Read", "00000003-0000-0ff1-ce00-000000000000/AllSites.Read"),
    ("Dataverse", "user_impersonation", "00000007-0000-0000-c000-000000000000/user_impersonation"),
    (
      "Power Platform API", "CopilotStudio.Copilots.Invoke",
      "https://api.powerplatform.com/CopilotStudio.Copilots.Invoke"
    ),
    ("PowerApps Service", "User", "https://service.powerapps.com/User"),
    ("Microsoft Graph", "User.Read", "User.Read"),
  ])
  func writesWhatIsDocumented(_ api: String, _ name: String, _ scope: String) throws {
    let permission = try Permission.microsoft(api, name, .delegated)
    #expect(permission.scope == scope)
    #expect(permission.requestedScope() == scope)
  }

  @Test func namesNoHostThatIsNotDocumented() {
    let documented = MicrosoftPermissions.embedded.resources.filter(\.hasScopeURI)
    #expect(documented.count == 21)
    for resource in MicrosoftPermissions.embedded.resources {
      #expect(!resource.scopePrefix.contains("*"))
      #expect(resource.hasScopeURI || resource.scopePrefix == resource.appID.description)
    }
  }

  @Test func asksForEverythingRegisteredInTheSameWay() throws {
    let protection = try Permission.microsoft(
      "Microsoft Exchange Online Protection",
      "Exchange.ManageAsApp",
      .application
    )
    #expect(protection.scope == nil)
    #expect(protection.requestedScope() == "00000007-0000-0ff1-ce00-000000000000/.default")
    let graph = try Permission.microsoftGraph("User.Read.All", .application)
    #expect(graph.requestedScope() == "https://graph.microsoft.com/.default")
    #expect(graph.requestedScope(in: .usGov) == "https://graph.microsoft.us/.default")
    #expect(graph.requestedScope(in: .china) == "https://microsoftgraph.chinacloudapi.cn/.default")
  }

  /// Which URI an API has in another cloud, nobody says; an application id may be another one there too.
  @Test func knowsOnlyMicrosoftGraphInOtherClouds() throws {
    let sites = try Permission.microsoft("Office 365 SharePoint Online", "AllSites.Read", .delegated)
    let mail = try Permission.microsoft("Office 365 Exchange Online", "EWS.AccessAsUser.All", .delegated)
    let user = try Permission.microsoftGraph("User.Read", .delegated)
    for cloud in Cloud.allCases where cloud != .global {
      #expect(sites.requestedScope(in: cloud) == nil)
      #expect(mail.requestedScope(in: cloud) == nil)
      #expect(user.requestedScope(in: cloud) == "User.Read")
      let app = App(
        displayName: "App",
        clientID: app.clientID,
        redirectURIs: [redirect],
        otherClouds: [cloud: app.clientID]
      )
      let codes = try consent([mail], app: app, flow: .deviceCode)
      #expect(DeviceCodeRequest(codes, cloud: cloud) == nil)
      #expect(DeviceCodeRequest(codes)?.scopes == ["https://outlook.office365.com/EWS.AccessAsUser.All"])
      #expect(DeviceCodeRequest(try consent([user], app: app, flow: .deviceCode), cloud: cloud)?.scopes == ["User.Read"])
    }
  }

  @Test func productsOwnAPIsKeepTheirURI() {
    let id = GUID("99999999-8888-7777-6666-555555555555")!
    func api(_ uris: [String]) -> Resource {
      Resource(provider: .microsoft, appID: id, name: "Larkspur API", identifierURIs: uris)
    }
    #expect(api(["api://larkspur", "https://larkspur.example"]).defaultScope == "api://larkspur/.default")
    #expect(api([]).defaultScope == "99999999-8888-7777-6666-555555555555/.default")
  }
}
