import Permissions

/// What the starter site writes where only the product's makers know what belongs there. ``StarterSite`` has the files.
enum StarterValues {
  static let clientID = GUID("11111111-2222-3333-4444-555555555555")!
  static let redirectHost = "app.example.com"
  static let baseURL = "https://your-site.example.com"

  /// The app has the starter's client ID, in whichever cloud.
  ///
  /// A demonstration may use it too: a product all of whose addresses end in `.example`, which nobody can register.
  static func names(_ app: App, of product: Product) -> Bool {
    app.clouds.contains { app.clientID(in: $0) == clientID } && !isDemonstration(app, product)
  }

  private static func isDemonstration(_ app: App, _ product: Product) -> Bool {
    let product = product.url.map { [RedirectURI.host(of: $0)] } ?? []
    // Everybody develops at localhost.
    let hosts = (app.redirectURIs.map(\.host) + product).filter { $0 != "localhost" && $0 != "127.0.0.1" }
    return !hosts.isEmpty && hosts.allSatisfy { $0.lowercased().hasSuffix(".example") }
  }
}

extension Site {
  /// The link would lead to nobody's app, or come back to nobody's address: something of the starter is still there.
  func isUnfinished(_ consent: Consent) -> Bool {
    guard let product = catalog?.catalog.product else { return false }
    return consent.app.clientID == placeholderClientID || consent.redirectURI?.host == StarterValues.redirectHost
      || StarterValues.names(consent.app, of: product)
  }

  /// The links from which a consent is given, in every cloud; none as long as it is unfinished.
  func consentLinks(of consent: Consent) -> [ConsentLink] {
    isUnfinished(consent) ? [] : consent.app.clouds.compactMap { cloud in try? ConsentLink(consent, cloud: cloud) }
  }
}
