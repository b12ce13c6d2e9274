/// Names with dots, and what stands before a brace.
extension SourceText {
  /// `app.acquireToken` for the token `acquireToken`; the parts of a path are held together by `.`, `?.`, `::`, `->`.
  func path(endingAt index: Int) -> [String] {
    pathTokens(endingAt: index).map { text($0) }
  }

  func pathStart(endingAt index: Int) -> Int {
    var start = pathTokens(endingAt: index).first ?? index
    while start > 0, ["new", "await", "try", "return", "yield", "&", "*", "!", "?"].contains(text(start - 1)) {
      if isToken(start - 1, "return") || isToken(start - 1, "yield") { break }
      start -= 1
    }
    return start
  }

  private func pathTokens(endingAt index: Int) -> [Int] {
    var parts = [index]
    var at = index
    while at >= 1, parts.count < 12 {
      let sign = at - 1
      guard
        isToken(sign, ".") || isToken(sign, "?.") || isToken(sign, "::") || isToken(sign, "->") || isToken(sign, "!.")
      else { break }
      var before = sign - 1
      if before >= 0, isToken(before, "!") || isToken(before, "?") { before -= 1 }
      guard before >= 0 else { break }
      if tokens[before].kind == .close {
        // A chained call: `builder().scopes(…)`.
        let partner = partners[before]
        guard partner > 0, tokens[partner - 1].kind == .name, !isToken(partner, "{") else { break }
        parts.insert(partner - 1, at: 0)
        at = partner - 1
      } else if tokens[before].kind == .name {
        parts.insert(before, at: 0)
        at = before
      } else {
        break
      }
    }
    return parts
  }

  /// The name before a parenthesis, over type arguments: `new List<string>(`, `foo!(`.
  func calleeEnd(before open: Int) -> Int? {
    var at = open - 1
    guard at >= 0 else { return nil }
    if isToken(at, "!") || isToken(at, "?.") { at -= 1 }
    if at >= 0, isToken(at, ">") {
      var depth = 0
      while at >= 0, open - at < 40 {
        if isToken(at, ">") { depth += 1 }
        if isToken(at, "<") {
          depth -= 1
          if depth == 0 {
            at -= 1
            break
          }
        }
        at -= 1
      }
    }
    guard at >= 0, tokens[at].kind == .name else { return nil }
    // On a new line it is no call in languages where lines end statements.
    if syntax.endsStatementsWithLines, tokens[open].startsLine { return nil }
    return at
  }

  /// The tokens of the statement or declaration that a brace belongs to, without the brace.
  func header(of open: Int) -> Range<Int> {
    let parent = parents[open]
    var start = open
    while start - 1 > parent {
      let previous = start - 1
      let token = tokens[previous]
      if isToken(previous, ";") || isToken(previous, ",") || token.kind == .open { break }
      if syntax.endsStatementsWithLines, tokens[start].startsLine, start < open,
        token.kind != .sign || isToken(previous, ">")
      {
        break
      }
      if token.kind == .close {
        let partner = partners[previous]
        guard partner > parent else { break }
        if isToken(partner, "{") { break }
        start = partner
        continue
      }
      if open - start > 200 { break }
      start = previous
    }
    return start..<open
  }

  /// Bytes of white space before the token's line begins.
  func indentation(of index: Int) -> Int {
    var at = tokens[index].range.lowerBound
    // A line that long has no indentation that anybody sees.
    let limit = max(0, at - 4000)
    while at > limit, bytes[at - 1] != UInt8(ascii: "\n") { at -= 1 }
    var count = 0
    while at + count < bytes.count, bytes[at + count] == UInt8(ascii: " ") || bytes[at + count] == UInt8(ascii: "\t") {
      count += 1
    }
    return count
  }
}
