import Diagnostics

/// Finds the block constructs that cmark does not know and writes them as ones that it does.
///
/// A directive's fence becomes a processing instruction `<?scopebook:7?>`: cmark makes an HTML block of it, which
/// interrupts paragraphs and stands at exactly the right depth of lists and quotes. A footnote's definition becomes
/// a pair of such marks around its dedented text. A table becomes a pair of marks around one heading a cell, so that
/// cmark parses the inlines of all cells, reference links included, in the same pass.
///
/// The scan is by lines and does not know blocks exactly; what it took for a construct but is code turns up as code
/// in cmark's tree. The builder then names it in `excluded` and the text is rewritten once more without it.
struct SourceRewriter {
  enum Construct {
    case open(Directive, colons: Int)
    case leaf(Directive)
    case close(colons: Int, span: SourceSpan)
    /// With the span of each row.
    case table(alignments: [Document.Alignment], rows: [SourceSpan], span: SourceSpan)
    case tableEnd
    case footnote(label: [UInt8], span: SourceSpan)
    case footnoteEnd

    /// - Parameter span: of the line without white space around it.
    init(_ line: DirectiveSyntax.Line, span: SourceSpan) {
      self =
        switch line {
        case .open(let directive, let colons): .open(directive, colons: colons)
        case .leaf(let directive): .leaf(directive)
        case .close(let colons): .close(colons: colons, span: span)
        }
    }
  }

  struct Marker {
    var construct: Construct
    /// Where the construct begins in the file; what is excluded is known by it.
    var start: Int
    /// Line of the buffer, from 1, on which the mark stands.
    var line: Int
    var diagnostics: [Diagnostic] = []
  }

  private(set) var markers: [Marker] = []
  private(set) var map: SourceMap
  /// What cmark is to parse; nothing when it is the body as it stands. What is ``uncopied`` follows.
  private(set) var buffer: [UInt8]?
  /// Bytes of the body that come next in the buffer: line after line, they are copied in one go.
  private var uncopied = 0..<0

  /// The file, whose text begins at ``bodyStart``.
  private let body: [UInt8]
  private let path: String
  private let bodyStart: Int
  private let extensions: MarkupOptions.Extensions
  private let syntax: BlockSyntax
  private let excluded: Set<Int>
  private let lineEnds: LineEnds

  private var position: Int
  private var line = 0
  private var previous: Line?
  private var fence: Fence?
  private var footnote: OpenFootnote?
  /// Columns at which the contents of open list items begin.
  private var listColumns: [Int] = []
  /// How many bytes the prefixes of further cells, and how many cells that rows leave out, may still be made up.
  /// Without a limit a short text could stand for a table of any size.
  private var prefixBudget: Int
  private var paddingBudget: Int

  private struct Line {
    /// Where the line's own text begins: after what an open footnote takes away.
    var start: Int
    var end: Int
    var prefix: Prefix
    /// What stands before the line in the buffer in place of what the footnote took.
    var lead: [UInt8]
    /// Where the line stands in the buffer; meaningful only while there is one.
    var bufferStart: Int
    var isPlain: Bool
  }

  private struct Prefix {
    /// First byte that belongs neither to a container's mark nor to indentation.
    var end: Int
    var column: Int
    /// Column that the innermost container's content begins at.
    var base: Int
    var quotes: Int
    var hasListMark: Bool

    var indentation: Int { column - base }
  }

  private struct Fence {
    var byte: UInt8
    var length: Int
    var quotes: Int
    var base: Int
  }

  private struct OpenFootnote {
    var lead: [UInt8]
    var base: Int
    var quotes: Int
    var start: Int
    /// Text of a paragraph may go on in a line that is not indented.
    var endsInText: Bool
  }

  init(
    _ body: [UInt8],
    path: String,
    bodyStart: Int,
    extensions: MarkupOptions.Extensions,
    excluded: Set<Int>
  ) {
    self.body = body
    self.path = path
    self.bodyStart = bodyStart
    self.extensions = extensions
    syntax = BlockSyntax(bytes: body, extensions: extensions)
    self.excluded = excluded
    map = SourceMap(source: bodyStart)
    position = bodyStart
    lineEnds = body.withUnsafeBytes { LineEnds($0) }
    prefixBudget = 8 * body.count + 65_536
    paddingBudget = max(body.count, 10_000)
  }

