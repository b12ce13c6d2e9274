import Permissions

/// Names of permissions as variables have them: `userreadall`.
final class JoinedNames: Sendable {
  private let names: [String: String]

  /// Of a table: made once for each.
  static func of(_ microsoft: MicrosoftPermissions) -> JoinedNames { microsoft.derived { JoinedNames($0) } }

  private init(_ microsoft: MicrosoftPermissions) {
    var names: [String: String] = [:]
    for name in microsoft.permissionNames where name.contains(".") && name.utf8.count >= 8 {
      names[NameWords.joined(name)] = name
    }
    self.names = names
  }

  /// The permission that a variable is named for, the longest that fits its beginning, or its end.
  func permission(namedIn joined: String) -> String? {
    guard joined.utf8.count >= 8 else { return nil }
    let bytes = Array(joined.utf8)
    for length in stride(from: bytes.count, through: 8, by: -1) {
      for start in 0...(bytes.count - length) {
        let rest = bytes.count - start - length
        guard start == 0 || rest == 0 || start <= 8 else { continue }
        if let name = names[String(decoding: bytes[start..<(start + length)], as: UTF8.self)] { return name }
      }
    }
    return nil
  }
}
