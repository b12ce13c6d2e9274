extension Form {
  /// `application.yml`, Docker Compose, Helm values: scopes under keys and in lists of variables.
  static let yamlSettings = Form(name: "yaml-settings", extensions: ["yml", "yaml"], syntax: .none) { reading in
    // A site's own catalog is another witness.
    let marks = ["\nconsents:", "grants:"].map { ByteSearch([Array($0.utf8)]) }
    if reading.source.bytes.withUnsafeBufferPointer({ bytes in marks.allSatisfy { $0.finds(in: bytes) } }) { return }
    reading.readSettings(SettingsReader(reading.source.bytes, isYAML: true).settings)
  }
}
