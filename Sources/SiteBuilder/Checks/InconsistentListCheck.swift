import Diagnostics
import DocsWitness
import Markup
import Permissions

/// A list of what a consent asks for has to be complete: readers compare it with what they are shown.
let inconsistentListCheck = Check.guide { guide in
  guard guide.declared.hasConsents else { return [] }
  var lists: [Int: [DocumentedPermission]] = [:]
  for permission in guide.grants where !permission.isInCodeBlock {
    lists[permission.group, default: []].append(permission)
  }
  return lists.sorted { $0.key < $1.key }.flatMap { _, list -> [Diagnostic] in
    let names = Set(list.compactMap { $0.name?.lowercased() })
    return guide.concerned.compactMap { consent in
      let listed = consent.permissions.filter { names.contains($0.name.lowercased()) }
      let missing = consent.permissions.filter { !names.contains($0.name.lowercased()) }
      // Two of three and more are a list; one or two of many are named for another reason.
      guard listed.count >= 2, !missing.isEmpty, listed.count * 2 > consent.permissions.count,
        !isComplete(consent, in: guide, but: list[0].group, lists)
      else { return nil }
      let last = list[list.count - 1]
      return Diagnostic(
        "inconsistent-list",
        .error,
        "the list leaves out \(words(missing.map(\.name))), which \(consent.id) asks for too",
        at: guide.location(last.span),
        notes: missing.map { .init("\($0.name) is declared here", at: guide.declared.location(of: $0, in: consent)) },
        help: "add it, or let ::permissions{consent=\"\(consent.id)\"} write the list"
      )
    }
  }
}

/// Another list on the page has them all: this one may speak of some of them.
private func isComplete(_ consent: Consent, in guide: Guide, but group: Int, _ lists: [Int: [DocumentedPermission]])
  -> Bool
{
  let wanted = Set(consent.permissions.map { $0.name.lowercased() })
  if lists.contains(where: {
    $0.key != group && wanted.isSubset(of: Set($0.value.compactMap { $0.name?.lowercased() }))
  }) {
    return true
  }
  return guide.file.document.directives.contains { directive in
    directivesThatListPermissions.contains(directive.name)
      && (directive["consent"]?.value ?? defaultConsent(of: guide.file.frontMatter)) == consent.id
  }
}
