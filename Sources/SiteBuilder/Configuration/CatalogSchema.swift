import Permissions
import TypedYAML

extension CatalogFile {
  static let type = ObjectType(
    "the catalog",
    [
      .init("product", .object(product), required: true, "The product that asks for consent."),
      .init("resources", .mapping(key: .identifier, of: .object(resource)), "Your own APIs, which no provider lists."),
      .init("apps", .mapping(key: .identifier, of: .object(app)), required: true, "The apps that ask for consent."),
      .init(
        "consents",
        .mapping(key: .identifier, of: .object(consent)),
        required: true,
        "What is asked for in one go, by the key that pages use."
      ),
    ]
  )

  private static let product = ObjectType(
    "product",
    [
      .init("name", .string(.text), required: true, "What the product is called."),
      .init("url", .string(.httpsURL), "The product's own address."),
      .init("publisher", .string(.text), "The company, where it is called otherwise."),
      .init("support-url", .string(.httpsURL), "Where customers get help."),
    ]
  )

  private static let resource = ObjectType(
    "a resource",
    [
      .init("name", .string(.text), required: true, "What the API is called on the consent page."),
      .init("app-id", .string(.guid), required: true, "Application ID of the API's registration."),
      .init("identifier-uris", .list(of: .string(.url)), "The URIs that scopes are written with; the first counts."),
      .init("permissions", .list(of: .object(permission)), required: true, "What the API offers."),
    ]
  )

  private static let permission = ObjectType(
    "a permission",
    [
      .init("name", .string(.text), required: true, "The permission's value, such as Reports.Read."),
      .init("kind", .oneOf(PermissionKind.allCases.map(\.rawValue)), required: true, "Delegated or application."),
      .init("id", .string(.guid), required: true, "The permission's ID in the API's registration."),
      .init(
        "admin-consent",
        .oneOf(AdminConsent.allCases.map(\.rawValue)),
        "Whether only administrators may grant it; unknown unless it says otherwise."
      ),
    ]
  )

  private static let app = ObjectType(
    "an app",
    [
      .init("provider", .oneOf(Provider.allCases.map(\.rawValue)), required: true, "Who grants the access."),
      .init("display-name", .string(.text), required: true, "The name that the consent page shows."),
      .init("client-id", .string(.guid), required: true, "Application (client) ID of the registration."),
      .init("audience", .oneOf(App.Audience.allCases.map(\.rawValue)), "multitenant unless it says otherwise."),
      .init("redirect-uris", .list(of: .string(.url)), "The registered addresses to come back to."),
      .init(
        "clouds",
        .mapping(
          key: .identifier,
          of: .object(
            ObjectType(
              "a cloud",
              [.init("client-id", .string(.guid), required: true, "Client ID of the registration in that cloud.")]
            )
          )
        ),
        "Registrations in other clouds: us-gov, us-gov-dod, china."
      ),
    ]
  )

  private static let consent = ObjectType(
    "a consent",
    [
      .init("title", words, required: true, "What is granted, in a few words."),
      .init("summary", words, "One sentence more about it."),
      .init("app", .string(.identifier), required: true, "Key of the app that asks."),
      .init("flow", .oneOf(Flow.allCases.map(\.rawValue)), required: true, "How consent is given."),
      .init("claim", .oneOf(Claim.allCases.map(\.rawValue)), "What pages say of it; verified."),
      .init("link", .oneOf(AdminConsentVersion.allCases.map(\.rawValue)), "Generation of the consent link."),
      .init("redirect-uri", .string(.url), "Where people come back to; the app's first unless it says otherwise."),
      .init(
        "sign-in-scopes",
        .list(of: .oneOf(OpenIDConnectScope.allCases.map(\.rawValue))),
        "Scopes of sign-in that are asked for too."
      ),
      .init(
        "shares-consent-page-with",
        .list(of: .string(.identifier)),
        "Other consents of the app that are meant to be granted together with it."
      ),
      .init("grants", .list(of: .object(grant)), required: true, "The permissions that are asked for."),
    ]
  )

  private static let grant = ObjectType(
    "a grant",
    [
      .init("resource", .string(.text), required: true, "The API: its name, ID or URI, or a key of resources."),
      .init("permission", .string(.text), required: true, "The permission's name, such as User.Read.All."),
      .init("kind", .oneOf(PermissionKind.allCases.map(\.rawValue)), required: true, "Delegated or application."),
      .init("id", .string(.guid), "The permission's ID, where name and kind fit two."),
      .init("why", words, required: true, "What it is needed for, a sentence for administrators."),
      .init("since", .string(.date), "The day since which it is asked for."),
      .init("without", words, "What does not work without it."),
      .init("condition", words, "When it is asked for, if not always."),
      .init("data", words, "The data that is really touched, where that is less than the permission opens."),
    ]
  )

  /// A sentence, or the same in several languages: `{en: …, de: …}`.
  private static let words = ValueType.either(
    text: .string(.text),
    mapping: .mapping(key: .language, of: .string(.text))
  )
}
