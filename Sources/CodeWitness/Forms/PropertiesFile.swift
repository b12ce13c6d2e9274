extension Form {
  /// Java's properties, TOML and INI: a key a line.
  static let propertiesFile = Form(
    name: "properties-file",
    extensions: ["properties", "toml", "ini", "cfg", "conf"],
    syntax: .none
  ) { reading in
    reading.readSettings(SettingsReader(reading.source.bytes, isYAML: false).settings)
  }
}
