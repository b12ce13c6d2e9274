import Permissions
import Testing

struct ConsentFlowTests {
  private func consent(
    _ flow: Flow,
    _ kinds: [PermissionKind] = [.delegated],
    named name: String = "User.Read.All"
  ) throws -> Consent {
    let app = App(
      displayName: "Contoso",
      clientID: try #require(GUID("11111111-2222-3333-4444-555555555555")),
      redirectURIs: [try RedirectURI("https://app.contoso.example:8443/callback?x=1")]
    )
    let grants = try kinds.map { kind in
      let found = MicrosoftPermissions.permissions(named: name).filter {
        $0.kind == kind && $0.resource.appID == MicrosoftPermissions.graphAppID
      }
      return Grant(try #require(found.first), why: "Because.")
    }
    return try Consent(id: "c", title: "C", app: app, flow: flow, grants: grants)
  }

  private func text(_ steps: [ConsentFlow.Step]) -> String { steps.map(\.text).joined(separator: "\n") }

  @Test func administratorsSignInInARoleThatMayGrant() throws {
    #expect(text(ConsentFlow(try consent(.adminConsent)).before).contains("as Cloud Application Administrator"))
    let application = ConsentFlow(try consent(.adminConsent, [.application]))
    #expect(text(application.before).contains("as Privileged Role Administrator"))
  }

  @Test func nothingIsRecordedBeforeAcceptance() throws {
    for flow in Flow.allCases {
      let steps = ConsentFlow(try consent(flow))
      #expect(!text(steps.before).contains("Records"), "\(flow)")
      #expect(steps.before.last?.from == .person, "\(flow)")
      #expect(steps.after.first?.text.hasPrefix("Records") == true, "\(flow)")
    }
  }

  @Test func browsersComeBackWhereTheLinkSendsThem() throws {
    #expect(text(ConsentFlow(try consent(.adminConsent)).after).contains("back to app.contoso.example with"))
    #expect(!text(ConsentFlow(try consent(.deviceCode)).after).contains("app.contoso.example"))
  }

  @Test func peopleAcceptForThemselvesOnlyWhereTheyMay() throws {
    #expect(text(ConsentFlow(try consent(.userConsent, named: "User.Read")).before).contains("Accept for yourself"))
    #expect(text(ConsentFlow(try consent(.userConsent)).before).contains("Accept as Cloud Application Administrator"))
  }

  @Test func saysForWhomTheAppActs() throws {
    func use(_ kinds: [PermissionKind]) throws -> String {
      try #require(ConsentFlow(try consent(.adminConsent, kinds)).after.last).text
    }
    #expect(try use([.delegated]).contains("for the person who signed in"))
    #expect(try use([.application]).contains("without anybody signed in"))
    #expect(try use([.delegated, .application]).contains("with application permissions by itself"))
  }
}
