/// Finds Microsoft Graph permissions in text.
struct Detector {
  let needles = ["/.default", "graph.microsoft", "offline_access", "User.Read", ".readwrite"]
  let example = ScopeName("User.Read.All")
  let patterns = [ScopePattern("Mail.Read"), ScopePattern("Mail.Send")]

  func isDirectory(_ scope: String) -> Bool { scope == "Directory.Read.All" || scope.hasPrefix("User.Read") }
}
