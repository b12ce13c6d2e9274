import Diagnostics
import DocsWitness
import Permissions

/// Readers look for a permission under the API that the guide names; it has to be there.
let wrongResourceCheck = Check.guide { guide in
  guide.grants.compactMap { permission in
    guard let resource = permission.resource, let name = permission.name, !permission.candidates.isEmpty,
      !permission.candidates.contains(where: { $0.resource == resource })
    else { return nil }
    let owners = owners(of: permission, in: guide)
    let shown = owners.prefix(4).joined(separator: ", ")
    return Diagnostic(
      "wrong-resource",
      guide.severity,
      "\(resource.name) has no permission \(name)",
      at: guide.location(permission.span),
      notes: permission.resourceSpan.map { [.init("the API is named here", at: guide.location($0))] } ?? [],
      help: "it belongs to \(shown)" + (owners.count > 4 ? " and \(owners.count - 4) more" : "")
    )
  }
}

/// The catalog knows which API is meant; else every API with such a permission.
private func owners(of permission: DocumentedPermission, in guide: Guide) -> [String] {
  var names: [String] = []
  let declared = guide.declared(permission).map(\.permission)
  for candidate in declared.isEmpty ? permission.candidates : declared where !names.contains(candidate.resource.name) {
    names.append(candidate.resource.name)
  }
  return names
}
