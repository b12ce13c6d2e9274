extension YAMLSource {
  /// Where a key stands again in the mapping in which it first stands at `first`; `known` are places found before.
  ///
  /// Nothing when it is written in another way there, such as with escapes.
  func repetition(of key: String, after first: Int, except known: Set<Int>) -> Int? {
    guard !key.isEmpty, first < bytes.count else { return nil }
    return repetitionInBlock(of: key, after: first, except: known)
      ?? repetitionInBraces(of: key, after: first, except: known)
  }

  /// Keys of a block begin in the same column, each on a line of its own.
  private func repetitionInBlock(of key: String, after first: Int, except known: Set<Int>) -> Int? {
    let line = line(of: first)
    let column = first - lines[line]
    for start in lines[(line + 1)...] {
      var index = start
      while index < bytes.count, bytes[index] == 0x20 { index += 1 }
      guard index < bytes.count else { return nil }
      if isBlankOrBreak(bytes[index]) || bytes[index] == UInt8(ascii: "#") { continue }
      if index - start < column { return nil }
      if index - start == column, let found = place(of: key, at: index), !known.contains(found) { return found }
    }
    return nil
  }

  /// Keys in braces come after commas, at the same depth of brackets.
  private func repetitionInBraces(of key: String, after first: Int, except known: Set<Int>) -> Int? {
    var depth = 0
    var index = extent(of: key, at: first).upperBound
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""): index = endOfDoubleQuoted(index)
      case UInt8(ascii: "'"): index = endOfSingleQuoted(index)
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        index += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth < 0 { return nil }
        index += 1
      case UInt8(ascii: ","):
        index = pastBlanksAndComments(index + 1)
        if depth == 0, let found = place(of: key, at: index), !known.contains(found) { return found }
      default:
        let next = pastBlanksAndComments(index)
        index = next > index ? next : index + 1
      }
    }
    return nil
  }

  /// Where a key begins, after an anchor perhaps, if it and its colon stand here.
  private func place(of key: String, at start: Int) -> Int? {
    let begin = pastProperties(start)
    let range = extent(of: key, at: begin)
    guard !range.isEmpty, isWritten(key, in: range) else { return nil }
    var index = range.upperBound
    while index < bytes.count, isBlank(bytes[index]) { index += 1 }
    return index < bytes.count && bytes[index] == UInt8(ascii: ":") ? begin : nil
  }

  private func isWritten(_ key: String, in range: Range<Int>) -> Bool {
    let isQuoted = bytes[range.lowerBound] == UInt8(ascii: "\"") || bytes[range.lowerBound] == UInt8(ascii: "'")
    let inner =
      isQuoted ? bytes[(range.lowerBound + 1)..<max(range.lowerBound + 1, range.upperBound - 1)] : bytes[range]
    return inner.elementsEqual(key.utf8)
  }
}
