/// Scripts that register a product or grant it permissions: who runs them signs in with permissions of their own.
enum OperatorScript {
  static func administers(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer { search.finds(in: $0) } }

  /// Whether names in it are given to a service principal as application permissions.
  static func assignsRoles(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { assignments.finds(in: $0) && !grants.finds(in: $0) }
  }

  private static let assignments = ByteSearch(
    ["approleassignment -", "approleassignment `", "approleassignedto -", "serviceapproleassignment"].map {
      Array($0.utf8)
    }
  )
  private static let grants = ByteSearch([Array("oauth2permissiongrant -".utf8)])

  private static let search = ByteSearch(
    [
      "new-mgapplication", "update-mgapplication", "new-mgbetaapplication", "new-azureadapplication",
      "set-azureadapplication",
      "new-mgserviceprincipal", "approleassignment", "oauth2permissiongrant", "register-pnp", "az ad app",
      "new-azadapplication",
      "update-azadapplication", "add-azadapppermission", "add-mgapplicationpassword", "new-entraapplication",
      "set-entraapplication",
      "new-entraserviceprincipal", "remove-mgapplication", "az ad sp",
    ].map { Array($0.utf8) }
  )
}
