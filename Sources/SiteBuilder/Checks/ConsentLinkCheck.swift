import Diagnostics
import Permissions

/// A consent that is given by a link has to have one in every cloud in which its app is registered.
let consentLinkCheck = Check.site { site, _ in
  guard let catalog = site.catalog else { return [] }
  return catalog.catalog.consents.flatMap { consent -> [Diagnostic] in
    guard consent.flow == .adminConsent || consent.flow == .userConsent else { return [] }
    let failures: [Diagnostic] = consent.app.clouds.compactMap { cloud in
      do {
        _ = try ConsentLink(consent, cloud: cloud)
        return nil
      } catch {
        let location = catalog.consentSpans[consent.id].map(catalog.file.location)
        return Diagnostic("invalid-consent", .error, "\(consent.id) has no consent link: \(error)", at: location)
      }
    }
    return Array(failures.prefix(1))
  }
}
