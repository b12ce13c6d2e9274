public import Diagnostics

/// An address outside the site, and where the site links to it.
public struct ExternalLink: Hashable, Sendable {
  /// As written, fragment included: `https://learn.microsoft.com/graph/overview#why`.
  public var url: String
  public var places: [Place]

  public init(_ url: String, places: [Place]) {
    self.url = url
    self.places = places
  }

  public struct Place: Hashable, Sendable {
    public var location: SourceLocation
    /// The location's bytes are the address and nothing else, so that another address can be put in their place.
    public var isAddressItself: Bool

    public init(_ location: SourceLocation, isAddressItself: Bool) {
      self.location = location
      self.isAddressItself = isAddressItself
    }
  }
}
