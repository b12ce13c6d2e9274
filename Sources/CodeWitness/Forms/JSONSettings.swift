extension Form {
  /// `appsettings.json`, `local.settings.json`, `config.json`: scopes under keys that say so.
  static let jsonSettings = Form(
    name: "json-settings",
    extensions: ["json", "jsonc", "json5", "webmanifest"],
    syntax: .json
  ) { reading in
    reading.readRegistrations()
    reading.readLiterals()
  }
}
