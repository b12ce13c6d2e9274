/// Something wrong, or worth knowing, about what the user wrote.
///
/// A diagnostic is a value: stages return them and go on. It says where, what, why and what to do.
public struct Diagnostic: Hashable, Sendable {
  /// What kind of finding it is, in kebab case (`unknown-key`). Stable: people put it into their configuration.
  public var id: String
  public var severity: Severity
  /// One sentence in lower case without a full stop: what is wrong.
  public var message: String
  /// Nothing when no file is to blame.
  public var location: SourceLocation?
  /// Other places that matter, in the order in which a reader needs them.
  public var notes: [Note]
  /// What to do about it, one sentence; nothing when the message already says it.
  public var help: String?
  /// A change that puts it right and can do no harm.
  public var fix: Fix?

  public init(
    _ id: String,
    _ severity: Severity = .error,
    _ message: String,
    at location: SourceLocation?,
    notes: [Note] = [],
    help: String? = nil,
    fix: Fix? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.location = location
    self.notes = notes
    self.help = help
    self.fix = fix
  }

  public enum Severity: String, Sendable, Comparable, CaseIterable {
    case hint, warning, error

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .hint: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// Replacements in one file that belong together: all of them are made, or none.
  public struct Fix: Hashable, Sendable {
    /// An instruction in lower case without a full stop: `write /guides/connect.md`.
    public var title: String
    public var path: String
    public var edits: [Edit]

    public init(_ title: String, path: String, edits: [Edit]) {
      self.title = title
      self.path = path
      self.edits = edits
    }

    /// One replacement.
    public init(_ title: String, at location: SourceLocation, replacement: [UInt8]) {
      self.init(title, path: location.path, edits: location.span.map { [Edit($0, replacement)] } ?? [])
    }
  }

  /// What to write in place of the bytes of a span.
  public struct Edit: Hashable, Sendable {
    public var span: SourceSpan
    public var replacement: [UInt8]

    public init(_ span: SourceSpan, _ replacement: [UInt8]) {
      self.span = span
      self.replacement = replacement
    }
  }

  public struct Note: Hashable, Sendable {
    public var message: String
    public var location: SourceLocation?

    public init(_ message: String, at location: SourceLocation? = nil) {
      self.message = message
      self.location = location
    }
  }
}

extension [Diagnostic] {
  public var hasErrors: Bool { contains { $0.severity == .error } }

  /// By file, then position, then id: the order in which every reporter prints.
  public func sortedForReport() -> [Diagnostic] {
    sorted { a, b in
      let (pathA, pathB) = (a.location?.path ?? "", b.location?.path ?? "")
      if pathA != pathB { return pathA < pathB }
      let (startA, startB) = (a.location?.span?.start ?? 0, b.location?.span?.start ?? 0)
      if startA != startB { return startA < startB }
      return (a.id, a.message) < (b.id, b.message)
    }
  }
}
