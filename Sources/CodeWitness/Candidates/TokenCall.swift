/// Calls of the sign-in libraries, for a quick look at files that name no permission.
enum TokenCall {
  static let words = [
    "acquiretoken", "acquire_token", "loginpopup", "loginredirect", "auth_code_flow", "device_flow",
    "graphserviceclient", "tokencredentialauth", "withscopes(",
  ]
}
