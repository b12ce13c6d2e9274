/// An error code of Microsoft's sign-in that somebody who grants consent may meet.
///
/// The list is for reading; Microsoft changes codes and asks programs not to rely on them.
public struct SignInError: Hashable, Sendable {
  public enum Fixer: String, Hashable, Sendable {
    case administrator, person, vendor
  }

  /// The number after `AADSTS`.
  public let code: Int
  public let meaning: String
  public let remedy: String
  public let fixer: Fixer
  let flows: Set<Flow>

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
      case 650052, 500011: return consent.resources.contains { $0.appID != MicrosoftPermissions.graphAppID }
      case 90093, 90094: return !consent.grantingRoles.userMayConsent
      default: return true
      }
    }
  }

  private static let links: Set<Flow> = [.adminConsent, .userConsent]
  private static let signIns: Set<Flow> = [.adminConsent, .userConsent, .deviceCode]

  /// Source: entra-docs, identity-platform/reference-error-codes.md.
  public static let all: [SignInError] = [
    .init(
      code: 65001,
      meaning: "Nobody has granted the app this access yet, or less was granted than it now asks for.",
      remedy:
        "Open the consent link as an administrator. If that has been done, check that it was done in the same tenant.",
      fixer: .administrator,
      flows: Set(Flow.allCases)
    ),
    .init(
      code: 65004,
      meaning: "The person chose Cancel on the consent page.",
      remedy: "Begin again and select Accept.",
      fixer: .person,
      flows: signIns
    ),
    .init(
      code: 90094,
      meaning: "An administrator has to grant this access.",
      remedy: "Send the consent link to somebody with one of the roles that may grant it.",
      fixer: .administrator,
      flows: signIns
    ),
    .init(
      code: 90093,
      meaning: "The account that signed in may not grant this access.",
      remedy: "Sign in with an account that has one of the roles that may grant it.",
      fixer: .administrator,
      flows: signIns
    ),
    .init(
      code: 90095,
      meaning: "Your organization asks people to request consent instead of giving it, or rates the app as risky.",
      remedy: "An administrator reviews the request, or opens the consent link themselves.",
      fixer: .administrator,
      flows: signIns
    ),
    .init(
      code: 90090,
      meaning: "The grant could not be recorded just now.",
      remedy: "Wait a minute and open the link again.",
      fixer: .person,
      flows: signIns
    ),
    .init(
      code: 650053,
      meaning: "The app asked for a permission that the API does not have in this form.",
      remedy: "Report it to the vendor: name, API or kind of the permission is wrong in the request.",
      fixer: .vendor,
      flows: signIns
    ),
    .init(
      code: 650052,
      meaning: "The API that the app asks for has no service principal in your tenant, or no licence.",
      remedy: "Licence the service, or let an administrator create the API's service principal.",
      fixer: .administrator,
      flows: Set(Flow.allCases)
    ),
    .init(
      code: 500011,
      meaning: "Your tenant does not know the API that the app asks for.",
      remedy: "Check tenant and cloud; if both are right, let an administrator create the API's service principal.",
      fixer: .administrator,
      flows: Set(Flow.allCases)
    ),
    .init(
      code: 650056,
      meaning: "The app's registration is incomplete.",
      remedy: "Compare the client ID with the one in this guide; if it is the same, report it to the vendor.",
      fixer: .vendor,
      flows: links
    ),
    .init(
      code: 650057,
      meaning: "The app asked for an API that its registration does not list.",
      remedy: "Report it to the vendor, who has to add the API to the registration.",
      fixer: .vendor,
      flows: signIns
    ),
    .init(
      code: 50011,
      meaning: "The address to come back to is not the one in the app's registration.",
      remedy: "Use the link as it is given here. If it still fails, report it to the vendor.",
      fixer: .vendor,
      flows: links
    ),
    .init(
      code: 500113,
      meaning: "The app's registration has no address to come back to. The access may have been granted all the same.",
      remedy: "Look at the app's permissions in the portal before you try again, and report it to the vendor.",
      fixer: .vendor,
      flows: [.adminConsent]
    ),
    .init(
      code: 700016,
      meaning: "The tenant does not know the app.",
      remedy: "Check that you signed in to the right tenant and cloud, and that access has been granted there.",
      fixer: .administrator,
      flows: Set(Flow.allCases)
    ),
    .init(
      code: 50194,
      meaning: "The app works in one tenant only and was opened through the address for all.",
      remedy: "Put your own tenant into the link.",
      fixer: .person,
      flows: signIns
    ),
    .init(
      code: 90002,
      meaning: "There is no tenant of that name or ID.",
      remedy: "Correct the tenant in the link.",
      fixer: .person,
      flows: signIns
    ),
    .init(
      code: 90038,
      meaning: "The tenant is in another cloud.",
      remedy: "Choose the cloud that your organization uses, and open its link.",
      fixer: .person,
      flows: signIns
    ),
    .init(
      code: 50105,
      meaning: "Only people who are assigned to the app may use it, and this account is not.",
      remedy: "Assign the person, or a group of theirs, to the enterprise application.",
      fixer: .administrator,
      flows: signIns
    ),
    .init(
      code: 50020,
      meaning: "The account does not belong to this tenant.",
      remedy: "Sign in with an account of the tenant, or have the account invited as a guest.",
      fixer: .person,
      flows: signIns
    ),
    .init(
      code: 53003,
      meaning: "A Conditional Access policy blocks this sign-in. Many organizations block device codes this way.",
      remedy: "Ask your administrator whether the policy may make an exception.",
      fixer: .administrator,
      flows: signIns
    ),
    .init(
      code: 50076,
      meaning: "Another proof of identity is asked for.",
      remedy: "Sign in again and complete the second step.",
      fixer: .person,
      flows: signIns
    ),
    .init(
      code: 70016,
      meaning: "The device still waits for its code to be entered.",
      remedy: "Enter the code and finish signing in.",
      fixer: .person,
      flows: [.deviceCode]
    ),
    .init(
      code: 70018,
      meaning: "The code was not typed as it is shown.",
      remedy: "Type it again, or get a new one.",
      fixer: .person,
      flows: [.deviceCode]
    ),
    .init(
      code: 70019,
      meaning: "The code has expired; it is good for about 15 minutes.",
      remedy: "Begin again to get a new code.",
      fixer: .person,
      flows: [.deviceCode]
    ),
    .init(
      code: 7_000_218,
      meaning: "The app's registration does not allow sign-in without a secret, which device codes need.",
      remedy: "Whoever owns the registration turns on Allow public client flows.",
      fixer: .vendor,
      flows: [.deviceCode]
    ),
    .init(
      code: 7_000_112,
      meaning: "The app is switched off in your tenant.",
      remedy: "Turn on sign-in for the enterprise application.",
      fixer: .administrator,
      flows: Set(Flow.allCases)
    ),
  ]
}
