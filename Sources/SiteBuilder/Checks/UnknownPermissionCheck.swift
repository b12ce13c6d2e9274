import Diagnostics
import DocsWitness
import Permissions

/// A permission that a guide tells readers to grant has to be one that some API has, and be written as it is called.
let unknownPermissionCheck = Check.guide { guide in
  guide.access.permissions.compactMap { permission in
    switch permission.role {
    case .misspelt: unknown(permission, in: guide)
    case .grant: wrongCase(permission, in: guide)
    case .mention: nil
    }
  }
}

private func unknown(_ permission: DocumentedPermission, in guide: Guide) -> Diagnostic? {
  // Without a catalog the site may be about another provider; a near miss is a mistake all the same.
  guard permission.distance != nil || guide.declared.hasConsents else { return nil }
  let place = permission.resource.map { "\($0.name) has no permission" } ?? "no API has a permission"
  var help = "look it up with `scopebook permission NAME`, or mark the code with {.not-a-permission} if it is none"
  var fix: Diagnostic.Fix?
  if let name = permission.name {
    help = "did you mean \(name)?"
    if permission.distance != nil {
      fix = .init("write \(name)", at: guide.location(permission.span), replacement: Array(name.utf8))
    }
  }
  return Diagnostic(
    "unknown-permission",
    guide.severity,
    "\(place) called \(permission.written)",
    at: guide.location(permission.span),
    help: help,
    fix: fix
  )
}

/// Microsoft compares names without regard to case, people who search a list do not.
private func wrongCase(_ permission: DocumentedPermission, in guide: Guide) -> Diagnostic? {
  guard let name = permission.name, name != permission.written, !permission.isInCodeBlock,
    name.lowercased() == permission.written.lowercased(), !isInAddress(permission, in: guide)
  else { return nil }
  return Diagnostic(
    "permission-case",
    .hint,
    "\(permission.written) is called \(name)",
    at: guide.location(permission.span),
    help: "write it as the provider does, so that readers find it in the list",
    fix: .init("write \(name)", at: guide.location(permission.span), replacement: Array(name.utf8))
  )
}

/// `?scope=user.read`: a program reads it, and nobody looks for it in a list.
private func isInAddress(_ permission: DocumentedPermission, in guide: Guide) -> Bool {
  guard let before = guide.file.file.bytes[..<Int(permission.span.start)].last else { return false }
  return "=/+&%".utf8.contains(before) || before &- 0x30 < 10
}
