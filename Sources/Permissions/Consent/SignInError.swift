/// An error code of Microsoft's sign-in that somebody who grants consent may meet.
///
/// The list is for reading; Microsoft changes codes and asks programs not to rely on them.
public struct SignInError: Hashable, Sendable {
  public enum Fixer: String, Hashable, Sendable {
    case administrator, person, vendor
  }

  /// The number after `AADSTS`.
  public let code: Int
  /// Who can do something about it.
  public let fixer: Fixer
  let flows: Set<Flow>

  private init(_ code: Int, _ fixer: Fixer, _ flows: Set<Flow>) {
    (self.code, self.fixer, self.flows) = (code, fixer, flows)
  }

  /// Microsoft's own explanation.
  public var url: String { "https://login.microsoftonline.com/error?code=\(code)" }

  /// The codes that giving this consent, or using it afterwards, can end in.
  public static func all(for consent: Consent) -> [SignInError] {
    all.filter { error in
      guard error.flows.contains(consent.flow) else { return false }
      switch error.code {
      case 50011, 500113: return consent.flow != .portal && consent.redirectURI != nil || error.code == 500113
      case 50194: return consent.app.audience == .singleTenant
      // Microsoft Graph's principal is in every tenant; others may be missing.
      case 650052, 500011: return consent.allResources.contains { $0.appID != MicrosoftPermissions.graphAppID }
      case 90093, 90094:
        let roles = consent.grantingRoles
        return !roles.userMayConsent || roles.managedSince != nil
      default: return true
      }
    }
  }

  private static let links: Set<Flow> = [.adminConsent, .userConsent]
  private static let signIns: Set<Flow> = [.adminConsent, .userConsent, .deviceCode]

  /// Source: entra-docs, identity-platform/reference-error-codes.md.
  public static let all: [SignInError] = [
    .init(65001, .administrator, Set(Flow.allCases)),
    .init(65004, .person, signIns),
    .init(90094, .administrator, signIns),
    .init(90093, .administrator, signIns),
    .init(90095, .administrator, signIns),
    .init(90090, .person, signIns),
    .init(650053, .vendor, signIns),
    .init(650052, .administrator, Set(Flow.allCases)),
    .init(500011, .administrator, Set(Flow.allCases)),
    .init(650056, .vendor, links),
    .init(650057, .vendor, signIns),
    .init(50011, .vendor, links),
    .init(500113, .vendor, [.adminConsent]),
    .init(700016, .administrator, Set(Flow.allCases)),
    .init(50194, .person, signIns),
    .init(90002, .person, signIns),
    .init(90038, .person, signIns),
    .init(50105, .administrator, signIns),
    .init(50020, .person, signIns),
    .init(53003, .administrator, signIns),
    .init(50076, .person, signIns),
    .init(70016, .person, [.deviceCode]),
    .init(70018, .person, [.deviceCode]),
    .init(70019, .person, [.deviceCode]),
    .init(7_000_218, .vendor, [.deviceCode]),
    .init(7_000_112, .administrator, Set(Flow.allCases)),
  ]
}
