import ByteBuffers
import Diagnostics
import Permissions

/// What the starter site writes has to be replaced before anybody follows a link to it.
let starterValueCheck = Check.site { site, _ in
  var found: [Diagnostic] = []
  if let url = site.configuration.baseURL, StarterValues.baseURL == (url.last == "/" ? String(url.dropLast()) : url) {
    found.append(
      report(
        "the base-url is still the one of the starter site",
        "write where the site will stand, or remove it until that is known",
        at: SourceLocation(path: Reader.configurationName, span: site.configuration.baseURLSpan)
      )
    )
  }
  guard let catalog = site.catalog else { return found }
  let consents = catalog.catalog.consents
  if let consent = consents.first(where: { StarterValues.names($0.app, of: catalog.catalog.product) }) {
    found += catalog.locations(of: StarterValues.clientID.description, else: consent).map { place in
      report(
        "this client ID is still the one of the starter site, so there is no link to its app",
        "write the application (client) ID of the app's registration",
        at: place
      )
    }
  }
  var redirects: Set<RedirectURI> = []
  for consent in consents {
    guard let redirect = consent.redirectURI, redirect.host == StarterValues.redirectHost,
      redirects.insert(redirect).inserted
    else { continue }
    found.append(
      report(
        "\(redirect) is still an address of the starter site, so there is no link that comes back to it",
        "write a redirect URI of the app's registration, or remove it if there is none",
        at: catalog.locations(of: redirect.description, else: consent)[0]
      )
    )
  }
  return found
}

private func report(_ message: String, _ help: String, at location: SourceLocation?) -> Diagnostic {
  Diagnostic("starter-value", .warning, message, at: location, help: help)
}

extension CatalogFile {
  /// Where a value stands, as nothing remembers it of each; for a catalog that is no file, or writes it in another way,
  /// where the consent does.
  fileprivate func locations(of text: String, else consent: Consent) -> [SourceLocation?] {
    let wanted = Array(text.utf8)
    var found: [SourceLocation?] = []
    var rest = file.bytes[...]
    while let range = rest.firstRange(of: wanted) {
      found.append(file.location(SourceSpan(range)))
      rest = rest[range.upperBound...]
    }
    return found.isEmpty ? [consentSpans[consent.id].map(file.location)] : found
  }
}
