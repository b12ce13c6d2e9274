/// Finds the tokens of code in one pass. Every byte is looked at a bounded number of times, whatever the code is.
public struct Lexer: Sequence, IteratorProtocol {
  private let code: ArraySlice<UInt8>
  private let language: Language
  private var position: Int
  /// Only blanks stand between the line's beginning and here.
  private var isLineStart = true

  public init(_ code: ArraySlice<UInt8>, _ language: Language) {
    self.code = code
    self.language = language
    position = code.startIndex
  }

  public mutating func next() -> Token? {
    while position < code.endIndex {
      let start = position
      let byte = code[start]
      guard language.bytes.beginsToken[Int(byte)] else {
        if byte == newline { isLineStart = true } else if byte != space, byte != tab { isLineStart = false }
        position += 1
        continue
      }
      var kind = readComment() ?? readString() ?? readSigil()
      // What found nothing may still have passed over something.
      if kind == nil, position == start { kind = readOption() }
      if kind == nil, position == start { kind = readWord() }
      if position == start { position += 1 }
      isLineStart = code[position - 1] == newline
      if let kind { return Token(kind: kind, range: start..<position) }
    }
    return nil
  }

  private mutating func readComment() -> Token.Kind? {
    for delimiters in language.blockComments where begins(with: delimiters.open) {
      skip(delimiters)
      return .comment
    }
    for mark in language.lineComments where begins(with: mark) {
      if language.commentsNeedSpace, !isAfterBlank { continue }
      skipLine()
      return .comment
    }
    return nil
  }

  private mutating func readString() -> Token.Kind? {
    for delimiters in language.strings where begins(with: delimiters.open) {
      let mayBeName = isLineStart || !language.namesBeginLines
      skip(delimiters)
      return mayBeName && isBeforeNameMark ? .name : .string
    }
    return nil
  }

  private mutating func readSigil() -> Token.Kind? {
    guard language.sigils.contains(code[position]) else { return nil }
    position += 1
    if position < code.endIndex, code[position] == UInt8(ascii: "{") {
      // `${name}`, and no further than the line: what stands in there may be anything.
      var end = position
      while end < code.endIndex, code[end] != UInt8(ascii: "}"), code[end] != newline { end += 1 }
      guard end < code.endIndex, code[end] == UInt8(ascii: "}") else {
        position = end
        return nil
      }
      position = end + 1
      return .name
    }
    let start = position
    while position < code.endIndex, isVariableByte(code[position]) { position += 1 }
    return position > start ? .name : nil
  }

  private mutating func readOption() -> Token.Kind? {
    guard language.hasOptions, code[position] == hyphen, isAfterBlank else { return nil }
    var end = position
    while end < code.endIndex, code[end] == UInt8(ascii: "-") { end += 1 }
    guard end < code.endIndex, isLetter(code[end]) else {
      position = end
      return nil
    }
    while end < code.endIndex, isVariableByte(code[end]) || code[end] == UInt8(ascii: "-") { end += 1 }
    position = end
    return .name
  }

  private mutating func readWord() -> Token.Kind? {
    let start = position
    guard language.bytes.isInWord[Int(code[start])] else { return nil }
    if isDigit(code[start]) { return readNumber() }
    let mayBeName = isLineStart || !language.namesBeginLines
    while position < code.endIndex, language.bytes.isInWord[Int(code[position])] { position += 1 }
    if mayBeName, isBeforeNameMark { return .name }
    let word = code[start..<position]
    if language.hasHyphenatedCommands, isLetter(word[start]), word.contains(hyphen) { return .keyword }
    return language.keywords.contains(word) ? .keyword : nil
  }

  /// Digits with what may stand in a number, or a word that only begins with a digit: `0x1F`, `1_000.5`, `2e8`.
  private mutating func readNumber() -> Token.Kind? {
    var hasLetters = false
    let start = position
    while position < code.endIndex {
      let byte = code[position]
      if byte == UInt8(ascii: "."), position + 1 < code.endIndex, isDigit(code[position + 1]) {
        position += 1
        continue
      }
      guard language.bytes.isInWord[Int(byte)] else { break }
      if !isDigit(byte), byte != UInt8(ascii: "_") { hasLetters = true }
      position += 1
    }
    guard hasLetters else { return .number }
    let text = code[start..<position]
    let isHexadecimal =
      text.count > 2 && text[start] == UInt8(ascii: "0") && text[start + 1] | 0x20 == UInt8(ascii: "x")
    return isHexadecimal
      || text.count < 12 && text.allSatisfy { isDigit($0) || $0 | 0x20 == UInt8(ascii: "e") || $0 == UInt8(ascii: ".") }
      ? .number : nil
  }

  // MARK: Where things end

  private mutating func skip(_ delimiters: Language.Delimiters) {
    position += delimiters.open.count
    while position < code.endIndex {
      let byte = code[position]
      if byte == delimiters.close[0], begins(with: delimiters.close) {
        position += delimiters.close.count
        return
      }
      if byte == newline, !delimiters.spansLines { return }
      if byte == delimiters.escape, position + 1 < code.endIndex { position += 1 }
      position += 1
    }
  }

  private mutating func skipLine() {
    while position < code.endIndex, code[position] != newline { position += 1 }
  }

  private func begins(with mark: [UInt8]) -> Bool {
    guard code[position] == mark[0] else { return false }
    if mark.count == 1 { return true }
    return code[position...].starts(with: mark)
  }

  private var isAfterBlank: Bool {
    guard position > code.startIndex else { return true }
    let before = code[position - 1]
    return before == space || before == tab || before == newline
  }

  private var isBeforeNameMark: Bool {
    guard let mark = language.nameMark else { return false }
    var next = position
    while next < code.endIndex, code[next] == space || code[next] == tab { next += 1 }
    guard next < code.endIndex, code[next] == mark else { return false }
    // `==` and `=>` give nothing a value, and `https://` is no key.
    guard next + 1 < code.endIndex else { return true }
    let after = code[next + 1]
    return mark == UInt8(ascii: "=") ? after != mark && after != UInt8(ascii: ">") : after != UInt8(ascii: "/")
  }

  private func isVariableByte(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") }
}

private let hyphen = UInt8(ascii: "-")
private let newline = UInt8(ascii: "\n")
private let space = UInt8(ascii: " ")
private let tab = UInt8(ascii: "\t")

func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
