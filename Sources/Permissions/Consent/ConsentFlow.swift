/// What happens when access is granted, step by step: who does what where, and what follows.
public struct ConsentFlow: Hashable, Sendable {
  public enum Party: Int, Hashable, Sendable, CaseIterable {
    /// Whoever grants the access.
    case person
    case provider
    case app
  }

  /// What is done in a step. How it is said depends on who reads it in which language.
  public enum Action: String, Hashable, Sendable, CaseIterable {
    case opensLink = "opens-link"
    case opensLinkInRole = "opens-link-in-role"
    case entersCode = "enters-code"
    case entersCodeInRole = "enters-code-in-role"
    case opensRegistration = "opens-registration"
    case addsPermissions = "adds-permissions"
    case grants
    case accepts
    case acceptsForAll = "accepts-for-all"
    case acceptsForOneself = "accepts-for-oneself"
    /// By the permissions' own entries everybody may; where Microsoft manages user consent, a role is needed.
    case acceptsUnlessManaged = "accepts-unless-managed"
    case acceptsInRole = "accepts-in-role"
    case showsCode = "shows-code"
    case showsPermissions = "shows-permissions"
    case records
    case sendsBack = "sends-back"
    case callsForPerson = "calls-for-person"
    case callsByItself = "calls-by-itself"
    case callsBothWays = "calls-both-ways"
  }

  public struct Step: Hashable, Sendable {
    public let from: Party
    /// The same as ``from`` for what a party does by itself.
    public let to: Party
    public let action: Action

    init(_ from: Party, _ to: Party, _ action: Action) {
      (self.from, self.to, self.action) = (from, to, action)
    }
  }

  /// Up to and including the moment of acceptance. Whoever stops before its end has granted nothing.
  public let before: [Step]
  public let after: [Step]

  public init(_ consent: Consent) {
    let shows = Step(.provider, .person, .showsPermissions)
    let records = Step(.provider, .provider, .records)
    let roles = consent.grantingRoles
    let userMayConsent = roles.userMayConsent
    func accepts(_ action: Action) -> Step {
      Step(.person, .provider, userMayConsent && roles.managedSince != nil ? .acceptsUnlessManaged : action)
    }

    switch consent.flow {
    case .adminConsent:
      before = [Step(.person, .provider, .opensLinkInRole), shows, Step(.person, .provider, .acceptsForAll)]
      after = [records] + Self.sendsBack(consent) + [Self.use(of: consent)]
    case .userConsent:
      let accept = accepts(userMayConsent ? .acceptsForOneself : .acceptsInRole)
      before = [Step(.person, .provider, .opensLink), shows, accept]
      after = [records] + Self.sendsBack(consent) + [Self.use(of: consent)]
    case .deviceCode:
      before = [
        Step(.app, .person, .showsCode),
        Step(.person, .provider, userMayConsent ? .entersCode : .entersCodeInRole),
        shows, accepts(.accepts),
      ]
      after = [records, Self.use(of: consent)]
    case .portal:
      before = [.opensRegistration, .addsPermissions, .grants].map { Step(.person, .provider, $0) }
      after = [records, Self.use(of: consent)]
    }
  }

  private static func sendsBack(_ consent: Consent) -> [Step] {
    consent.redirectURI == nil ? [] : [Step(.provider, .app, .sendsBack)]
  }

  private static func use(of consent: Consent) -> Step {
    let kinds = Set(consent.permissions.map(\.kind))
    if kinds == [.delegated] { return Step(.app, .provider, .callsForPerson) }
    if kinds == [.application] { return Step(.app, .provider, .callsByItself) }
    return Step(.app, .provider, .callsBothWays)
  }
}
