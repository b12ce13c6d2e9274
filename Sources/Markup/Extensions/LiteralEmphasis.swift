import ByteBuffers
import Diagnostics

/// Emphasis that CommonMark does not see, since marks stand between punctuation and a letter: `**「重要」**です`.
///
/// In languages that put blanks between words that is no emphasis anybody meant. In Chinese, Japanese and Korean it is
/// what authors write, and readers see the stars.
extension Draft {
  /// A run of `*` or `_` that is text, and what stands beside it.
  private struct Mark {
    var byte: UInt8
    var start: Int
    var end: Int
    var before: Unicode.Scalar?
    var after: Unicode.Scalar?
    var canOpen: Bool
    var canClose: Bool

    var length: Int { end - start }
  }

  mutating func findLiteralEmphasis(amongChildrenOf parent: WorkTree.Index, in block: WorkTree.Index) {
    let limits = tree[block].span.range.clamped(to: 0..<buffer.count)
    // The last run of each kind that may open something.
    var openers: [Int: Mark] = [:]
    var child = tree[parent].first
    while child != WorkTree.none {
      defer { child = tree[child].next }
      guard tree[child].kind == .text, tree[child].isVerbatim else { continue }
      var position = Int(tree[child].span.start)
      let end = position + tree[child].text.count
      while position < end {
        let byte = buffer[position]
        guard byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") else {
          position += 1
          continue
        }
        let start = position
        while position < end, buffer[position] == byte { position += 1 }
        guard position - start <= 2, let mark = mark(byte, start..<position, limits) else { continue }
        let kind = Int(byte) * 4 + mark.length
        if let opener = openers[kind], let found = literalEmphasis(opener, mark) {
          document.diagnostics.append(found)
          openers[kind] = nil
        } else if !isBlank(mark.after) {
          openers[kind] = mark
        }
      }
    }
  }

  /// Nothing when other stars, which belong to something, stand beside it.
  private func mark(_ byte: UInt8, _ range: Range<Int>, _ limits: Range<Int>) -> Mark? {
    let before = scalar(before: range.lowerBound, limits)
    let after = scalar(at: range.upperBound, limits)
    if before == Unicode.Scalar(byte) || after == Unicode.Scalar(byte) { return nil }
    let (isLeft, isRight) = Neighbour.flanking(neighbour(before), neighbour(after))
    let isWordMark = byte == UInt8(ascii: "_")
    return Mark(
      byte: byte,
      start: range.lowerBound,
      end: range.upperBound,
      before: before,
      after: after,
      canOpen: isLeft && (!isWordMark || !isRight || neighbour(before) == .punctuation),
      canClose: isRight && (!isWordMark || !isLeft || neighbour(after) == .punctuation)
    )
  }

  private func literalEmphasis(_ open: Mark, _ close: Mark) -> Diagnostic? {
    guard !(open.canOpen && close.canClose), !isBlank(close.before), open.end < close.start,
      close.start - open.end < 2_000
    else { return nil }
    let failsToOpen = !open.canOpen
    let failsToClose = !close.canClose
    guard failsToOpen && isCJK(open.before) || failsToClose && isCJK(close.after) else { return nil }
    let isInWord = open.byte == UInt8(ascii: "_") && open.length == 2
    let content = buffer[open.end..<close.start]
    if isInWord {
      // `__init__` is a name.
      guard content.contains(where: { $0 >= 0x80 || $0 == 0x20 }) else { return nil }
    }
    let opensWell = !failsToOpen || isOpening(open.after) || isInWord && neighbour(open.after) == .other
    let closesWell = !failsToClose || isClosing(close.before) || isInWord && neighbour(close.before) == .other
    guard opensWell, closesWell else { return nil }
    let isEnclosed = isEnclosed(open, close)
    // Single stars stand for many things; around brackets they are emphasis.
    if open.length == 1, !isEnclosed { return nil }
    let marks = String(decoding: buffer[open.start..<open.end], as: UTF8.self)
    let fix = fix(open, close, isEnclosed: isEnclosed)
    let written = fix.map { "write " + $0.text }
    return Diagnostic(
      "literal-emphasis",
      .warning,
      "\(marks) is shown as text here, and nothing is \(open.length == 2 ? "bold" : "italic")",
      at: SourceLocation(path: path, span: source(SourceSpan(open.start..<close.end))),
      help: written ?? "between punctuation and a letter it opens or closes nothing: put punctuation outside of it",
      fix: fix.map { .init("write " + $0.text, path: path, edits: $0.edits) }
    )
  }

  // MARK: Fix

  /// Punctuation that encloses the text, or ends it, moves out of the emphasis. Where that would part brackets from each
  /// other, or the punctuation is Markdown itself, an empty comment keeps marks and letter apart; readers see the same.
  private func fix(_ open: Mark, _ close: Mark, isEnclosed: Bool) -> (text: String, edits: [Diagnostic.Edit])? {
    let content = open.end..<close.start
    // With more stars in there the author has to say which belong together.
    if buffer[content].contains(UInt8(ascii: "*")) { return nil }
    let stars = [UInt8](repeating: UInt8(ascii: "*"), count: open.length)
    let failsToOpen = neighbour(open.before) == .other && neighbour(open.after) == .punctuation
    let failsToClose = neighbour(close.before) == .punctuation && neighbour(close.after) == .other
    var first = content.lowerBound..<content.lowerBound
    var last = content.upperBound..<content.upperBound
    let comment = Array("<!-- -->".utf8)
    var isApart = false
    if isEnclosed, let opening = open.after, let closing = close.before {
      first = content.lowerBound..<(content.lowerBound + utf8Count(opening))
      last = (content.upperBound - utf8Count(closing))..<content.upperBound
    } else if failsToClose, !failsToOpen, let end = endWithoutPunctuation(content) {
      last = end..<content.upperBound
    } else {
      isApart = failsToOpen || failsToClose
    }
    let inner = first.upperBound..<last.lowerBound
    if isBlank(scalar(at: inner.lowerBound, inner)) || isBlank(scalar(before: inner.upperBound, inner)) { return nil }
    let opening = (isApart && failsToOpen ? comment : []) + buffer[first] + stars
    let closing = stars + buffer[last] + (isApart && failsToClose ? comment : [])
    let text = opening + buffer[inner] + closing
    let edits = [
      Diagnostic.Edit(source(SourceSpan(open.start..<first.upperBound)), opening),
      Diagnostic.Edit(source(SourceSpan(last.lowerBound..<close.end)), closing),
    ]
    return (String(decoding: text, as: UTF8.self), edits)
  }

  /// Where text ends without the punctuation after it; nothing if that closes something in the text, or is Markdown.
  private func endWithoutPunctuation(_ content: Range<Int>) -> Int? {
    var end = content.upperBound
    while let scalar = scalar(before: end, content), neighbour(scalar) == .punctuation {
      guard Self.endsOfSentences.contains(scalar) else { return nil }
      end -= utf8Count(scalar)
    }
    return end > content.lowerBound ? end : nil
  }

  private static let endsOfSentences = Array("。．.、，,！!？?；;：:…".unicodeScalars)

  // MARK: Characters

  private func utf8Count(_ scalar: Unicode.Scalar) -> Int { UTF8.width(scalar) }

  private func scalar(before end: Int, _ limits: Range<Int>) -> Unicode.Scalar? {
    guard end > limits.lowerBound else { return nil }
    var start = end - 1
    while start > limits.lowerBound, end - start < 4, buffer[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(start..<end)
  }

  private func scalar(at start: Int, _ limits: Range<Int>) -> Unicode.Scalar? {
    guard start < limits.upperBound else { return nil }
    var end = start + 1
    while end < limits.upperBound, end - start < 4, buffer[end] & 0xC0 == 0x80 { end += 1 }
    return scalar(start..<end)
  }

  private func scalar(_ range: Range<Int>) -> Unicode.Scalar? {
    String(decoding: buffer[range], as: UTF8.self).unicodeScalars.first
  }

  /// Beyond the text is white space, as CommonMark says.
  private func isBlank(_ scalar: Unicode.Scalar?) -> Bool { neighbour(scalar) == .space }

  private func neighbour(_ scalar: Unicode.Scalar?) -> Neighbour {
    guard let scalar else { return .space }
    if scalar.isASCII {
      let byte = UInt8(scalar.value)
      return isWhitespace(byte) ? .space : isPunctuation(byte) ? .punctuation : .other
    }
    return switch scalar.properties.generalCategory {
    case .spaceSeparator: .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      .punctuation
    default: .other
    }
  }

  /// Letters of Chinese, Japanese and Korean, which stand beside each other without blanks.
  private func isCJK(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar, neighbour(scalar) == .other else { return false }
    return switch scalar.value {
    case 0x1100...0x11FF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x30FF, 0x3105...0x318E, 0x31A0...0x31FF,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FB, 0xF900...0xFAFF, 0xFF10...0xFF19,
      0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF66...0xFFDC, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// What emphasised text may begin with: a bracket, a quotation mark, Markdown.
  private func isOpening(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    if scalar.isASCII { return "([\"'`<@#$&~".unicodeScalars.contains(scalar) }
    let category = scalar.properties.generalCategory
    return category == .openPunctuation || category == .initialPunctuation
  }

  /// What emphasised text may end with: a bracket, a quotation mark, the end of a sentence, Markdown.
  private func isClosing(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    if scalar.isASCII { return ")]\"'`>.!?,:;%~".unicodeScalars.contains(scalar) }
    let category = scalar.properties.generalCategory
    return category == .closePunctuation || category == .finalPunctuation || category == .otherPunctuation
  }

  /// Whether all that stands between two marks is in one pair of brackets or quotation marks.
  private func isEnclosed(_ open: Mark, _ close: Mark) -> Bool {
    guard let first = open.after, let last = close.before, let number = Self.opening.firstIndex(of: first),
      Self.closing[number] == last
    else { return false }
    let content = open.end + utf8Count(first)..<max(open.end + utf8Count(first), close.start - utf8Count(last))
    return !content.isEmpty && buffer[content].firstRange(of: Array(String(last).utf8)) == nil
  }

  private static let opening = Array("「『（〈《【〔〖［｛(“‘«\"'".unicodeScalars)
  private static let closing = Array("」』）〉》】〕〗］｝)”’»\"'".unicodeScalars)
}
