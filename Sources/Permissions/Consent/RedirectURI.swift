/// An address to which the provider sends people back, by the rules for app registrations.
public struct RedirectURI: Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    case notAbsolute
    case notHTTPS
    case tooLong
    case forbiddenCharacter(Character)
    case unsupportedHost

    public var description: String {
      switch self {
      case .notAbsolute: "a redirect URI is an absolute address such as https://app.example.com/callback"
      case .notHTTPS: "a redirect URI begins with https:// (http:// is for localhost only)"
      case .tooLong: "a redirect URI has at most 256 characters"
      case .forbiddenCharacter(let character): "a redirect URI may not contain \(character)"
      case .unsupportedHost: "the address [::1] cannot be registered; use 127.0.0.1 or localhost"
      }
    }
  }

  /// Source of the rules: entra-docs, identity-platform/reply-url.md.
  public init(_ text: String) throws(Failure) {
    guard let scheme = text.firstRange(of: "://") else { throw .notAbsolute }
    let rest = text[scheme.upperBound...]
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !host.isEmpty else { throw .notAbsolute }
    if host.hasPrefix("[") { throw .unsupportedHost }
    let name = host.prefix { $0 != ":" }
    switch text[..<scheme.lowerBound].lowercased() {
    case "https": break
    case "http" where name == "localhost" || name == "127.0.0.1": break
    default: throw .notHTTPS
    }
    guard text.count <= 256 else { throw .tooLong }
    if let bad = text.first(where: {
      "!$'(),;*#\\\"<> ".contains($0) || $0.isNewline || ($0.asciiValue ?? 32) < 32 || host.contains("@") && $0 == "@"
    }) {
      throw .forbiddenCharacter(bad)
    }
    description = text
  }

  /// Where people come back to, without port.
  public var host: String { Self.host(of: description) }

  /// The host of any address, without port.
  public static func host(of address: String) -> String {
    let rest = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address[...]
    return String(rest.prefix { !"/?#:".contains($0) })
  }
}
