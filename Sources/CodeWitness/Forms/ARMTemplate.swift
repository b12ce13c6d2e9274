extension Form {
  /// A template of the Azure Resource Manager, or what Bicep compiles to.
  static let armTemplate = Form(
    name: "arm-template",
    extensions: ["json"],
    marks: ["deploymentTemplate.json#", "deploymentParameters.json#"],
    syntax: .json
  ) { reading in
    reading.readRegistrations()
    reading.readLiterals()
  }
}
