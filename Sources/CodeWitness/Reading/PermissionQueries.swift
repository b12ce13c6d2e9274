import ByteBuffers
import Permissions

/// Names that the Azure CLI is asked to look up: `--query "appRoles[?value=='User.Read.All'].id"`.
struct PermissionQuery {
  var kind: PermissionKind
  /// What the names are compared with, in the string's value.
  var names: [Range<Int>] = []

  /// All queries in a string.
  static func queries(in text: ComposedText) -> [PermissionQuery] {
    var queries: [PermissionQuery] = []
    for (list, kind) in lists {
      var at = 0
      while let open = text.bytes.firstRange(of: list, from: at) {
        let end = text.bytes[open.upperBound...].firstIndex(of: UInt8(ascii: "]")) ?? text.bytes.count
        queries.append(PermissionQuery(kind: kind, names: names(in: text.bytes, open.upperBound..<end)))
        at = end
      }
    }
    return queries
  }

  static func occurs(in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { search.finds(in: $0) }
  }

  private static let lists: [([UInt8], PermissionKind)] = [
    (Array("appRoles[?".utf8), .application),
    (Array("oauth2PermissionScopes[?".utf8), .delegated),
    (Array("oauth2Permissions[?".utf8), .delegated),
  ]
  private static let search = ByteSearch(lists.map(\.0))

  /// The quoted words after `value==`.
  private static func names(in bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    var names: [Range<Int>] = []
    var at = range.lowerBound
    while let sign = bytes.firstRange(of: Array("==".utf8), from: at), sign.upperBound < range.upperBound {
      var left = sign.lowerBound
      while left > range.lowerBound, bytes[left - 1] == UInt8(ascii: " ") { left -= 1 }
      var start = sign.upperBound
      while start < range.upperBound, bytes[start] == UInt8(ascii: " ") { start += 1 }
      at = sign.upperBound
      guard bytes[..<left].suffix(5).elementsEqual("value".utf8), start < range.upperBound,
        [UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`")].contains(bytes[start]),
        let end = bytes[(start + 1)..<range.upperBound].firstIndex(of: bytes[start])
      else { continue }
      names.append((start + 1)..<end)
      at = end
    }
    return names
  }
}

extension FormReading {
  mutating func readPermissionQueries() {
    guard PermissionQuery.occurs(in: source.bytes) else { return }
    for index in source.tokens.indices where source.kind(index) == .string {
      let text = module.value(ofString: index, file: file)
      for query in PermissionQuery.queries(in: text) {
        for name in query.names {
          // What a variable stands for is found where that is written.
          let place = text.place(of: name)
          guard source.bytes[place].elementsEqual(text.bytes[name]) else { continue }
          guard let scope = ScopeName(String(decoding: text.bytes[name], as: UTF8.self), microsoft), scope.isKnown
          else {
            continue
          }
          let part = ScopeList.Part(name: scope, place: place, isComposed: false)
          add(finding(part, kind: query.kind, .exact))
        }
        if !query.names.isEmpty { readTokens.insert(index) }
      }
    }
  }
}

extension [UInt8] {
  fileprivate func firstRange(of word: [UInt8], from start: Int) -> Range<Int>? {
    self[Swift.min(start, count)...].firstRange(of: word)
  }
}
