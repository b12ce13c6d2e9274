import Diagnostics

/// Running text: finds its marks, one after the other.
extension PlainReader {
  /// Reads ``lines`` as the text of a paragraph or heading.
  mutating func readInlines(in block: WorkTree.Index) {
    inlineBlocks.append(block)
    triggers.append([])
    if lines.isEmpty || hasGivenUp { return }
    inlines.begin()
    scan()
    if hasGivenUp { return }
    if inlines.lastDelimiter != InlineTokens.none { matchDelimiters(from: 0) }
    writeInlines(to: block)
  }

  private mutating func scan() {
    var place = Place(line: 0, position: lines[0].start)
    // Where the text begins that no token has yet.
    var start = place.position
    var isSpecial = false
    var end = lines[0].end
    while true {
      guard place.position < end else {
        guard place.line + 1 < lines.count else { break }
        let textEnd = trimmedEnd(start, end)
        addText(start, textEnd, isSpecial)
        let isHard = bytes[end - 1] == 0x20 && bytes[end - 2] == 0x20
        addToken(isHard ? .lineBreak : .softBreak, textEnd, end)
        place = Place(line: place.line + 1, position: lines[place.line + 1].start)
        (start, isSpecial, end) = (place.position, false, lines[place.line].end)
        continue
      }
      let byte = bytes[place.position]
      switch classes[byte] {
      case .plain: place.position = afterPlain(place.position + 1, end)
      case .dot:
        if place.position > start, bytes[place.position - 1] | 0x20 == UInt8(ascii: "w") { isSpecial = true }
        place.position += 1
      case .special:
        isSpecial = true
        place.position += 1
      case .mark:
        let mark = place.position
        guard let next = scanMark(byte, at: place, start: start, isSpecial) else {
          if hasGivenUp { return }
          place.position = afterRun(byte, mark, end)
          // What may be emphasis that the rules do not allow: `__`, or a mark beside a character beyond ASCII.
          if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_"),
            place.position > mark + 1 || place.position < end && bytes[place.position] >= 0x80
              || mark > start && bytes[mark - 1] >= 0x80
          {
            isSpecial = true
          }
          continue
        }
        place = next
        if place.line < lines.count { end = lines[place.line].end }
        start = place.position
        isSpecial = false
      }
    }
    addText(start, end, isSpecial)
  }

  /// The next byte that is no plain one; the line's end where there is none.
  @inline(__always) private func afterPlain(_ start: Int, _ end: Int) -> Int {
    var index = start
    // The text goes on after the line, but for the file's last bytes.
    while index < end, index &+ 8 <= count {
      var marks = ByteClass.marks(in: UInt64(littleEndian: ByteWord.load(UnsafeRawPointer(bytes), index)))
      while marks != 0 {
        let marked = index &+ marks.trailingZeroBitCount &>> 3
        if marked >= end { return end }
        if classes[bytes[marked]] != .plain { return marked }
        marks &= marks &- 1
      }
      index &+= 8
    }
    while index < end, classes[bytes[index]] == .plain { index += 1 }
    return min(index, end)
  }

  /// A position in the bytes, and the line it is on.
  struct Place {
    var line: Int
    var position: Int
  }

  /// Marks that are just text: all of a run of delimiters, one byte of others.
  private func afterRun(_ byte: UInt8, _ start: Int, _ end: Int) -> Int {
    var index = start + 1
    guard byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") else { return index }
    while index < end, bytes[index] == byte { index += 1 }
    return index
  }

  private mutating func addText(_ start: Int, _ end: Int, _ isSpecial: Bool) {
    guard start < end else { return }
    inlines.all.append(.init(kind: .text, isSpecial: isSpecial, start: Int32(start), end: Int32(end)))
  }

  private mutating func addToken(_ kind: InlineTokens.Kind, _ start: Int, _ end: Int, _ detail: Int32 = -1) {
    inlines.all.append(.init(kind: kind, start: Int32(start), end: Int32(end), detail: detail))
  }

