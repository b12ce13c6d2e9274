import Diagnostics
import DocsWitness
import Permissions

/// Addresses of Microsoft's sign-in page, wherever a guide shows or links one: they have to be this product's, and keep
/// the provider's rules. (Made from the catalog they do so by themselves.)
let signInLinkCheck = Check.guide { guide in
  var seen: Set<SourceSpan> = []
  return guide.access.signInURLs.filter { seen.insert($0.span).inserted }.flatMap { url in
    [
      foreignClientID(url, guide), commonTenant(url, guide), unregisteredRedirect(url, guide), mixedDefault(url, guide),
      wrongCloud(url, guide), misplacedPrompt(url, guide),
    ].compactMap { $0 }
  }
}

/// The catalog's app that an address names.
private func app(_ url: SignInURL, _ guide: Guide) -> App? {
  guard let id = url["client_id"].flatMap({ GUID($0) }) else { return nil }
  return apps(guide).first { app in app.clouds.contains { app.clientID(in: $0) == id } }
}

private func apps(_ guide: Guide) -> [App] {
  var apps: [App] = []
  for consent in guide.site.catalog?.catalog.consents ?? [] where !apps.contains(consent.app) {
    apps.append(consent.app)
  }
  return apps
}

private func foreignClientID(_ url: SignInURL, _ guide: Guide) -> Diagnostic? {
  guard let written = url["client_id"], let id = GUID(written), guide.declared.hasConsents, app(url, guide) == nil
  else {
    return nil
  }
  let own = apps(guide).map { "\($0.displayName) is \($0.clientID)" }.joined(separator: ", ")
  return Diagnostic(
    "foreign-client-id",
    .error,
    "the link asks for consent to an app that is not in the catalog (\(id))",
    at: guide.location(url.span),
    help: "use ::consent-link, or write the right client ID: \(own)"
  )
}

private func commonTenant(_ url: SignInURL, _ guide: Guide) -> Diagnostic? {
  guard url.tenant.lowercased() == "common" || url.tenant.lowercased() == "consumers" else { return nil }
  guard case .adminConsent = url.endpoint else { return nil }
  return Diagnostic(
    "common-tenant",
    .error,
    "admin consent cannot be given through the tenant \(url.tenant)",
    at: guide.location(url.span),
    help: "write organizations, or the customer's tenant ID or domain; personal accounts cannot consent for anybody",
  )
}

private func unregisteredRedirect(_ url: SignInURL, _ guide: Guide) -> Diagnostic? {
  guard let app = app(url, guide), let redirect = url["redirect_uri"], isAddress(redirect),
    !app.redirectURIs.contains(where: {
      withoutPort($0.description) == withoutPort(redirect)
    })
  else { return nil }
  let registered = app.redirectURIs.map(\.description)
  let guess = NearestMatch.find(redirect, in: registered)
  return Diagnostic(
    "unregistered-redirect",
    .error,
    "\(redirect) is not among the redirect URIs of \(app.displayName)",
    at: guide.location(url.span),
    help: guess.map { "did you mean \($0)?" }
      ?? (registered.isEmpty
        ? "the catalog lists none for this app" : "the catalog lists \(registered.joined(separator: ", "))")
  )
}

/// It is written out, and no placeholder such as `{redirect-uri}`.
private func isAddress(_ text: String) -> Bool {
  guard let scheme = text.firstRange(of: "://"), !text.contains("{") else { return false }
  return text[scheme.upperBound...].first.map { $0.isLetter || $0.isNumber } ?? false
}

/// The provider does not look at the port of localhost.
private func withoutPort(_ uri: String) -> String {
  let localhost = "http://localhost"
  guard uri.hasPrefix(localhost) else { return uri }
  let rest = uri.dropFirst(localhost.count)
  return localhost + (rest.first == ":" ? rest.drop { $0 != "/" } : rest)
}

private func mixedDefault(_ url: SignInURL, _ guide: Guide) -> Diagnostic? {
  let scopes = url.scopes.filter { OpenIDConnectScope(rawValue: $0) == nil }
  let defaults = scopes.filter { $0.hasSuffix("/.default") }
  guard let first = defaults.first, scopes.count > 1 else { return nil }
  return Diagnostic(
    "mixed-default",
    .error,
    "\(first) cannot be asked for together with other scopes",
    at: guide.location(url.span),
    help: "ask for .default alone, which means all that the registration lists, or name every scope"
  )
}

private func wrongCloud(_ url: SignInURL, _ guide: Guide) -> Diagnostic? {
  if url.clouds.isEmpty {
    // Lists of hosts and addresses of keys name the former ones for good reason.
    guard url.endpoint != .other else { return nil }
    let cloud = url.host.hasSuffix(".cn") ? Cloud.china : .global
    return Diagnostic(
      "wrong-cloud",
      .error,
      "\(url.host) is not where people sign in any more",
      at: guide.location(url.span),
      help: "\(cloud == .china ? "the cloud in China" : "the global cloud") signs in at \(cloud.loginHost)"
    )
  }
  let hosts = url.clouds.map(\.graphHost)
  if let scope = url.scopes.first(where: { scope in
    Cloud.allCases.contains { scope.hasPrefix("https://\($0.graphHost)/") }
      && !hosts.contains { scope.hasPrefix("https://\($0)/") }
  }) {
    return Diagnostic(
      "wrong-cloud",
      .error,
      "\(scope) belongs to another cloud than \(url.host)",
      at: guide.location(url.span),
      help:
        "at \(url.host) scopes of Microsoft Graph begin with \(hosts.map { "https://\($0)/" }.joined(separator: " or "))"
    )
  }
  guard let app = app(url, guide), let id = url["client_id"].flatMap({ GUID($0) }),
    !url.clouds.contains(where: { app.clientID(in: $0) == id })
  else { return nil }
  let other = url.clouds.compactMap { app.clientID(in: $0) }.first
  return Diagnostic(
    "wrong-cloud",
    .error,
    other == nil
      ? "\(app.displayName) is not registered in the cloud that signs in at \(url.host)"
      : "\(app.displayName) has another client ID in the cloud that signs in at \(url.host)",
    at: guide.location(url.span),
    help: other.map { "there it is \($0)" }
      ?? "lead to \(Cloud.global.loginHost), or list the registration there under clouds in the catalog"
  )
}

private func misplacedPrompt(_ url: SignInURL, _ guide: Guide) -> Diagnostic? {
  guard url["prompt"]?.lowercased() == "admin_consent", url.endpoint == .authorize(version: 2) else { return nil }
  return Diagnostic(
    "misplaced-prompt",
    .error,
    "the v2.0 endpoint does not know prompt=admin_consent",
    at: guide.location(url.span),
    help: "lead to /v2.0/adminconsent instead, or use ::consent-link"
  )
}