  /// The buffer, which the rewriter then has no more.
  mutating func takeBuffer() -> [UInt8]? { buffer.take() }

  mutating func rewrite() {
    while position < body.count {
      let end = endOfLine(from: position)
      handle(lineFrom: position, to: end)
    }
    closeFootnote(at: body.count)
    copy()
  }

  // MARK: Lines

  private func endOfLine(from start: Int) -> Int {
    body.withUnsafeBytes { lineEnds.next(from: start, in: $0) }
  }

  private func nextLine(after end: Int) -> Int {
    guard end < body.count else { return end }
    return body[end] == 0x0D && end + 1 < body.count && body[end + 1] == .newline ? end + 2 : end + 1
  }

  private mutating func handle(lineFrom start: Int, to end: Int) {
    guard let (textStart, lead) = enterFootnote(start, end) else { return handle(lineFrom: start, to: end) }
    if syntax.isBlank(textStart, end) {
      previous = nil
      return copyLine(from: textStart, to: end, lead: lead)
    }
    let prefix = prefix(from: textStart, to: end, updatesLists: true)
    let line = Line(
      start: textStart,
      end: end,
      prefix: prefix,
      lead: lead,
      bufferStart: bufferEnd,
      isPlain: true
    )
    if rewrite(line) { return }
    copyLine(from: textStart, to: end, lead: lead)
    previous = line
  }

  /// Takes a construct that begins on this line, or one that its delimiter row completes.
  private mutating func rewrite(_ line: Line) -> Bool {
    let prefix = line.prefix
    if let open = fence {
      if closes(open, line) { fence = nil }
      return false
    }
    guard prefix.end < line.end, prefix.indentation < 4, !excluded.contains(line.start) else { return false }
    switch body[prefix.end] {
    case .backtick, .tilde:
      openFence(line)
      return false
    case .colon where extensions.contains(.directives) && isDirective(line): return rewriteDirective(line)
    case .colon, .pipe, UInt8(ascii: "-"): return extensions.contains(.tables) && rewriteTable(line)
    case .openBracket: return extensions.contains(.footnotes) && rewriteFootnote(line)
    default: return false
    }
  }

  /// Steps over the marks of quotes and list items and over indentation.
  private mutating func prefix(from start: Int, to end: Int, updatesLists: Bool) -> Prefix {
    var prefix = Prefix(end: start, column: 0, base: 0, quotes: 0, hasListMark: false)
    if start < end, !Self.mayBeginPrefix(body[start]) {
      if updatesLists, !listColumns.isEmpty { listColumns.removeAll(keepingCapacity: true) }
      return prefix
    }
    // What keeps one `-` from beginning a thematic break keeps all before it: a line may hold very many.
    var hindrance = start
    var isAtLineStart = true
    while true {
      while prefix.end < end, isSpaceOrTab(body[prefix.end]) {
        prefix.column += body[prefix.end] == 0x09 ? 4 - prefix.column % 4 : 1
        prefix.end += 1
      }
      if isAtLineStart, updatesLists {
        while let column = listColumns.last, column > prefix.column { listColumns.removeLast() }
        isAtLineStart = false
      }
      if let column = listColumns.last(where: { $0 <= prefix.column }) { prefix.base = max(prefix.base, column) }
      guard prefix.end < end, prefix.column - prefix.base < 4 else { return prefix }
      if body[prefix.end] == .greater {
        prefix.quotes += 1
        prefix.end += 1
        prefix.column += 1
        prefix.base = prefix.column
        if prefix.end < end, isSpaceOrTab(body[prefix.end]) { prefix.base += 1 }
      } else if let width = syntax.listMark(at: prefix.end, before: end, &hindrance) {
        prefix.hasListMark = true
        prefix.end += width
        prefix.column += width
        prefix.base = prefix.column + 1
        // Content that begins five or more columns later is code inside the item.
        var spaces = 0
        while prefix.end + spaces < end, body[prefix.end + spaces] == 0x20 { spaces += 1 }
        if spaces <= 4 { prefix.base = prefix.column + max(1, spaces) }
        if updatesLists { listColumns.append(prefix.base) }
      } else {
        return prefix
      }
    }
  }

