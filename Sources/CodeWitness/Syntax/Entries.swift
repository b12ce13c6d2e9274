/// Keys and values in brackets, whichever language's signs they are written with.
extension SourceText {
  /// Keys of these names, joined and in small letters, with the tokens of their values.
  func entries(named names: Set<String>, in range: Range<Int>? = nil) -> [(key: Int, value: Range<Int>)] {
    var entries: [(Int, Range<Int>)] = []
    for index in range ?? tokens.indices {
      guard let name = entryName(index), names.contains(name), let value = entryValue(index) else { continue }
      entries.append((index, value))
    }
    return entries
  }

  /// The value of a key in a bracket.
  func entry(_ name: String, in group: Int) -> Range<Int>? {
    let wanted = NameWords.joined(name)
    var index = group + 1
    let end = end(of: group)
    while index < end {
      if entryName(index) == wanted, let value = entryValue(index) { return value }
      if tokens[index].kind == .open, partners[index] > index { index = partners[index] }
      index += 1
    }
    return nil
  }

  func entryName(_ index: Int) -> String? {
    switch tokens[index].kind {
    case .name: NameWords.joined(text(index))
    case .string where strings[tokens[index].string].content.count < 60: NameWords.joined(content(index))
    default: nil
    }
  }

  /// The tokens after a key's sign: up to a comma, a new line where that counts, or the bracket's end. A HCL block
  /// without a sign counts as a value too.
  func entryValue(_ key: Int) -> Range<Int>? {
    guard tokens[key].kind == .name || tokens[key].kind == .string, key + 1 < tokens.count else { return nil }
    let sign = key + 1
    let isSign = isToken(sign, ":") || isToken(sign, "=") || isToken(sign, "=>") || isToken(sign, ":=")
    guard isSign || isToken(sign, "{") else { return nil }
    let start = isSign ? key + 2 : sign
    let limit = end(of: parents[key])
    var at = start
    while at < limit {
      if isToken(at, ",") || isToken(at, ";") { break }
      if at > start, syntax.endsStatementsWithLines, tokens[at].startsLine, tokens[at - 1].kind != .sign,
        !isToken(at, "."), !isToken(at, "|")
      {
        break
      }
      if tokens[at].kind == .open, partners[at] > at { at = partners[at] }
      at += 1
    }
    return start..<max(start, min(at, limit))
  }

  func firstString(in range: Range<Int>) -> Int? { range.first { kind($0) == .string } }

  /// The key that an object's list, or the object itself, is the value of: joined, in small letters.
  func label(ofGroupAround group: Int) -> String? {
    var at = group
    for _ in 0..<4 {
      guard at > 0 else { return nil }
      let before = at - 1
      if isToken(before, ":") || isToken(before, "=") || isToken(before, "=>") {
        return before > 0 ? entryName(before - 1) : nil
      }
      if tokens[before].kind == .name, !isToken(before, "new") { return entryName(before) }
      at = parents[at]
    }
    return nil
  }
}
