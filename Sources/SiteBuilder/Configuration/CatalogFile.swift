package import Diagnostics
package import Permissions
import TypedYAML

/// `content/catalog.yml`: the catalog, and where everything in it stands.
package struct CatalogFile: Sendable {
  package let catalog: Catalog
  package let file: SourceFile
  /// Keys of all consents, those with mistakes among them.
  package let declaredConsents: [String]
  /// The key of each consent, by id.
  package let consentSpans: [String: SourceSpan]
  /// The permission's name in each grant, by consent id and position.
  package let grantSpans: [String: [SourceSpan]]
  /// Permissions of the product's own APIs, which no provider lists.
  package let ownPermissions: [Permission]
  /// The same with its texts in other languages, where it has any.
  private var translations: [String: CatalogFile] = [:]

  /// A catalog that was declared as values: there is no file to point into.
  package init(_ catalog: Catalog, _ microsoft: MicrosoftPermissions) {
    self.catalog = catalog
    file = SourceFile(path: "the catalog in code", bytes: [])
    declaredConsents = catalog.consents.map(\.id)
    consentSpans = [:]
    grantSpans = [:]
    ownPermissions = catalog.consents.flatMap(\.permissions).filter {
      microsoft.resource(appID: $0.resource.appID) == nil
    }
  }

  fileprivate init(
    catalog: Catalog,
    file: SourceFile,
    declaredConsents: [String],
    consentSpans: [String: SourceSpan],
    grantSpans: [String: [SourceSpan]],
    ownPermissions: [Permission]
  ) {
    self.catalog = catalog
    self.file = file
    self.declaredConsents = declaredConsents
    self.consentSpans = consentSpans
    self.grantSpans = grantSpans
    self.ownPermissions = ownPermissions
  }

  /// With its texts in one of the site's other languages, as far as it has them.
  func inLanguage(_ tag: String) -> CatalogFile { translations[tag] ?? self }

  /// Nothing when there is no file, or not even a product in it. Consents that are wrong are left out, and the
  /// diagnostics say why.
  ///
  /// - Parameters:
  ///   - language: the site's own.
  ///   - languages: those that the site stands in besides.
  ///   - microsoft: what grants may name.
  package static func decode(
    _ file: SourceFile?,
    language: String = "en",
    languages: [String] = [],
    _ microsoft: MicrosoftPermissions
  ) -> (file: CatalogFile?, diagnostics: [Diagnostic]) {
    guard let file else { return (nil, []) }
    let (node, found) = YAMLReader.read(file.bytes, path: file.path)
    guard let node else {
      if !found.isEmpty { return (nil, found) }
      let help = "declare product, apps and consents, or remove the file"
      return (
        nil,
        [Diagnostic("missing-key", .error, "the catalog is empty", at: SourceLocation(path: file.path), help: help)]
      )
    }
    var validator = Validator(path: file.path)
    validator.check(node, .object(type), name: "the catalog")
    var decoder = CatalogDecoder(file: file, texts: CatalogTexts(language, others: languages, in: file), microsoft)
    var catalog = decoder.decode(node)
    decoder.diagnostics += decoder.texts.diagnostics
    // What is wrong has been said by now.
    for other in languages where decoder.texts.isTranslated {
      var translator = CatalogDecoder(file: file, texts: decoder.texts.inLanguage(other), microsoft)
      catalog?.translations[other] = translator.decode(node)
    }
    return (catalog, found + validator.diagnostics + decoder.diagnostics)
  }
}

/// Builds the typed catalog. What the schema has found wrong is skipped without another word.
private struct CatalogDecoder {
  let file: SourceFile
  private let microsoft: MicrosoftPermissions
  var texts: CatalogTexts
  var diagnostics: [Diagnostic] = []
  private var resources: [String: Resource] = [:]
  private var permissions: [GUID: [Permission]] = [:]
  private var apps: [(key: Spanned<String>, app: App?)] = []
  private var consentSpans: [String: SourceSpan] = [:]
  private var grantSpans: [String: [SourceSpan]] = [:]

  init(file: SourceFile, texts: CatalogTexts, _ microsoft: MicrosoftPermissions) {
    self.file = file
    self.microsoft = microsoft
    self.texts = texts
  }

