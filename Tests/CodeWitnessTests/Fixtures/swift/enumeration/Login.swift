import MSAL

struct Login {
  let base = "https://login.microsoftonline.com/common"
  func parameters() -> MSALInteractiveTokenParameters {
    MSALInteractiveTokenParameters(scopes: [GraphScope.profile.rawValue, GraphScope.mail.rawValue])
  }
}
