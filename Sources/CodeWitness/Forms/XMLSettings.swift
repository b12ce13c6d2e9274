extension Form {
  /// `Web.config`, property lists, Android's string resources.
  static let xmlSettings = Form(name: "xml-settings", extensions: ["config", "xml", "plist", "resx"], syntax: .none) {
    reading in
    reading.readSettings(MarkupSettingsReader(reading.source.bytes).settings)
  }
}
