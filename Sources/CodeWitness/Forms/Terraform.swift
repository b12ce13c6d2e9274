extension Form {
  /// `azuread_application` and its neighbours: ids, or names looked up in a service principal's maps.
  static let terraform = Form(name: "terraform", extensions: ["tf", "tofu", "tfvars", "hcl"], syntax: .terraform) {
    reading in
    reading.readRegistrations()
    reading.readPermissionLookups()
    reading.readLiterals()
  }
}
