extension Form {
  /// The bare array that `az ad app permission list` prints and `--required-resource-accesses` takes.
  static let azureCLIArray = Form(
    name: "azure-cli-array",
    extensions: ["json"],
    marks: ["\"resourceAppId\""],
    syntax: .json
  ) { $0.readResourceAccess() }
}
