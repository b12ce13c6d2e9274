extension Form {
  /// An app registration: the portal's old format (`replyUrlsWithType`) and Microsoft Graph's application object.
  static let entraManifest = Form(
    name: "entra-manifest",
    extensions: ["json"],
    marks: ["\"signInAudience\"", "\"requiredResourceAccess\""],
    syntax: .json
  ) { $0.readResourceAccess() }
}