  /// Where to go on after a mark that has become a token, with the text before it; nothing when it is text itself.
  private mutating func scanMark(
    _ byte: UInt8,
    at place: Place,
    start: Int,
    _ isSpecial: Bool
  ) -> Place? {
    let (line, position) = (place.line, place.position)
    let end = lines[line].end
    func after(_ position: Int) -> Place { Place(line: line, position: position) }
    switch byte {
    case .backtick: return scanCode(at: place, start: start, isSpecial)
    case .backslash:
      if position + 1 == end {
        guard line + 1 < lines.count else { return nil }
        // What cmark skips at the beginning of the next line it would not skip here.
        if hasLazyLine { hasGivenUp = true }
        addText(start, position, isSpecial)
        addToken(.lineBreak, position, end)
        return Place(line: line + 1, position: lines[line + 1].start)
      }
      guard isPunctuation(bytes[position + 1]) else { return nil }
      addText(start, position, isSpecial)
      addToken(.escape, position, position + 2)
      return after(position + 2)
    case UInt8(ascii: "&"):
      guard mayBeEntity(at: position, before: end) else { return nil }
      var close = position + 1
      while bytes[close] != UInt8(ascii: ";") { close += 1 }
      let written = Array(UnsafeBufferPointer(start: bytes + position, count: close + 1 - position))
      guard let decoded = CMarkTree.decode(entity: written[...]) else { return nil }
      addText(start, position, isSpecial)
      addToken(.entity, position, close + 1, Int32(inlines.texts.count))
      inlines.texts.append(decoded)
      return after(close + 1)
    case .less:
      guard let close = scanAngleBrackets(position, end) else { return nil }
      addText(start, position, isSpecial)
      addAngleBrackets(position, close)
      return after(close + 1)
    case UInt8(ascii: "*"), UInt8(ascii: "_"):
      var runEnd = position + 1
      while runEnd < end, bytes[runEnd] == byte { runEnd += 1 }
      guard let delimiter = delimiter(byte, position, runEnd, lines[line]) else { return nil }
      addText(start, position, isSpecial)
      add(delimiter)
      return after(runEnd)
    case UInt8(ascii: "!"):
      guard position + 1 < end, bytes[position + 1] == .openBracket else { return nil }
      addText(start, position, isSpecial)
      openBracket(isImage: true, position, position + 2)
      return after(position + 2)
    case .openBracket:
      addText(start, position, isSpecial)
      openBracket(isImage: false, position, position + 1)
      return after(position + 1)
    case .closeBracket:
      guard !inlines.brackets.isEmpty else { return nil }
      addText(start, position, isSpecial)
      return after(closeBracket(position, end, isLastLine: line + 1 == lines.count))
    default: return nil
    }
  }

  // MARK: Code

  private mutating func scanCode(at place: Place, start: Int, _ isSpecial: Bool) -> Place? {
    let end = lines[place.line].end
    var content = place.position
    while content < end, bytes[content] == .backtick { content += 1 }
    let length = content - place.position
    guard let close = closingBackticks(length, from: Place(line: place.line, position: content)) else {
      // Versions of cmark differ about code after such a run.
      hasGivenUp = true
      return nil
    }
    addText(start, place.position, isSpecial)
    var range = Line(start: content, end: close.position - length)
    if close.line == place.line {
      if isPadded(range, bytes[content], bytes[range.end - 1]) { range = withoutPadding(range) }
      addToken(.code, range.start, range.end)
      return close
    }
    // Blanks at the beginning of such a line would be part of the code.
    if hasLazyLine { hasGivenUp = true }
    var text: [UInt8] = []
    for line in place.line...close.line {
      let start = line == place.line ? content : lines[line].start
      let end = line == close.line ? range.end : lines[line].end
      text.append(contentsOf: UnsafeBufferPointer(start: bytes + start, count: max(0, end - start)))
      if line < close.line { text.append(0x20) }
    }
    let isPadded = text.first == 0x20 && text.last == 0x20
    if isPadded {
      // White space alone keeps its padding, and the mark of a quote may stand where the padding is.
      if text.allSatisfy({ $0 == 0x20 }) || !isPadding(bytes[range.end - 1]) { hasGivenUp = true }
      text = Array(text.dropFirst().dropLast())
      range = withoutPadding(range)
    }
    addToken(.storedCode, range.start, range.end, Int32(inlines.texts.count))
    inlines.texts.append(text)
    return close
  }

  /// One blank on either side lets code begin or end with a backtick.
  private func isPadded(_ range: Line, _ first: UInt8, _ last: UInt8) -> Bool {
    range.end - range.start >= 2 && first == 0x20 && last == 0x20 && !isAllSpaces(range)
  }

  private func isPadding(_ byte: UInt8) -> Bool { byte == 0x20 || isLineEnd(byte) }

  private func withoutPadding(_ range: Line) -> Line { Line(start: range.start + 1, end: range.end - 1) }

