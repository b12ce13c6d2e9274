import Diagnostics

func insecureLink(at place: LinkPlace) -> Diagnostic? {
  let host = place.destination.dropFirst(7).prefix { !"/:?#".contains($0) }
  guard host.contains("."), !isInOwnNetwork(host) else { return nil }
  return Diagnostic(
    "insecure-link",
    .hint,
    "the link is not encrypted",
    at: place.location,
    help: "write https:// if \(host) answers there"
  )
}

/// Devices and machines in the reader's own network, which mostly have no certificates.
private func isInOwnNetwork(_ host: Substring) -> Bool {
  let parts = host.split(separator: ".").map { Int($0) }
  if parts.count == 4, let first = parts[0], let second = parts[1] {
    return [10, 127].contains(first) || first == 192 && second == 168 || first == 169 && second == 254
      || first == 172 && (16...31).contains(second)
  }
  return [".local", ".internal", ".localhost", ".lan", ".test"].contains { host.hasSuffix($0) }
}
