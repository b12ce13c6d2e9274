import Diagnostics

extension BaseURL {
  /// Path, query and fragment of an absolute address on this site's host, from the first slash on; nil for other hosts,
  /// and where the configuration names no base URL. `http:`, `https:` and no scheme are one: few sites answer only one.
  func pathOnOwnHost(of address: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let host, let start = Self.authorityStart(address) else { return nil }
    var end = start
    for byte in host {
      guard end < address.count, Self.lowercased(address[end]) == byte else { return nil }
      end += 1
    }
    for port in Self.usualPorts where address[end...].starts(with: port.utf8) {
      end += port.utf8.count
      break
    }
    guard end == address.count || "/?#".utf8.contains(address[end]) else { return nil }
    let rest = Array(address[end...])
    return rest.first == UInt8(ascii: "/") ? rest : [UInt8(ascii: "/")] + rest
  }

  /// Just behind `https://`, `http://` or `//`.
  private static func authorityStart(_ address: UnsafeBufferPointer<UInt8>) -> Int? {
    var start = 0
    for byte in "http".utf8 where start < address.count && address[start] | 0x20 == byte { start += 1 }
    if start == 4, start < address.count, address[start] | 0x20 == UInt8(ascii: "s") { start += 1 }
    if start >= 4, start < address.count, address[start] == UInt8(ascii: ":") { start += 1 } else if start > 0 { return nil }
    guard start + 2 < address.count, address[start] == UInt8(ascii: "/"), address[start + 1] == UInt8(ascii: "/") else {
      return nil
    }
    return start + 2
  }

  /// The host of an origin in lower case, without a port that goes without saying.
  static func host(of origin: String) -> [UInt8] {
    let host = origin[(origin.firstRange(of: "://")?.upperBound ?? origin.startIndex)...].utf8.map(lowercased)
    let port = usualPorts.first { host.suffix($0.utf8.count).elementsEqual($0.utf8) }
    return host.dropLast(port?.utf8.count ?? 0)
  }

  private static let usualPorts = [":443", ":80"]

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }
}

extension Site {
  /// What an absolute address of this very site leads to, such as `https://help.example.com/guides/`; nil for addresses of
  /// other sites, and for what stands below the same host but is not made by this build.
  func target(ofOwnAddress address: UnsafeBufferPointer<UInt8>) -> LinkTarget? {
    guard let path = base.pathOnOwnHost(of: address) else { return nil }
    switch index.resolve(address: path, from: .home, base: base) {
    case .external, .here, .broken(.outside), .broken(.aboveBase): return nil
    case .broken(.missing(let path)):
      let path = path.hasPrefix("/") ? String(path.dropFirst()) : path
      return isMadeBesidePages(path) ? nil : .broken(.missing(path))
    case .published(let entry, let suffix): return .published(entry, suffix: suffix)
    }
  }

  func target(ofOwnAddress address: [UInt8]) -> LinkTarget? {
    address.withUnsafeBufferPointer { target(ofOwnAddress: $0) }
  }

  /// A build publishes such files, or another version of the site does; the index does not list them.
  ///
  /// - Parameter path: without a slash in front.
  func isMadeBesidePages(_ path: String) -> Bool {
    let first = path.prefix { $0 != "/" }
    if ["_theme", "_search"].contains(first) || configuration.versions.contains(where: { $0.label == first }) {
      return true
    }
    let (folder, name) = splitPath(path)
    if name.hasSuffix(".md") || path.hasPrefix("llms"), !configuration.markdownPages, !name.hasPrefix("checklist") {
      return false
    }
    if ["llms.txt", "llms-full.txt"].contains(path) || path.hasPrefix("sitemap-") { return true }
    // The Markdown of a page, and its checklists.
    guard name == "index.md" || name.hasPrefix("checklist"), case .page = index.entry(at: folder.utf8) else {
      return false
    }
    return true
  }
}