  mutating func decode(_ node: YAMLNode) -> CatalogFile? {
    guard let product = node["product"], let name = product.text("name") else { return nil }
    for entry in node["resources"]?.entries ?? [] { addResource(entry) }
    for entry in node["apps"]?.entries ?? [] { apps.append((entry.key, app(entry.value))) }
    let consents = (node["consents"]?.entries ?? []).compactMap { consent($0) }
    checkSharedPages(node["consents"]?.entries ?? [])
    let catalog = Catalog(
      product: Product(
        name: name.value,
        url: product.text("url")?.value,
        publisher: product.text("publisher")?.value,
        supportURL: product.text("support-url")?.value
      ),
      consents: consents
    )
    return CatalogFile(
      catalog: catalog,
      file: file,
      declaredConsents: (node["consents"]?.entries ?? []).map(\.key.value),
      consentSpans: consentSpans,
      grantSpans: grantSpans,
      ownPermissions: permissions.sorted { $0.key < $1.key }.flatMap(\.value)
    )
  }

  // MARK: Resources

  private mutating func addResource(_ entry: YAMLNode.Entry) {
    guard let name = entry.value.text("name"), let id = entry.value.text("app-id").flatMap({ GUID($0.value) }) else {
      return
    }
    let resource = Resource(
      provider: .microsoft,
      appID: id,
      name: name.value,
      identifierURIs: entry.value.texts("identifier-uris").map(\.value)
    )
    if let known = microsoft.resource(appID: id) {
      report(
        "invalid-value",
        "\(id) is \(known.name), which the provider lists",
        entry.value.text("app-id")!.span,
        help: "name it in grants without declaring it here"
      )
    }
    resources[entry.key.value] = resource
    for item in entry.value["permissions"]?.items ?? [] {
      guard let name = item.text("name"), let kind = item.text("kind").flatMap({ PermissionKind(rawValue: $0.value) }),
        let permissionID = item.text("id").flatMap({ GUID($0.value) })
      else { continue }
      permissions[id, default: []].append(
        Permission(
          resource: resource,
          name: name.value,
          kind: kind,
          id: permissionID,
          adminConsent: item.text("admin-consent").flatMap { AdminConsent(rawValue: $0.value) } ?? .unknown
        )
      )
    }
  }

  private func resource(_ written: String) -> Resource? {
    if let own = resources[written] { return own }
    if let id = GUID(written) {
      return resources.values.first { $0.appID == id } ?? microsoft.resource(appID: id)
    }
    return resources.values.first {
      $0.name.lowercased() == written.lowercased() || $0.identifierURIs.contains(written)
    }
      ?? microsoft.resource(named: written) ?? microsoft.resource(identifierURI: written)
  }

  private func permissions(of resource: Resource) -> [Permission] {
    permissions[resource.appID] ?? microsoft.permissions(of: resource)
  }

  // MARK: Apps

  private mutating func app(_ node: YAMLNode) -> App? {
    guard let provider = node.text("provider").flatMap({ Provider(rawValue: $0.value) }),
      let name = node.text("display-name"), let clientID = node.text("client-id").flatMap({ GUID($0.value) })
    else { return nil }
    var redirectURIs: [RedirectURI] = []
    for text in node.texts("redirect-uris") {
      do { redirectURIs.append(try RedirectURI(text.value)) } catch { report("invalid-value", "\(error)", text.span) }
    }
    var clouds: [Cloud: GUID] = [:]
    for entry in node["clouds"]?.entries ?? [] {
      guard let cloud = Cloud(rawValue: entry.key.value), cloud != .global else {
        let names = Cloud.allCases.filter { $0 != .global }.map(\.rawValue)
        let guess = NearestMatch.find(entry.key.value, in: names).map { "did you mean \($0)?" }
        report(
          "invalid-value",
          "there is no other cloud \(entry.key.value)",
          entry.key.span,
          help: guess ?? "the clouds are \(names.joined(separator: ", ")); the global one has the app's client-id"
        )
        continue
      }
      clouds[cloud] = entry.value.text("client-id").flatMap { GUID($0.value) }
    }
    return App(
      provider: provider,
      displayName: name.value,
      clientID: clientID,
      audience: node.text("audience").flatMap { App.Audience(rawValue: $0.value) } ?? .multitenant,
      redirectURIs: redirectURIs,
      otherClouds: clouds
    )
  }

