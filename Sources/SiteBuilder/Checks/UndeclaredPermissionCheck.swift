import Diagnostics
import DocsWitness
import Permissions

/// Readers are told to grant only what the catalog says that the product asks for.
let undeclaredPermissionCheck = Check.guide { guide in
  guard guide.declared.hasConsents else { return [] }
  var seen: Set<String> = []
  return guide.grants.compactMap { permission in
    guard let name = permission.name, !permission.candidates.isEmpty, guide.declared(permission).isEmpty,
      seen.insert(name).inserted
    else { return nil }
    var help = "declare it in the catalog with its reason, or say that it is not needed"
    if let scope = OpenIDConnectScope(rawValue: name) {
      // Sign-in scopes stand in a list of their own.
      guard !guide.declared.all.contains(where: { $0.consent.signInScopes.contains(scope) }) else { return nil }
      help = "add it to the consent's sign-in-scopes, or say that it is not needed"
    } else if let guess = guide.declared.all.map(\.permission.name).first(where: { isPart($0, of: name) }) {
      help = "did you mean \(guess)? Otherwise declare it with its reason, or say that it is not needed"
    }
    return Diagnostic(
      "undeclared-permission",
      .error,
      "\(name) is documented, but no consent in the catalog asks for it",
      at: guide.location(permission.span),
      notes: guide.consents.first.map { consent in
        [
          .init(
            "the page is about this consent",
            at: guide.site.catalog?.consentSpans[consent.id].map { guide.site.catalog!.file.location($0) }
          )
        ]
      } ?? [],
      help: help
    )
  }
}

/// `User.Read` and `User.Read.All`: one was probably meant and the other written.
private func isPart(_ one: String, of other: String) -> Bool {
  one.hasPrefix(other + ".") || other.hasPrefix(one + ".")
}
