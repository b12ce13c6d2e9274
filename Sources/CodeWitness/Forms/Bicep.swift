extension Form {
  /// `Microsoft.Graph/applications`, and settings that a deployment passes on.
  static let bicep = Form(name: "bicep", extensions: ["bicep", "bicepparam"], syntax: .bicep) { reading in
    reading.readRegistrations()
    reading.readLiterals()
  }
}
