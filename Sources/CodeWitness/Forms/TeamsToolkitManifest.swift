extension Form {
  /// `aad.manifest.json`: a registration with names instead of ids, and placeholders.
  static let teamsToolkitManifest = Form(
    name: "teams-toolkit-manifest",
    extensions: ["aad.manifest.json", "aad.template.json", "aad.manifest.template.json", "json"],
    marks: [
      "${{aad_app", "${{ aad_app", "{{state.fx-resource-aad", "\"resourceAppId\": \"Microsoft Graph\"",
      "\"resourceAppId\":\"Microsoft Graph\"",
    ],
    syntax: .json
  ) { $0.readResourceAccess() }
}
