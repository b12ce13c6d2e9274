import Diagnostics
import DocsWitness
import Permissions

/// A consent that claims to be read-only may not ask for anything else.
let claimCheck = Check.site { site, _ in
  guard let catalog = site.catalog else { return [] }
  let declared = DeclaredPermissions(catalog, site.microsoft)
  return catalog.catalog.consents.flatMap { consent in
    consent.claimViolations.map { grant in
      let companion = consent.companions.first { $0.grants.contains(grant) }
      return Diagnostic(
        "false-read-only-claim",
        // What the registration really lists is not known.
        companion == nil ? .error : .warning,
        "\(grant.permission.name) does more than read, but \(consent.id) claims to be read-only"
          + (companion.map { ", and its link asks for what \($0.id) asks for too" } ?? ""),
        at: declared.location(of: grant.permission, grantedWith: consent),
        notes: [.init("the consent that claims it", at: catalog.consentSpans[consent.id].map(catalog.file.location))],
        help: companion == nil
          ? "ask for a permission that only reads, or remove the claim"
          : "register another app for one of them, ask by link: v2 for delegated permissions only, or remove the claim"
      )
    }
  }
}

/// A sentence that promises read-only access has to be true of the permissions that it is about: those that it
/// names, else those of its section, else those of the page's consents.
let writtenClaimCheck = Check.guide { guide in
  guide.access.claims.flatMap { claim -> [Diagnostic] in
    let inSentence = guide.grants.filter { claim.sentence.range.contains(Int($0.span.start)) }
    let inSection = inSentence.isEmpty ? guide.grants.filter { $0.section == claim.section } : inSentence
    var names: [String] = []
    var notes: [Diagnostic.Note] = []
    func contradict(_ name: String, _ note: String, at location: SourceLocation?) {
      guard !names.contains(name) else { return }
      names.append(name)
      notes.append(.init("\(name) \(note)", at: location))
    }
    for permission in inSection {
      guard let name = permission.name, AccessClass.of(permissionNamed: name) != .read,
        OpenIDConnectScope(rawValue: name) == nil,
        claim.resource == nil || permission.resource == nil || permission.resource == claim.resource
      else { continue }
      contradict(name, "is asked for here", at: guide.location(permission.span))
    }
    for consent in inSection.isEmpty ? guide.consents : [] {
      for permission in consent.permissions
      where permission.accessClass != .read && (claim.resource == nil || permission.resource == claim.resource) {
        let location = guide.declared.location(of: permission, in: consent)
        contradict(permission.name, "is one that \(consent.id) asks for", at: location)
      }
    }
    guard !names.isEmpty else { return [] }
    return [
      Diagnostic(
        "false-read-only-claim",
        .error,
        "the page promises read-only access, but \(words(names)) \(names.count == 1 ? "does" : "do") more than read",
        at: guide.location(claim.span),
        notes: notes,
        help: "say what \(names.count == 1 ? "it changes" : "they change"), or which permissions the promise is about"
      )
    ]
  }
}
