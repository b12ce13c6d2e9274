import Permissions
import Testing

struct ValueTests {
  @Test func readsGUIDsOfOneFormOnly() {
    #expect(GUID("00000003-0000-0000-C000-000000000000")?.description == "00000003-0000-0000-c000-000000000000")
    for text in [
      "", "0", "00000003-0000-0000-c000-00000000000", "{00000003-0000-0000-c000-000000000000}",
      "00000003_0000-0000-c000-000000000000", "g0000003-0000-0000-c000-000000000000",
    ] {
      #expect(GUID(text) == nil, "\(text)")
    }
  }

  @Test func readsDaysThatExist() {
    #expect(CalendarDate("2024-02-29")?.description == "2024-02-29")
    for text in [
      "2023-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "2026-01-01T00:00", "-001-01-01", "２０２６-01-01",
    ] {
      #expect(CalendarDate(text) == nil, "\(text)")
    }
  }

  @Test(arguments: [
    ("User.Read", AccessClass.read), ("User.ReadBasic.All", .read), ("Directory.Read.All", .read),
    ("User.ReadWrite.All", .write), ("Mail.Send", .write), ("Sites.Manage.All", .write),
    ("AppRoleAssignment.ReadWrite.All", .write), ("User.Invite.All", .action), ("Sites.FullControl.All", .action),
    ("Directory.AccessAsUser.All", .action), ("CopilotStudio.Copilots.Invoke", .action),
    ("user_impersonation", .action), ("User", .action), ("EntitlementManagement.ReadApprove.All", .action),
    ("openid", .read), ("offline_access", .action), ("", .action),
  ])
  func classifiesByWholeWords(name: String, expected: AccessClass) {
    #expect(AccessClass.of(permissionNamed: name) == expected)
  }

  @Test(arguments: [
    "https://app.example.com/callback", "https://app.example.com", "http://localhost/cb", "http://localhost:8080/cb",
    "http://127.0.0.1/cb",
  ])
  func acceptsRegistrableRedirects(_ text: String) throws {
    #expect(try RedirectURI(text).description == text)
  }

  @Test(arguments: [
    "app.example.com", "https://", "http://app.example.com/", "ftp://x/y", "https://x.example/*",
    "https://x.example/a b",
    "https://x.example/#x", "https://x.example/(a)", "http://[::1]/cb",
    "https://x.example/" + String(repeating: "a", count: 256),
    "https://user@x.example/", "https://x.example/\u{0}", "javascript:alert(1)",
  ])
  func refusesOtherRedirects(_ text: String) {
    #expect(throws: RedirectURI.Failure.self) { try RedirectURI(text) }
  }

  @Test(arguments: ["contoso.onmicrosoft.com", "contoso.com", "a-b.co.uk", "xn--bcher-kva.example"])
  func acceptsDomains(_ text: String) {
    #expect(Tenant(text)?.description == text)
  }

  @Test(arguments: [
    "", "common", "consumers", "contoso", "contoso.com/evil", "contoso.com?x=1", "contoso.com#x", "..", "../x.com",
    "a..b",
    "contoso.com:443", "user@contoso.com", "contoso.com ", "-a.com", "a-.com", "127.0.0.1", "évil.com", "a.com\n",
    "%2e.com",
    "a.com%2f", "\\a.com", "organizations.", String(repeating: "a", count: 64) + ".com",
  ])
  func refusesWhatIsNoTenant(_ text: String) {
    #expect(Tenant(text) == nil)
  }
}

struct GrantingRolesTests {
  @Test func takesTheLeastRoleForDelegatedPermissions() {
    let roles = GrantingRoles(for: [permission("User.Read.All"), permission("Directory.Read.All")])
    #expect(roles.least == .cloudApplicationAdministrator)
    #expect(roles.sufficient == Role.allCases)
    #expect(roles.insufficient.isEmpty)
  }

  @Test func needsAPrivilegedRoleForGraphApplicationPermissions() {
    let roles = GrantingRoles(for: [permission("User.Read.All"), permission("User.Read.All", .application)])
    #expect(roles.least == .privilegedRoleAdministrator)
    #expect(roles.insufficient == [.cloudApplicationAdministrator, .applicationAdministrator])
    #expect(roles.privileged == [permission("User.Read.All", .application)])
  }