  /// Whether a byte is of indentation or of the mark of a quote or list item; most lines begin with none of these.
  private static func mayBeginPrefix(_ byte: UInt8) -> Bool {
    byte < 64 && prefixBytes & (1 << UInt64(byte)) != 0
  }

  private static let prefixBytes: UInt64 =
    1 << 0x09 | 1 << 0x20 | 1 << 0x2A | 1 << 0x2B | 1 << 0x2D | 1 << 0x3E | 0x3FF << 0x30

  // MARK: Code fences

  private func fenceLength(_ line: Line) -> Int {
    let byte = body[line.prefix.end]
    var index = line.prefix.end
    while index < line.end, body[index] == byte { index += 1 }
    return index - line.prefix.end
  }

  private mutating func openFence(_ line: Line) {
    let length = fenceLength(line)
    let byte = body[line.prefix.end]
    guard length >= 3 else { return }
    if byte == .backtick, body[(line.prefix.end + length)..<line.end].contains(.backtick) { return }
    fence = Fence(byte: byte, length: length, quotes: line.prefix.quotes, base: line.prefix.base)
  }

  /// The fence ends by its closing line or with the container that it stands in.
  private func closes(_ fence: Fence, _ line: Line) -> Bool {
    let prefix = line.prefix
    if prefix.quotes < fence.quotes || prefix.column < fence.base { return true }
    guard prefix.end < line.end, body[prefix.end] == fence.byte, !prefix.hasListMark else { return false }
    let length = fenceLength(line)
    return length >= fence.length && syntax.isBlank(prefix.end + length, line.end)
  }

  // MARK: Directives

  private func isDirective(_ line: Line) -> Bool {
    line.prefix.end + 1 < line.end && body[line.prefix.end + 1] == .colon
  }

  private mutating func rewriteDirective(_ line: Line) -> Bool {
    var syntax = DirectiveSyntax(body, path: path)
    let range = line.prefix.end..<line.end
    guard let found = syntax.line(range) else { return false }
    let span = span(TableSyntax.trimmed(body, range))
    let construct = Construct(found, span: span)
    begin(at: line.start)
    write(line.lead, source: line.start)
    write(Array(body[line.start..<line.prefix.end]), source: line.start)
    mark(construct, start: line.start, source: range, lineEnd: line.end, diagnostics: syntax.diagnostics)
    position = nextLine(after: line.end)
    previous = nil
    if footnote != nil { footnote?.endsInText = false }
    return true
  }

  // MARK: Footnotes

  private mutating func rewriteFootnote(_ line: Line) -> Bool {
    guard !line.prefix.hasListMark, footnote == nil || line.lead.isEmpty,
      let close = syntax.footnoteLabelEnd(line.prefix.end, line.end)
    else { return false }
    closeFootnote(at: line.start)
    let label = FootnoteLabel.normalized(body[(line.prefix.end + 2)..<close])
    begin(at: line.start)
    let lead = line.lead + Array(body[line.start..<line.prefix.end])
    write(lead, source: line.start)
    let range = line.prefix.end..<(close + 2)
    mark(.footnote(label: label, span: span(range)), start: line.start, source: range)
    var text = close + 2
    while text < line.end, isSpaceOrTab(body[text]) { text += 1 }
    footnote = OpenFootnote(
      lead: lead,
      base: line.prefix.column,
      quotes: line.prefix.quotes,
      start: line.start,
      endsInText: text < line.end
    )
    position = nextLine(after: line.end)
    previous = nil
    if text < line.end {
      write(lead, source: text)
      write(from: text, to: position)
      self.line += 1
    }
    return true
  }

  /// Where a line's text begins inside the open footnote. Nothing when the line ends the footnote instead; it then
  /// has to be looked at again.
  private mutating func enterFootnote(_ start: Int, _ end: Int) -> (start: Int, lead: [UInt8])? {
    guard let open = footnote else { return (start, []) }
    var (index, column, quotes) = (start, 0, 0)
    while index < end {
      if isSpaceOrTab(body[index]), column < open.base + 4 || quotes < open.quotes {
        column += body[index] == 0x09 ? 4 - column % 4 : 1
      } else if body[index] == .greater, quotes < open.quotes {
        quotes += 1
        column += 1
      } else {
        break
      }
      index += 1
    }
    if syntax.isBlank(index, end),
      quotes == open.quotes || quotes == 0 && syntax.isBlank(start, end) && open.quotes == 0
    {
      footnote?.endsInText = false
      return (index, open.lead)
    }
    if quotes == open.quotes, column >= open.base + 4 {
      footnote?.endsInText = true
      return (index, open.lead)
    }
    if open.endsInText, quotes == open.quotes, fence == nil, !syntax.beginsBlock(index, end) {
      return (index, open.lead)
    }
    closeFootnote(at: start)
    return nil
  }

