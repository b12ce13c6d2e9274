/// Something wrong, or worth knowing, about what the user wrote.
///
/// A diagnostic is a value: stages return them and go on. It says where, what, why and what to do.
public struct Diagnostic: Hashable, Sendable {
  /// Shared by all copies: a site may have as many findings as pages, which are collected, settled and sorted.
  private var box: Box

  private final class Box: Hashable, Sendable {
    let parts: Parts

    init(_ parts: Parts) { self.parts = parts }

    static func == (a: Box, b: Box) -> Bool { a === b || a.parts == b.parts }
    func hash(into hasher: inout Hasher) { parts.hash(into: &hasher) }
  }

  private struct Parts: Hashable, Sendable {
    var id: String
    var severity: Severity
    var message: String
    var location: SourceLocation?
    var notes: [Note]
    var help: String?
    var fix: Fix?
  }

  /// What kind of finding it is, in kebab case (`unknown-key`). Stable: people put it into their configuration.
  public var id: String {
    get { box.parts.id }
    set { change { $0.id = newValue } }
  }
  public var severity: Severity {
    get { box.parts.severity }
    set { change { $0.severity = newValue } }
  }
  /// One sentence in lower case without a full stop: what is wrong.
  public var message: String {
    get { box.parts.message }
    set { change { $0.message = newValue } }
  }
  /// Nothing when no file is to blame.
  public var location: SourceLocation? {
    get { box.parts.location }
    set { change { $0.location = newValue } }
  }
  /// Other places that matter, in the order in which a reader needs them.
  public var notes: [Note] {
    get { box.parts.notes }
    set { change { $0.notes = newValue } }
  }
  /// What to do about it, one sentence; nothing when the message already says it.
  public var help: String? {
    get { box.parts.help }
    set { change { $0.help = newValue } }
  }
  /// A change that puts it right and can do no harm.
  public var fix: Fix? {
    get { box.parts.fix }
    set { change { $0.fix = newValue } }
  }

  public init(
    _ id: String,
    _ severity: Severity = .error,
    _ message: String,
    at location: SourceLocation?,
    notes: [Note] = [],
    help: String? = nil,
    fix: Fix? = nil
  ) {
    box = Box(
      Parts(id: id, severity: severity, message: message, location: location, notes: notes, help: help, fix: fix)
    )
  }

  private mutating func change(_ body: (inout Parts) -> Void) {
    var parts = box.parts
    body(&parts)
    box = Box(parts)
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
  ///
  /// - Parameter isOnce: leave out repetitions. What is wrong in a definition is found wherever the definition is used.
  public func sortedForReport(eachOnce isOnce: Bool = false) -> [Diagnostic] {
    let places = places
    func isBefore(_ a: Int, _ b: Int) -> Bool {
      if places[a] != places[b] { return places[a] < places[b] }
      let (a, b) = (self[a], self[b])
      return (a.id, a.message) < (b.id, b.message)
    }
    // What a build has found is, when it is reported.
    let isSorted = indices.dropFirst().allSatisfy { !isBefore($0, $0 - 1) }
    let order = isSorted ? Array<Int>(indices) : indices.sorted(by: isBefore)
    func isRepeated(_ rank: Int) -> Bool {
      rank > 0 && places[order[rank]] == places[order[rank - 1]] && self[order[rank]] == self[order[rank - 1]]
    }
    if isOnce, let first = order.indices.first(where: isRepeated) {
      return order.indices.filter { $0 < first || !isRepeated($0) }.map { self[order[$0]] }
    }
    return isSorted ? self : order.map { self[$0] }
  }

  /// For each finding the rank of its file, and the offset in it, as one number: a site may have a finding for each link,
  /// and comparing these costs less than comparing paths.
  private var places: [UInt64] {
    var numbers: [String: Int] = [:]
    var last = (path: "", number: -1)
    let ofFinding = map { diagnostic -> (file: Int, start: UInt32) in
      let location = diagnostic.location
      let path = location?.path ?? ""
      if last.number < 0 || path != last.path {
        last = (path, numbers[path] ?? numbers.count)
        numbers[path] = last.number
      }
      return (last.number, location?.span?.start ?? 0)
    }
    var ranks = Array<UInt64>(repeating: 0, count: numbers.count)
    for (rank, file) in numbers.sorted(by: { $0.key < $1.key }).enumerated() { ranks[file.value] = UInt64(rank) }
    return ofFinding.map { ranks[$0.file] << 32 | UInt64($0.start) }
  }
}
