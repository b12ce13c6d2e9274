import Diagnostics
import DocsWitness
import Permissions

/// The kind that a guide names has to exist, and be the one that the product asks for.
let wrongKindCheck = Check.guide { guide in
  guide.grants.compactMap { permission in
    guard let kind = permission.kind.kind, let name = permission.name else { return nil }
    let ofResource = permission.candidates.lazy.filter { permission.resource == nil || $0.resource == permission.resource }
    guard let known = ofResource.first else { return nil }
    let notes: [Diagnostic.Note] =
      permission.kindSpan.map { [.init("the kind is named here", at: guide.location($0))] } ?? []
    guard ofResource.contains(where: { $0.kind == kind }) else {
      return Diagnostic(
        "wrong-kind",
        guide.severity,
        "\(name) is no \(kind.rawValue) permission",
        at: guide.location(permission.span),
        notes: notes,
        help: "\(known.resource.name) has it as \(known.kind.rawValue)"
      )
    }
    // Whichever consent it is for, some have to ask for it in this kind.
    guard
      let grant = guide.declared(permission).first(where: { grant in
        ofResource.contains { $0.resource == grant.permission.resource }
      }), !guide.declared.grants(named: name).contains(where: { $0.permission.kind == kind })
    else { return nil }
    return Diagnostic(
      "wrong-kind",
      guide.severity,
      "\(name) is documented as \(kind.rawValue), but \(grant.consent.id) asks for it as \(grant.permission.kind.rawValue)",
      at: guide.location(permission.span),
      notes: notes + [.init("it is declared here", at: grant.location)],
      help: "write \(grant.permission.kind.rawValue), or change the catalog if that is what is wrong"
    )
  }
}
