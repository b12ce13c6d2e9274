/// Whose directory a link is for.
public enum Tenant: Hashable, Sendable, CustomStringConvertible {
  /// Whichever the person signs in to with a work or school account. (`common` would admit personal accounts, which
  /// cannot consent for an organization.)
  case organizations
  case id(GUID)
  case domain(DomainName)

  /// Reads what somebody typed: an id, a domain or `organizations`.
  public init?(_ text: String) {
    if text == "organizations" {
      self = .organizations
    } else if let id = GUID(text) {
      self = .id(id)
    } else if let domain = DomainName(text) {
      self = .domain(domain)
    } else {
      return nil
    }
  }

  public var description: String {
    switch self {
    case .organizations: "organizations"
    case .id(let id): id.description
    case .domain(let domain): domain.description
    }
  }
}

/// A domain such as `contoso.onmicrosoft.com`: letters, digits and dashes between dots, and nothing that could change
/// the meaning of a URL.
public struct DomainName: Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init?(_ text: String) {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, text.utf8.count <= 253 else { return nil }
    for label in labels {
      guard (1...63).contains(label.utf8.count), !label.hasPrefix("-"), !label.hasSuffix("-"),
        label.utf8.allSatisfy({ byte in
          byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-")
        })
      else { return nil }
    }
    guard let top = labels.last, top.utf8.contains(where: { ($0 | 0x20) &- 0x61 < 26 }) else { return nil }
    description = text.lowercased()
  }
}
