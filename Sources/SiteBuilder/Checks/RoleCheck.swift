import Diagnostics
import DocsWitness
import Markup
import Permissions

/// The roles that a guide asks for have to be able to grant what it asks for, and no more powerful than that needs.
let roleCheck = Check.guide { guide in
  // A page that never speaks of granting names roles for something else.
  let speaksOfGranting = guide.access.speaksOfGranting || !guide.consents.isEmpty
  // One that says who grants may tell somebody else to sign in before, to register the app.
  let saysWhoGrants = guide.access.roles.contains(where: \.isAboutGranting)
  let requirements = guide.access.roles.filter {
    $0.isAboutGranting || speaksOfGranting && !(saysWhoGrants && $0.isAboutSigningIn)
  }
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
    var replacements: [Role: Role] = [:]
    for mention in requirement.roles where roles.insufficient.contains(mention.role) && !mention.isForDelegated {
      // The next role that can, and that the list does not have yet.
      let replacement = replacements[mention.role] ?? roles.sufficient.first { !named.contains($0) }
      if let replacement {
        named.insert(replacement)
        replacements[mention.role] = replacement
      }
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
          fix: requirement.isAboutSigningIn && !requirement.isAboutGranting
            ? nil : replacement.flatMap { fix(mention, $0, guide) }
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

/// Writes another role, and the article that goes with it. Nil if the role is not written as Microsoft does, in the plural
/// or in small letters, or if what stands around it speaks of the same role: a link to its description, or its name in
/// another language.
private func fix(_ mention: RoleRequirement.Mention, _ role: Role, _ guide: Guide) -> Diagnostic.Fix? {
  let bytes = guide.file.file.bytes
  let name = mention.span.range.clamped(to: bytes.indices)
  guard bytes[name].elementsEqual(mention.role.displayName.utf8) else { return nil }
  var edits = [Diagnostic.Edit(mention.span, Array(role.displayName.utf8))]
  // Marks of emphasis may stand between.
  var end = name.lowerBound
  while end > 0, bytes[end - 1] == UInt8(ascii: "*") || bytes[end - 1] == UInt8(ascii: "_") { end -= 1 }
  if end > 0, bytes[end - 1] == UInt8(ascii: "[") || bytes[end - 1] == UInt8(ascii: "(") { return nil }
  if end > 0, bytes[end - 1] == 0x20 { end -= 1 }
  var start = end
  while start > 0, (bytes[start - 1] | 0x20) &- UInt8(ascii: "a") < 26 { start -= 1 }
  let article = bytes[start..<end].map { $0 | 0x20 }
  if article == Array("a".utf8) || article == Array("an".utf8), article != Array(role.article.utf8) {
    edits.insert(.init(SourceSpan(start..<end), [bytes[start]] + role.article.utf8.dropFirst()), at: 0)
  }
  return .init("write \(role.displayName)", path: guide.file.path, edits: edits)
}

extension Role {
  /// Before its name in English.
  fileprivate var article: String { displayName.hasPrefix("A") ? "an" : "a" }
}

private func leastPowerful(_ permission: DocumentedPermission) -> Permission? {
  permission.matching.first { $0.kind == .delegated } ?? permission.matching.first
}
