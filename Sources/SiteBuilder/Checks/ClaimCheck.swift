import Diagnostics
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
