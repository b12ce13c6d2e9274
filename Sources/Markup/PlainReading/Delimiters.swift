/// What stands beside a run of delimiters.
enum Neighbour {
  case space, punctuation, other

  /// CommonMark's rules: whether a run between two of them may begin something, and whether it may end something.
  static func flanking(_ before: Self, _ after: Self) -> (isLeft: Bool, isRight: Bool) {
    (
      after != .space && (after != .punctuation || before != .other),
      before != .space && (before != .punctuation || after != .other)
    )
  }
}

/// Emphasis: which runs of `*` and `_` belong together, by the rules of CommonMark.
extension PlainReader {
  /// A run of delimiters; nothing when it can neither open nor close, and is text.
  mutating func delimiter(_ byte: UInt8, _ start: Int, _ end: Int, _ line: Line) -> InlineTokens.Delimiter? {
    let before = start > line.start ? neighbour(before: start, line.start) : .space
    let after = end < line.end ? neighbour(at: end, line.end) : .space
    guard let before, let after else {
      hasGivenUp = true
      return nil
    }
    let (isLeft, isRight) = Neighbour.flanking(before, after)
    var (canOpen, canClose) = (isLeft, isRight)
    if byte == UInt8(ascii: "_") {
      canOpen = isLeft && (!isRight || before == .punctuation)
      canClose = isRight && (!isLeft || after == .punctuation)
    }
    guard canOpen || canClose else { return nil }
    let count = Int32(end - start)
    return .init(
      byte: byte,
      canOpen: canOpen,
      canClose: canClose,
      start: Int32(start),
      count: count,
      left: count,
      previous: inlines.lastDelimiter
    )
  }

  mutating func add(_ delimiter: InlineTokens.Delimiter) {
    let index = Int32(inlines.delimiters.count)
    if delimiter.previous != InlineTokens.none { inlines.delimiters[Int(delimiter.previous)].next = index }
    inlines.delimiters.append(delimiter)
    inlines.lastDelimiter = index
    inlines.all.append(
      .init(kind: .delimiters, start: delimiter.start, end: delimiter.start + delimiter.count, detail: index)
    )
  }

  private func neighbour(_ ascii: UInt8) -> Neighbour {
    isWhitespace(ascii) ? .space : isPunctuation(ascii) ? .punctuation : .other
  }

  private mutating func neighbour(before end: Int, _ limit: Int) -> Neighbour? {
    if bytes[end - 1] < 0x80 { return neighbour(bytes[end - 1]) }
    var start = end - 1
    while start > limit, end - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return neighbour(scalarAt: start, end)
  }

  private mutating func neighbour(at start: Int, _ end: Int) -> Neighbour? {
    bytes[start] < 0x80 ? neighbour(bytes[start]) : neighbour(scalarAt: start, end)
  }

  /// Letters and punctuation of which all versions of Unicode and of CommonMark say the same; nothing for others.
  private mutating func neighbour(scalarAt start: Int, _ end: Int) -> Neighbour? {
    let lead = bytes[start]
    let second = start + 1 < end ? UInt32(bytes[start + 1] & 0x3F) : 0
    if lead & 0xE0 == 0xC0 {
      switch UInt32(lead & 0x1F) << 6 | second {
      // Latin and Cyrillic letters, without the signs for times and divided by.
      case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x400...0x481: return .other
      default: return nil
      }
    }
    guard lead & 0xF0 == 0xE0, start + 2 < end else { return nil }
    switch UInt32(lead & 0x0F) << 12 | second << 6 | UInt32(bytes[start + 2] & 0x3F) {
    // Dashes, quotation marks and dots.
    case 0x2010...0x2027: return .punctuation
    // Kana, Chinese characters, Korean syllables.
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FA5, 0xAC00...0xD7A3: return .other
    // The comma and full stop of Chinese and Japanese, and their brackets.
    case 0x3001...0x3003, 0x3008...0x3011: return .punctuation
    default: return nil
    }
  }

  /// Pairs the delimiters from a position on, and lets go of those that find none.
  mutating func matchDelimiters(from bottom: Int) {
    for kind in inlines.bottoms.indices { inlines.bottoms[kind] = Int32(bottom) }
    var first = inlines.lastDelimiter
    while first != InlineTokens.none, inlines.delimiters[Int(first)].previous >= bottom {
      first = inlines.delimiters[Int(first)].previous
    }
    var closer = first
    while closer != InlineTokens.none {
      let close = inlines.delimiters[Int(closer)]
      guard close.canClose else {
        closer = close.next
        continue
      }
      let kind = (close.byte == UInt8(ascii: "*") ? 6 : 0) + (close.canOpen ? 3 : 0) + Int(close.count % 3)
      var opener = close.previous
      while opener >= bottom, opener >= inlines.bottoms[kind] {
        if matches(inlines.delimiters[Int(opener)], close) { break }
        opener = inlines.delimiters[Int(opener)].previous
      }
      if opener >= bottom, opener >= inlines.bottoms[kind] {
        closer = pair(opener, closer)
      } else {
        inlines.bottoms[kind] = closer
        let next = close.next
        if !close.canOpen { remove(closer) }
        closer = next
      }
    }
    while inlines.lastDelimiter >= bottom { remove(inlines.lastDelimiter) }
  }

  private mutating func matches(_ opener: InlineTokens.Delimiter, _ closer: InlineTokens.Delimiter) -> Bool {
    guard opener.canOpen, opener.byte == closer.byte else { return false }
    if !(closer.canOpen || opener.canClose) || closer.count % 3 == 0 || (opener.count + closer.count) % 3 != 0 {
      return true
    }
    // Versions of cmark differ about closers after this one.
    if closer.byte == UInt8(ascii: "_") { hasGivenUp = true }
    return false
  }

  /// Gives the delimiters to go on with.
  private mutating func pair(_ opener: Int32, _ closer: Int32) -> Int32 {
    let isStrong = inlines.delimiters[Int(opener)].left >= 2 && inlines.delimiters[Int(closer)].left >= 2
    let index = Int32(inlines.pairs.count)
    inlines.pairs.append(.init(isStrong: isStrong, nextOpening: inlines.delimiters[Int(opener)].firstOpening))
    inlines.delimiters[Int(opener)].firstOpening = index
    let last = inlines.delimiters[Int(closer)].lastClosing
    if last == InlineTokens.none {
      inlines.delimiters[Int(closer)].firstClosing = index
    } else {
      inlines.pairs[Int(last)].nextClosing = index
    }
    inlines.delimiters[Int(closer)].lastClosing = index
    // What stands between them has found nobody.
    while inlines.delimiters[Int(closer)].previous != opener { remove(inlines.delimiters[Int(closer)].previous) }
    inlines.delimiters[Int(opener)].left -= isStrong ? 2 : 1
    inlines.delimiters[Int(closer)].left -= isStrong ? 2 : 1
    if inlines.delimiters[Int(opener)].left == 0 { remove(opener) }
    guard inlines.delimiters[Int(closer)].left == 0 else { return closer }
    let next = inlines.delimiters[Int(closer)].next
    remove(closer)
    return next
  }

  private mutating func remove(_ index: Int32) {
    let (previous, next) = (inlines.delimiters[Int(index)].previous, inlines.delimiters[Int(index)].next)
    if previous != InlineTokens.none { inlines.delimiters[Int(previous)].next = next }
    if next == InlineTokens.none {
      inlines.lastDelimiter = previous
    } else {
      inlines.delimiters[Int(next)].previous = previous
    }
  }
}