  @Test func needsNoneForApplicationPermissionsOfOtherAPIs() {
    let roles = GrantingRoles(for: [permission("CopilotStudio.Copilots.Invoke", .application, of: "Power Platform API")]
    )
    #expect(roles.least == .cloudApplicationAdministrator)
  }

  @Test func letsPeopleConsentOnlyWhereThatIsKnown() {
    #expect(GrantingRoles(for: [permission("User.Read")]).userMayConsent)
    #expect(!GrantingRoles(for: [permission("User.Read"), permission("User.Read.All")]).userMayConsent)
    #expect(!GrantingRoles(for: [permission("CopilotStudio.Copilots.Invoke", of: "Power Platform API")]).userMayConsent)
    #expect(!GrantingRoles(for: []).userMayConsent)
  }
}

struct ConsentTests {
  @Test func refusesWhatNoProviderWouldGrant() {
    let user = permission("User.Read.All")
    let background = permission("User.Read.All", .application)
    #expect(throws: Consent.Failure.noGrants) { try consent([]) }
    #expect(throws: Consent.Failure.duplicateGrant(user)) { try consent([user, user]) }
    #expect(throws: Consent.Failure.applicationPermission(background, .userConsent)) {
      try consent([background], flow: .userConsent)
    }
    #expect(throws: Consent.Failure.applicationPermission(background, .deviceCode)) {
      try consent([background], flow: .deviceCode)
    }
    let other = try! RedirectURI("https://evil.example/")
    #expect(throws: Consent.Failure.unregisteredRedirect(other)) { try consent([user], redirectURI: other) }
    let own = App(displayName: "Own", clientID: app.clientID, audience: .singleTenant)
    #expect(throws: Consent.Failure.singleTenantApp(own, .adminConsent)) { try consent([user], app: own) }
    let bare = App(displayName: "Bare", clientID: app.clientID)
    #expect(throws: Consent.Failure.noRedirectURI) { try consent([user], app: bare, link: .v2) }
    #expect(throws: Consent.Failure.noRedirectURI) { try consent([user], app: bare, flow: .userConsent) }
  }

  @Test func verifiesItsClaim() throws {
    #expect(try consent([permission("User.Read.All")], claim: .readOnly).claimViolations.isEmpty)
    let violations = try consent([permission("User.Read.All"), permission("User.ReadWrite.All")], claim: .readOnly)
      .claimViolations
    #expect(violations.map(\.permission.name) == ["User.ReadWrite.All"])
    #expect(try consent([permission("User.ReadWrite.All")]).claimViolations.isEmpty)
  }

  @Test func neverMixesDefaultWithOtherScopes() throws {
    let mixed = try consent(
      [permission("User.Read.All"), permission("User.Read.All", .application)],
      signIn: [.openID]
    )
    #expect(mixed.scopes == ["https://graph.microsoft.com/.default", "openid"])
    #expect(try consent([permission("User.Read.All")], signIn: [.profile]).scopes == ["User.Read.All", "profile"])
  }
}

struct ConsentLinkTests {
  private let start = "https://login.microsoftonline.com/organizations"

