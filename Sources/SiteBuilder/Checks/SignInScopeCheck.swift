import Diagnostics
import DocsWitness
import Permissions

/// The scopes of an address that people sign in or consent at: a list separated by spaces, of names that exist. (Full
/// scopes, which name their API, are read with all other text; see ``unknownPermissionCheck``.)
let signInScopeCheck = Check.guide { guide in
  var seen: Set<SourceSpan> = []
  return guide.access.signInURLs.filter { seen.insert($0.span).inserted }.flatMap { url -> [Diagnostic] in
    guard url.endpoint == .adminConsent(.v2) || url.endpoint == .authorize(version: 2),
      let scope = url.parameter("scope"), !scope.isPlaceholder
    else { return [] }
    if let found = malformedList(scope, url, guide) { return [found] }
    return scope.value.split(separator: " ").compactMap { wrongScope(String($0), scope, url, guide) }
  }
}

private func malformedList(_ scope: SignInURL.Parameter, _ url: SignInURL, _ guide: Guide) -> Diagnostic? {
  func report(_ message: String, at span: SourceSpan, _ names: [Substring]) -> Diagnostic {
    Diagnostic(
      "malformed-scope-list",
      guide.severity,
      message,
      at: guide.location(span),
      help: "separate scopes by %20: scope=\(names.joined(separator: "%20"))"
    )
  }
  let span = url.span(of: scope.written)
  var names = scope.value.split { " ,;|+".contains($0) }
  // `scope=User.Read&Mail.Read`: the second is a parameter of its own, which nobody looks at.
  let strays = url.parameters.filter(\.written.isEmpty).compactMap { permissionName($0.name, guide.site.microsoft) }
  if let stray = strays.first {
    names += strays.map { $0[...] }
    return report("\(stray) stands outside of the scope parameter, so nobody is asked for it", at: span, names)
  }
  for escape in ["%20", "%2520", "%2B", "%2C", "%2F", "%3A"] where scope.value.uppercased().contains(escape) {
    var plain = scope.value
    for (escape, character) in [("%25", "%"), ("%20", " "), ("%2B", " "), ("%2C", " "), ("%2F", "/"), ("%3A", ":")] {
      plain = plain.replacing(escape, with: character).replacing(escape.lowercased(), with: character)
    }
    let message = "the scopes are encoded twice, so that they are one name that no API has"
    return report(message, at: span, plain.split(separator: " "))
  }
  guard let separator = scope.value.first(where: { ",;|+".contains($0) }), !names.isEmpty else { return nil }
  let sign = separator == "+" ? "an encoded +" : "\(separator)"
  return report("scopes are separated by spaces, not by \(sign)", at: span, names)
}

/// As the provider writes it, or nil if there is no such permission.
private func permissionName(_ written: String, _ microsoft: MicrosoftPermissions) -> String? {
  written.contains(".") ? microsoft.permissions(named: written).first?.name : nil
}

/// A bare name means a delegated permission of Microsoft Graph, or one of the sign-in's own scopes.
private func wrongScope(
  _ name: String,
  _ scope: SignInURL.Parameter,
  _ url: SignInURL,
  _ guide: Guide
) -> Diagnostic? {
  guard !name.contains("/"), !name.contains(":"), name != ".default", !isForPersonalAccounts(name, url),
    OpenIDConnectScope(rawValue: name.lowercased()) == nil, !["address", "phone"].contains(name)
  else { return nil }
  let span = url.span(ofFirst: name, in: scope.written)
  // What has been read as the name of a permission is for the checks of all names.
  let isReported = guide.access.permissions.contains {
    ($0.role == .misspelt || $0.role == .grant && ($0.resource != nil || $0.kind.kind != nil))
      && $0.span.start < span.end && span.start < $0.span.end
  }
  guard !isReported else { return nil }
  let microsoft = guide.site.microsoft
  let namesakes = microsoft.permissions(named: name)
  let ofGraph = namesakes.filter { $0.resource.appID == MicrosoftPermissions.graphAppID }
  guard !ofGraph.contains(where: { $0.kind == .delegated }), !isGone(name, microsoft) else { return nil }
  func report(_ id: String, _ message: String, _ help: String, _ fix: Diagnostic.Fix? = nil) -> Diagnostic {
    Diagnostic(id, guide.severity, message, at: guide.location(span), help: help, fix: fix)
  }
  if let permission = ofGraph.first {
    return report(
      "wrong-kind",
      "\(permission.name) is no delegated permission, so no scope can ask for it",
      "application permissions are asked for together, by scope=\(permission.resource.defaultScope)"
    )
  }
  let others = guide.declared.grants(named: name).map(\.permission) + namesakes
  if let other = others.first(where: { $0.kind == .delegated }) {
    return report(
      "wrong-resource",
      "Microsoft Graph has no permission \(other.name), and a scope without its API is one of Microsoft Graph",
      other.scope.map { "\(other.resource.name) has it: write \($0)" } ?? "it belongs to \(other.resource.name)"
    )
  }
  let guess = nearest(name, microsoft)
  guard guess != nil || guide.declared.hasConsents && url["client_id"].flatMap({ GUID($0) }) != nil else { return nil }
  let fix = guess.flatMap { guess in
    span.count == name.utf8.count
      ? Diagnostic.Fix("write \(guess)", at: guide.location(span), replacement: Array(guess.utf8)) : nil
  }
  return report(
    "unknown-permission",
    "no API has a permission called \(name)",
    guess.map { "did you mean \($0)?" }
      ?? "Microsoft refuses the address; look names up with `scopebook permission NAME`",
    fix
  )
}

/// The scopes of services for personal accounts are no permissions of an API in the table.
private func isForPersonalAccounts(_ name: String, _ url: SignInURL) -> Bool {
  url.tenant.lowercased() == "consumers"
    || ["wl.", "xboxlive.", "bingads."].contains { name.lowercased().hasPrefix($0) }
}

/// Those that were there once are ``removedPermissionCheck``'s, and what is granted elsewhere is no mistake in a name.
private func isGone(_ name: String, _ microsoft: MicrosoftPermissions) -> Bool {
  let name = name.lowercased()
  return microsoft.allRemoved.contains { $0.name.lowercased() == name }
    || microsoft.allResourceSpecific.contains { $0.name.lowercased() == name }
}

/// A delegated permission of Microsoft Graph that differs in few letters, or in the order of its parts.
private func nearest(_ name: String, _ microsoft: MicrosoftPermissions) -> String? {
  guard let graph = microsoft.resource(appID: MicrosoftPermissions.graphAppID) else { return nil }
  let names = microsoft.permissions(of: graph).filter { $0.kind == .delegated }.map(\.name)
  func parts(_ name: String) -> [String] { name.lowercased().split(separator: ".").map(String.init).sorted() }
  let wanted = parts(name)
  if let other = names.first(where: { parts($0) == wanted }) { return other }
  guard let near = NearestMatch.find(name, in: names),
    NearestMatch.distance(from: Array(name.lowercased().utf8), to: Array(near.lowercased().utf8), atMost: 2) != nil
  else { return nil }
  return near
}
