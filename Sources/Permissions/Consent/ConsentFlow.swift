/// What happens when access is granted, step by step: who does what where, and what follows.
public struct ConsentFlow: Hashable, Sendable {
  public enum Party: Int, Hashable, Sendable, CaseIterable {
    /// Whoever grants the access.
    case person
    case provider
    case app
  }

  public struct Step: Hashable, Sendable {
    public let from: Party
    /// The same as ``from`` for what a party does by itself.
    public let to: Party
    /// A sentence; to the person, where the person acts.
    public let text: String

    init(_ from: Party, _ to: Party, _ text: String) {
      (self.from, self.to, self.text) = (from, to, text)
    }
  }

  /// Up to and including the moment of acceptance. Whoever stops before its end has granted nothing.
  public let before: [Step]
  public let after: [Step]

  public init(_ consent: Consent) {
    let app = consent.app.displayName
    let roles = consent.grantingRoles
    let role = roles.least.displayName
    let count = consent.grants.count == 1 ? "the permission" : "the \(consent.grants.count) permissions"
    let shows = Step(.provider, .person, "Shows who asks, and \(count) asked for. Nothing is granted yet.")
    let records = Step(.provider, .provider, "Records \(app) and the grants in your tenant, where they can be revoked.")

    switch consent.flow {
    case .adminConsent:
      before = [
        Step(.person, .provider, "Open the consent link and sign in at \(Cloud.global.loginHost) as \(role)."),
        shows,
        Step(.person, .provider, "Accept for your whole organization, or cancel and nothing has changed."),
      ]
      after = [records] + Self.sendsBack(consent) + [Self.use(of: consent)]
    case .userConsent:
      let accept =
        roles.userMayConsent
        ? "Accept for yourself, or cancel and nothing has changed."
        : "Accept as \(role). Anybody else can only ask for approval here."
      before = [
        Step(.person, .provider, "Open the consent link and sign in at \(Cloud.global.loginHost)."), shows,
        Step(.person, .provider, accept),
      ]
      after = [records] + Self.sendsBack(consent) + [Self.use(of: consent)]
    case .deviceCode:
      before = [
        Step(.app, .person, "Shows a code, and the address at which to enter it."),
        Step(.person, .provider, "Enter the code there and sign in\(roles.userMayConsent ? "" : " as \(role)")."),
        shows,
        Step(.person, .provider, "Accept, or cancel and nothing has changed."),
      ]
      after = [records, Self.use(of: consent)]
    case .portal:
      before = [
        Step(.person, .provider, "Open the registration of \(app) at \(Cloud.global.portalHost)."),
        Step(.person, .provider, "Add \(count) under API permissions. Nothing is granted yet."),
        Step(.person, .provider, "Select Grant admin consent, as \(role)."),
      ]
      after = [records, Self.use(of: consent)]
    }
  }

  private static func sendsBack(_ consent: Consent) -> [Step] {
    guard let uri = consent.redirectURI else { return [] }
    return [Step(.provider, .app, "Sends your browser back to \(uri.host) with the result.")]
  }

  private static func use(of consent: Consent) -> Step {
    let kinds = Set(consent.permissions.map(\.kind))
    let apis = consent.resources.map(\.name).joined(separator: ", ")
    if kinds == [.delegated] {
      return Step(.app, .provider, "Calls \(apis) for the person who signed in, never with more rights than theirs.")
    }
    if kinds == [.application] { return Step(.app, .provider, "Calls \(apis) by itself, without anybody signed in.") }
    return Step(
      .app,
      .provider,
      "Calls \(apis): with delegated permissions for the person who signed in, with application permissions by itself."
    )
  }
}
