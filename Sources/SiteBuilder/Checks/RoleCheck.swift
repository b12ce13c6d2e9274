import Diagnostics
import DocsWitness
import Markup
import Permissions

/// The roles that a guide asks for have to be able to grant what it asks for, and no more powerful than that needs.
let roleCheck = Check.guide { guide in
  // A page that never speaks of granting names roles for something else.
  let speaksOfGranting = guide.access.speaksOfGranting || !guide.consents.isEmpty
  let requirements = guide.access.roles.filter { $0.isAboutGranting || speaksOfGranting }
  guard !requirements.isEmpty else { return [] }
  let consents = guide.concerned
  // Without a catalog the guide itself says what is granted; what exists in both kinds is taken for the harmless one.
  let permissions =
    consents.isEmpty
    ? guide.grants.compactMap(leastPowerful) : consents.flatMap { $0.allGrants.map(\.permission) }
  guard !permissions.isEmpty else { return [] }
  let roles = GrantingRoles(for: permissions)
  return requirements.flatMap { requirement -> [Diagnostic] in
    var found: [Diagnostic] = []
    var named = Set(requirement.roles.map(\.role))
    for mention in requirement.roles where roles.insufficient.contains(mention.role) && !mention.isForDelegated {
      // The next role that can, and that the list does not have yet.
      let replacement = roles.sufficient.first { !named.contains($0) }
      if let replacement { named.insert(replacement) }
      let privileged = roles.privileged[0]
      let declared = consents.lazy.compactMap { guide.declared.location(of: privileged, grantedWith: $0) }.first
      let isOwn = consents.isEmpty || consents.contains { $0.permissions.contains(privileged) }
      found.append(
        Diagnostic(
          "insufficient-role",
          guide.severity,
          "\(mention.role.displayName) cannot grant \(privileged.name), an application permission of \(privileged.resource.name)",
          at: guide.location(mention.span),
          notes: [.init(isOwn ? "it is asked for here" : "the link asks for it too, since it is declared here", at: declared)],
          help: "ask for \(roles.sufficient.map(\.displayName).joined(separator: " or "))",
          fix: replacement.map { role in
            .init(
              "write \(role.displayName)",
              at: guide.location(mention.span),
              replacement: Array(role.displayName.utf8)
            )
          }
        )
      )
    }
    let sufficient = requirement.roles.filter { roles.sufficient.contains($0.role) }
    // Where the roles are made from the catalog, others may be named for other reasons.
    let isGenerated = guide.file.document.directives.contains { $0.name == "prerequisites" }
    if !isGenerated, let first = sufficient.first, !sufficient.contains(where: { $0.role == roles.least }) {
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

private func leastPowerful(_ permission: DocumentedPermission) -> Permission? {
  permission.matching.first { $0.kind == .delegated } ?? permission.matching.first
}
