/// One file cut into tokens, with the brackets paired.
struct SourceText: Sendable {
  let bytes: [UInt8]
  let syntax: LanguageSyntax
  let tokens: [Token]
  let comments: [Range<Int>]
  let strings: [StringLiteral]
  /// Of a bracket: the other one, or -1 where it is missing.
  let partners: [Int]
  /// The bracket that a token stands in, or -1.
  let parents: [Int]

  init(_ bytes: [UInt8], _ syntax: LanguageSyntax) {
    var lexer = Lexer(bytes, syntax)
    lexer.run()
    self.bytes = bytes
    self.syntax = syntax
    let tokens = lexer.tokens
    self.tokens = tokens
    comments = lexer.comments
    strings = lexer.strings

    var partners = [Int](repeating: -1, count: tokens.count)
    var parents = [Int](repeating: -1, count: tokens.count)
    var open: [Int] = []
    for (index, token) in tokens.enumerated() {
      if token.kind == .close {
        // A bracket that was never closed ends with the one around it.
        if let match = open.suffix(200).lastIndex(where: {
          Self.fits(bytes[tokens[$0].range.lowerBound], bytes[token.range.lowerBound])
        }) {
          partners[open[match]] = index
          partners[index] = open[match]
          open.removeSubrange(match...)
        }
      }
      parents[index] = open.last ?? -1
      if token.kind == .open { open.append(index) }
    }
    self.partners = partners
    self.parents = parents
  }

  private static func fits(_ open: UInt8, _ close: UInt8) -> Bool {
    switch open {
    case UInt8(ascii: "("): close == UInt8(ascii: ")")
    case UInt8(ascii: "["): close == UInt8(ascii: "]")
    default: close == UInt8(ascii: "}")
    }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func text(_ index: Int) -> String { text(tokens[index].range) }

  /// Whether the token is exactly this sign, bracket or word.
  func isToken(_ index: Int, _ word: StaticString) -> Bool {
    guard tokens.indices.contains(index), tokens[index].kind != .string else { return false }
    let range = tokens[index].range
    guard range.count == word.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count where bytes[range.lowerBound + offset] != word.utf8Start[offset] { return false }
    return true
  }

  func kind(_ index: Int) -> Token.Kind? { tokens.indices.contains(index) ? tokens[index].kind : nil }

  /// What a string says if nothing is filled in.
  func content(_ index: Int) -> String {
    guard kind(index) == .string else { return "" }
    return text(strings[tokens[index].string].content)
  }

  /// The end of the bracket that opens here, or of all tokens where it does not end.
  func end(of open: Int) -> Int {
    if open < 0 { return tokens.count }
    return partners[open] >= 0 ? partners[open] : tokens.count
  }
}
