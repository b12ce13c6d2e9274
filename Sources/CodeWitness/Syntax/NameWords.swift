/// A name taken apart into its words, in small letters: `graphApiScopes`, `GRAPH_API_SCOPES`, `graph-api-scopes`.
enum NameWords {
  static func of(_ name: some StringProtocol) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    let bytes = Array(name.utf8)
    for (index, byte) in bytes.enumerated() {
      let isCapital = byte &- 0x41 < 26
      let isLetter = isCapital || byte &- 0x61 < 26 || byte >= 0x80
      let isDigit = byte &- 0x30 < 10
      if !isLetter && !isDigit {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
        continue
      }
      if isCapital, !word.isEmpty {
        let previousIsSmall = bytes[index - 1] &- 0x61 < 26 || bytes[index - 1] &- 0x30 < 10
        let nextIsSmall = index + 1 < bytes.count && bytes[index + 1] &- 0x61 < 26
        if previousIsSmall || nextIsSmall {
          words.append(String(decoding: word, as: UTF8.self))
          word = []
        }
      }
      word.append(isCapital ? byte | 0x20 : byte)
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  /// The words without anything between them.
  static func joined(_ name: some StringProtocol) -> String {
    String(
      decoding: name.utf8.compactMap { byte -> UInt8? in
        if byte &- 0x41 < 26 { return byte | 0x20 }
        return byte &- 0x61 < 26 || byte &- 0x30 < 10 ? byte : nil
      },
      as: UTF8.self
    )
  }
}
