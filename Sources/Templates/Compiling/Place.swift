import Diagnostics

/// Where the compiler is: everything that decides what the nodes of a file turn into.
struct Place {
  /// Number of the file in the library.
  var file: Int
  /// Put before each line, because of how the file was included.
  var prefix: [UInt8] = []
  /// How many bytes of leading whitespace each line loses, because the content was indented where it was written.
  var strip = 0
  var scope: Scope
  /// Number of the overrides in force.
  var overrides = 0
  /// The tags through which the file was included, innermost first.
  var includes: [SourceLocation] = []

  /// What a line with this leading whitespace is indented by in the end.
  func indentation(_ whitespace: some Collection<UInt8>) -> [UInt8] { prefix + whitespace.dropFirst(strip) }
}

/// The shapes that names are looked up in, as slots, the innermost last.
///
/// Each shape at most once: what a frame of a shape can name, an inner frame of the same shape hides completely.
/// So there are only so many scopes, also for partials that include themselves for ever deeper frames.
struct Scope: Hashable {
  private(set) var slots: [Int]

  init(_ root: Int) { slots = [root] }

  var innermost: Int { slots[slots.count - 1] }

  func pushing(_ slot: Int) -> Scope {
    var scope = self
    scope.slots.removeAll { $0 == slot }
    scope.slots.append(slot)
    return scope
  }
}
