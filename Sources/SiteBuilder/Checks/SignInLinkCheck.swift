import Diagnostics
import DocsWitness
import Permissions

/// Addresses of Microsoft's sign-in page, wherever a guide shows or links one: they have to be this product's, and keep
/// the provider's rules. (Made from the catalog they do so by themselves.)
let signInLinkCheck = Check.guide { guide in
  var seen: Set<SourceSpan> = []
  return guide.access.signInURLs.filter { seen.insert($0.span).inserted }.flatMap { url -> [Diagnostic] in
    if let found = unknownEndpoint(url, guide) { return [found] }
    return [
      foreignClientID(url, guide), singleTenant(url, guide) ?? commonTenant(url, guide),
      unregisteredRedirect(url, guide), mixedDefault(url, guide), wrongCloud(url, guide),
      misplacedPrompt(url, guide) ?? incomplete(url, guide), misplacedParameter(url, guide),
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
  if let parameter = url.parameter("client_id"), isMaimedID(parameter.value) {
    return Diagnostic(
      "foreign-client-id",
      guide.severity,
      "\(parameter.value) is no client ID: a part of it is missing or too much",
      at: guide.location(url.span(of: parameter.written)),
      help: "copy the application (client) ID of the app's registration: 8, 4, 4, 4 and 12 digits"
    )
  }
  guard let written = url["client_id"], let id = GUID(written), guide.declared.hasConsents, app(url, guide) == nil
  else {
    return nil
  }
  let own = apps(guide).map { "\($0.displayName) is \($0.clientID)" }.joined(separator: ", ")
  return Diagnostic(
    "foreign-client-id",
    .error,
    "the link asks for consent to an app that is not in the catalog (\(id))",
    at: guide.location(url.span(ofParameter: "client_id")),
    help: "use ::consent-link, or write the right client ID: \(own)"
  )
}

/// Digits of an id with dashes between them that are no id.
private func isMaimedID(_ text: String) -> Bool {
  (20...45).contains(text.utf8.count) && GUID(text) == nil && text.utf8.count { $0 == UInt8(ascii: "-") } >= 3
    && text.utf8.allSatisfy { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 6 || $0 == UInt8(ascii: "-") }
}

/// The tenants of everybody's accounts know only apps that are registered for all of them.
private func singleTenant(_ url: SignInURL, _ guide: Guide) -> Diagnostic? {
  guard ["organizations", "common", "consumers"].contains(url.tenant.lowercased()), url.endpoint != .other,
    let app = app(url, guide), app.audience == .singleTenant
  else { return nil }
  return Diagnostic(
    "single-tenant-link",
    .error,
    "\(app.displayName) is registered for one tenant, and \(url.tenant) leads to everybody's",
    at: guide.location(url.span(ofFirst: url.tenant, in: url.pathRange)),
    help: "write the ID or a domain of the tenant in which the app is registered, or a placeholder such as {tenant}"
  )
}

private func commonTenant(_ url: SignInURL, _ guide: Guide) -> Diagnostic? {
  guard url.tenant.lowercased() == "common" || url.tenant.lowercased() == "consumers" else { return nil }
  guard case .adminConsent = url.endpoint else { return nil }
  return Diagnostic(
    "common-tenant",
    .error,
    "admin consent cannot be given through the tenant \(url.tenant)",
    at: guide.location(url.span(ofFirst: url.tenant, in: url.pathRange)),
    help: "write organizations, or the customer's tenant ID or domain; personal accounts cannot consent for anybody",
  )
}

private func unregisteredRedirect(_ url: SignInURL, _ guide: Guide) -> Diagnostic? {
  if let redirect = url.parameter("redirect_uri"), redirect.value.uppercased().contains("%3A%2F%2F") {
    return Diagnostic(
      "unregistered-redirect",
      guide.severity,
      "the redirect URI is encoded twice, so it is none that is registered",
      at: guide.location(url.span(of: redirect.written)),
      help: "encode it once: %3A for each colon and %2F for each slash"
    )
  }
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
    at: guide.location(url.span(ofParameter: "redirect_uri")),
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
  let defaults = scopes.filter { $0.hasSuffix("/.default") || $0 == ".default" }
  guard let first = defaults.first, scopes.count > 1 else { return nil }
  return Diagnostic(
    "mixed-default",
    .error,
    "\(first) cannot be asked for together with other scopes",
    at: guide.location(url.span(ofParameter: "scope")),
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
      at: guide.location(url.span(ofFirst: url.host)),
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
      at: guide.location(url.span(ofParameter: "scope")),
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
    at: guide.location(url.span(ofParameter: "client_id")),
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
    at: guide.location(url.span(ofParameter: "prompt")),
    help: "lead to /v2.0/adminconsent instead, or use ::consent-link"
  )
}

/// The address has a path that leads nowhere, or no tenant.
private func unknownEndpoint(_ url: SignInURL, _ guide: Guide) -> Diagnostic? {
  guard url.parameters.contains(where: { ["client_id", "clientid", "scope"].contains($0.name) }) else { return nil }
  let path = ([url.tenant] + url.path).map { $0.lowercased() }
  // Policies of Azure AD B2C, and parts that are to be filled in.
  guard !path.contains(where: { $0.hasPrefix("b2c_") || $0 == "te" || $0 == "tfp" }),
    !url.path.contains(where: { $0.contains { "{}$<>[]*:%".contains($0) } })
  else { return nil }
  let places: String
  let hasNoTenant = ["v2.0", "oauth2", "adminconsent"].contains(path[0])
  if hasNoTenant {
    places = "the address names no tenant"
  } else if url.endpoint == .other, let last = path.dropFirst().last,
    let page = NearestMatch.find(last.filter(\.isLetter), in: ["adminconsent", "authorize"])
  {
    let shown = "/" + url.path.joined(separator: "/")
    places = "\(url.host) has no page \(shown)" + (last == page ? "" : ", but one that is called \(page)")
  } else {
    return nil
  }
  let isConsent = path.last.map { $0.filter(\.isLetter).contains("consent") } ?? false
  let pages = isConsent ? ["/v2.0/adminconsent", "/adminconsent"] : ["/oauth2/v2.0/authorize", "/oauth2/authorize"]
  return Diagnostic(
    "unknown-endpoint",
    guide.severity,
    places,
    at: guide.location(url.span(of: url.pathRange)),
    help: "write \(pages.map { "/\(hasNoTenant ? "organizations" : url.tenant)\($0)" }.joined(separator: " or "))"
  )
}

/// What the page behind the address needs, and it does not have.
private func incomplete(_ url: SignInURL, _ guide: Guide) -> Diagnostic? {
  let needed: [String]
  switch url.endpoint {
  case .adminConsent(.v1): needed = ["client_id"]
  case .adminConsent(.v2): needed = ["client_id", "scope", "redirect_uri"]
  case .authorize(version: 1): needed = ["client_id", "response_type"]
  case .authorize: needed = ["client_id", "response_type", "scope"]
  case .other: return nil
  }
  // An address that is only described leaves out what it does not speak of.
  guard !url.isContinued, isMeantToBeFollowed(url) else { return nil }
  let missing = needed.filter { url.parameter($0) == nil }
  guard let first = missing.first else { return nil }
  let others = url.parameters.map(\.name).filter { !known.contains($0) }
  let written = NearestMatch.find(first, in: others)
  let remedy =
    switch first {
    case "scope": "name what is asked for, such as scope=User.Read, or scope=https://graph.microsoft.com/.default"
    case "redirect_uri": "name a registered address to come back to, or lead to /adminconsent, which needs none"
    case "response_type": "add response_type=code"
    default: "add client_id= with the application (client) ID of the app's registration"
    }
  // Without the others the documentation calls an address wrong, and some tenants answer it all the same.
  let isRefused = first == "client_id" || missing.contains("scope")
  return Diagnostic(
    "incomplete-sign-in-link",
    isRefused ? guide.severity : .warning,
    "the address has no \(missing.joined(separator: " and no ")), which the page behind it needs",
    at: guide.location(written.map { url.span(ofFirst: $0, in: url.queryRange) } ?? url.span),
    help: written.map { "did you mean \(first) for \($0)?" } ?? remedy
  )
}

/// It has an app, or the other facts of one, and no placeholders in their place.
private func isMeantToBeFollowed(_ url: SignInURL) -> Bool {
  let facts = url.parameters.filter { ["client_id", "scope", "redirect_uri"].contains($0.name) }
  guard !facts.contains(where: \.isPlaceholder) else { return false }
  if let id = url["client_id"] { return GUID(id) != nil }
  return (url["redirect_uri"].map(isAddress) ?? false) || url.parameters.contains { GUID($0.value) != nil }
}

/// Parameters of the sign-in pages, which are no slips of others.
private let known: Set<String> = [
  "client_id", "scope", "redirect_uri", "response_type", "response_mode", "state", "prompt", "login_hint",
  "domain_hint", "code_challenge", "code_challenge_method", "nonce", "resource", "claims", "tenant",
]

private func misplacedParameter(_ url: SignInURL, _ guide: Guide) -> Diagnostic? {
  func report(_ severity: Diagnostic.Severity, _ message: String, _ parameter: SignInURL.Parameter, _ help: String)
    -> Diagnostic
  {
    let place = url.span(of: parameter.written)
    return Diagnostic("misplaced-parameter", severity, message, at: guide.location(place), help: help)
  }
  guard url.endpoint != .other else { return nil }
  var seen: Set<String> = []
  if let twice = url.parameters.first(where: { known.contains($0.name) && !seen.insert($0.name).inserted }) {
    let help = twice.name == "scope" ? "name all scopes in one, separated by %20" : "keep one of them"
    return report(guide.severity, "\(twice.name) stands twice in the address", twice, help)
  }
  switch url.endpoint {
  case .adminConsent(.v2), .authorize(version: 2):
    guard let resource = url.parameter("resource") else { return nil }
    return report(
      guide.severity,
      "the v2.0 page does not take resource=, which belongs to its first version",
      resource,
      "name the API in the scope, such as scope=https://graph.microsoft.com/User.Read"
    )
  case .adminConsent(.v1):
    guard let scope = url.parameter("scope"), !scope.isPlaceholder else { return nil }
    return report(
      .warning,
      "this page pays no heed to scope= and asks for everything that the app's registration lists",
      scope,
      "lead to /v2.0/adminconsent, which asks for what the address says, or leave the scope out"
    )
  default: return nil
  }
}
