import CodeWitness
import Diagnostics
import Permissions

/// What the code requests has to be what the catalog declares, no more, no less, and of the same kind.
let requestCheck = Check.documentation { documentation in
  guard let report = documentation.code, documentation.declared.hasConsents else { return [] }
  let requests = Requests(report)
  return uncatalogued(requests, documentation.declared) + unrequested(requests, documentation.declared)
    + unresolved(requests)
}

/// An id in code beside another permission's name: whoever reviewed the name granted something else.
let codeLabelCheck = Check.documentation { documentation in
  guard let report = documentation.code else { return [] }
  let ofOtherKind = report.findings.filter { $0.isRequest }.compactMap {
    contradiction($0, .error, at: $0.location, documentation.site.microsoft)
  }
  return ofOtherKind
    + report.mislabelledIDs.map { label in
      let granted = label.grants.first
      return Diagnostic(
        "mislabelled-id",
        .error,
        "\(label.id) is \(granted.map { "\($0.name) of \($0.resource.name)" } ?? "another permission"), not \(label.label)",
        at: SourceLocation(path: label.path, span: label.span),
        notes: [.init("it is called so here", at: SourceLocation(path: label.path, span: label.labelSpan))],
        help: "correct the id or the name; what is granted is what the id says"
      )
    }
}

/// What a registration lists with the id of one kind and the word for the other, or nil for any other finding.
func contradiction(
  _ finding: CodeFinding,
  _ severity: Diagnostic.Severity,
  at location: SourceLocation,
  _ microsoft: MicrosoftPermissions
) -> Diagnostic? {
  guard finding.certainty == .contradictory, let permission = finding.permission, let kind = finding.kind else {
    return nil
  }
  let twins = microsoft.permissions(named: permission.name)
  let twin = twins.first { $0.resource == permission.resource && $0.kind == kind }
  let (own, other) = (Permission.registrationWord(permission.kind), Permission.registrationWord(kind))
  let isName = GUID(finding.written) == nil
  let problem =
    switch (isName, twin) {
    case (false, _): "\(finding.written) is the \(permission.kind.rawValue) \(permission.name) of \(permission.resource.name)"
    case (true, nil): "\(permission.resource.name) has no \(kind.rawValue) permission \(permission.name)"
    case (true, _?):
      "\(permission.name) is looked up among the \(permission.kind.rawValue) permissions of \(permission.resource.name)"
    }
  return Diagnostic(
    "mislabelled-id",
    severity,
    "\(problem), but the type here is \(other)",
    at: location,
    help: "write the type \(own)"
      + (twin.map { isName ? "" : ", or \($0.id), the id of the \(kind.rawValue) \($0.name)" } ?? "")
      + "; as it is, the permission is refused or shown as unknown"
  )
}

extension Permission {
  /// What app registrations call a permission of this kind.
  fileprivate static func registrationWord(_ kind: PermissionKind) -> String {
    kind == .application ? "Role" : "Scope"
  }
}

private func uncatalogued(_ requests: Requests, _ declared: DeclaredPermissions) -> [Diagnostic] {
  var seen: Set<Requests.Key> = []
  return requests.requests.compactMap { request in
    guard let permission = request.permission else { return nil }
    let kind = request.kind ?? permission.kind
    guard seen.insert(.init(resource: permission.resource.appID, name: permission.name, kind: kind)).inserted else {
      return nil
    }
    if let scope = OpenIDConnectScope(rawValue: permission.name) { return signInScope(scope, request, declared) }
    let sameName = declared.grants(named: permission.name).filter { $0.permission.resource == permission.resource }
    if sameName.contains(where: { request.kind == nil || $0.permission.kind == kind }) { return nil }
    if let other = sameName.first {
      return Diagnostic(
        "wrong-kind",
        .error,
        "the code requests \(permission.name) as \(kind.rawValue), but \(other.consent.id) declares it as "
          + other.permission.kind.rawValue,
        at: request.location,
        notes: [.init("it is declared here", at: other.location)],
        help: "change the kind in the catalog, or the request"
      )
    }
    return Diagnostic(
      "uncatalogued-request",
      .error,
      "the code requests \(permission.name) of \(permission.resource.name) (\(kind.rawValue)), which no consent declares",
      at: request.location,
      help: "declare it in the catalog with its reason, or stop requesting it; "
        + "if this is not the product's request, exclude the file under code in scopebook.yml"
    )
  }
}

/// Sign-in libraries add these by themselves; customers see them all the same.
private func signInScope(_ scope: OpenIDConnectScope, _ request: CodeFinding, _ declared: DeclaredPermissions)
  -> Diagnostic?
{
  guard !declared.all.contains(where: { $0.consent.signInScopes.contains(scope) }) else { return nil }
  return Diagnostic(
    "uncatalogued-request",
    .hint,
    "the code requests \(scope.rawValue), which the consent page shows and no consent lists",
    at: request.location,
    help: "add it to sign-in-scopes, so that pages explain it"
  )
}

private func unrequested(_ requests: Requests, _ declared: DeclaredPermissions) -> [Diagnostic] {
  declared.all.compactMap { grant in
    guard requests.request(for: grant.permission) == nil, requests.knowsAll(of: grant.permission) else { return nil }
    return Diagnostic(
      "unrequested-permission",
      // A registration lists all that customers are asked for; source code may ask in ways that no reader sees.
      requests.registers(grant.permission.resource) ? .error : .warning,
      "\(grant.consent.id) asks for \(grant.permission.name) (\(grant.permission.kind.rawValue)), which the code never requests",
      at: grant.location,
      help: "remove it from the catalog, or name the code that requests it under code in scopebook.yml"
    )
  }
}

private func unresolved(_ requests: Requests) -> [Diagnostic] {
  requests.unresolved.map { request in
    Diagnostic(
      "unresolved-request",
      .hint,
      "the code computes what it requests here: \(request.written)",
      at: request.location,
      help: "nothing is reported as missing while it is not known; a manifest or a constant can be read"
    )
  }
}
