import Diagnostics

/// Finds what was meant as a link or as emphasis, and is shown as text.
///
/// It looks at the text that CommonMark has left over, so nothing is found in what is a link or emphasis after all.
/// Brackets are frequent in prose that is about code: only what can hardly be anything else counts.
extension Draft {
  /// A bracket that is open.
  private struct Bracket {
    /// Position in the buffer.
    var start: Int
    /// How many links came before it.
    var linkCount: Int
  }

  mutating func findLiteralMarkdown(in block: WorkTree.Index) {
    var parents: [WorkTree.Index] = []
    var current: WorkTree.Index? = block
    var seen: Set<WorkTree.Index> = []
    while let index = current {
      if tree[index].kind == .text, tree[index].isVerbatim, seen.insert(tree[index].parent).inserted {
        parents.append(tree[index].parent)
      }
      current = next(after: index, within: block)
    }
    for parent in parents {
      findLiteralLinks(amongChildrenOf: parent, before: Int(tree[block].span.end))
      findLiteralEmphasis(amongChildrenOf: parent, in: block)
    }
  }

  /// - Parameter blockEnd: where the block's bytes end; others may follow in the buffer.
  private mutating func findLiteralLinks(amongChildrenOf parent: WorkTree.Index, before blockEnd: Int) {
    // No link is in the text of another: what is there has a reason of its own.
    if tree[parent].kind == .link { return }
    var open: [Bracket] = []
    var linkCount = 0
    var child = tree[parent].first
    while child != WorkTree.none {
      defer { child = tree[child].next }
      if tree[child].kind == .link { linkCount += 1 }
      guard tree[child].kind == .text, tree[child].isVerbatim else { continue }
      let written = Int(tree[child].span.start)
      let end = written + tree[child].text.count
      var position = written
      while position < end {
        defer { position += 1 }
        if buffer[position] == .openBracket {
          open.append(Bracket(start: position, linkCount: linkCount))
          continue
        }
        guard buffer[position] == .closeBracket, let bracket = open.popLast(), bracket.linkCount == linkCount,
          position + 1 < end
        else { continue }
        if buffer[position + 1] == .openBracket {
          if let close = reference(bracket.start, position, end, blockEnd) { position = close }
        } else if buffer[position + 1] == .openParenthesis {
          if let close = spacedLink(bracket.start, position, end) { position = close }
        }
      }
    }
  }

  private func isImage(_ start: Int) -> Bool { start > 0 && buffer[start - 1] == UInt8(ascii: "!") }

  // MARK: References

  /// Reports `[text][label]` or `[label][]`; gives where it ends.
  ///
  /// - Parameters:
  ///   - open: the first bracket.
  ///   - close: the one that closes it.
  ///   - end: where the text ends.
  private mutating func reference(_ open: Int, _ close: Int, _ end: Int, _ blockEnd: Int) -> Int? {
    var labelEnd = close + 2
    while labelEnd < end, buffer[labelEnd] != .closeBracket, buffer[labelEnd] != .openBracket { labelEnd += 1 }
    guard labelEnd < end, buffer[labelEnd] == .closeBracket else { return nil }
    let text = buffer[(open + 1)..<close]
    let written = buffer[(close + 2)..<labelEnd]
    let label = written.isEmpty ? text : written
    let start = isImage(open) ? open - 1 : open
    guard mayBeBefore(start), mayBeAfter(labelEnd + 1, blockEnd), isWords(text, least: 2), isWords(label, least: 1),
      !isShouted(text, label)
    else { return nil }
    let name = String(decoding: label, as: UTF8.self)
    document.diagnostics.append(
      Diagnostic(
        "undefined-reference",
        .warning,
        "no reference is called \(name), so this is shown as text",
        at: SourceLocation(path: path, span: source(SourceSpan(start..<(labelEnd + 1)))),
        help: "add a line [\(name)]: with the address, or write the address in parentheses after the text"
      )
    )
    return labelEnd
  }

  /// `a[i][j]`, `f()[0][1]` and `x=[a][b]` are code.
  private func mayBeBefore(_ start: Int) -> Bool {
    guard start > 0 else { return true }
    let byte = buffer[start - 1]
    return isWhitespace(byte) || byte >= 0x80 || "(\"'*_,;:>|~".utf8.contains(byte)
  }

  private func mayBeAfter(_ end: Int, _ blockEnd: Int) -> Bool {
    guard end < blockEnd else { return true }
    let byte = buffer[end]
    return !isAlphanumeric(byte) && !"[{+=\\$^".utf8.contains(byte)
  }

