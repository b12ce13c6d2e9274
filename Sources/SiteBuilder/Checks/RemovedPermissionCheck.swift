import Diagnostics
import DocsWitness
import Permissions

/// A permission that the provider has taken back cannot be granted any more.
let removedPermissionCheck = Check.guide { guide in
  guide.grants.compactMap { permission in
    guard let name = permission.name, permission.candidates.isEmpty,
      let removed = guide.site.microsoft.removed(named: name).first
    else { return nil }
    return Diagnostic(
      "removed-permission",
      guide.severity,
      "Microsoft has removed \(name)",
      at: guide.location(permission.span),
      notes: [.init("it was last seen on \(removed.lastSeen), as a permission of kind \(removed.kind.rawValue)")],
      help: "name the permission that the product asks for today, or remove the instruction"
    )
  }
}
