import Permissions

// What people read of the catalog's and the provider's values, in the language of the page.

extension PermissionKind {
  /// As a word in a table.
  func word(_ strings: ThemeStrings) -> String { strings["kind-" + rawValue] }
  func meaning(_ strings: ThemeStrings) -> String { strings["kind-\(rawValue)-meaning"] }
}

extension AccessClass {
  func word(_ strings: ThemeStrings) -> String { strings["access-" + rawValue] }
}

extension AdminConsent {
  func word(_ strings: ThemeStrings) -> String {
    switch self {
    case .required: strings["consent-required"]
    case .notRequired: strings["consent-not-required"]
    case .unknown: strings["consent-unknown"]
    }
  }

  /// For programs, the same in every language.
  var dataWord: String {
    switch self {
    case .required: "required"
    case .notRequired: "not required"
    case .unknown: "unknown"
    }
  }
}

extension Permission {
  /// With what the setting that lets Microsoft manage user consent changes.
  func adminConsentWords(_ strings: ThemeStrings) -> String {
    let managed = managedMonth.map { strings.text("managed-since", ["managedSince": $0.words(strings)]) }
    return [adminConsent.word(strings), managed].compactMap(\.self).joined(separator: ". ")
  }

  /// With API and kind, for where no column says them: names alone are not unique.
  func fullName(_ strings: ThemeStrings) -> String {
    strings.text("permission-" + kind.rawValue, ["permission": name, "resource": resource.name])
  }
}

extension CalendarMonth {
  func words(_ strings: ThemeStrings) -> String {
    strings.text("year-and-month", ["month": strings["month-\(month)"], "year": "\(year)"])
  }
}

extension GrantingRoles {
  /// What the setting that lets Microsoft manage user consent changes, or nil if it changes nothing.
  func managedNote(_ strings: ThemeStrings) -> String? {
    managedSince == nil ? nil : strings.text("managed-note", ["permissions": managedPermissions(strings)])
  }

  /// Those that it changes, each with the month from which that is so.
  func managedPermissions(_ strings: ThemeStrings) -> String {
    managed.compactMap { permission in
      permission.managedMonth.map {
        strings.text("managed-permission", ["permission": permission.name, "since": $0.words(strings)])
      }
    }
    .joined(separator: ", ")
  }

  /// Who may grant access for themselves, before the roles that may for everybody; empty if nobody may, or if it is
  /// not known.
  func anybody(_ strings: ThemeStrings) -> String {
    guard userMayConsent else { return "" }
    guard let managedSince else { return strings["anybody-or"] + " " }
    return strings.text("anybody-unless-managed", ["managedSince": managedSince.words(strings)]) + " "
  }
}

extension Resource {
  /// What a reader has to know who calls this API or asks for it, sentences; empty for nearly all.
  func notes(_ strings: ThemeStrings) -> [String] {
    let retirement = notes?.retirement.map {
      strings.text("api-retired", ["api": $0.commonName, "year": "\($0.year)", "replacement": $0.replacement])
    }
    let host = notes?.tenantHost.map { strings.text("tenant-host", ["tenantHost": $0]) }
    return [retirement, host].compactMap(\.self)
  }
}

extension OpenIDConnectScope {
  /// What a reader has to know of it, a sentence without a full stop.
  func meaning(_ strings: ThemeStrings) -> String {
    switch self {
    case .openID: strings["scope-openid"]
    case .profile: strings["scope-profile"]
    case .email: strings["scope-email"]
    case .offlineAccess: strings["scope-offline-access"]
    }
  }
}

extension Cloud {
  func name(_ strings: ThemeStrings) -> String { strings["cloud-" + rawValue] }
}

extension Consent {
  /// Why more is granted than the consent declares, a sentence; nil if it is not.
  func companionNote(_ strings: ThemeStrings, key: String = "companions") -> String? {
    guard !companions.isEmpty else { return nil }
    let titles = companions.map { strings.text("quoted-title", ["title": $0.title]) }
    return strings.text(key, ["app": app.displayName, "consents": titles.joined(separator: ", ")])
  }
}

extension Flow {
  /// Who does what, a sentence.
  func meaning(_ strings: ThemeStrings) -> String { strings["granting-" + rawValue] }
}

extension SignInError {
  func meaning(_ strings: ThemeStrings) -> String { strings["error-\(code)-meaning"] }
  func remedy(_ strings: ThemeStrings) -> String { strings["error-\(code)-remedy"] }
}

extension SignInError.Fixer {
  func words(_ strings: ThemeStrings) -> String { strings["fixer-" + rawValue] }
}

extension Revocation.Limit {
  func text(_ strings: ThemeStrings) -> String { strings["limit-" + rawValue] }
}

extension ConsentFlow.Party {
  func name(app: String, _ strings: ThemeStrings) -> String {
    switch self {
    case .person: strings["flow-you"]
    case .provider: "Microsoft"
    case .app: app
    }
  }
}

extension ConsentFlow.Step {
  /// A sentence; to the person, where the person acts.
  func text(of consent: Consent, _ strings: ThemeStrings) -> String {
    let counts = action == .addsPermissions || action == .showsPermissions
    let key = "flow-" + action.rawValue + (counts && consent.allGrants.count == 1 ? "-one" : "")
    return strings.text(
      key,
      [
        "app": consent.app.displayName,
        "role": consent.grantingRoles.least.displayName,
        "count": String(consent.allGrants.count),
        "host": Cloud.global.loginHost,
        "portal": Cloud.global.portalHost,
        "redirect": consent.redirectURI?.host ?? "",
        "apis": consent.resources.map(\.name).joined(separator: ", "),
      ]
    )
  }
}
