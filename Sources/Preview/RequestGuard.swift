/// Lets in only who asks for this preview by its own address: a page elsewhere could otherwise have a browser fetch it
/// under a name of its own (DNS rebinding), or listen to its events.
struct RequestGuard {
  let host: String
  let port: UInt16

  func admits(host written: String?, origin: String?) -> Bool {
    guard let written, names.contains(written.lowercased()) else { return false }
    guard let origin else { return true }
    return names.contains { origin.lowercased() == "http://\($0)" }
  }

  private var names: [String] { ["localhost:\(port)", "127.0.0.1:\(port)", "\(host):\(port)"] }
}