  private mutating func closeFootnote(at source: Int) {
    guard let open = footnote else { return }
    footnote = nil
    fence = nil
    endLine()
    write(open.lead, source: source)
    mark(.footnoteEnd, start: open.start, source: source..<source)
    previous = nil
  }

  // MARK: Tables

  private mutating func rewriteTable(_ line: Line) -> Bool {
    guard let header = previous, header.isPlain, !line.prefix.hasListMark,
      header.prefix.quotes == line.prefix.quotes, header.prefix.indentation < 4,
      line.prefix.column >= header.prefix.base, !excluded.contains(header.start),
      let alignments = TableSyntax.alignments(body, in: line.prefix.end..<line.end),
      !syntax.beginsBlock(header.prefix.end, header.end)
    else { return false }
    let titles = TableSyntax.cells(body, in: header.prefix.end..<header.end)
    let leadLength = header.lead.count + header.prefix.end - header.start
    guard titles.count == alignments.count, prefixBudget >= leadLength * titles.count else { return false }
    prefixBudget -= leadLength * titles.count

    // The heading row has been copied already.
    if buffer == nil {
      begin(at: header.start)
      self.line -= 1
    } else {
      copy()
      buffer?.removeSubrange(header.bufferStart...)
      map.truncate(toBuffer: header.bufferStart)
      self.line -= 1
    }
    var rows = [titles]
    var rowSpans = [span(header.prefix.end..<header.end)]
    var end = line.end
    position = nextLine(after: line.end)
    while let (cells, row) = nextRow(of: header) {
      let padding = max(0, alignments.count - cells.count)
      guard prefixBudget >= leadLength * alignments.count, paddingBudget >= padding else { break }
      prefixBudget -= leadLength * alignments.count
      paddingBudget -= padding
      rows.append(cells)
      rowSpans.append(span(row))
      end = row.upperBound
      position = nextLine(after: end)
    }
    var lead = header.lead + Array(body[header.start..<header.prefix.end])
    write(lead, source: header.start)
    let extra = rows.flatMap { $0.dropFirst(alignments.count).filter { !$0.isEmpty } }
    mark(
      .table(alignments: alignments, rows: rowSpans, span: span(header.prefix.end..<end)),
      start: header.start,
      source: header.prefix.end..<end,
      diagnostics: extra.map { TableSyntax.extraCell($0, path) }
    )
    // Marks of list items stand on the first line only.
    lead = lead.map { $0 == .greater || isSpaceOrTab($0) ? $0 : 0x20 }
    for row in rows {
      for column in alignments.indices {
        write(lead, source: row.first?.lowerBound ?? end)
        writeCell(column < row.count ? row[column] : nil)
      }
    }
    write(lead, source: end)
    mark(.tableEnd, start: header.start, source: end..<end)
    previous = nil
    return true
  }

  private mutating func nextRow(of header: Line) -> (cells: [Range<Int>], row: Range<Int>)? {
    guard position < body.count else { return nil }
    let end = endOfLine(from: position)
    var start = position
    if footnote != nil {
      let (before, isInText) = (footnote, footnote?.endsInText ?? false)
      guard !syntax.isBlank(start, end), let (inside, _) = enterFootnoteForRow(start, end) else {
        footnote = before
        footnote?.endsInText = isInText
        return nil
      }
      start = inside
    }
    guard !syntax.isBlank(start, end) else { return nil }
    let prefix = prefix(from: start, to: end, updatesLists: false)
    guard prefix.quotes == header.prefix.quotes, !prefix.hasListMark, prefix.column >= header.prefix.base,
      prefix.column - header.prefix.base < 4, prefix.end < end, !syntax.beginsBlock(prefix.end, end)
    else { return nil }
    let cells = TableSyntax.cells(body, in: prefix.end..<end)
    return cells.isEmpty ? nil : (cells, prefix.end..<end)
  }

