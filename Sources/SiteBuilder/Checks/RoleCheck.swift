import Diagnostics
import DocsWitness
import Permissions

/// The roles that a guide asks for have to be able to grant what it asks for, and no more powerful than that needs.
let roleCheck = Check.guide { guide in
  let consents = guide.concerned
  guard !consents.isEmpty else { return [] }
  let permissions = consents.flatMap(\.permissions)
  let roles = GrantingRoles(for: permissions)
  return guide.access.roles.flatMap { requirement -> [Diagnostic] in
    var found: [Diagnostic] = []
    for mention in requirement.roles where roles.insufficient.contains(mention.role) {
      let privileged = roles.privileged[0]
      let declared = consents.lazy.compactMap { guide.declared.location(of: privileged, in: $0) }.first
      found.append(
        Diagnostic(
          "insufficient-role",
          .error,
          "\(mention.role.displayName) cannot grant \(privileged.name), an application permission of \(privileged.resource.name)",
          at: guide.location(mention.span),
          notes: [.init("it is asked for here", at: declared)],
          help: "ask for \(roles.sufficient.map(\.displayName).joined(separator: " or "))"
        )
      )
    }
    let sufficient = requirement.roles.filter { roles.sufficient.contains($0.role) }
    if let first = sufficient.first, !sufficient.contains(where: { $0.role == roles.least }) {
      found.append(
        Diagnostic(
          "over-privileged-role",
          .hint,
          "\(first.role.displayName) is more than is needed: \(roles.least.displayName) is enough to grant this",
          at: guide.location(first.span),
          help: "name \(roles.least.displayName) first, so that nobody signs in with more power than the consent needs"
        )
      )
    }
    return found
  }
}
