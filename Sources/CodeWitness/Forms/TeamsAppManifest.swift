import Permissions

extension Form {
  /// A Teams app's manifest: permissions for one team, chat or user, granted where the app is installed.
  static let teamsAppManifest = Form(
    name: "teams-app-manifest",
    extensions: ["json"],
    marks: ["\"webApplicationInfo\"", "\"resourceSpecific\""],
    syntax: .json
  ) { reading in
    let source = reading.source
    for (name, value) in source.entries(named: ["name"]) {
      let group = source.parents[name]
      guard source.label(ofGroupAround: group) == "resourcespecific", let literal = source.firstString(in: value) else {
        continue
      }
      let type = source.entry("type", in: group).flatMap { source.firstString(in: $0) }.map {
        source.content($0).lowercased()
      }
      let kind: PermissionKind? = type == "application" ? .application : type == "delegated" ? .delegated : nil
      reading.addTyped(literal, kind: kind, isResourceSpecific: true)
    }
    for (_, value) in source.entries(named: ["applicationpermissions"]) {
      for literal in value where source.kind(literal) == .string {
        reading.addTyped(literal, kind: .application, isResourceSpecific: true)
      }
    }
  }
}