  private func isAllSpaces(_ range: Line) -> Bool {
    var index = range.start
    while index < range.end, bytes[index] == 0x20 { index += 1 }
    return index == range.end
  }

  /// Just past the next run of backticks of this length.
  private mutating func closingBackticks(_ length: Int, from place: Place) -> Place? {
    var (line, position) = (place.line, place.position)
    while true {
      let end = lines[line].end
      while position < end {
        guard bytes[position] == .backtick else {
          position += 1
          continue
        }
        let start = position
        while position < end, bytes[position] == .backtick { position += 1 }
        if position - start == length { return Place(line: line, position: position) }
      }
      line += 1
      guard line < lines.count else { break }
      position = lines[line].start
    }
    return nil
  }

  // MARK: Angle brackets

  /// The `>` of an address `<scheme:…>` or of a tag without attributes; gives up for what may be other HTML.
  private mutating func scanAngleBrackets(_ start: Int, _ end: Int) -> Int? {
    var index = start + 1
    guard index < end else { return nil }
    let isEndTag = bytes[index] == UInt8(ascii: "/")
    if isEndTag { index += 1 }
    guard index < end, isLetter(bytes[index]) else {
      // Comments and the like, and addresses of mail that begin with no letter.
      if isEndTag || isHTMLMark(bytes[start + 1]) || mayBeMail(start + 1, end) { hasGivenUp = true }
      return nil
    }
    let name = index
    while index < end, isAlphanumeric(bytes[index]) || bytes[index] == UInt8(ascii: "-") { index += 1 }
    let nameEnd = index
    while index < end, bytes[index] == 0x20 { index += 1 }
    if !isEndTag, index < end, bytes[index] == UInt8(ascii: "/") { index += 1 }
    if index < end, bytes[index] == .greater { return index }
    index = nameEnd
    if !isEndTag {
      while index < end, isSchemeByte(bytes[index]) { index += 1 }
      if index < end, bytes[index] == .colon, (2...32).contains(index - name) {
        while index < end, bytes[index] > 0x20, bytes[index] != .less, bytes[index] != .greater {
          if bytes[index] == UInt8(ascii: "&"), mayBeEntity(at: index, before: end) { hasGivenUp = true }
          index += 1
        }
        if index < end, bytes[index] == .greater { return index }
      }
    }
    hasGivenUp = true
    return nil
  }

  private func isHTMLMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") }

