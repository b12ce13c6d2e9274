/// `process.env.GRAPH_SCOPES`, `os.environ["GRAPH_SCOPES"]`, `getenv("GRAPH_SCOPES")`.
struct EnvironmentAccess {
  /// What is asked for in the environment.
  var key: String
  /// First and last token.
  var start: Int
  var end: Int

  init?(at index: Int, in source: SourceText) {
    guard source.kind(index) == .name else { return nil }
    let name = source.text(index)
    if name == "env", source.isToken(index - 1, "."), source.isToken(index - 2, "process") || isMeta(index - 2, source)
    {
      start = source.pathStart(endingAt: index)
      if source.isToken(index + 1, "."), source.kind(index + 2) == .name {
        (key, end) = (source.text(index + 2), index + 2)
        return
      }
    } else if !Self.readers.contains(name) {
      return nil
    } else {
      start = source.pathStart(endingAt: index)
    }
    // `os.environ.get("X")`
    var open = index + 1
    if source.isToken(open, "."), source.isToken(open + 1, "get") || source.isToken(open + 1, "fetch") { open += 2 }
    guard source.isToken(open, "(") || source.isToken(open, "["), source.kind(open + 1) == .string else { return nil }
    key = source.content(open + 1)
    end = source.partners[open] > open ? source.partners[open] : open + 1
    guard !key.isEmpty else { return nil }
  }

  static func occurs(in bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer { search.finds(in: $0) } }

  private static let readers: Set<String> = [
    "getenv", "Getenv", "LookupEnv", "environ", "GetEnvironmentVariable", "ENV",
  ]

  static let words = [
    "process.env.", "process.env[", "import.meta.env", "getenv(", "lookupenv(", "os.environ", "environmentvariable(",
    "env[\"", "env['",
  ]

  private static let search = ByteSearch(words.map { Array($0.utf8) })
}

/// `import.meta` before `.env`.
private func isMeta(_ index: Int, _ source: SourceText) -> Bool {
  source.isToken(index, "meta") && source.isToken(index - 1, ".") && source.isToken(index - 2, "import")
}
