/// Reads the `requiredResourceAccess` of a registration, whose first API is 00000003-0000-0000-c000-000000000000.
struct Reader {
  func read(_ content: String) -> (Identifier, Kind)? {
    let id = Identifier(content)
    let type = kind(of: content)
    return id.map { ($0, type) }
  }
}
