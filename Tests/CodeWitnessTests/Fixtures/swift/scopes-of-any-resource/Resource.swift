/// An API of Microsoft Graph or another.
struct Resource {
  var prefix: String
  var defaultScope: String { prefix + "/.default" }
  var signInNames: [String] { ["openid"] }
}

struct Consent {
  var resources: [Resource]
  var scopes: [String] { resources.map(\.defaultScope) }
}

enum SignInScope: String {
  case openID = "openid"
  case offline = "offline_access"
}

private let distinctive = ["full_access_as_app"]
func needsContext(_ name: String) -> Bool {
  let isKnown = distinctive.contains(name)
  return check(scopes: isKnown)
}
