import Permissions

extension Form {
  /// `apiProperties.json` of a Power Platform connector.
  static let powerPlatformConnector = Form(
    name: "power-platform-connector",
    extensions: ["json"],
    marks: ["\"connectionParameters\"", "\"connectionParameterSets\""],
    syntax: .json
  ) { reading in
    let source = reading.source
    var scopesCount = 0
    for (name, settings) in source.entries(named: ["oauthsettings"]) {
      guard let open = settings.first(where: { source.isToken($0, "{") }) else { continue }
      let provider = source.entry("identityProvider", in: open).flatMap { source.firstString(in: $0) }.map {
        source.content($0).lowercased()
      }
      guard provider.map({ $0.hasPrefix("aad") || $0.contains("oauth2") || $0.contains("microsoft") }) ?? true else {
        continue
      }
      let address = source.entries(named: ["azureactivedirectoryresourceid", "resourceuri"], in: settings).lazy
        .flatMap {
          $0.value.filter {
            source.kind($0) == .string && source.content($0).contains("://") || GUID(source.content($0)) != nil
          }
        }
        .first
      let resource = address.map { source.content($0) }
      var hasScopes = false
      for (_, value) in source.entries(named: ["scopes"], in: settings) {
        for literal in value where source.kind(literal) == .string {
          hasScopes = true
          reading.addTyped(literal, kind: .delegated, resourceName: resource)
        }
      }
      if hasScopes { scopesCount += 1 }
      // Without scopes a token is for all that the registration lists.
      if !hasScopes, provider?.hasPrefix("aad") == true, let address,
        ScopeName.resource(named: source.content(address), reading.microsoft) != nil
      {
        reading.addDefault(address)
      }
      _ = name
    }
  }
}
