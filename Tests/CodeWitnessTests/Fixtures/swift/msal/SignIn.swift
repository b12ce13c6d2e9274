import MSAL

let kGraphEndpoint = "https://graph.microsoft.com/"
let kScopes: [String] = ["https://graph.microsoft.com/user.read"]  // request permission to read the profile

final class SignIn {
  private let calendar = "Calendars.Read"
  /* nested /* "Mail.Send" */ comment */
  func start() {
    let parameters = MSALInteractiveTokenParameters(scopes: kScopes, webviewParameters: web)
    parameters.extraScopesToConsent = [calendar, #"Mail.Read"#]
    let silent = MSALSilentTokenParameters(scopes: ["\(kGraphEndpoint)Files.Read"], account: account)
    print("we do not ask for Directory.Read.All")
  }
  var scopes: [String] { ["Tasks.Read"] }
  func has(_ scope: String) -> Bool { granted.contains("User.Read.All") }
}
