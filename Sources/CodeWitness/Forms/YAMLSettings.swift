extension Form {
  /// `application.yml`, Docker Compose, Helm values: scopes under keys and in lists of variables.
  static let yamlSettings = Form(name: "yaml-settings", extensions: ["yml", "yaml"], syntax: .none) { reading in
    reading.readSettings(SettingsReader(reading.source.bytes, isYAML: true).settings)
  }
}
