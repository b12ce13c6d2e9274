/// Cuts source into tokens, for any language that ``LanguageSyntax`` can describe.
///
/// It takes any bytes: what it does not understand becomes a sign and it goes on with the next byte.
struct Lexer {
  private let bytes: [UInt8]
  private let syntax: LanguageSyntax
  private var position = 0
  private var startsLine = true

  private(set) var tokens: [Token] = []
  private(set) var comments: [Range<Int>] = []
  private(set) var strings: [StringLiteral] = []
  /// Heredocs that begin on the next line.
  /// Labels that no line ends with from here on.
  private var endless: Set<[UInt8]> = []
  private var pending: [(label: [UInt8], isRaw: Bool, token: Int)] = []

  init(_ bytes: [UInt8], _ syntax: LanguageSyntax) {
    self.bytes = bytes
    self.syntax = syntax
  }

  mutating func run() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") {
        if startsBlockComment() { continue }
        position += 1
        startsLine = true
        readHeredocs()
      } else if byte <= 0x20 {
        position += 1
      } else if !readComment(), !readHeredocOpening(), !readString(), !readWordList(), !readName(), !readNumber(),
        !readRegularExpression()
      {
        readSign()
      }
    }
  }

  // MARK: Comments

  /// Ruby's comments begin with a line.
  private mutating func startsBlockComment() -> Bool {
    for comment in syntax.comments where comment.open.first == UInt8(ascii: "\n") {
      if has(comment.open, at: position) { return readComment() }
    }
    return false
  }

  private mutating func readComment() -> Bool {
    for comment in syntax.comments where has(comment.open, at: position) {
      // `https://` outside of a string, as in shell words, is no comment.
      if comment.open == Array("//".utf8), position > 0, bytes[position - 1] == UInt8(ascii: ":"),
        syntax.hasCommandArguments
      {
        continue
      }
      if comment.open == [UInt8(ascii: "#")] {
        if syntax.heredoc == .php, position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "[") { continue }
        if syntax.hasCommandArguments, position > 0, bytes[position - 1] > 0x20 { continue }
      }
      let start = position
      position += comment.open.count
      if let close = comment.close {
        skipBlock(comment.open, close, nests: comment.nests)
      } else {
        position = lineEnd(from: position)
      }
      comments.append(start..<position)
      return true
    }
    return false
  }

  private mutating func skipBlock(_ open: [UInt8], _ close: [UInt8], nests: Bool) {
    var depth = 1
    while position < bytes.count {
      if has(close, at: position) {
        position += close.count
        depth -= 1
        if depth == 0 { return }
      } else if nests, has(open, at: position) {
        position += open.count
        depth += 1
      } else {
        position += 1
      }
    }
  }

  // MARK: Strings

  private mutating func readString() -> Bool {
    // An apostrophe in a word is no quote.
    if bytes[position] == UInt8(ascii: "'"), position > 0, isNameByte(bytes[position - 1]),
      syntax.stringPrefixes.isEmpty
    {
      return false
    }
    for form in syntax.strings {
      var start = position
      var hashes = 0
      if form.takesHashes, form.open.first == UInt8(ascii: "\"") {
        while start < bytes.count, bytes[start] == UInt8(ascii: "#") { start += 1 }
        hashes = start - position
      }
      guard has(form.open, at: start) else { continue }
      var content = start + form.open.count
      if form.takesHashes, form.open == Array("r#".utf8) {
        hashes = 1
        while content < bytes.count, bytes[content] == UInt8(ascii: "#") {
          hashes += 1
          content += 1
        }
        guard content < bytes.count, bytes[content] == UInt8(ascii: "\"") else { continue }
        content += 1
      }
      if form.open == Array("r\"".utf8) || form.open == Array("br\"".utf8), position > 0,
        isNameByte(bytes[position - 1])
      {
        continue
      }
      if readString(form, content: content, hashes: hashes) { return true }
    }
    return false
  }

  /// False where the string does not end: then its quote was an apostrophe, or the file is broken.
  private mutating func readString(_ form: LanguageSyntax.StringForm, content start: Int, hashes: Int) -> Bool {
    let close = form.close + [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
    var holes = form.holes
    if !syntax.stringPrefixes.isEmpty, !hasFormatPrefix { holes = [] }
    var pieces: [StringLiteral.Piece] = []
    var textStart = start
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\n"), !form.spansLines { return false }
      if byte == close[0], has(close, at: at) {
        if form.escape == .doubled, has(close, at: at + close.count) {
          at += 2 * close.count
          continue
        }
        if at > textStart { pieces.append(.text(textStart..<at)) }
        append(
          .string,
          position..<(at + close.count),
          StringLiteral(content: start..<at, pieces: pieces, escape: form.escape)
        )
        position = at + close.count
        return true
      }
      if let (inside, end) = hole(holes, at: at, hashes: hashes) {
        if at > textStart { pieces.append(.text(textStart..<at)) }
        pieces.append(.hole(inside))
        at = end
        textStart = end
        continue
      }
      if form.escape == .backslash && byte == UInt8(ascii: "\\") && hashes == 0
        || form.escape == .backtick && byte == UInt8(ascii: "`")
      {
        at += 2
      } else {
        at += 1
      }
    }
    return false
  }

  /// Whether the name just read is a string's prefix with an `f`; it is taken back then.
  private var hasFormatPrefix: Bool {
    guard position > 0 else { return false }
    var at = position - 1
    var hasFormat = false
    while at >= 0, position - at <= 2, syntax.stringPrefixes.contains(bytes[at]) {
      if bytes[at] | 0x20 == UInt8(ascii: "f") || bytes[at] | 0x20 == UInt8(ascii: "t") { hasFormat = true }
      at -= 1
    }
    return hasFormat && (at < 0 || !isNameByte(bytes[at]))
  }

  private func hole(_ holes: [LanguageSyntax.Hole], at: Int, hashes: Int) -> (Range<Int>, end: Int)? {
    for hole in holes {
      switch hole {
      case .bracketed(let open, let close):
        var open = open
        if hashes > 0, open.first == UInt8(ascii: "\\") {
          open.insert(contentsOf: [UInt8](repeating: UInt8(ascii: "#"), count: hashes), at: 1)
        }
        guard has(open, at: at) else { continue }
        // `{{` is a brace.
        if open == [UInt8(ascii: "{")], has(open, at: at + 1) { return nil }
        guard let end = holeEnd(from: at + open.count, close: close) else { return nil }
        return ((at + open.count)..<end, end + 1)
      case .dollar:
        guard bytes[at] == UInt8(ascii: "$"), at + 1 < bytes.count, isLetter(bytes[at + 1]) else { continue }
        var end = at + 1
        while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
        return ((at + 1)..<end, end)
      }
    }
    return nil
  }

  private func holeEnd(from start: Int, close: UInt8) -> Int? {
    let open: UInt8 = close == UInt8(ascii: ")") ? UInt8(ascii: "(") : UInt8(ascii: "{")
    var depth = 1
    var at = start
    while at < bytes.count, at - start < 2000 {
      let byte = bytes[at]
      if byte == close {
        depth -= 1
        if depth == 0 { return at }
      } else if byte == open {
        depth += 1
      }
      at += 1
    }
    return nil
  }

  // MARK: Heredocs

  private mutating func readHeredocOpening() -> Bool {
    let sign: [UInt8] = syntax.heredoc == .php ? Array("<<<".utf8) : Array("<<".utf8)
    guard syntax.heredoc != .none, has(sign, at: position) else { return false }
    var at = position + sign.count
    if syntax.heredoc == .shell, at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "~") {
      at += 1
    }
    while syntax.heredoc == .php, at < bytes.count, bytes[at] == UInt8(ascii: " ") { at += 1 }
    var quote: UInt8?
    if at < bytes.count, bytes[at] == UInt8(ascii: "'") || bytes[at] == UInt8(ascii: "\"") {
      quote = bytes[at]
      at += 1
    }
    let start = at
    while at < bytes.count, isNameByte(bytes[at]) { at += 1 }
    guard at > start, isLetter(bytes[start]) else { return false }
    let label = Array(bytes[start..<at])
    if let quote, at < bytes.count, bytes[at] == quote { at += 1 }
    append(.string, position..<at, StringLiteral(content: at..<at, pieces: [], escape: .none))
    pending.append((label, quote == UInt8(ascii: "'"), tokens.count - 1))
    position = at
    return true
  }

  private mutating func readHeredocs() {
    for heredoc in pending where !endless.contains(heredoc.label) {
      let start = position
      var line = position
      var end: Int?
      while line < bytes.count {
        var at = line
        while at < bytes.count, bytes[at] == UInt8(ascii: " ") || bytes[at] == UInt8(ascii: "\t") { at += 1 }
        let after = at + heredoc.label.count
        if has(heredoc.label, at: at), after >= bytes.count || !isNameByte(bytes[after]) {
          end = line
          position = after
          break
        }
        line = min(lineEnd(from: line) + 1, bytes.count)
      }
      guard let end else {
        endless.insert(heredoc.label)
        continue
      }
      strings[tokens[heredoc.token].string] = StringLiteral(
        content: start..<end,
        pieces: heredoc.isRaw ? [.text(start..<end)] : pieces(of: start..<end),
        escape: .backslash
      )
    }
    pending = []
  }

  private func pieces(of range: Range<Int>) -> [StringLiteral.Piece] {
    let holes: [LanguageSyntax.Hole] = [.bracketed("${", "}"), .bracketed("#{", "}"), .bracketed("{$", "}"), .dollar]
    var pieces: [StringLiteral.Piece] = []
    var textStart = range.lowerBound
    var at = textStart
    while at < range.upperBound {
      if let (inside, end) = hole(holes, at: at, hashes: 0), end <= range.upperBound {
        if at > textStart { pieces.append(.text(textStart..<at)) }
        pieces.append(.hole(inside))
        at = end
        textStart = end
      } else {
        at += 1
      }
    }
    if textStart < range.upperBound { pieces.append(.text(textStart..<range.upperBound)) }
    return pieces
  }

  /// Ruby's `%w[a b]`: a list in one string, which is what splitting at blanks makes of it anyway.
  private mutating func readWordList() -> Bool {
    guard syntax.hasWordLists, bytes[position] == UInt8(ascii: "%"), position + 2 < bytes.count else { return false }
    guard Array("wWiIqQ".utf8).contains(bytes[position + 1]) else { return false }
    let close: UInt8
    switch bytes[position + 2] {
    case UInt8(ascii: "["): close = UInt8(ascii: "]")
    case UInt8(ascii: "("): close = UInt8(ascii: ")")
    case UInt8(ascii: "{"): close = UInt8(ascii: "}")
    case UInt8(ascii: "<"): close = UInt8(ascii: ">")
    case UInt8(ascii: "|"), UInt8(ascii: "!"), UInt8(ascii: "/"): close = bytes[position + 2]
    default: return false
    }
    let start = position + 3
    guard let end = bytes[start...].firstIndex(of: close) else { return false }
    append(
      .string,
      position..<(end + 1),
      StringLiteral(content: start..<end, pieces: [.text(start..<end)], escape: .none)
    )
    position = end + 1
    return true
  }

  // MARK: Names, numbers, signs

  private mutating func readName() -> Bool {
    let first = bytes[position]
    let isFlag =
      syntax.hasCommandArguments && first == UInt8(ascii: "-") && position + 1 < bytes.count
      && (isLetter(bytes[position + 1]) || bytes[position + 1] == first)
    guard isLetter(first) || syntax.nameSigns.contains(first) && first != UInt8(ascii: "-") || isFlag else {
      return false
    }
    let start = position
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if isNameByte(byte) || syntax.nameSigns.contains(byte) && byte != UInt8(ascii: "$") && byte != UInt8(ascii: "@") {
        position += 1
      } else if syntax.hasCommandArguments, first != UInt8(ascii: "$"), isWordSign(byte) {
        position += 1
      } else {
        break
      }
    }
    append(.name, start..<position)
    return true
  }

  /// Signs inside a word of a command: `User.Read.All`, `New-MgApplication`, `https://graph.microsoft.com/.default`.
  private func isWordSign(_ byte: UInt8) -> Bool {
    guard position + 1 < bytes.count else { return false }
    let next = bytes[position + 1]
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "-"): return isNameByte(next) || next == UInt8(ascii: "-")
    case UInt8(ascii: "/"): return isNameByte(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: ".")
    case UInt8(ascii: ":"): return next == UInt8(ascii: "/")
    default: return false
    }
  }

  private mutating func readNumber() -> Bool {
    guard bytes[position] &- 0x30 < 10 else { return false }
    let start = position
    while position < bytes.count,
      isNameByte(bytes[position]) || syntax.hasCommandArguments && bytes[position] == UInt8(ascii: "-")
    {
      position += 1
    }
    append(.number, start..<position)
    return true
  }

  private mutating func readRegularExpression() -> Bool {
    guard syntax.hasRegularExpressions, bytes[position] == UInt8(ascii: "/"), mayStartExpression else { return false }
    var at = position + 1
    var isInClass = false
    while at < bytes.count, bytes[at] != UInt8(ascii: "\n") {
      switch bytes[at] {
      case UInt8(ascii: "\\"): at += 1
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "/") where !isInClass:
        append(.number, position..<(at + 1))
        position = at + 1
        return true
      default: break
      }
      at += 1
    }
    return false
  }

  private var mayStartExpression: Bool {
    guard let last = tokens.last else { return true }
    switch last.kind {
    case .string, .number, .close: return false
    case .name:
      return ["return", "case", "typeof", "in", "of", "if", "unless", "when", "and", "or"].contains(text(last.range))
    case .open: return true
    // `</p>` is no expression.
    case .sign: return bytes[last.range.lowerBound] != UInt8(ascii: "<")
    }
  }

  private static let longSigns: [[UInt8]] = [
    "===", "!==", "...", "??=", "==", "!=", "<=", ">=", "=>", "->", ":=", "+=", ".=", "||=", "::", "?.", "??", "||",
    "&&",
    "?:", "!~", "=~",
  ].map { Array($0.utf8) }

  private mutating func readSign() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): append(.open, position..<(position + 1))
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): append(.close, position..<(position + 1))
    default:
      // `?:` is one sign in Kotlin, but `a ?: b` and TypeScript's `a?: T` have the same effect here.
      let count = Self.longSigns.first { has($0, at: position) }?.count ?? 1
      append(.sign, position..<(position + count))
      position += count
      return
    }
    position += 1
  }

  // MARK: Helpers

  private mutating func append(_ kind: Token.Kind, _ range: Range<Int>, _ literal: StringLiteral? = nil) {
    var token = Token(kind: kind, startsLine: startsLine, range: range)
    startsLine = false
    if let literal {
      // Letters that belong to the string are no name of their own.
      if !syntax.stringPrefixes.isEmpty, let last = tokens.last, last.kind == .name,
        last.range.upperBound == range.lowerBound,
        last.range.count <= 2, bytes[last.range].allSatisfy({ syntax.stringPrefixes.contains($0) })
      {
        token.startsLine = last.startsLine
        tokens.removeLast()
      }
      token.string = strings.count
      strings.append(literal)
    }
    tokens.append(token)
  }

  private func has(_ word: [UInt8], at start: Int) -> Bool {
    guard start >= 0, start + word.count <= bytes.count else { return false }
    for offset in word.indices where bytes[start + offset] != word[offset] { return false }
    return true
  }

  private func lineEnd(from start: Int) -> Int {
    var at = start
    while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
    return at
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 &- 0x61 < 26 && byte >= 0x41 || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private func isNameByte(_ byte: UInt8) -> Bool { isLetter(byte) || byte &- 0x30 < 10 }
}