  // MARK: Consents

  private mutating func consent(_ entry: YAMLNode.Entry) -> Consent? {
    let node = entry.value
    let id = entry.key.value
    let app = node.text("app").flatMap { self.app(named: $0) }
    let title = texts.read("title", of: node)
    let summary = texts.read("summary", of: node)
    var grants: [Grant] = []
    var spans: [SourceSpan] = []
    var isComplete = true
    for item in node["grants"]?.items ?? [] {
      guard let grant = grant(item) else {
        isComplete = false
        continue
      }
      grants.append(grant)
      spans.append(item.text("permission")?.span ?? item.span)
    }
    guard let app, isComplete, let title,
      let flow = node.text("flow").flatMap({ Flow(rawValue: $0.value) })
    else { return nil }
    var redirectURI: RedirectURI?
    if let text = node.text("redirect-uri") {
      do { redirectURI = try RedirectURI(text.value) } catch {
        report("invalid-value", "\(error)", text.span)
        return nil
      }
    }
    do {
      let consent = try Consent(
        id: id,
        title: title,
        summary: summary,
        app: app,
        flow: flow,
        claim: node.text("claim").flatMap { Claim(rawValue: $0.value) },
        grants: grants,
        signInScopes: node.texts("sign-in-scopes").compactMap { OpenIDConnectScope(rawValue: $0.value) },
        redirectURI: redirectURI,
        linkVersion: node.text("link").flatMap { AdminConsentVersion(rawValue: $0.value) },
        sharesConsentPageWith: node.texts("shares-consent-page-with").map(\.value)
      )
      consentSpans[id] = entry.key.span
      grantSpans[id] = spans
      return consent
    } catch {
      report(error, entry, grants, spans)
      return nil
    }
  }

  /// `shares-consent-page-with` names other consents of the same app.
  private mutating func checkSharedPages(_ entries: [YAMLNode.Entry]) {
    let named = Dictionary(entries.map { ($0.key.value, $0.value) }) { first, _ in first }
    for entry in entries {
      for name in entry.value.texts("shares-consent-page-with") {
        if let other = named[name.value], name.value != entry.key.value {
          guard other.text("app")?.value != entry.value.text("app")?.value else { continue }
          let help = "only consents of one app can be asked for on one page"
          report("invalid-value", "\(name.value) is a consent of another app", name.span, help: help)
        } else {
          let others = entries.map(\.key.value).filter { $0 != entry.key.value }
          let guess = NearestMatch.find(name.value, in: others).map { "did you mean \($0)?" }
          report(
            "unresolved-reference",
            "there is no other consent \(name.value)",
            name.span,
            help: guess ?? (others.isEmpty ? "remove it" : "the others are \(others.joined(separator: ", "))")
          )
        }
      }
    }
  }

  private mutating func app(named name: Spanned<String>) -> App? {
    if let found = apps.first(where: { $0.key.value == name.value }) { return found.app }
    let keys = apps.map(\.key.value)
    let guess = NearestMatch.find(name.value, in: keys).map { "did you mean \($0)?" }
    report(
      "unresolved-reference",
      "there is no app \(name.value)",
      name.span,
      help: guess ?? "the apps are \(keys.joined(separator: ", "))"
    )
    return nil
  }

  private mutating func report(
    _ failure: Consent.Failure,
    _ entry: YAMLNode.Entry,
    _ grants: [Grant],
    _ spans: [SourceSpan]
  ) {
    func span(of permission: Permission) -> SourceSpan {
      grants.lastIndex { $0.permission.identity == permission.identity }.map { spans[$0] } ?? entry.key.span
    }
    switch failure {
    case .noGrants, .noRedirectURI: report("invalid-consent", "\(failure)", entry.key.span)
    case .singleTenantApp:
      let span = entry.value.text("app")?.span ?? entry.key.span
      report("invalid-consent", "\(failure)", span, help: "use the flow portal or device-code, or a multitenant app")
    case .duplicateGrant(let permission), .foreignProvider(let permission):
      report("invalid-consent", "\(failure)", span(of: permission))
    case .applicationPermission(let permission, _):
      report(
        "invalid-consent",
        "\(failure)",
        span(of: permission),
        help: "use admin-consent, or the delegated permission"
      )
    case .unregisteredRedirect:
      let span = entry.value.text("redirect-uri")?.span ?? entry.key.span
      report("invalid-consent", "\(failure)", span, help: "add it to the app's redirect-uris if it is registered")
    }
  }