  /// Like ``enterFootnote(_:_:)``, but leaves the footnote open for whoever looks at the line next.
  private func enterFootnoteForRow(_ start: Int, _ end: Int) -> (Int, [UInt8])? {
    var copy = self
    copy.buffer = []
    copy.uncopied = 0..<0
    copy.markers = []
    return copy.enterFootnote(start, end)
  }

  private mutating func writeCell(_ cell: Range<Int>?) {
    guard let cell, !cell.isEmpty else {
      write("#\n", source: cell?.lowerBound ?? bodyStart)
      self.line += 1
      return
    }
    write("# ", source: cell.lowerBound)
    // A run of # at the end would be taken for the closing mark of the heading.
    var hashes = cell.upperBound
    while hashes > cell.lowerBound, body[hashes - 1] == .hash { hashes -= 1 }
    let isClosing = hashes < cell.upperBound && (hashes == cell.lowerBound || isSpaceOrTab(body[hashes - 1]))
    var index = cell.lowerBound
    var start = index
    while index < cell.upperBound {
      if isClosing, index == hashes {
        write(from: start, to: index)
        write("\\", source: index)
        start = index
        break
      }
      if body[index] == .backslash, index + 1 < cell.upperBound {
        if body[index + 1] == .pipe {
          write(from: start, to: index)
          start = index + 1
        }
        index += 2
      } else {
        index += 1
      }
    }
    write(from: start, to: cell.upperBound)
    write("\n", source: cell.upperBound)
    self.line += 1
  }

  // MARK: Writing

  /// From here on the buffer differs from the body.
  private mutating func begin(at start: Int) {
    guard buffer == nil else { return }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(body.count + body.count / 4 + 256)
    bytes += body[bodyStart..<start]
    buffer = bytes
    map.reserveCapacity(body.count / 32)
  }

  private mutating func copyLine(from start: Int, to end: Int, lead: [UInt8]) {
    position = nextLine(after: end)
    if buffer != nil {
      write(lead, source: start)
      write(from: start, to: position)
    }
    self.line += 1
  }

  /// - Parameter lineEnd: where the line ends whose place the mark takes.
  private mutating func mark(
    _ construct: Construct,
    start: Int,
    source: Range<Int>,
    lineEnd: Int? = nil,
    diagnostics: [Diagnostic] = []
  ) {
    write(Array("<?scopebook:\(markers.count)?>".utf8), source: source)
    if let lineEnd, lineEnd < body.count {
      write(from: lineEnd, to: nextLine(after: lineEnd))
    } else {
      write("\n", source: source.upperBound)
    }
    self.line += 1
    markers.append(Marker(construct: construct, start: start, line: line, diagnostics: diagnostics))
  }

  private var bufferEnd: Int { (buffer?.count ?? 0) + uncopied.count }

  private mutating func write(from start: Int, to end: Int) {
    guard start < end, buffer != nil else { return }
    if start == uncopied.upperBound, !uncopied.isEmpty {
      uncopied = uncopied.lowerBound..<end
    } else {
      copy()
      map.addCopy(buffer: bufferEnd, source: start)
      uncopied = start..<end
    }
  }

  private mutating func copy() {
    if uncopied.isEmpty { return }
    let range = uncopied
    uncopied = 0..<0
    body.withUnsafeBufferPointer { buffer?.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Writes bytes that stand for a place or range of the body.
  private mutating func write(_ bytes: [UInt8], source: Int) { write(bytes, source: source..<source) }

  private mutating func write(_ bytes: [UInt8], source: Range<Int>) {
    if !bytes.isEmpty { bytes.withUnsafeBufferPointer { write($0, source: source) } }
  }

  private mutating func write(_ text: StaticString, source: Int) {
    text.withUTF8Buffer { write($0, source: source..<source) }
  }

  private mutating func write(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>) {
    copy()
    map.addInsertion(
      buffer: bufferEnd,
      source: source
    )
    buffer?.append(contentsOf: bytes)
  }

  private func span(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(range)
  }

  /// The file may end without a line ending.
  private mutating func endLine() {
    copy()
    guard let last = buffer?.last, !isLineEnd(last) else { return }
    buffer?.append(.newline)
  }
}
