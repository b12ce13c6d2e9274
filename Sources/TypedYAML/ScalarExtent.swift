extension YAMLSource {
  /// The bytes of a scalar as it is written: quotes and the mark of a block included, anchor and tag left out.
  ///
  /// `text` is what it reads as, `range` where libyaml saw it.
  func extent(of text: String, _ style: YAMLEvent.ScalarStyle, _ range: Range<Int>) -> Range<Int> {
    let begin = pastProperties(range.lowerBound)
    guard begin < range.upperBound else { return range.lowerBound..<range.lowerBound }
    guard style == .block else { return begin..<range.upperBound }
    // Nothing but a comment can follow the mark of an empty block.
    if text.utf8.allSatisfy(isBlankOrBreak) { return begin..<endOfMark(begin) }
    var end = range.upperBound
    while end > begin, isBlankOrBreak(bytes[end - 1]) { end -= 1 }
    return begin..<end
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
  private func pastBlanksAndComments(_ start: Int) -> Int {
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

  /// Past `|`, `>-` and the like.
  private func endOfMark(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, !isBlankOrBreak(bytes[end]) { end += 1 }
    return end
  }
}
