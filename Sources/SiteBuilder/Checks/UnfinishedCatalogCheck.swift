import Diagnostics
package import Permissions

/// What an import could not know, somebody has to write: reasons, names and IDs.
let unfinishedCatalogCheck = Check.site { site, _ in
  guard let catalog = site.catalog else { return [] }
  func report(_ message: String, _ help: String, at location: SourceLocation?) -> Diagnostic {
    Diagnostic("unfinished-catalog", .warning, message, at: location, help: help)
  }
  return catalog.catalog.consents.flatMap { consent -> [Diagnostic] in
    let place = catalog.consentSpans[consent.id].map(catalog.file.location)
    var found: [Diagnostic] = []
    if consent.app.clientID == placeholderClientID {
      found.append(
        report("the app of \(consent.id) has no client ID yet", "write the one of its registration", at: place)
      )
    }
    for text in [consent.app.displayName, consent.title, catalog.catalog.product.name] where isToDo(text) {
      found.append(
        report("\(consent.id) has a name that is still to be written", "write what customers see", at: place)
      )
      break
    }
    let spans = catalog.grantSpans[consent.id] ?? []
    for (position, grant) in consent.grants.enumerated() where isToDo(grant.why) {
      let span = spans.indices.contains(position) ? catalog.file.location(spans[position]) : place
      found.append(
        report(
          "nobody has said why \(grant.permission.name) is asked for",
          "write a sentence for administrators",
          at: span
        )
      )
    }
    return found
  }
}

/// What an import writes where it knows no client ID.
package let placeholderClientID = GUID("00000000-0000-0000-0000-000000000000")!

private func isToDo(_ text: String) -> Bool { text.hasPrefix("TODO") }
