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
  let labelled = guide.labelled
  return lists.sorted { $0.key < $1.key }.flatMap { _, list -> [Diagnostic] in
    let names = Set(list.compactMap { $0.name?.lowercased() })
    return guide.concerned.compactMap { consent in
      let listed = consent.permissions.filter { names.contains($0.name.lowercased()) }
      // What stands in another list is left out of this one on purpose: one for each kind or API.
      let missing = consent.permissions.filter { permission in
        !labelled.contains(permission.name.lowercased())
          && !lists.values.contains { $0.contains { $0.name?.lowercased() == permission.name.lowercased() } }
      }
      // Two of three and more are a list; one or two of many are named for another reason.
      guard listed.count >= 2, !missing.isEmpty, listed.count * 2 > consent.permissions.count,
        !hasGeneratedTable(of: consent, guide)
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

/// A table made from the catalog has them all: a list beside it may speak of some.
private func hasGeneratedTable(of consent: Consent, _ guide: Guide) -> Bool {
  guide.file.document.directives.contains { directive in
    directivesThatListPermissions.contains(directive.name)
      && (directive["consent"]?.value ?? defaultConsent(of: guide.file.frontMatter)) == consent.id
  }
}