  @Test func asksForScopesWhereItMay() throws {
    let link = try ConsentLink(consent([permission("User.Read.All"), permission("Directory.Read.All")]))
    #expect(link.form == .adminConsentV2)
    #expect(
      link.url(for: .organizations) == start
        + "/v2.0/adminconsent?client_id=11111111-2222-3333-4444-555555555555&scope=User.Read.All%20Directory.Read.All&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcallback"
    )
    #expect(link.template.hasPrefix("https://login.microsoftonline.com/{tenant}/v2.0/adminconsent?"))
    #expect(link.host == "login.microsoftonline.com")
  }

  @Test func asksForApplicationPermissionsByDefaultScope() throws {
    let link = try ConsentLink(consent([permission("User.Read.All", .application)]))
    #expect(link.url(for: .organizations).contains("scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&"))
  }

  @Test func fallsBackToTheFirstVersion() throws {
    let bare = App(displayName: "Bare", clientID: app.clientID)
    let link = try ConsentLink(consent([permission("User.Read.All")], app: bare))
    #expect(link.url(for: .organizations) == start + "/adminconsent?client_id=11111111-2222-3333-4444-555555555555")
    let invoke = permission("CopilotStudio.Copilots.Invoke", of: "Power Platform API")
    let mixed = [permission("User.Read.All", .application), invoke]
    #expect(try ConsentLink(consent(mixed)).form == .adminConsentV1)
    #expect(throws: ConsentLink.Failure.self) { try ConsentLink(consent(mixed, link: .v2)) }
  }

  @Test func writesTheDoubleSlashOfURIsThatEndInOne() throws {
    let resource = Resource(
      provider: .microsoft,
      appID: GUID("475226c6-020e-4fb2-8a90-7a972cbfc1d4")!,
      name: "X",
      identifierURIs: ["https://service.powerapps.com/"]
    )
    #expect(resource.defaultScope == "https://service.powerapps.com//.default")
  }

  @Test func knowsTheClouds() throws {
    let id = GUID("99999999-2222-3333-4444-555555555555")!
    let app = App(
      displayName: "A",
      clientID: app.clientID,
      redirectURIs: [redirect],
      otherClouds: [.usGov: id, .china: id]
    )
    let consent = try consent([permission("User.Read.All", .application)], app: app)
    #expect(app.clouds == [.global, .usGov, .china])
    let gov = try ConsentLink(consent, cloud: .usGov).url(for: .organizations)
    #expect(
      gov.hasPrefix(
        "https://login.microsoftonline.us/organizations/v2.0/adminconsent?client_id=\(id)&scope=https%3A%2F%2Fgraph.microsoft.us%2F.default"
      )
    )
    #expect(try ConsentLink(consent, cloud: .china).host == "login.partner.microsoftonline.cn")
    #expect(throws: ConsentLink.Failure.notRegistered(.usGovDoD)) { try ConsentLink(consent, cloud: .usGovDoD) }
  }

  @Test func doesNotGuessURIsOfOtherClouds() throws {
    let app = App(
      displayName: "A",
      clientID: app.clientID,
      redirectURIs: [redirect],
      otherClouds: [.usGov: app.clientID]
    )
    let invoke = permission("CopilotStudio.Copilots.Invoke", of: "Power Platform API")
    #expect(try ConsentLink(consent([invoke], app: app), cloud: .usGov).form == .adminConsentV1)
    #expect(throws: ConsentLink.Failure.unknownInCloud(invoke.resource, .usGov)) {
      try ConsentLink(consent([invoke], app: app, link: .v2), cloud: .usGov)
    }
  }

  @Test func hasNoLinkForCodesAndPortals() throws {
    let user = permission("User.Read")
    #expect(throws: ConsentLink.Failure.noLink(.deviceCode)) { try ConsentLink(consent([user], flow: .deviceCode)) }
    #expect(throws: ConsentLink.Failure.noLink(.portal)) { try ConsentLink(consent([user], flow: .portal)) }
    let request = try #require(DeviceCodeRequest(consent([user], flow: .deviceCode, signIn: [.offlineAccess])))
    #expect(request.url == start + "/oauth2/v2.0/devicecode")
    #expect(request.scopes == ["User.Read", "offline_access"])
  }

  @Test func asksOnePersonByTheAuthorizePage() throws {
    let url = try ConsentLink(consent([permission("User.Read")], flow: .userConsent)).url(for: .organizations)
    #expect(url.hasPrefix(start + "/oauth2/v2.0/authorize?client_id="))
    #expect(url.contains("response_type=code") && url.contains("prompt=consent") && !url.contains("admin_consent"))
  }

  @Test(arguments: ["&client_id=evil", "#x", "a b", "é", "\n", "%00", "x=y&scope=.default"])
  func letsNoStateAddParameters(_ state: String) throws {
    let url = try ConsentLink(consent([permission("User.Read.All")]), state: state).url(for: .organizations)
    #expect(url.components(separatedBy: "client_id=").count == 2)
    #expect(url.split(separator: "&").count == 4)
    #expect(!url.contains("#") && !url.contains(" ") && !url.contains("\n"))
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}

