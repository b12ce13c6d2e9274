import Permissions

/// The permission of this name and kind, which has to exist.
func permission(_ name: String, _ kind: PermissionKind = .delegated, of resource: String = "Microsoft Graph")
  -> Permission
{
  MicrosoftPermissions.embedded.permissions(named: name).first { $0.kind == kind && $0.resource.name == resource }!
}

let redirect = try! RedirectURI("https://app.example.com/callback")
let app = App(displayName: "App", clientID: GUID("11111111-2222-3333-4444-555555555555")!, redirectURIs: [redirect])

func consent(
  _ permissions: [Permission],
  app: App = app,
  flow: Flow = .adminConsent,
  claim: Claim? = nil,
  link: AdminConsentVersion? = nil,
  signIn: [OpenIDConnectScope] = [],
  redirectURI: RedirectURI? = nil
) throws(Consent.Failure) -> Consent {
  try Consent(
    id: "c",
    title: "C",
    app: app,
    flow: flow,
    claim: claim,
    grants: permissions.map { Grant($0, why: "Because.") },
    signInScopes: signIn,
    redirectURI: redirectURI,
    linkVersion: link
  )
}
