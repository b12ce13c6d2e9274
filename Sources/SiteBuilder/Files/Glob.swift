/// A pattern for paths: `*` stands for anything but a slash, `**` for anything, `?` for one character.
package struct Glob: Hashable, Sendable {
  private let pattern: [UInt8]

  package init(_ pattern: String) { self.pattern = Array(pattern.utf8) }

  package func matches(_ path: String) -> Bool { Self.matches(pattern[...], Array(path.utf8)[...]) }

  private static func matches(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    let star = UInt8(ascii: "*")
    if first == star, pattern.dropFirst().first == star {
      var rest = pattern.dropFirst(2)
      // `docs/**/x` is `docs/x` too.
      if rest.first == UInt8(ascii: "/"), matches(rest.dropFirst(), path) { return true }
      if rest.isEmpty { return true }
      rest = pattern.dropFirst(2)
      return path.indices.contains { matches(rest, path[$0...]) }
    }
    if first == star {
      let rest = pattern.dropFirst()
      var end = path.startIndex
      while true {
        if matches(rest, path[end...]) { return true }
        guard end < path.endIndex, path[end] != UInt8(ascii: "/") else { return false }
        end += 1
      }
    }
    guard let byte = path.first, first == byte || first == UInt8(ascii: "?") && byte != UInt8(ascii: "/") else {
      return false
    }
    return matches(pattern.dropFirst(), path.dropFirst())
  }
}