struct SignInErrorTests {
  @Test func listsTheCodesThatAFlowCanMeet() throws {
    let link = SignInError.all(for: try consent([permission("User.Read.All")])).map(\.code)
    #expect(link.contains(65001) && link.contains(50011) && link.contains(90094))
    #expect(!link.contains(70018) && !link.contains(650052) && !link.contains(50194))
    let code = SignInError.all(for: try consent([permission("User.Read")], flow: .deviceCode)).map(\.code)
    #expect(code.contains(70018) && code.contains(7_000_218) && !code.contains(50011) && !code.contains(90094))
    let invoke = permission("CopilotStudio.Copilots.Invoke", of: "Power Platform API")
    #expect(SignInError.all(for: try consent([invoke], flow: .portal)).map(\.code).contains(650052))
  }

  @Test func listsEveryCodeOnce() {
    #expect(Set(SignInError.all.map(\.code)).count == SignInError.all.count)
    for error in SignInError.all {
      #expect(error.url == "https://login.microsoftonline.com/error?code=\(error.code)")
    }
  }
}

struct RevocationTests {
  @Test func knowsWhatThePortalCannotTakeBack() throws {
    #expect(!Revocation(try consent([permission("User.Read.All")])).hasUserGrants)
    let forMyself = Revocation(try consent([permission("User.Read")], flow: .userConsent))
    #expect(forMyself.hasUserGrants)
    #expect(forMyself.limits.count == 4)
    #expect(Revocation(try consent([permission("User.Read.All", .application)])).hasApplicationGrants)
  }
}

struct CompanionTests {
  private func consent(
    _ id: String,
    _ permissions: [Permission],
    flow: Flow = .adminConsent,
    claim: Claim? = nil,
    app: App = app
  ) throws -> Consent {
    let grants = permissions.map { Grant($0, why: "Because.") }
    return try Consent(id: id, title: id, app: app, flow: flow, claim: claim, grants: grants)
  }

  private func catalog(_ consents: [Consent]) -> Catalog { Catalog(product: Product(name: "P"), consents: consents) }

  /// `.default` of one API asks for what the registration lists of all APIs.
  @Test func unitesWhatALinkForEverythingAsksFor() throws {
    let invoke = permission("CopilotStudio.Copilots.Invoke", of: "Power Platform API")
    let mail = permission("Mail.Send", .application)
    let catalog = catalog([
      try consent("a", [permission("User.Read.All"), invoke], claim: nil),
      try consent("b", [mail]),
      try consent("c", [permission("User.Read.All"), permission("Mail.Read")], flow: .deviceCode),
    ])
    let (a, b, c) = (catalog.consents[0], catalog.consents[1], catalog.consents[2])
    #expect(a.companions.isEmpty && c.companions.isEmpty)
    #expect(a.grantingRoles.least == .cloudApplicationAdministrator)
    #expect(b.asksForWholeRegistration && b.permissions == [mail])
    #expect(b.companions.map(\.id) == ["a", "c"])
    // Nothing stands there twice.
    #expect(b.allGrants.map(\.permission.name) == ["Mail.Send", "User.Read.All", invoke.name, "Mail.Read"])
    #expect(b.allResources.count == 2 && b.resources.count == 1)
    #expect(b.scopes == ["https://graph.microsoft.com/.default"])
  }

  @Test func computesRolesAndClaimsFromTheUnion() throws {
    let bare = App(displayName: "Bare", clientID: app.clientID)
    let catalog = catalog([
      try consent("a", [permission("User.Read.All")], claim: .readOnly, app: bare),
      try consent("b", [permission("Mail.ReadWrite", .application)], flow: .portal, app: bare),
    ])
    let a = catalog.consents[0]
    #expect(try ConsentLink(a).form == .adminConsentV1)
    #expect(a.grantingRoles.least == .privilegedRoleAdministrator)
    #expect(a.claimViolations.map(\.permission.name) == ["Mail.ReadWrite"])
    #expect(catalog.consents[1].companions.isEmpty)
  }

  @Test func leavesOtherAppsAlone() throws {
    let other = App(displayName: "Other", clientID: GUID("99999999-2222-3333-4444-555555555555")!)
    let catalog = catalog([
      try consent("a", [permission("User.Read.All", .application)]),
      try consent("b", [permission("Mail.Read")], app: other),
    ])
    #expect(catalog.consents.flatMap(\.companions).isEmpty)
  }
}
