/// A pattern for paths as `.gitignore` and configuration files write them: `*`, `?`, `[a-z]`, `**`.
///
/// A pattern with a slash in it, or at its beginning, is for the whole path; one without is for any part of it.
package struct Glob: Hashable, Sendable {
  private let pattern: [UInt8]
  private let isAnchored: Bool
  /// Written with a slash at the end.
  let isForFoldersOnly: Bool

  package init(_ text: some StringProtocol) {
    var bytes = Array(text.utf8)
    isForFoldersOnly = bytes.last == UInt8(ascii: "/")
    if isForFoldersOnly { bytes.removeLast() }
    if bytes.starts(with: "./".utf8) { bytes.removeFirst(2) }
    isAnchored = bytes.contains(UInt8(ascii: "/"))
    if bytes.first == UInt8(ascii: "/") { bytes.removeFirst() }
    pattern = bytes
  }

  /// Whether a path, or the last part of it where the pattern has no slash, is meant.
  func matches(_ path: ArraySlice<UInt8>) -> Bool {
    if isAnchored { return Self.matches(pattern[...], path) }
    let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex
    return Self.matches(pattern[...], path[start...])
  }

  /// Whether a path or any folder that it lies in is meant.
  package func covers(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    if !isForFoldersOnly, matches(bytes[...]) { return true }
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
      if matches(bytes[..<offset]) { return true }
    }
    return false
  }

  private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    var (p, t) = (pattern.startIndex, text.startIndex)
    // Where to go on after the last star if what follows it does not fit; `**` may take slashes too.
    var retry: (pattern: Int, text: Int)?
    var folderRetry: (pattern: Int, text: Int)?
    while t < text.endIndex {
      if p < pattern.endIndex {
        switch pattern[p] {
        case UInt8(ascii: "*"):
          let isDouble = p + 1 < pattern.endIndex && pattern[p + 1] == UInt8(ascii: "*")
          p += isDouble ? 2 : 1
          // `**/` stands for no folder too.
          if isDouble, p < pattern.endIndex, pattern[p] == UInt8(ascii: "/"),
            matches(pattern[(p + 1)...], text[t...])
          {
            return true
          }
          retry = isDouble ? nil : (p, t)
          if isDouble { folderRetry = (p, t) }
          continue
        case UInt8(ascii: "?") where text[t] != UInt8(ascii: "/"):
          p += 1
          t += 1
          continue
        case UInt8(ascii: "["):
          if let end = classEnd(pattern, p), inClass(pattern[(p + 1)..<end], text[t]) {
            p = end + 1
            t += 1
            continue
          }
        case UInt8(ascii: "\\") where p + 1 < pattern.endIndex && pattern[p + 1] == text[t]:
          p += 2
          t += 1
          continue
        case text[t]:
          p += 1
          t += 1
          continue
        default: break
        }
      }
      if let last = retry, text[last.text] != UInt8(ascii: "/") {
        retry = (last.pattern, last.text + 1)
        (p, t) = (last.pattern, last.text + 1)
      } else if let last = folderRetry {
        retry = nil
        folderRetry = (last.pattern, last.text + 1)
        (p, t) = (last.pattern, last.text + 1)
      } else {
        return false
      }
    }
    while p < pattern.endIndex, pattern[p] == UInt8(ascii: "*") { p += 1 }
    return p == pattern.endIndex
  }

  private static func classEnd(_ pattern: ArraySlice<UInt8>, _ start: Int) -> Int? {
    let first = start + 2
    guard first <= pattern.endIndex else { return nil }
    return pattern[first...].firstIndex(of: UInt8(ascii: "]"))
  }

  private static func inClass(_ set: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    guard byte != UInt8(ascii: "/"), let first = set.first else { return false }
    let isNegated = first == UInt8(ascii: "!") || first == UInt8(ascii: "^")
    let members = Array(isNegated ? set.dropFirst() : set)
    var index = 0
    var found = false
    while index < members.count {
      if index + 2 < members.count, members[index + 1] == UInt8(ascii: "-") {
        found = found || (members[index] <= byte && byte <= members[index + 2])
        index += 3
      } else {
        found = found || members[index] == byte
        index += 1
      }
    }
    return found != isNegated
  }
}