  private func isSchemeByte(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  private func mayBeMail(_ start: Int, _ end: Int) -> Bool {
    var index = start
    // No address has a `<` in it; without a look at that, a line of them would be read once for each.
    while index < end, bytes[index] > 0x20, bytes[index] != .greater, bytes[index] != .less {
      if bytes[index] == UInt8(ascii: "@") { return true }
      index += 1
    }
    return false
  }

  private mutating func addAngleBrackets(_ start: Int, _ close: Int) {
    let content = Line(start: start + 1, end: close)
    var index = content.start
    while index < close, isSchemeByte(bytes[index]) { index += 1 }
    guard bytes[content.start] != UInt8(ascii: "/"), index < close, bytes[index] == .colon else {
      return addToken(.html, start, close + 1)
    }
    let link = Int32(inlines.links.count)
    let end = Line(start: close, end: close)
    inlines.links.append(.init(isImage: false, isAutolink: true, destination: content, title: end, end: close + 1))
    addToken(.openBracket, start, start + 1, link)
    inlines.all.append(.init(kind: .text, isSpecial: true, start: Int32(content.start), end: Int32(close)))
    addToken(.closeBracket, close, close + 1, link)
  }

  // MARK: Links

  private mutating func openBracket(isImage: Bool, _ start: Int, _ end: Int) {
    inlines.brackets.append(
      .init(
        token: Int32(inlines.all.count),
        isImage: isImage,
        delimiters: inlines.lastDelimiter,
        delimiterCount: inlines.delimiters.count
      )
    )
    addToken(.openBracket, start, end)
  }

  /// Gives where to go on.
  private mutating func closeBracket(_ position: Int, _ end: Int, isLastLine: Bool) -> Int {
    let bracket = inlines.brackets.removeLast()
    // No text of a page that is read here is a reference: definitions are left to cmark.
    guard bracket.isActive, let link = inlineLink(bracket.isImage, position + 1, end, isLastLine: isLastLine) else {
      addToken(.closeBracket, position, position + 1)
      return position + 1
    }
    let index = Int32(inlines.links.count)
    inlines.links.append(link)
    inlines.all[Int(bracket.token)].detail = index
    addToken(.closeBracket, position, position + 1, index)
    if inlines.lastDelimiter != bracket.delimiters { matchDelimiters(from: bracket.delimiterCount) }
    if !bracket.isImage {
      // No link is in the text of another.
      var outer = inlines.brackets.count - 1
      while outer >= 0 {
        if !inlines.brackets[outer].isImage {
          if !inlines.brackets[outer].isActive { break }
          inlines.brackets[outer].isActive = false
        }
        outer -= 1
      }
    }
    return link.end
  }

  /// `(destination "title")` at `start`. Gives up where it would go on in the next line, and for escapes.
  private mutating func inlineLink(_ isImage: Bool, _ start: Int, _ end: Int, isLastLine: Bool) -> InlineTokens.Link? {
    guard start < end, bytes[start] == .openParenthesis else { return nil }
    var index = start + 1
    while index < end, isWhitespace(bytes[index]) { index += 1 }
    /// Nothing is left on the line: what comes next decides.
    func endOfLine() {
      if !isLastLine { hasGivenUp = true }
    }
    var destination = Line(start: index, end: index)
    if index < end, bytes[index] == .less {
      index += 1
      destination.start = index
      while index < end, bytes[index] != .greater {
        if bytes[index] == .less { return nil }
        if isEscape(at: index, before: end) {
          hasGivenUp = true
          return nil
        }
        index += 1
      }
      guard index < end else { return nil }
      destination.end = index
      if destination.start < index, isWhitespace(bytes[destination.start]) || isWhitespace(bytes[index - 1]) {
        hasGivenUp = true
      }
      index += 1
    } else {
      var depth = 0
      while index < end, !isWhitespace(bytes[index]) {
        let byte = bytes[index]
        if isEscape(at: index, before: end) {
          hasGivenUp = true
          return nil
        }
        if byte == .openParenthesis {
          depth += 1
          if depth > 32 { return nil }
        } else if byte == .closeParenthesis {
          if depth == 0 { break }
          depth -= 1
        }
        index += 1
      }
      guard index < end else {
        endOfLine()
        return nil
      }
      guard depth == 0 else { return nil }
      destination.end = index
    }
    let afterDestination = index
    while index < end, isWhitespace(bytes[index]) { index += 1 }
    var title = Line(start: index, end: index)
    if index > afterDestination, index < end, let close = LinkSyntax.titleEnd(bytes[index]) {
      let open = bytes[index]
      index += 1
      title.start = index
      while index < end, bytes[index] != close {
        if isEscape(at: index, before: end) {
          hasGivenUp = true
          return nil
        }
        if open == .openParenthesis, bytes[index] == open { return nil }
        index += 1
      }
      guard index < end else {
        endOfLine()
        return nil
      }
      title.end = index
      index += 1
      while index < end, isWhitespace(bytes[index]) { index += 1 }
    }
    guard index < end else {
      endOfLine()
      return nil
    }
    guard bytes[index] == .closeParenthesis else { return nil }
    return .init(isImage: isImage, destination: destination, title: title, end: index + 1)
  }
}

/// What a byte of running text may be.
enum ByteClass: UInt8 {
  case plain
  /// It may belong to syntax of an extension.
  case special
  /// The same after a `w`.
  case dot
  /// It may be Markdown.
  case mark

  /// The highest bit of each of eight bytes that is `!` to `.`, `:` to `@`, `[` to a backtick or above `}`: of all that are
  /// not plain, and of some that are. Digits, letters and blanks are passed.
  @inline(__always) static func marks(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = word & (ones &* 0x7F)
    /// The highest bit of each byte that is `first` or more.
    func atLeast(_ first: UInt8) -> UInt64 { low &+ ones &* UInt64(0x80 - first) }
    let found =
      atLeast(0x21) & ~atLeast(0x2F) | atLeast(0x3A) & ~atLeast(0x41) | atLeast(0x5B) & ~atLeast(0x61) | atLeast(0x7E)
    return found & ~word & (ones &* 0x80)
  }

  static let table = ByteTable<ByteClass> { byte in
    switch byte {
    case .backtick, .backslash, UInt8(ascii: "&"), .less, UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "!"),
      .openBracket, .closeBracket:
      .mark
    case .colon, UInt8(ascii: "@"), .tilde, UInt8(ascii: "^"): .special
    case UInt8(ascii: "."): .dot
    default: .plain
    }
  }
}
