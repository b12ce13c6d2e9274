import Diagnostics
import Permissions

/// A consent need not ask for what another of its permissions includes already.
let redundantPermissionCheck = Check.documentation { documentation in
  documentation.declared.all.compactMap { grant in
    let others = documentation.declared.all.filter { other in
      other.consent.id == grant.consent.id && other.permission.includes(grant.permission)
    }
    guard let other = others.first else { return nil }
    return Diagnostic(
      "redundant-permission",
      .hint,
      "\(other.permission.name) includes \(grant.permission.name)",
      at: grant.location,
      notes: [.init("the larger one is asked for here", at: other.location)],
      help: "ask for one of the two, the smaller one if it is enough"
    )
  }
}

extension Permission {
  /// By the names alone: `X.ReadWrite.All` includes `X.Read.All` and `X.Read`. Other permissions overlap too, but no
  /// source says by how much.
  fileprivate func includes(_ other: Permission) -> Bool {
    guard resource == other.resource, kind == other.kind, identity != other.identity else { return false }
    let (larger, smaller) = (name.split(separator: "."), other.name.split(separator: "."))
    guard larger.count >= 2, smaller.count >= 2, larger[0] == smaller[0] else { return false }
    let ranks: [Substring: Int] = ["ReadBasic": 0, "Read": 1, "ReadWrite": 2]
    guard let rank = ranks[larger[1]], let otherRank = ranks[smaller[1]], rank >= otherRank else { return false }
    let (constraint, otherConstraint) = (larger.dropFirst(2), smaller.dropFirst(2))
    return constraint == otherConstraint || (constraint.elementsEqual(["All"]) && otherConstraint.isEmpty)
  }
}