  // MARK: Grants

  private mutating func grant(_ node: YAMLNode) -> Grant? {
    guard let resourceText = node.text("resource"), let name = node.text("permission"),
      let kind = node.text("kind").flatMap({ PermissionKind(rawValue: $0.value) }),
      let why = texts.read("why", of: node)
    else { return nil }
    guard let resource = resource(resourceText.value) else {
      let names = microsoft.resources.map(\.name) + resources.keys.sorted()
      let guess = NearestMatch.find(resourceText.value, in: names).map { "did you mean \($0)?" }
      report(
        "unresolved-reference",
        "there is no API called \(resourceText.value)",
        resourceText.span,
        help: guess ?? "write the API's name as Microsoft shows it, or declare your own under resources"
      )
      return nil
    }
    guard let permission = permission(name, kind, of: resource, node) else { return nil }
    return Grant(
      permission,
      why: why,
      since: node.text("since").flatMap { CalendarDate($0.value) },
      without: texts.read("without", of: node),
      condition: texts.read("condition", of: node),
      data: texts.read("data", of: node)
    )
  }

  private mutating func permission(
    _ name: Spanned<String>,
    _ kind: PermissionKind,
    of resource: Resource,
    _ node: YAMLNode
  ) -> Permission? {
    let all = permissions(of: resource)
    let named = all.filter { $0.name.lowercased() == name.value.lowercased() }
    var fitting = named.filter { $0.kind == kind }
    if let id = node.text("id") {
      fitting = fitting.filter { $0.id.description == id.value.lowercased() }
      if fitting.isEmpty, !named.isEmpty {
        let ids = named.map { "\($0.id) (\($0.kind.rawValue))" }.joined(separator: ", ")
        report(
          "unresolved-reference",
          "\(name.value) of \(resource.name) has another id",
          id.span,
          help: "it has \(ids)"
        )
        return nil
      }
    }
    if fitting.count == 1 {
      if fitting[0].name != name.value {
        diagnostics.append(
          Diagnostic(
            "unresolved-reference",
            .warning,
            "\(name.value) is written \(fitting[0].name)",
            at: file.location(name.span)
          )
        )
      }
      return fitting[0]
    }
    if fitting.count > 1 {
      let ids = fitting.map(\.id.description).joined(separator: ", ")
      report(
        "unresolved-reference",
        "\(resource.name) has \(fitting.count) \(kind.rawValue) permissions called \(name.value)",
        name.span,
        help: "say which with id: \(ids)"
      )
    } else if let other = named.first {
      report(
        "unresolved-reference",
        "\(name.value) of \(resource.name) is no \(kind.rawValue) permission",
        node.text("kind")?.span ?? name.span,
        help: "it exists as \(other.kind.rawValue)"
      )
    } else {
      report(
        "unresolved-reference",
        "\(resource.name) has no permission \(name.value)",
        name.span,
        help: hint(for: name.value, of: resource, all)
      )
    }
    return nil
  }

  private func hint(for name: String, of resource: Resource, _ all: [Permission]) -> String {
    let guess = NearestMatch.find(name, in: all.map(\.name)).map { "did you mean \($0)?" }
    let elsewhere = Set(microsoft.permissions(named: name).map(\.resource.name)).sorted()
    if !elsewhere.isEmpty {
      let shown = elsewhere.prefix(4).joined(separator: ", ")
      return (guess.map { $0 + " " } ?? "") + "a permission of this name belongs to \(shown)"
        + (elsewhere.count > 4 ? " and \(elsewhere.count - 4) more" : "")
    }
    if let removed = microsoft.removed(named: name).first {
      return "Microsoft has removed it; it was last seen on \(removed.lastSeen)"
    }
    if !microsoft.resourceSpecific(named: name).isEmpty {
      return "it is a resource-specific permission of Teams, granted when the app is installed, not by consent"
    }
    return guess ?? "`scopebook permission \(name)` looks it up in all APIs"
  }

  private mutating func report(_ id: String, _ message: String, _ span: SourceSpan, help: String? = nil) {
    diagnostics.append(Diagnostic(id, .error, message, at: file.location(span), help: help))
  }
}
