public import Permissions

/// What the example product asks its customers for: declared once, used by its server and by its help center.
public enum ExampleCatalog {
  public static let connect = "connect"

  /// Throws only while it is being written: a permission that does not exist, or a consent that nobody could grant.
  public static func make() throws -> Catalog {
    let app = App(
      displayName: "Larkspur",
      clientID: GUID("3f1e2d4c-5b6a-4789-9abc-def012345678")!,
      redirectURIs: [try RedirectURI("https://app.larkspur.example/microsoft/callback")]
    )
    let connect = try Consent(
      id: Self.connect,
      title: "Directory access",
      summary: "Lets Larkspur show who works where.",
      app: app,
      flow: .adminConsent,
      claim: .readOnly,
      grants: [
        Grant(try .microsoftGraph("User.Read.All", .delegated), why: "Shows the people of your organization."),
        Grant(try .microsoftGraph("Group.Read.All", .delegated), why: "Shows the teams that they belong to."),
      ],
      signInScopes: [.openID, .profile]
    )
    return Catalog(
      product: Product(name: "Larkspur", url: "https://larkspur.example", publisher: "Larkspur Ltd"),
      consents: [connect]
    )
  }
}
