extension Form {
  /// `.env` and its relatives: a variable a line.
  static let environmentFile = Form(
    name: "environment-file",
    extensions: [
      "env", "env.example", "env.sample", "env.local", "env.template", "env.dist", "env.development", "env.production",
      "env.defaults", "envrc",
    ],
    syntax: .none
  ) { reading in
    reading.readSettings(SettingsReader(reading.source.bytes, isYAML: false).settings)
  }
}
