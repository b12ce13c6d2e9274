package import Diagnostics
package import Permissions

/// An address of Microsoft's sign-in service that a page leads to or shows.
package struct SignInURL: Sendable {
  package enum Endpoint: Hashable, Sendable {
    case adminConsent(AdminConsentVersion)
    case authorize(version: Int)
    case other
  }

  package struct Parameter: Sendable {
    package var name: String
    /// Decoded.
    package var value: String
  }

  package var span: SourceSpan
  package var text: String
  package var host: String
  /// The clouds that sign in at this host.
  package var clouds: [Cloud]
  /// First part of the path: `common`, `organizations`, an id, a domain or a placeholder.
  package var tenant: String
  package var endpoint: Endpoint
  package var parameters: [Parameter]

  package subscript(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// The scopes that it asks for.
  package var scopes: [String] { (self["scope"] ?? "").split { $0 == " " || $0 == "," }.map(String.init) }

  /// Nothing for an address of another service.
  package init?(_ text: String, span: SourceSpan) {
    guard let scheme = text.firstRange(of: "://"), text[..<scheme.lowerBound].lowercased() == "https" else {
      return nil
    }
    let rest = text[scheme.upperBound...]
    let host = rest.prefix { !"/?#".contains($0) }.lowercased()
    let clouds = Cloud.allCases.filter { $0.loginHost == host }
    guard !clouds.isEmpty || Self.formerHosts.contains(host) else { return nil }
    let path = rest.drop { !"/?#".contains($0) }.prefix { !"?#".contains($0) }
    let parts = path.split(separator: "/").map(String.init)
    guard let tenant = parts.first else { return nil }
    self.span = span
    self.text = text
    self.host = host
    self.clouds = clouds
    self.tenant = tenant
    switch parts.dropFirst().map({ $0.lowercased() }) {
    case ["adminconsent"]: endpoint = .adminConsent(.v1)
    case ["v2.0", "adminconsent"]: endpoint = .adminConsent(.v2)
    case ["oauth2", "authorize"]: endpoint = .authorize(version: 1)
    case ["oauth2", "v2.0", "authorize"]: endpoint = .authorize(version: 2)
    default: endpoint = .other
    }
    let query = rest.firstIndex(of: "?").map { rest[rest.index(after: $0)...].prefix { $0 != "#" } } ?? ""
    parameters = query.split(separator: "&").map { part in
      let equals = part.firstIndex(of: "=")
      let value = equals.map { part[part.index(after: $0)...] } ?? ""
      var name = part[..<(equals ?? part.endIndex)].lowercased()
      // HTML writes the mark between parameters as an entity.
      if name.hasPrefix("amp;") { name.removeFirst(4) }
      return Parameter(name: name, value: Self.decoded(value))
    }
  }

  /// Still named by old instructions.
  private static let formerHosts: Set<String> = [
    "login.windows.net", "login.chinacloudapi.cn", "login.microsoftonline.de",
  ]

  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
        let byte = UInt8(String(decoding: source[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(source[index] == UInt8(ascii: "+") ? 0x20 : source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let logins = PhraseSet(["https://login."])

  /// Sign-in addresses in running text or code.
  static func all(in text: [UInt8], at offset: (Range<Int>) -> SourceSpan) -> [SignInURL] {
    guard logins.occurs(in: text) else { return [] }
    var found: [SignInURL] = []
    let login = Array("https://login.".utf8)
    var index = 0
    while index + login.count < text.count {
      guard text[index] == login[0], text.hasPrefix(login, at: index) else {
        index += 1
        continue
      }
      var end = index
      while end < text.count, text[end] > 0x20, text[end] < 0x7F, !"\"'`<>|()[]\\".utf8.contains(text[end]) { end += 1 }
      while end > index, ".,;:!".utf8.contains(text[end - 1]) { end -= 1 }
      if let url = SignInURL(String(decoding: text[index..<end], as: UTF8.self), span: offset(index..<end)) {
        found.append(url)
      }
      index = max(end, index + 1)
    }
    return found
  }
}
