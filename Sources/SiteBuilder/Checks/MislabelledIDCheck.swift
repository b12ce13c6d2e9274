import Diagnostics
import DocsWitness
import Permissions

/// An id beside a permission's name has to be that permission's: whoever copies it grants what the id says.
let mislabelledIDCheck = Check.guide { guide in
  guide.access.identifiers.compactMap { label in
    guard guide.access.permissions.indices.contains(label.permission) else { return nil }
    let permission = guide.access.permissions[label.permission]
    let owners = MicrosoftPermissions.permissions(withID: label.id)
    guard let name = permission.name, let owner = owners.first,
      !owners.contains(where: { $0.name.lowercased() == name.lowercased() })
    else { return nil }
    let right = permission.matching
    return Diagnostic(
      "mislabelled-id",
      guide.severity,
      "\(label.id) is \(owner.name) (\(owner.kind.rawValue)) of \(owner.resource.name), not \(name)",
      at: guide.location(label.span),
      notes: [.init("the name stands here", at: guide.location(permission.span))],
      help: right.count == 1
        ? "the id of \(name) is \(right[0].id)" : "look the id up with `scopebook permission \(name)`",
      fix: nil
    )
  }
}
