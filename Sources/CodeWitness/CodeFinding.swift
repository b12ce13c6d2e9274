package import Diagnostics
package import Permissions

/// One place where code names a provider's permission, and whether that makes the product ask for it.
package struct CodeFinding: Hashable, Sendable {
  package var path: String
  package var span: SourceSpan
  /// The name of the ``Form`` that the file is written in: `entra-manifest`, `typescript`.
  package var form: String
  /// As it stands in the file, or as it is composed there: `https://graph.microsoft.com/user.read`, an id.
  package var written: String
  /// Nothing where the provider knows no such permission, and for `/.default`.
  package var permission: Permission?
  /// As the form says it. A scope that is asked for by name is delegated; only registrations list the other kind.
  package var kind: PermissionKind?
  package var resource: Resource?
  package var certainty: Certainty
  /// Why this is no request; nothing for what the product asks for.
  package var exemption: Exemption?

  package var isRequest: Bool { exemption == nil }
}

/// How surely a finding is what the running product asks for.
package enum Certainty: String, Hashable, Sendable, CaseIterable {
  /// An id, or a name where a typed manifest wants one.
  case exact
  /// A literal where scopes are requested.
  case literal
  /// Put together from constants, or handed on by a name.
  case composed
  /// `/.default`: whatever the registration lists.
  case `default`
  /// An id, or a name in its place, beside the kind that it is not of: the provider refuses it, so what was meant
  /// cannot be said.
  case contradictory
  /// Computed when the program runs; which permission it is cannot be said.
  case unresolved
}

/// Why a permission that stands in code is not requested by the product.
package enum Exemption: String, Hashable, Sendable, CaseIterable {
  case comment, test, mock, vendored
  /// A list of all that could be asked for.
  case dictionary
  /// Which permission may stand in for which other.
  case substitutionMap = "substitution map"
  /// What a token or an account is looked through for.
  case comparison
  /// What somebody needs who registers or runs the product, not the product itself.
  case operatorScript = "operator script"
}

/// An id of a permission beside the name of another one: whoever reviewed the name granted something else.
package struct MislabelledID: Hashable, Sendable {
  package var path: String
  /// The id.
  package var span: SourceSpan
  package var id: GUID
  /// What the id really stands for, the same name in one or two kinds.
  package var grants: [Permission]
  package var label: String
  package var labelSpan: SourceSpan
}

/// Everything that reading code has brought up, sorted by path and position.
package struct CodeReport: Sendable {
  package init() {}

  package var findings: [CodeFinding] = []
  package var mislabelledIDs: [MislabelledID] = []
  /// The files in which something was found, for whoever prints lines of them.
  package var sources: [SourceFile] = []

  /// What the program takes from its environment or its settings is known where a file that is read says what it is
  /// there.
  mutating func dropComputedThatSettingsAnswer() {
    let answering = findings.filter { $0.isRequest && $0.certainty != .unresolved }
    let paths = Set(answering.map(\.path))
    // `config.scopes` is a name that code may use for anything; files of settings have it as a key.
    let settings = Set(answering.filter { $0.form.hasSuffix("-settings") || $0.form.hasSuffix("-file") }.map(\.path))
    findings.removeAll { finding in
      guard finding.certainty == .unresolved, let key = finding.settingsKey else { return false }
      let isVariable = key == finding.written
      let search = ByteSearch((isVariable ? [key] : [key, key.lowercased()]).map { Array($0.utf8) })
      return sources.contains { file in
        file.path != finding.path && (isVariable ? paths : settings).contains(file.path)
          && file.bytes.withUnsafeBufferPointer { search.findsWord(in: $0) }
      }
    }
  }
}

extension CodeFinding {
  /// The last name of `config.Scopes`, `settings["scopes"]`.
  fileprivate var settingsKey: String? {
    written.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }.last.map(String.init)
  }
}
