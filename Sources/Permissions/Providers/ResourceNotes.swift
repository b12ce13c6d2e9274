/// What there is to know of a few APIs beside what all have.
public final class ResourceNotes: Sendable {
  /// An API that nobody can call any more.
  public struct Retirement: Hashable, Sendable {
    public let year: Int
    /// The name that it is known by, where its own is another.
    public let commonName: String
    /// The name of the API that replaces it.
    public let replacement: String

    public init(year: Int, commonName: String, replacement: String) {
      self.year = year
      self.commonName = commonName
      self.replacement = replacement
    }
  }

  /// Code does not ask the API's own host but that of its tenant, such as this one.
  public let tenantHost: String?
  public let retirement: Retirement?

  /// Nil if there is nothing to know.
  public init?(tenantHost: String? = nil, retirement: Retirement? = nil) {
    guard tenantHost != nil || retirement != nil else { return nil }
    self.tenantHost = tenantHost
    self.retirement = retirement
  }
}
