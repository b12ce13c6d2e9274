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
      let found = MicrosoftPermissions.embedded.permissions(named: name).filter {
        $0.kind == kind && $0.resource.appID == MicrosoftPermissions.graphAppID
      }
      return Grant(try #require(found.first), why: "Because.")
    }
    return try Consent(id: "c", title: "C", app: app, flow: flow, grants: grants)
  }

  private func actions(_ steps: [ConsentFlow.Step]) -> [ConsentFlow.Action] { steps.map(\.action) }

  @Test func nothingIsRecordedBeforeAcceptance() throws {
    for flow in Flow.allCases {
      let steps = ConsentFlow(try consent(flow))
      #expect(!actions(steps.before).contains(.records), "\(flow)")
      #expect(steps.before.last?.from == .person, "\(flow)")
      #expect(steps.after.first?.action == .records, "\(flow)")
    }
  }

  @Test func browsersComeBackOnlyFromLinks() throws {
    #expect(actions(ConsentFlow(try consent(.adminConsent)).after).contains(.sendsBack))
    #expect(!actions(ConsentFlow(try consent(.deviceCode)).after).contains(.sendsBack))
  }

  @Test func peopleAcceptForThemselvesOnlyWhereTheyMay() throws {
    #expect(
      actions(ConsentFlow(try consent(.userConsent, named: "User.Read")).before).last == .acceptsForOneself
    )
    #expect(actions(ConsentFlow(try consent(.userConsent)).before).last == .acceptsInRole)
  }

  @Test func saysForWhomTheAppActs() throws {
    func use(_ kinds: [PermissionKind]) throws -> ConsentFlow.Action {
      try #require(ConsentFlow(try consent(.adminConsent, kinds)).after.last).action
    }
    #expect(try use([.delegated]) == .callsForPerson)
    #expect(try use([.application]) == .callsByItself)
    #expect(try use([.delegated, .application]) == .callsBothWays)
  }
}
