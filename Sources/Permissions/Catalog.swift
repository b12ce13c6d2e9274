/// Who makes the product that asks for consent.
public struct Product: Hashable, Sendable {
  public let name: String
  public let url: String?
  /// The company, where it is called otherwise.
  public let publisher: String?
  public let supportURL: String?

  public init(name: String, url: String? = nil, publisher: String? = nil, supportURL: String? = nil) {
    self.name = name
    self.url = url
    self.publisher = publisher
    self.supportURL = supportURL
  }
}

/// Everything that a product may ask its customers for.
public struct Catalog: Hashable, Sendable {
  public let product: Product
  /// In the order in which they are declared; ids differ.
  public let consents: [Consent]

  public init(product: Product, consents: [Consent]) {
    self.product = product
    self.consents = Self.withCompanions(consents)
  }

  /// Tells each consent whose link asks for everything that the app's registration lists what else that is.
  private static func withCompanions(_ consents: [Consent]) -> [Consent] {
    let ofApps = Dictionary(grouping: consents, by: \.app.clientID)
    return consents.map { consent in
      guard let others = ofApps[consent.app.clientID], others.count > 1, consent.asksForWholeRegistration else {
        return consent
      }
      var known = Set(consent.permissions.map(\.identity))
      var consent = consent
      consent.companions = others.compactMap { other in
        guard other.id != consent.id else { return nil }
        let grants = other.grants.filter { known.insert($0.permission.identity).inserted }
        return grants.isEmpty ? nil : .init(id: other.id, title: other.title, grants: grants)
      }
      return consent
    }
  }

  /// `catalog["connect"]?.scopes` is what the product has to request.
  public subscript(_ id: String) -> Consent? { consent(id) }

  public func consent(_ id: String) -> Consent? { consents.first { $0.id == id } }
}
