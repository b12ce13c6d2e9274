import Diagnostics
import DocsWitness
import Permissions

/// A consent that claims to be read-only may not ask for anything else.
let claimCheck = Check.site { site, _ in
  guard let catalog = site.catalog else { return [] }
  return catalog.catalog.consents.flatMap { consent in
    consent.claimViolations.map { grant in
      let position = consent.grants.firstIndex { $0.permission.identity == grant.permission.identity } ?? 0
      let spans = catalog.grantSpans[consent.id] ?? []
      return Diagnostic(
        "false-read-only-claim",
        .error,
        "\(grant.permission.name) does more than read, but \(consent.id) claims to be read-only",
        at: spans.indices.contains(position) ? catalog.file.location(spans[position]) : nil,
        notes: [.init("the consent that claims it", at: catalog.consentSpans[consent.id].map(catalog.file.location))],
        help: "ask for a permission that only reads, or remove the claim"
      )
    }
  }
}

/// A sentence that promises read-only access has to be true of the permissions that it is about: those of its section,
/// else those of the page's consents.
let writtenClaimCheck = Check.guide { guide in
  guide.access.claims.flatMap { claim -> [Diagnostic] in
    let inSection = guide.grants.filter { $0.section == claim.section }
    var seen: Set<String> = []
    if !inSection.isEmpty {
      return inSection.compactMap { permission in
        guard let name = permission.name, AccessClass.of(permissionNamed: name) != .read,
          OpenIDConnectScope(rawValue: name) == nil,
          claim.resource == nil || permission.resource == nil || permission.resource == claim.resource,
          seen.insert(name).inserted
        else { return nil }
        return falseClaim(name, claim, guide, .init("it is asked for here", at: guide.location(permission.span)))
      }
    }
    return guide.consents.flatMap { consent in
      consent.permissions.compactMap { permission in
        guard permission.accessClass != .read, claim.resource == nil || permission.resource == claim.resource,
          seen.insert(permission.name).inserted
        else { return nil }
        let location = guide.declared.location(of: permission, in: consent)
        return falseClaim(permission.name, claim, guide, .init("\(consent.id) asks for it here", at: location))
      }
    }
  }
}

private func falseClaim(_ name: String, _ claim: ReadOnlyClaim, _ guide: Guide, _ note: Diagnostic.Note) -> Diagnostic {
  Diagnostic(
    "false-read-only-claim",
    .error,
    "the page promises read-only access, but \(name) does more than read",
    at: guide.location(claim.span),
    notes: [note],
    help: "say what it changes, or say which permissions the promise is about"
  )
}
