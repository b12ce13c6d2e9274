extension YAMLSource {
  /// The bytes of a scalar as it is written: quotes and the mark of a block included, anchor and tag left out.
  ///
  /// Yams says only where a scalar begins. `text` is what it reads as.
  func extent(of text: String, at start: Int) -> Range<Int> {
    guard start < bytes.count else { return bytes.count..<bytes.count }
    let begin = pastProperties(start)
    guard begin < bytes.count else { return start..<start }
    switch bytes[begin] {
    case UInt8(ascii: "\""): return begin..<endOfDoubleQuoted(begin)
    case UInt8(ascii: "'"): return begin..<endOfSingleQuoted(begin)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      let header = restOfLine(begin).upperBound
      return begin..<max(endOfMark(begin), end(of: text, from: header))
    default: return text.isEmpty ? start..<start : begin..<end(of: text, from: begin)
    }
  }

  /// Past an anchor and a tag, in whatever order and on however many lines.
  func pastProperties(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "!") {
      while index < bytes.count, !isBlankOrBreak(bytes[index]) { index += 1 }
      index = pastBlanksAndComments(index)
    }
    return index
  }

  /// Past blanks, line breaks and comments, which begin after a blank.
  func pastBlanksAndComments(_ start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if isBlankOrBreak(bytes[index]) {
        index += 1
      } else if bytes[index] == UInt8(ascii: "#"), index == 0 || isBlankOrBreak(bytes[index - 1]) {
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      } else {
        return index
      }
    }
    return index
  }

  func endOfDoubleQuoted(_ start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
    return min(end + 1, bytes.count)
  }

  func endOfSingleQuoted(_ start: Int) -> Int {
    var end = start + 1
    while end < bytes.count {
      if bytes[end] == UInt8(ascii: "'") {
        guard end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "'") else { return end + 1 }
        end += 1
      }
      end += 1
    }
    return min(end, bytes.count)
  }

  /// Past `|`, `>-` and the like.
  private func endOfMark(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, !isBlankOrBreak(bytes[end]) { end += 1 }
    return end
  }

  /// Without escapes, a text and what is written differ only in blanks and line breaks, so the end of one is found
  /// by following the other.
  private func end(of text: String, from start: Int) -> Int {
    var index = start
    var end = start
    for byte in text.utf8 where !isBlankOrBreak(byte) {
      while index < bytes.count, bytes[index] != byte, isBlankOrBreak(bytes[index]) { index += 1 }
      guard index < bytes.count, bytes[index] == byte else { break }
      index += 1
      end = index
    }
    return end
  }
}
