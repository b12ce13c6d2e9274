/// An `http` or `https` address in the form in which it is asked for.
///
/// A name and password before the host are left out: no request carries credentials.
struct WebAddress: Hashable, Sendable {
  var isSecure: Bool
  /// In lower case; IPv6 addresses with their brackets.
  var host: String
  /// Nothing for the scheme's usual one.
  var port: Int?
  /// Path and query, percent-encoded where a request needs it; begins with a slash.
  var target: String
  /// As written, without `#`; nothing and empty are the same to a server and to readers.
  var fragment: String?

  /// Nothing when it is no address that a browser could open. `//host/path` counts as `https`.
  init?(_ written: String) {
    let text = written.hasPrefix("//") ? "https:" + written : written
    guard let scheme = Self.scheme(of: text) else { return nil }
    let rest = text.utf8.dropFirst(scheme.utf8.count + 1)
    guard scheme == "http" || scheme == "https", rest.starts(with: "//".utf8) else { return nil }
    isSecure = scheme == "https"
    let afterSlashes = rest.dropFirst(2)
    let end = afterSlashes.firstIndex { "/?#".utf8.contains($0) } ?? afterSlashes.endIndex
    guard let (host, port) = Self.hostAndPort(afterSlashes[..<end]) else { return nil }
    self.host = host
    self.port = port == (isSecure ? 443 : 80) ? nil : port
    target = ""
    setTarget(String(afterSlashes[end...]) ?? "")
  }

  /// Without the fragment, which is not for servers.
  var request: String { origin + target }

  /// With the fragment.
  var text: String { request + (fragment.map { "#" + $0 } ?? "") }

  /// The host is a number, and no name.
  var isNumber: Bool { HostKind.isNumber(host) }

  var path: Substring { target.prefix { $0 != "?" } }

  /// Where a `Location` header leads; nothing when that is no web address. A fragment lives on through redirects
  /// that have none of their own.
  func following(_ location: String) -> WebAddress? {
    var next: WebAddress
    if Self.scheme(of: location) != nil {
      guard let address = WebAddress(location) else { return nil }
      next = address
    } else if location.hasPrefix("//") {
      guard let address = WebAddress((isSecure ? "https:" : "http:") + location) else { return nil }
      next = address
    } else {
      next = self
      next.fragment = nil
      switch location.first {
      case nil, "#": next.setTarget(target + location)
      case "/": next.setTarget(location)
      case "?": next.setTarget(path + location)
      default: next.setTarget(path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex) + location)
      }
    }
    next.fragment = next.fragment ?? fragment
    return next
  }

  private var origin: String { (isSecure ? "https://" : "http://") + host + (port.map { ":\($0)" } ?? "") }

  /// Path, query and fragment together.
  private mutating func setTarget(_ written: some StringProtocol) {
    let text = Substring(written)
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    fragment = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
    let beforeFragment = parts[0]
    let path = beforeFragment.prefix { $0 != "?" }
    target = Self.encoded(Self.withoutDots(path) + beforeFragment[path.endIndex...])
  }

  /// `https` of `HTTPS://…`; nothing for a relative address.
  private static func scheme(of text: String) -> String? {
    let name = text.utf8.prefix { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 || "+-.".utf8.contains($0) }
    guard let first = name.first, (first | 0x20) &- 0x61 < 26, name.endIndex < text.utf8.endIndex,
      text.utf8[name.endIndex] == UInt8(ascii: ":")
    else { return nil }
    return String(name)?.lowercased()
  }

  private static func hostAndPort(_ authority: Substring.UTF8View) -> (String, Int?)? {
    let start = authority.lastIndex(of: UInt8(ascii: "@")).map { authority.index(after: $0) } ?? authority.startIndex
    var host = authority[start...]
    var port: Int?
    if let colon = host.lastIndex(of: UInt8(ascii: ":")), !host[colon...].contains(UInt8(ascii: "]")) {
      let digits = host[host.index(after: colon)...]
      if !digits.isEmpty {
        guard let number = String(digits).flatMap({ Int($0) }), (1...65_535).contains(number) else { return nil }
        port = number
      }
      host = host[..<colon]
    }
    let isLiteral = host.first == UInt8(ascii: "[") && host.last == UInt8(ascii: "]")
    let illegal = isLiteral ? " <>\"{}|\\^`%" : " <>\"{}|\\^`%[]:"
    guard !host.isEmpty, !host.contains(where: { $0 < 0x21 || $0 == 0x7F || illegal.utf8.contains($0) }) else {
      return nil
    }
    return String(host).map { ($0.lowercased(), port) }
  }

  private static func withoutDots(_ path: Substring) -> String {
    var parts: [Substring] = []
    let written = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst(path.hasPrefix("/") ? 1 : 0)
    for (number, part) in written.enumerated() {
      let isLast = number == written.count - 1
      switch part {
      case ".": if isLast { parts.append("") }
      case "..":
        if !parts.isEmpty { parts.removeLast() }
        if isLast { parts.append("") }
      default: parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// What may not stand in a request line is percent-encoded; what is already stays.
  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte < 0x21 || byte > 0x7E || "\"<>\\^`{|}".utf8.contains(byte) {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
