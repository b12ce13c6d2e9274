import Diagnostics

extension BaseURL {
  /// Path, query and fragment of an absolute address on this site's host, from the first slash on; nil for other hosts,
  /// and where the configuration names no base URL. `http:`, `https:` and no scheme are one: few sites answer only one.
  func pathOnOwnHost(of address: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let origin, let start = Self.authorityStart(address) else { return nil }
    let end = address[start...].firstIndex { "/?#".utf8.contains($0) } ?? address.endIndex
    guard Self.isSameHost(address[start..<end], Substring(origin).utf8) else { return nil }
    let rest = Array(address[end...])
    return rest.first == UInt8(ascii: "/") ? rest : [UInt8(ascii: "/")] + rest
  }

  /// Just behind `https://`, `http://` or `//`.
  private static func authorityStart(_ address: UnsafeBufferPointer<UInt8>) -> Int? {
    for scheme in ["https://", "http://", "//"] as [StaticString] where address.count > scheme.utf8CodeUnitCount {
      let bytes = UnsafeBufferPointer(start: scheme.utf8Start, count: scheme.utf8CodeUnitCount)
      if zip(bytes, address).allSatisfy({ $0 == $1 || $0 == $1 | 0x20 }) { return bytes.count }
    }
    return nil
  }

  /// - Parameter origin: with its scheme.
  private static func isSameHost(_ host: Slice<UnsafeBufferPointer<UInt8>>, _ origin: Substring.UTF8View) -> Bool {
    var own = origin[...]
    if let slash = own.lastIndex(of: UInt8(ascii: "/")) { own = own[own.index(after: slash)...] }
    let (a, b) = (withoutUsualPort(host), withoutUsualPort(own))
    return a.count == b.count && zip(a, b).allSatisfy { lowercased($0) == lowercased($1) }
  }

  private static func withoutUsualPort<Bytes: BidirectionalCollection<UInt8>>(_ host: Bytes) -> Bytes.SubSequence {
    for port in [":443", ":80"] where host.suffix(port.utf8.count).elementsEqual(port.utf8) {
      return host.dropLast(port.utf8.count)
    }
    return host[...]
  }

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
  private func isMadeBesidePages(_ path: String) -> Bool {
    let first = path.prefix { $0 != "/" }
    if ["_theme", "_search"].contains(first) || configuration.versions.contains(where: { $0.label == first }) {
      return true
    }
    let (folder, name) = splitPath(path)
    if ["llms.txt", "llms-full.txt"].contains(path) || path.hasPrefix("sitemap-") { return true }
    // The Markdown of a page, and its checklists.
    guard name == "index.md" || name.hasPrefix("checklist"), case .page = index.entry(at: folder.utf8) else {
      return false
    }
    return true
  }
}
