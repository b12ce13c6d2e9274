import Diagnostics
import DocsWitness
import Markup
import Permissions
import TypedYAML

/// Where a permission exists in both kinds, the guide has to say which one: who may grant it depends on that.
let unstatedKindCheck = Check.guide { guide in
  // A consent that could not be read would show the kinds.
  let consents = guide.file.frontMatter.consents
  guard consents.allSatisfy({ missingConsent($0.value, in: guide.site) == nil }) else { return [] }
  var seen = Set(guide.access.permissions.filter { $0.kind != .unstated }.compactMap(\.name))
  seen.formUnion(namesWithGeneratedTables(in: guide))
  let open = guide.grants.filter { permission in
    // Sign-in scopes are for whoever signs in, although some API has a role of the same name.
    // What each request of an API needs is no instruction.
    guard permission.kind == .unstated, !permission.isOfCall, let name = permission.name,
      OpenIDConnectScope(rawValue: name) == nil,
      Set(permission.matching.map(\.kind)).count == 2,
      // What the catalog does not have is reported as just that.
      !guide.declared.hasConsents || !guide.declared(permission).isEmpty
    else { return false }
    return !isExplainedByLink(permission, in: guide) && seen.insert(name).inserted
  }
  // One word is missing, however many names stand in the list or sentence.
  return Dictionary(grouping: open, by: \.group).values.map { report($0, in: guide) }
}

/// A code span leads to the permission's own page, which says the kind, if the catalog has it in one kind only.
private func isExplainedByLink(_ permission: DocumentedPermission, in guide: Guide) -> Bool {
  permission.isInCodeSpan && !guide.site.reference.entries.isEmpty
    && Set(guide.declared(permission).map(\.permission.kind)).count == 1
}

private func report(_ permissions: [DocumentedPermission], in guide: Guide) -> Diagnostic {
  let names = permissions.compactMap(\.name)
  let declared = permissions.flatMap { guide.declared($0) }
  let kinds = Set(declared.map(\.permission.kind))
  let isOne = names.count == 1
  return Diagnostic(
    "unstated-kind",
    .warning,
    "\(words(names)) \(isOne ? "exists" : "exist") as delegated and as application "
      + "\(isOne ? "permission" : "permissions"), and the guide does not say which is meant",
    at: guide.location(permissions[0].span),
    notes: kinds.count == 1
      ? [
        .init(
          "the catalog declares \(isOne ? "it" : names[0]) as \(declared[0].permission.kind.rawValue)",
          at: declared[0].location
        )
      ] : [],
    help: kinds.count == 1
      ? "say that \(isOne ? "it is" : "they are") \(words(permissions: isOne ? 1 : 2, of: declared[0].permission.kind))"
      : "say whether \(isOne ? "it is" : "they are") delegated or application: who may grant depends on it"
  )
}

/// `an application permission`, `delegated permissions`
private func words(permissions count: Int, of kind: PermissionKind) -> String {
  if count > 1 { return "\(kind.rawValue) permissions" }
  return "\(kind == .application ? "an" : "a") \(kind.rawValue) permission"
}

/// `A`, `A and B`, `A, B and 3 more`
func words(_ names: [String]) -> String {
  switch names.count {
  case 0...1: names.first ?? ""
  case 2...4: names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  default: names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) more"
  }
}

/// A table made from the catalog says the kind of everything in it.
private func namesWithGeneratedTables(in guide: Guide) -> Set<String> {
  guard let catalog = guide.site.catalog?.catalog else { return [] }
  let consents = guide.file.document.directives.compactMap { directive -> Consent? in
    guard directivesThatListPermissions.contains(directive.name) else { return nil }
    return (directive["consent"]?.value ?? defaultConsent(of: guide.file.frontMatter)).flatMap(catalog.consent)
  }
  return Set(consents.flatMap { $0.permissions.map(\.name) })
}

/// Directives that show every permission of a consent.
let directivesThatListPermissions: Set<String> = ["permissions", "consent-link", "checklist"]
