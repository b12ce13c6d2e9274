#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether a host is one that everybody can reach.
///
/// Guides link to `http://localhost:3000` and `https://contoso.example` to show what a reader's own address looks like:
/// an answer from the machine that runs the check would say nothing, and no page may make it knock on doors of the
/// network it stands in.
enum HostKind: Sendable {
  case everybodys
  /// This machine, or a network that only some are in: by name or by number. Which number a name stands for is found
  /// out by ``HostResolver``.
  case local
  /// Set aside for examples and tests (RFC 2606, 6761, 5737, 3849): there never is anything to reach.
  case reserved

  init(_ host: String) {
    if host.hasPrefix("[") {
      self = Self.ofIPv6(host.dropFirst().dropLast())
    } else if let number = Self.ipv4(host) {
      self = Self.ofIPv4(number)
    } else {
      self = Self.ofName(host.hasSuffix(".") ? host.dropLast() : host[...])
    }
  }

  /// The host is a number, and no name.
  static func isNumber(_ host: String) -> Bool { host.hasPrefix("[") || ipv4(host) != nil }

  private static let reservedNames = ["example", "test", "invalid", "example.com", "example.net", "example.org"]
  private static let localNames = ["localhost", "local", "internal", "localdomain", "home.arpa"]

  private static func ofName(_ name: Substring) -> HostKind {
    func isIn(_ domains: [String]) -> Bool { domains.contains { name == $0 || name.hasSuffix("." + $0) } }
    if isIn(reservedNames) { return .reserved }
    return isIn(localNames) || !name.contains(".") ? .local : .everybodys
  }

  /// Whatever browsers take for a number: `127.0.0.1`, `127.1`, `0x7f000001`, `2130706433`.
  private static func ipv4(_ host: String) -> UInt32? {
    var address = in_addr()
    return inet_aton(host, &address) != 0 ? UInt32(bigEndian: address.s_addr) : nil
  }

  private static func ofIPv4(_ number: UInt32) -> HostKind {
    func isIn(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ length: UInt32) -> Bool {
      (number ^ (a << 24 | b << 16 | c << 8)) >> (32 - length) == 0
    }
    if isIn(192, 0, 2, 24) || isIn(198, 51, 100, 24) || isIn(203, 0, 113, 24) { return .reserved }
    let isLocal =
      isIn(0, 0, 0, 8) || isIn(10, 0, 0, 8) || isIn(100, 64, 0, 10) || isIn(127, 0, 0, 8) || isIn(169, 254, 0, 16)
      || isIn(172, 16, 0, 12) || isIn(192, 168, 0, 16) || number >> 28 >= 14
    return isLocal ? .local : .everybodys
  }

  /// Only 2000::/3 is everybody's.
  private static func ofIPv6(_ text: Substring) -> HostKind {
    var address = in6_addr()
    guard inet_pton(AF_INET6, String(text), &address) == 1 else { return .local }
    let bytes = withUnsafeBytes(of: &address) { Array($0) }
    let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    if isMapped { return ofIPv4(bytes[12...].reduce(0) { $0 << 8 | UInt32($1) }) }
    if bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8]) { return .reserved }
    // 6to4 and Teredo lead to IPv4 addresses inside of them.
    if bytes.starts(with: [0x20, 0x02]) || bytes.starts(with: [0x20, 0x01, 0, 0]) { return .local }
    return bytes[0] >> 5 == 1 ? .everybodys : .local
  }
}