  /// Words, rather than an index, an option of a command or a set of characters.
  private func isWords(_ text: ArraySlice<UInt8>, least: Int) -> Bool {
    guard let first = text.first else { return false }
    // Code, emphasis and images may be in the text of a link.
    let isMarkup = "`*_".utf8.contains(first) || text.starts(with: "![".utf8)
    guard isMarkup || isAlphanumeric(first) || first >= 0x80 else { return false }
    if least > 1, isDigit(first), !text.contains(0x20) { return false }
    guard text.count(where: { isAlphanumeric($0) || $0 >= 0x80 }) >= least else { return false }
    if least > 1, !text.contains(where: { isLetter($0) || $0 >= 0x80 }) { return false }
    if !isMarkup, !text.contains(.backtick), text.contains(where: { "|=;{}<>\\+^$#@".utf8.contains($0) }) { return false }
    return !isRange(text)
  }

  /// `a-z`, `0-9`, `a-zA-Z`.
  private func isRange(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count >= 3, text.count <= 12 else { return false }
    var index = text.startIndex
    while index + 2 < text.endIndex, text[index + 1] == UInt8(ascii: "-"), isAlphanumeric(text[index]) { index += 3 }
    return index > text.startIndex && index + 2 >= text.endIndex
  }

  /// `[ERROR][MAIN]` is a line of a log.
  private func isShouted(_ text: ArraySlice<UInt8>, _ label: ArraySlice<UInt8>) -> Bool {
    func isShouted(_ text: ArraySlice<UInt8>) -> Bool {
      !text.contains { isDigit($0) || $0 == 0x20 || $0 >= 0x80 || isLetter($0) && $0 & 0x20 != 0 }
    }
    return isShouted(text) && isShouted(label)
  }

  // MARK: Blanks in destinations

  /// Notes `[text](my page.md)`; gives where it ends.
  private mutating func spacedLink(_ open: Int, _ close: Int, _ end: Int) -> Int? {
    var depth = 0
    var last = close + 1
    while last < end {
      if buffer[last] == .openParenthesis { depth += 1 }
      if buffer[last] == .closeParenthesis {
        depth -= 1
        if depth == 0 { break }
      }
      last += 1
    }
    guard last < end else { return nil }
    let content = TableSyntax.trimmed(buffer, (close + 2)..<last)
    var destination = content
    if let title = beginOfTitle(content) { destination = TableSyntax.trimmed(buffer, content.lowerBound..<title) }
    let hasBlank = buffer[destination].contains(where: isSpaceOrTab)
    guard hasBlank || destination.upperBound < content.upperBound, isDestination(buffer[destination]) else { return nil }
    let start = isImage(open) ? open - 1 : open
    document.literalLinks.append(
      .init(
        isImage: isImage(open),
        destination: source(SourceSpan(destination)),
        hasBrokenTitle: !hasBlank,
        span: source(SourceSpan(start..<(last + 1)))
      )
    )
    return last
  }

  /// The quotation mark at which a title begins that ends where the text does.
  private func beginOfTitle(_ content: Range<Int>) -> Int? {
    guard let last = content.last, buffer[last] == UInt8(ascii: "\"") || buffer[last] == UInt8(ascii: "'") else {
      return nil
    }
    return content.dropFirst().dropLast().first { buffer[$0] == buffer[last] && isSpaceOrTab(buffer[$0 - 1]) }
  }

  /// Whether text is an address or path with blanks, rather than words or code in parentheses.
  private func isDestination(_ text: ArraySlice<UInt8>) -> Bool {
    if text.isEmpty || text.contains(where: { "<>\"`".utf8.contains($0) }) { return false }
    if text.starts(with: "https://".utf8) || text.starts(with: "http://".utf8) { return true }
    if text.contains(where: { "{}=*|;".utf8.contains($0) }) { return false }
    let path = text.prefix { $0 != .hash && $0 != UInt8(ascii: "?") }
    if path.starts(with: "./".utf8) || path.starts(with: "../".utf8) { return true }
    let name = path.suffix(while: { $0 != UInt8(ascii: "/") })
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let suffix = String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
    return Self.knownSuffixes.contains(suffix) && dot > name.startIndex && !isSpaceOrTab(name[dot - 1])
  }

  private static let knownSuffixes: Set<String> = [
    "md", "markdown", "mdx", "html", "htm", "pdf", "txt", "csv", "json", "yml", "yaml", "xml", "zip",
    "doc", "docx", "xls", "xlsx", "ppt", "pptx", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "mp4", "webm",
  ]
}

extension ArraySlice<UInt8> {
  /// The last part in which every byte is such.
  fileprivate func suffix(while isSuch: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    guard let last = lastIndex(where: { !isSuch($0) }) else { return self }
    return self[(last + 1)...]
  }
}
