import ByteBuffers
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
    /// The value as it stands in the address, and where.
    package var written: Range<Int>

    /// It stands for something that is still to be filled in: `{client-id}`, `YOUR_CLIENT_ID`, `...`.
    package var isPlaceholder: Bool { Placeholder.isIn(value) }
  }

  package var span: SourceSpan
  package var text: String
  package var host: String
  /// The clouds that sign in at this host.
  package var clouds: [Cloud]
  /// First part of the path: `common`, `organizations`, an id, a domain or a placeholder.
  package var tenant: String
  /// The parts of the path after the tenant.
  package var path: [String]
  package var endpoint: Endpoint
  package var parameters: [Parameter]
  /// The address goes on elsewhere, on the next line or where a program puts it together: what is missing here may
  /// stand there.
  package var isContinued = false

  package subscript(_ name: String) -> String? { parameter(name)?.value }

  package func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// The scopes that it asks for.
  package var scopes: [String] { (self["scope"] ?? "").split { $0 == " " || $0 == "," }.map(String.init) }

  /// Returns nil for an address of another service.
  package init?(_ text: String, span: SourceSpan) {
    guard let scheme = text.firstRange(of: "://"), text[..<scheme.lowerBound].lowercased() == "https" else {
      return nil
    }
    let rest = text[scheme.upperBound...]
    let host = rest.prefix { !"/?#".contains($0) }.lowercased()
    let clouds = Cloud.allCases.filter { $0.loginHost == host }
    guard !clouds.isEmpty || Self.formerHosts.contains(host) else { return nil }
    let parts = rest.drop { !"/?#".contains($0) }.prefix { !"?#".contains($0) }.split(separator: "/").map(String.init)
    guard let tenant = parts.first else { return nil }
    self.span = span
    self.text = text
    self.host = host
    self.clouds = clouds
    self.tenant = tenant
    path = Array(parts.dropFirst())
    switch path.map({ $0.lowercased() }) {
    case ["adminconsent"]: endpoint = .adminConsent(.v1)
    case ["v2.0", "adminconsent"]: endpoint = .adminConsent(.v2)
    case ["oauth2", "authorize"]: endpoint = .authorize(version: 1)
    case ["oauth2", "v2.0", "authorize"]: endpoint = .authorize(version: 2)
    default: endpoint = .other
    }
    let query = rest.firstIndex(of: "?").map { rest[rest.index(after: $0)...].prefix { $0 != "#" } } ?? ""
    parameters = query.split(separator: "&").map { part in
      let equals = part.firstIndex(of: "=")
      let value = equals.map { part[part.index(after: $0)...] } ?? part[part.endIndex...]
      var name = part[..<(equals ?? part.endIndex)].lowercased()
      // HTML writes the mark between parameters as an entity.
      if name.hasPrefix("amp;") { name.removeFirst(4) }
      let start = text.utf8.distance(from: text.startIndex, to: value.startIndex)
      return Parameter(name: name, value: Self.decoded(value), written: start..<(start + value.utf8.count))
    }
    // `scope=&lt;scope&gt;` in HTML.
    if let entity = parameters.firstIndex(where: { $0.name.hasPrefix("lt;") }) {
      parameters.removeSubrange(entity...)
      if !parameters.isEmpty { parameters[parameters.count - 1].value += "{" }
      isContinued = true
    }
  }

  // MARK: Places

  /// Where a part of the address stands; the whole of it if the file writes it in other letters.
  package func span(of range: Range<Int>) -> SourceSpan {
    guard span.count == text.utf8.count, !range.isEmpty else { return span }
    let start = Int(span.start)
    return SourceSpan((start + range.lowerBound)..<(start + range.upperBound))
  }

  package func span(ofParameter name: String) -> SourceSpan { parameter(name).map { span(of: $0.written) } ?? span }

  /// From the tenant to the end of the path.
  package var pathRange: Range<Int> {
    let bytes = Array(text.utf8)
    let host = bytes.firstIndex(of: UInt8(ascii: ":")).map { $0 + 3 } ?? 0
    let start = bytes[host...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
    let end = bytes[start...].firstIndex { "?#".utf8.contains($0) } ?? bytes.count
    return start..<end
  }

  /// From the question mark to the end.
  package var queryRange: Range<Int> { pathRange.upperBound..<text.utf8.count }

  /// The first place of a text in the address.
  package func span(ofFirst part: String, in range: Range<Int>? = nil) -> SourceSpan {
    let bytes = Array(text.utf8)
    let searched = range ?? bytes.indices
    return bytes[searched].firstRange(of: Array(part.utf8)).map { span(of: $0) } ?? span(of: searched)
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

  // MARK: Running text

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
      if var url = SignInURL(String(decoding: text[index..<end], as: UTF8.self), span: offset(index..<end)) {
        // `scope={scope}` may be written `scope=<scope>`, where the address seems to end.
        let goesOn = isContinued(after: end, in: text)
        url.isContinued = url.isContinued || goesOn
        if goesOn, isPlaceholder(at: end, in: text), !url.parameters.isEmpty {
          url.parameters[url.parameters.count - 1].value += "{"
        }
        found.append(url)
      }
      index = max(end, index + 1)
    }
    return found
  }

  private static func isPlaceholder(at end: Int, in text: [UInt8]) -> Bool {
    guard end < text.count else { return false }
    if text[end] == UInt8(ascii: "<") { return end + 1 < text.count && text[end + 1] != UInt8(ascii: "/") }
    return text[end] >= 0x7F || "([|.\\".utf8.contains(text[end])
  }

  /// What follows is more of the address: a placeholder in other brackets, dots that leave something out, the next
  /// parameter on a line of its own, or an expression that a program adds.
  private static func isContinued(after end: Int, in text: [UInt8]) -> Bool {
    guard end < text.count else { return false }
    if isPlaceholder(at: end, in: text) {
      // The last dot of a sentence.
      return text[end] != .dot || end + 1 < text.count && text[end + 1] == .dot
    }
    var at = end
    if "\"'`".utf8.contains(text[at]) { at += 1 }
    let isQuoted = at > end
    var hasNewline = false
    while at < text.count, text[at] <= 0x20 {
      hasNewline = hasNewline || text[at] == 0x0A
      at += 1
    }
    guard at < text.count, at > end else { return false }
    if "?&+\\".utf8.contains(text[at]) { return true }
    if isQuoted {
      let isQuote = "\"'`".utf8.contains(text[at])
      return ".%".utf8.contains(text[at]) || hasNewline && isQuote || !hasNewline && text[at] == UInt8(ascii: ",")
    }
    let word = text[at...].prefix { $0 > 0x20 && $0 < 0x7F }.prefix(200)
    return word.contains(UInt8(ascii: "="))
  }
}

/// Values in addresses that are still to be filled in.
private enum Placeholder {
  static func isIn(_ value: String) -> Bool {
    if value.isEmpty || value.utf8.contains(where: { "{}<>$[]*@#".utf8.contains($0) || $0 >= 0x7F }) { return true }
    let lower = value.lowercased()
    if lower.contains("...") || words.contains(where: lower.contains) || names.contains(lower) { return true }
    // `CLIENT_ID`, `SCOPES`
    return value.utf8.allSatisfy { $0 &- 0x41 < 26 || $0 == UInt8(ascii: "_") }
  }

  private static let words = ["your", "_here", "-here", "xxxx", "placeholder", "enter_", "enter-", "insert_", "example_", "replace"]

  /// A parameter's own name in its place.
  private static let names: Set<String> = [
    "scope", "scopes", "scope1", "scope1 scope2", "client_id", "client-id", "clientid", "redirect_uri", "redirect-uri",
    "permission", "permissions", "requested-scopes", "id", "appid", "app-id", "app_id", "...", "list-of-scopes",
  ]
}
