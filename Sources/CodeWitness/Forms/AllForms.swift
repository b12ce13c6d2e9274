extension Form {
  /// A new form is a file in this folder and a line here. Of those that share an ending the first that fits is taken.
  static let all: [Form] = [
    teamsAppManifest, teamsToolkitManifest, sharePointSolution, powerPlatformConnector, armTemplate, entraManifest,
    azureCLIArray, jsonSettings,
    terraform, bicep, powerShell, shell,
    yamlSettings, environmentFile, propertiesFile, xmlSettings,
    swift, typeScript, cSharp, python, go, java, kotlin, php, ruby, rust,
  ]
}
