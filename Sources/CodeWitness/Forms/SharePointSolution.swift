import Permissions

extension Form {
  /// `config/package-solution.json` of the SharePoint Framework: names of APIs and scopes, always delegated.
  static let sharePointSolution = Form(
    name: "spfx-package-solution",
    extensions: ["json"],
    marks: ["\"webApiPermissionRequests\""],
    syntax: .json
  ) { reading in
    let source = reading.source
    for (name, value) in source.entries(named: ["scope"]) {
      let group = source.parents[name]
      guard source.label(ofGroupAround: group) == "webapipermissionrequests",
        let literal = source.firstString(in: value)
      else { continue }
      let resource = source.entry("resource", in: group).flatMap { source.firstString(in: $0) }.map {
        source.content($0)
      }
      reading.addTyped(literal, kind: .delegated, resourceName: resource)
    }
  }
}
