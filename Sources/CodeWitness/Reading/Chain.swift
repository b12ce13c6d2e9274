/// Strings and names that are put together to one string: `base + "/User.Read"`.
struct Chain: Sendable {
  enum Atom: Sendable {
    case string(Int)
    /// The token at which a path ends, and the path.
    case name(Range<Int>, [String])
    /// A call, a number: not known.
    case other(Int)
  }

  var atoms: [Atom] = []
  /// All tokens of it.
  var tokens: Range<Int>

  /// The chain that a string is part of.
  init(around index: Int, in source: SourceText) {
    var first = index
    var steps = 0
    while steps < 100, let previous = Self.atomStart(endingAt: Self.joint(before: first, in: source), in: source) {
      first = previous
      steps += 1
    }
    self.init(from: first, in: source)
  }

  /// The chain that begins at a token; empty where none does.
  init(from first: Int, in source: SourceText) {
    tokens = first..<first
    var at = first
    while atoms.count < 100, let (atom, end) = Self.atom(at: at, in: source) {
      atoms.append(atom)
      tokens = first..<end
      if end < source.tokens.count, Self.joins(end, in: source) {
        at = end + 1
      } else if source.syntax.joinsNeighbours, source.kind(end) == .string, source.kind(end - 1) == .string {
        at = end
      } else {
        return
      }
    }
  }

  private static func joins(_ index: Int, in source: SourceText) -> Bool {
    guard source.kind(index) == .sign, source.tokens[index].range.count == 1 else { return false }
    return source.syntax.joinSigns.contains(source.bytes[source.tokens[index].range.lowerBound])
  }

  /// The end of the atom before a joining sign, or before a neighbour.
  private static func joint(before index: Int, in source: SourceText) -> Int {
    if index >= 2, joins(index - 1, in: source) { return index - 2 }
    if source.syntax.joinsNeighbours, index >= 1, source.kind(index - 1) == .string { return index - 1 }
    return -1
  }

  private static func atomStart(endingAt index: Int, in source: SourceText) -> Int? {
    switch source.kind(index) {
    case .string, .number: return index
    case .name:
      var start = index
      while start >= 2, isDot(start - 1, in: source), source.kind(start - 2) == .name { start -= 2 }
      return start
    case .close:
      let partner = source.partners[index]
      guard partner > 0, source.isToken(partner, "("), source.kind(partner - 1) == .name else { return nil }
      return atomStart(endingAt: partner - 1, in: source)
    default: return nil
    }
  }

  private static func atom(at index: Int, in source: SourceText) -> (Atom, end: Int)? {
    switch source.kind(index) {
    case .string:
      // `"{}/User.Read".format(base)`: the call changes nothing that matters.
      return (.string(index), index + 1)
    case .number: return (.other(index), index + 1)
    case .name:
      var end = index + 1
      var path = [source.text(index)]
      while isDot(end, in: source), source.kind(end + 1) == .name {
        path.append(source.text(end + 1))
        end += 2
      }
      if source.isToken(end, "("), source.partners[end] > 0, !source.tokens[end].startsLine {
        let last = path.last ?? ""
        // `BASE.to_string()`, `scope.toString()` stay what they are.
        if path.count > 1, source.partners[end] == end + 1,
          ["toString", "to_string", "into", "to_owned", "strip", "trim"].contains(last)
        {
          return (.name(index..<(end - 2), Array(path.dropLast())), end + 2)
        }
        return (.other(index), source.partners[end] + 1)
      }
      return (.name(index..<end, path), end)
    default: return nil
    }
  }

  private static func isDot(_ index: Int, in source: SourceText) -> Bool {
    // Where `.` joins strings, `::` and `->` make paths.
    if source.isToken(index, "::") || source.isToken(index, "->") || source.isToken(index, "?.") { return true }
    return source.isToken(index, ".") && !source.syntax.joinSigns.contains(UInt8(ascii: "."))
  }
}
