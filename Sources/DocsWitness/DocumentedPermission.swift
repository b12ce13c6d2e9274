package import Diagnostics
package import Permissions

/// A permission that a guide names, as far as the guide itself tells which one it is.
package struct DocumentedPermission: Sendable {
  package enum Role: String, Sendable {
    /// The reader is told to grant it, or that it is asked for.
    case grant
    /// It is named without being asked for: removed, forbidden, compared with.
    case mention
    /// It looks like a permission, and no API has one of this name.
    case misspelt
  }

  /// What the guide says of the kind.
  package enum StatedKind: Hashable, Sendable {
    case delegated, application
    /// Both, in one breath: "delegated or application permissions".
    case either
    case unstated

    package var kind: PermissionKind? {
      switch self {
      case .delegated: .delegated
      case .application: .application
      case .either, .unstated: nil
      }
    }
  }

  /// Where the name stands.
  package var span: SourceSpan
  package var written: String
  package var role: Role
  /// As the provider writes it; what was probably meant where it is misspelt; nothing where nobody can tell.
  package var name: String?
  package var kind: StatedKind
  /// The kind was said before, of more than this name.
  var isKindInherited = false
  /// Where the guide says which kind it is.
  package var kindSpan: SourceSpan?
  /// The API that the guide names, whether or not it has such a permission.
  package var resource: Resource?
  package var resourceSpan: SourceSpan?
  /// How far a misspelt name is from the one that was meant; nothing where more than letters differ.
  package var distance: Int?
  /// The list, table or sentence that it is part of: those with the same number belong together.
  package var group: Int
  /// The heading above it: a number that is the same for everything in one section.
  package var section: Int
  /// An administrator asks for it in a shell of their own; the product does not.
  package var isForOperator = false
  /// It stands in a code span, which pages link to the permission's own page.
  package var isInCodeSpan = false
  /// The reader is told to look for it in a list, and perhaps to pick something else there.
  var isSearchTerm = false
  /// It stands in a table of an API's objects or requests, which says what calls of it need.
  package var isOfCall = false
  /// It stands in a code block, where requests may be written in lower case.
  package var isInCodeBlock = false
  /// Permissions that the provider, or the catalog, has under this name; the kind and the API narrow them down.
  package var candidates: [Permission]

  /// What it can be, if the guide says the truth about kind and API.
  package var matching: [Permission] {
    candidates.filter { candidate in
      (kind.kind == nil || candidate.kind == kind.kind) && (resource == nil || candidate.resource == resource)
    }
  }
}

/// Everything that a guide says about access.
package struct DocumentedAccess: Sendable {
  package init() {}

  package var permissions: [DocumentedPermission] = []
  package var claims: [ReadOnlyClaim] = []
  package var roles: [RoleRequirement] = []
  /// Somewhere somebody is told to grant consent.
  package var speaksOfGranting = false
  package var signInURLs: [SignInURL] = []
  package var identifiers: [LabelledID] = []
  /// Code spans marked as no permission, and whether they would have been read as one.
  package var silenced: [Silenced] = []

  package struct Silenced: Sendable {
    package var span: SourceSpan
    package var isNeeded: Bool
  }
}

/// A sentence that promises that nothing is changed: "read-only access", "no write permissions".
package struct ReadOnlyClaim: Sendable {
  package var span: SourceSpan
  package var sentence: SourceSpan
  /// The API that the sentence speaks of, if it names one.
  package var resource: Resource?
  package var section: Int
}

/// A sentence or list that says who may grant: "Global Administrator or Application Administrator".
package struct RoleRequirement: Sendable {
  package struct Mention: Sendable {
    package var role: Role
    package var span: SourceSpan
    /// The sentence speaks of delegated permissions only.
    package var isForDelegated: Bool
  }

  /// Any of them is said to be enough.
  package var roles: [Mention]
  /// The text says that it is for granting consent; otherwise it does not say what the roles are for.
  package var isAboutGranting: Bool
  /// What is said beside the roles.
  var words: [Substring]
  /// As of ``DocumentedPermission/group``.
  var group: Int

  /// It says as whom to sign in, for whatever is to be done then.
  package var isAboutSigningIn: Bool { words.contains { ["sign", "signed", "log", "logged", "anmelden"].contains($0) } }

  /// Items that say the same of different roles are alternatives, and so are those that name roles and hardly more.
  func isAlternative(to other: RoleRequirement) -> Bool {
    group == other.group && isAboutGranting == other.isAboutGranting
      && (words == other.words || isBare && other.isBare)
  }

  private var isBare: Bool { words.count <= 4 && words.last?.last != "." }
}

/// A permission's id beside a permission's name.
package struct LabelledID: Sendable {
  package var id: GUID
  package var span: SourceSpan
  /// Position in ``DocumentedAccess/permissions``.
  package var permission: Int
}
