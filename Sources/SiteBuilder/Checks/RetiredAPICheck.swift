import Diagnostics
import DocsWitness
import Permissions

/// A consent to an API that nobody can call any more is of no use.
let retiredAPICheck = Check.site { site, _ in
  guard let catalog = site.catalog else { return [] }
  return catalog.catalog.consents.flatMap { consent in
    consent.grants.enumerated().compactMap { position, grant in
      let spans = catalog.grantSpans[consent.id] ?? []
      let location = spans.indices.contains(position) ? catalog.file.location(spans[position]) : nil
      return retired(grant.permission.resource, "\(consent.id) asks for \(grant.permission.name) of", at: location)
    }
  }
}

/// Guides that have readers grant a permission of such an API, and sign-in links that ask for one.
let retiredAPIMentionCheck = Check.guide { guide in
  var links: Set<SourceSpan> = []
  let inLinks = guide.access.signInURLs.compactMap { url -> Diagnostic? in
    let resources = (url.scopes + [url["resource"]].compactMap(\.self)).lazy.compactMap { scope in
      api(of: scope, guide.site.microsoft)
    }
    guard let resource = resources.first(where: { $0.notes?.retirement != nil }), links.insert(url.span).inserted else {
      return nil
    }
    return retired(resource, "the link asks for", at: guide.location(url.span))
  }
  // Once for each list, table or sentence.
  var groups: Set<Int> = []
  let inText = guide.grants.compactMap { permission -> Diagnostic? in
    guard let name = permission.name, let resource = permission.resource ?? onlyResource(of: permission),
      resource.notes?.retirement != nil, !isAboutItsEnd(permission.span, in: guide),
      !links.contains(where: { $0.range.contains(permission.span.range.lowerBound) }),
      groups.insert(permission.group).inserted
    else { return nil }
    return retired(resource, "the guide asks for \(name) of", at: guide.location(permission.span))
  }
  return inLinks + inText
}

/// The line says that the API is gone, or what to use in its place.
private func isAboutItsEnd(_ span: SourceSpan, in guide: Guide) -> Bool {
  let bytes = guide.file.file.bytes
  let place = span.range.clamped(to: bytes.indices)
  let start = bytes[..<place.lowerBound].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  let end = bytes[place.upperBound...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  return endings.occurs(in: Array(bytes[start..<end])[...])
}

private let endings = PhraseSet([
  "retire", "deprecat", "migrat", "replac", "instead", "no longer", "sunset", "legacy", "outdated", "obsolete",
  "eingestellt", "abgekündigt", "veraltet", "ersetz", "statt",
])

private func onlyResource(of permission: DocumentedPermission) -> Resource? {
  let resources = Set(permission.candidates.map(\.resource))
  return resources.count == 1 ? resources.first : nil
}

/// The API that a scope belongs to: `{URI or application id}/{name}`, or the URI alone.
private func api(of scope: String, _ microsoft: MicrosoftPermissions) -> Resource? {
  func api(_ address: Substring) -> Resource? {
    let address = address.hasPrefix("api://") ? address.dropFirst("api://".count) : address
    return GUID(String(address)).flatMap(microsoft.resource(appID:)) ?? microsoft.resource(identifierURI: String(address))
  }
  if let whole = api(scope[...]) { return whole }
  return scope.lastIndex(of: "/").flatMap { api(scope[..<$0]) }
}

private func retired(_ resource: Resource, _ subject: String, at location: SourceLocation?) -> Diagnostic? {
  guard let retirement = resource.notes?.retirement else { return nil }
  let name =
    resource.name == retirement.commonName ? resource.name : "\(resource.name) (\(retirement.commonName))"
  return Diagnostic(
    "retired-api",
    .warning,
    "\(subject) \(name), which was retired in \(retirement.year)",
    at: location,
    help: "ask for the permission of \(retirement.replacement) that does the same"
  )
}
