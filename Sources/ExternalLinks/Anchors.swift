import Diagnostics

/// The places on a page that links can lead to.
struct Anchors {
  private let names: Set<String>

  /// Values of `id` and `name` attributes, in any HTML: scanned, not parsed.
  init(html: [UInt8]) {
    var names: Set<String> = []
    var scanner = TagScanner(html)
    while let (attribute, value) = scanner.nextAttribute() {
      if attribute.elementsEqual("id".utf8) || attribute.elementsEqual("name".utf8) { names.insert(unescaped(value)) }
    }
    self.names = names
  }

  /// What became of the anchor that a link asks for.
  enum Finding: Hashable, Sendable {
    case found
    case missing(suggestion: String?)
    /// Nobody can tell from the page as the server sends it.
    case unknown
  }

  /// A page without any anchor is one that a script fills in, or one that says “please wait”.
  func find(_ fragment: String) -> Finding {
    guard !names.isEmpty else { return .unknown }
    let decoded = percentDecoded(fragment)
    // GitHub's pages prefix the ids of what people wrote, and a script finds them without.
    let candidates = [fragment, decoded, "user-content-" + decoded, "user-content-" + decoded.lowercased()]
    if candidates.contains(where: names.contains) { return .found }
    return .missing(suggestion: NearestMatch.find(decoded, in: names.sorted()))
  }

  /// The part of a fragment that names an element, or nothing where it is for browsers and scripts only: text to
  /// highlight (`:~:text=`), lines of source code, comments that are loaded later, routes.
  static func anchor(of fragment: String?) -> String? {
    guard let fragment else { return nil }
    let name = fragment.utf8.firstRange(of: ":~:".utf8).map { String(fragment[..<$0.lowerBound]) } ?? fragment
    guard !name.isEmpty, name.lowercased() != "top" else { return nil }
    guard !name.contains(where: { "/!?=&".contains($0) }) else { return nil }
    let isLine = name.first == "L" && name.dropFirst().allSatisfy { $0.isNumber || $0 == "-" || $0 == "L" || $0 == "C" }
    let isComment = ["issuecomment-", "discussion_r", "discussioncomment-", "pullrequestreview-"].contains {
      name.hasPrefix($0)
    }
    return isLine || isComment ? nil : name
  }
}

/// Finds the attributes of all tags.
private struct TagScanner {
  private let bytes: [UInt8]
  private var position = 0
  private var isInTag = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Name in lower case, and value; attributes without a value are left out.
  mutating func nextAttribute() -> (name: [UInt8], value: ArraySlice<UInt8>)? {
    while position < bytes.count {
      guard isInTag else {
        skip { $0 != UInt8(ascii: "<") }
        position += 1
        if position < bytes.count, (bytes[position] | 0x20) &- 0x61 < 26 {
          skip { !Self.isSpace($0) && $0 != UInt8(ascii: ">") }
          isInTag = true
        }
        continue
      }
      skip { Self.isSpace($0) || $0 == UInt8(ascii: "/") }
      guard position < bytes.count else { return nil }
      if bytes[position] == UInt8(ascii: ">") {
        isInTag = false
        continue
      }
      let start = position
      position += 1
      skip { !Self.isSpace($0) && !"=>/".utf8.contains($0) }
      let name = bytes[start..<position].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
      skip(Self.isSpace)
      guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { continue }
      position += 1
      skip(Self.isSpace)
      if let value = value() { return (name, value) }
    }
    return nil
  }

  private mutating func value() -> ArraySlice<UInt8>? {
    guard position < bytes.count else { return nil }
    let quote = bytes[position]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      position += 1
      let start = position
      skip { $0 != quote }
      defer { position += 1 }
      return bytes[start..<position]
    }
    let start = position
    skip { !Self.isSpace($0) && $0 != UInt8(ascii: ">") }
    return bytes[start..<position]
  }

  private mutating func skip(_ condition: (UInt8) -> Bool) {
    while position < bytes.count, condition(bytes[position]) { position += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }
}

/// The references that can stand in an id as people write them.
private func unescaped(_ value: ArraySlice<UInt8>) -> String {
  var text = String(decoding: value, as: UTF8.self)
  guard value.contains(UInt8(ascii: "&")) else { return text }
  for (reference, character) in [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
    text.replace(reference, with: character)
  }
  return text
}

private func percentDecoded(_ text: String) -> String {
  let bytes = Array(text.utf8)
  var decoded: [UInt8] = []
  var position = 0
  while position < bytes.count {
    if bytes[position] == UInt8(ascii: "%"), position + 2 < bytes.count,
      let byte = UInt8(String(decoding: bytes[(position + 1)...(position + 2)], as: UTF8.self), radix: 16)
    {
      decoded.append(byte)
      position += 3
    } else {
      decoded.append(bytes[position])
      position += 1
    }
  }
  return String(decoding: decoded, as: UTF8.self)
}
