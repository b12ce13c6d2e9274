import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads the Markdown that nearly all guides are written in straight into a tree, tables and directives included, much
/// faster than ``SourceRewriter``, cmark and ``DocumentBuilder`` do.
///
/// What it reads, it reads exactly as they do. What it does not know for certain (a reference definition, a footnote,
/// HTML with attributes, a tab in front of a line) makes it give up, and they read the whole text. So there is one meaning
/// of Markdown, cmark's, and this is a short cut to it; tests hold the two against each other.
///
/// Methods that many marks call are `mutating` even where they change nothing: to others the compiler hands a copy of the
/// whole reader, unless it puts them in place.
struct PlainReader: ~Copyable {
  var tree: WorkTree
  /// Its pool is filled at the end, by ``finish()``.
  var document = Document()
  var inlineBlocks: [WorkTree.Index] = []
  var triggers: [InlineTriggers] = []
  private var blocks = KindsOfBlocks()
  private var markedBlocks: [WorkTree.Index] = []
  /// Directives, and tables of which there is something to say.
  private var markers: [SourceRewriter.Marker] = []

  private let file: [UInt8]
  private let path: String
  private let syntax: BlockSyntax
  private let start: Int
  /// Where the file ends.
  let count: Int
  /// The bytes of the file; valid while ``read()`` runs.
  var bytes: UnsafePointer<UInt8>
  let classes = ByteClass.table
  /// Text that is written otherwise than it is read. It follows the bytes in the pool.
  var stored: [UInt8] = []
  /// Something is not known for certain: cmark has to read the text.
  var hasGivenUp = false

  /// Where the line after this one begins.
  private var nextLine = 0
  private var lineNumber = 0
  private var lineStart = 0
  /// Where the line ends for the blocks that it is the last of.
  private var lineEnd = 0
  /// Where the line before ends.
  private var previousEnd = 0
  /// From the document down to the innermost one that is open.
  private var containers = PlainStack<Container>(capacity: 16)
  private var leaf = Leaf.none
  private var leafNode: WorkTree.Index = 0
  private var fence = Fence()
  /// The lines of the open paragraph, without indentation and marks.
  var lines = PlainStack<Line>(capacity: 32)
  /// Where the last of them begins in the file.
  private var textLineStart = 0
  /// Of the row of a table that is being read.
  private var cells = PlainStack<Range<Int>>(capacity: 8)
  /// Lines of the open code block.
  private var codeLines = PlainStack<Line>(capacity: 32)
  /// Some line of the paragraph stands outside its container and may begin with blanks.
  var hasLazyLine = false

  var inlines = InlineTokens()
  /// The block whose tokens become nodes, and the inlines that are open in it.
  var open = PlainStack<WorkTree.Index>(capacity: 16)

  /// A range of the bytes.
  struct Line {
    var start: Int
    var end: Int
  }

  /// Not private, for which the compiler of Swift 6.3 makes no code in debug builds.
  struct Container {
    var kind: Document.Kind
    var node: WorkTree.Index
    /// Item: how many columns further right than its parent its content begins.
    var indentation = 0
    /// Item: the line that it begins on.
    var line = 0
    /// List: the bullet, or what follows the number.
    var mark: UInt8 = 0
  }

  private enum Leaf {
    case none, paragraph, fencedCode, indentedCode
    /// It goes on over blank lines.
    case thematicBreak
  }

  private struct Fence {
    var byte: UInt8 = 0
    var length = 0
    /// How many blanks stand before it, which lines of its code may have as well.
    var indentation = 0
  }

  /// Containers nested deeper than this are left to cmark.
  private static let deepest = 64

  /// - Parameter start: where the text begins in the file.
  init(_ file: [UInt8], from start: Int, _ extensions: MarkupOptions.Extensions, path: String) {
    self.file = file
    self.start = start
    self.path = path
    syntax = BlockSyntax(bytes: file, extensions: extensions)
    count = file.count
    let length = count - start
    tree = WorkTree(capacity: length / 20 + 64)
    inlineBlocks.reserveCapacity(length / 64)
    triggers.reserveCapacity(length / 64)
    blocks.headings.reserveCapacity(16)
    blocks.items.reserveCapacity(32)
    document.links.reserveCapacity(length / 256)
    document.written.reserveCapacity(length / 256)
    bytes = UnsafePointer(bitPattern: 1)!
    containers.append(Container(kind: .document, node: 0))
  }

  /// False when cmark has to read the text; what was read is of no use then.
  mutating func read() -> Bool {
    // What stands before the text belongs to no extension's syntax.
    if start > 0, file[start - 1] != .newline { return false }
    // Tokens are small.
    if count > Int(Int32.max) { return false }
    let file = file
    return file.withUnsafeBufferPointer { read($0) }
  }

  private mutating func read(_ buffer: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = buffer.baseAddress, start < count else { return true }
    // Some are line ends, some are white space to one rule and none to another, and NUL is read as U+FFFD.
    if ByteWord.holdsControlCharacters(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[start...])) {
      return false
    }
    bytes = base
    nextLine = start
    while nextLine < count {
      read(takeLine())
      if hasGivenUp { return false }
      previousEnd = lineEnd
    }
    // cmark ends the last line of a code block where the file does not.
    if leaf == .fencedCode || leaf == .indentedCode, base[count - 1] != .newline { return false }
    closeLeaf(at: previousEnd)
    closeContainers(downTo: 1)
    return !hasGivenUp
  }

  private func endOfLine(from start: Int) -> Int {
    let newline = memchr(bytes + start, Int32(UInt8.newline), count - start)
    return newline.map { UnsafeRawPointer($0) - UnsafeRawPointer(bytes) } ?? count
  }

  private mutating func takeLine() -> Line {
    let line = Line(start: nextLine, end: endOfLine(from: nextLine))
    lineNumber += 1
    (lineStart, lineEnd) = (line.start, line.end)
    nextLine = line.end + 1
    return line
  }

  /// What was read, for the extensions to work on.
  consuming func finish() -> Draft {
    document.pool = file
    if !stored.isEmpty { document.pool += stored }
    var draft = Draft(
      tree: tree,
      document: document,
      inlineBlocks: inlineBlocks,
      triggers: triggers,
      blocks: blocks,
      markedBlocks: markedBlocks,
      markers: markers,
      seenMarkers: [Bool](repeating: true, count: markers.count),
      map: SourceMap(source: 0),
      path: path
    )
    // Nothing was taken for a construct that is none.
    _ = draft.resolveMarkers()
    return draft
  }

  /// The range that `bytes` get in the pool.
  mutating func store(_ line: Line) -> SourceSpan {
    let start = count + stored.count
    stored.append(contentsOf: UnsafeBufferPointer(start: bytes + line.start, count: line.end - line.start))
    return SourceSpan(start..<(count + stored.count))
  }

  mutating func store(_ text: [UInt8]) -> SourceSpan {
    let start = count + stored.count
    stored += text
    return SourceSpan(start..<(count + stored.count))
  }

  // MARK: Lines

  /// The first byte that is no blank. Tabs would make columns of bytes.
  @inline(__always) private mutating func firstNonspace(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, bytes[index] == 0x20 { index += 1 }
    if index < end, bytes[index] == 0x09 { hasGivenUp = true }
    return index
  }

  private mutating func read(_ line: Line) {
    var position = line.start
    let end = line.end
    var matched = 1
    matching: while matched < containers.count {
      switch containers[matched].kind {
      case .blockQuote:
        let first = firstNonspace(position, end)
        guard first - position <= 3, first < end, bytes[first] == .greater else { break matching }
        position = afterQuoteMark(first, end)
      case .item:
        let first = firstNonspace(position, end)
        if first - position >= containers[matched].indentation {
          position += containers[matched].indentation
        } else if first == end, tree[containers[matched].node].first != WorkTree.none {
          position = first
        } else {
          break matching
        }
      default: break
      }
      matched += 1
    }
    let isInside = matched == containers.count
    if isInside, leaf == .fencedCode { return readCode(from: position, line) }
    if isInside, leaf == .indentedCode, readIndentedCode(from: position, line) { return }
    if isInside, leaf == .thematicBreak, firstNonspace(position, end) == end { return clearBlankMarks() }
    // Where a fence ends because its container does, cmark says that the code ends later.
    if leaf == .fencedCode { hasGivenUp = true }
    if hasGivenUp { return }

    let isInParagraph = isInside && leaf == .paragraph
    switch openBlocks(&position, end, &matched, isInParagraph: isInParagraph) {
    case .complete: return clearBlankMarks()
    case .container: addText(from: position, end, matched, isInParagraph: false, isNew: true)
    case .nothing: addText(from: position, end, matched, isInParagraph: isInParagraph, isNew: false)
    }
  }

  @inline(__always) private mutating func afterQuoteMark(_ mark: Int, _ end: Int) -> Int {
    let next = mark + 1
    guard next < end else { return next }
    if bytes[next] == 0x09 { hasGivenUp = true }
    return bytes[next] == 0x20 ? next + 1 : next
  }

  private mutating func addText(
    from position: Int,
    _ end: Int,
    _ matched: Int,
    isInParagraph: Bool,
    isNew: Bool
  ) {
    let first = firstNonspace(position, end)
    let isBlank = first == end
    markBlank(isBlank, matched)
    // A paragraph goes on, be it outside its container.
    if leaf == .paragraph, !isNew, !isBlank, isInParagraph || matched < containers.count {
      if !isInParagraph { hasLazyLine = true }
      textLineStart = lineStart
      return lines.append(Line(start: first, end: end))
    }
    if !isNew {
      closeLeaf(at: previousEnd)
      closeContainers(downTo: matched)
    }
    if isBlank { return }
    closeList()
    leaf = .paragraph
    leafNode = add(.paragraph, at: first)
    hasLazyLine = false
    textLineStart = lineStart
    lines.removeAll()
    lines.append(Line(start: first, end: end))
  }

  /// Keeps for the list around it whether a line is blank.
  private mutating func markBlank(_ isBlank: Bool, _ matched: Int) {
    guard isBlank else { return clearBlankMarks(matched) }
    let container = containers[matched - 1]
    let last = tree[container.node].last
    if last != WorkTree.none { tree[last].endsBlank = true }
    let isNewItem = container.kind == .item && last == WorkTree.none && container.line == lineNumber
    clearBlankMarks(matched)
    tree[container.node].endsBlank = container.kind != .blockQuote && !isNewItem
  }

  private mutating func clearBlankMarks(_ matched: Int? = nil) {
    for index in 1..<max(1, matched ?? containers.count) { tree[containers[index].node].endsBlank = false }
  }

  // MARK: New blocks

  private enum Opening {
    /// Nothing begins here: what stands on the line is text or blank.
    case nothing
    /// A quote or list item begins, and more may follow.
    case container
    /// All of the line is taken.
    case complete
  }

  private mutating func openBlocks(
    _ position: inout Int,
    _ end: Int,
    _ matched: inout Int,
    isInParagraph: Bool
  ) -> Opening {
    var opening = Opening.nothing
    var isInParagraph = isInParagraph
    var mayBeLazy = leaf == .paragraph
    var hindrance = position
    while true {
      let first = firstNonspace(position, end)
      if hasGivenUp { return .complete }
      guard first < end else { return opening }
      if first - position >= 4 {
        if mayBeLazy { return opening }
        beginBlock(matched)
        openIndentedCode(position + 4, end)
        return .complete
      }
      switch bytes[first] {
      case .greater:
        beginBlock(matched)
        position = afterQuoteMark(first, end)
        containers.append(Container(kind: .blockQuote, node: add(.blockQuote, at: first)))
      case .hash:
        guard openHeading(first, end, matched) else { return opening }
        return .complete
      case .backtick, .tilde:
        guard openFence(first, end, matched, indentation: first - position) else { return opening }
        return .complete
      case .less:
        guard openHTML(first, end, matched, from: position) else { return opening }
        return .complete
      case .colon where isDirectiveMark(first, end):
        // The rewriter does not say just where the containers around it begin.
        if opening == .container { hasGivenUp = true }
        guard openDirective(first, end, matched) else { return opening }
        return .complete
      case .openBracket:
        if syntax.extensions.contains(.footnotes), syntax.footnoteLabelEnd(first, end) != nil { hasGivenUp = true }
        return opening
      case .colon, .pipe:
        guard openTable(first, end) else { return opening }
        return .complete
      case UInt8(ascii: "="):
        if isInParagraph, isUnderline(first, end) { hasGivenUp = true }
        return opening
      case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "+"), 0x30...0x39:
        if bytes[first] == UInt8(ascii: "-"), openTable(first, end) { return .complete }
        if isInParagraph, isUnderline(first, end) {
          hasGivenUp = true
          return .complete
        }
        if first >= hindrance {
          guard let found = syntax.thematicBreakHindrance(from: first, to: end) else {
            beginBlock(matched)
            leaf = .thematicBreak
            leafNode = add(.thematicBreak, at: first)
            return .complete
          }
          hindrance = found
        }
        guard let width = syntax.listMark(at: first, before: end, &hindrance),
          openItem(&position, first..<(first + width), end, matched, isInParagraph: isInParagraph)
        else { return opening }
      default: return opening
      }
      if containers.count > Self.deepest { hasGivenUp = true }
      matched = containers.count
      opening = .container
      isInParagraph = false
      mayBeLazy = false
    }
  }

  /// Ends what the line does not go on.
  private mutating func beginBlock(_ matched: Int) {
    closeLeaf(at: previousEnd)
    closeContainers(downTo: matched)
  }

  private mutating func add(_ kind: Document.Kind, at start: Int) -> WorkTree.Index {
    if kind != .item { closeList() }
    var node = WorkTree.Node(kind: kind)
    node.span = SourceSpan(start..<start)
    let index = tree.add(node, to: containers.last.node)
    blocks.add(index, kind)
    return index
  }

  private mutating func openHeading(_ first: Int, _ end: Int, _ matched: Int) -> Bool {
    var start = first
    while start < end, bytes[start] == .hash { start += 1 }
    let level = start - first
    guard level <= 6, start == end || isSpaceOrTab(bytes[start]) else { return false }
    beginBlock(matched)
    let node = add(.heading, at: first)
    tree[node].level = UInt8(level)
    while start < end, isSpaceOrTab(bytes[start]) { start += 1 }
    var textEnd = trimmedEnd(lineStart, end)
    var closing = textEnd
    while closing > lineStart, bytes[closing - 1] == .hash { closing -= 1 }
    if closing < textEnd, closing > lineStart, isSpaceOrTab(bytes[closing - 1]) {
      textEnd = trimmedEnd(lineStart, closing)
    }
    // The closing mark of a heading belongs to no block; cmark takes a heading that is a mark only for one.
    if start < end || bytes[end - 1] == .hash { lineEnd = textEnd }
    tree[node].span = SourceSpan(min(first, lineEnd)..<max(first, lineEnd))
    lines.removeAll()
    if start < textEnd { lines.append(Line(start: start, end: textEnd)) }
    hasLazyLine = false
    readInlines(in: node)
    return true
  }

  /// Where a range ends without the white space at its end.
  func trimmedEnd(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, isWhitespace(bytes[end - 1]) { end -= 1 }
    return end
  }

  private mutating func openFence(_ first: Int, _ end: Int, _ matched: Int, indentation: Int) -> Bool {
    let byte = bytes[first]
    var index = first
    while index < end, bytes[index] == byte { index += 1 }
    let length = index - first
    guard length >= 3 else { return false }
    var infoEnd = trimmedEnd(index, end)
    while index < infoEnd, isWhitespace(bytes[index]) { index += 1 }
    infoEnd = max(index, infoEnd)
    for place in index..<infoEnd {
      if byte == .backtick, bytes[place] == .backtick { return false }
      if isEscape(at: place, before: infoEnd) { hasGivenUp = true }
    }
    beginBlock(matched)
    leaf = .fencedCode
    leafNode = add(.codeBlock, at: first)
    tree[leafNode].detail = UInt32(document.codeBlocks.count)
    let info = Array(UnsafeBufferPointer(start: bytes + index, count: infoEnd - index))
    document.codeBlocks.append(.init(info: info, isFenced: true))
    fence = Fence(byte: byte, length: length, indentation: indentation)
    codeLines.removeAll()
    codeLines.append(Line(start: min(end + 1, count), end: min(end + 1, count)))
    return true
  }

  /// A comment on one line; gives up for anything else that may be HTML.
  private mutating func openHTML(_ first: Int, _ end: Int, _ matched: Int, from position: Int) -> Bool {
    if end < count, isComment(first, end) {
      beginBlock(matched)
      let node = add(.htmlBlock, at: first)
      tree[node].span.end = UInt32(end)
      tree[node].text = SourceSpan(position..<(end + 1))
      return true
    }
    var index = first + 1
    guard index < end else { return false }
    if bytes[index] == UInt8(ascii: "/") || bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "?") {
      hasGivenUp = true
      return false
    }
    guard isLetter(bytes[index]) else { return false }
    while index < end, isAlphanumeric(bytes[index]) || bytes[index] == UInt8(ascii: "-") { index += 1 }
    // What has a colon or an @ after its first word is an address in angle brackets.
    if index == end || isWhitespace(bytes[index]) || bytes[index] == .greater || bytes[index] == UInt8(ascii: "/") {
      hasGivenUp = true
    }
    return false
  }

  private func isComment(_ first: Int, _ end: Int) -> Bool {
    guard has("<!--", at: first, before: end) else { return false }
    var index = first + 4
    while index < end {
      if has("-->", at: index, before: end) { return true }
      index += 1
    }
    return false
  }

  private func has(_ text: StaticString, at start: Int, before end: Int) -> Bool {
    start + text.utf8CodeUnitCount <= end && memcmp(bytes + start, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  /// Whether the byte may not stand for itself.
  mutating func isEscape(at place: Int, before end: Int) -> Bool {
    bytes[place] == .backslash || bytes[place] == UInt8(ascii: "&") && mayBeEntity(at: place, before: end)
  }

  /// Whether an entity such as `&amp;` may be written here.
  mutating func mayBeEntity(at start: Int, before end: Int) -> Bool {
    var index = start + 1
    while index < end, isAlphanumeric(bytes[index]) || bytes[index] == .hash { index += 1 }
    return index < end && bytes[index] == UInt8(ascii: ";")
  }

  /// Makes a heading of the paragraph above.
  private mutating func isUnderline(_ first: Int, _ end: Int) -> Bool {
    guard bytes[first] == UInt8(ascii: "-") || bytes[first] == UInt8(ascii: "=") else { return false }
    var index = first
    while index < end, bytes[index] == bytes[first] { index += 1 }
    return trimmedEnd(index, end) == index
  }

  /// Opens an item, and a list where it does not go on the one that is open.
  ///
  /// - Parameter marks: the bullet, or the number and what follows it.
  private mutating func openItem(
    _ position: inout Int,
    _ marks: Range<Int>,
    _ end: Int,
    _ matched: Int,
    isInParagraph: Bool
  ) -> Bool {
    let (first, index) = (marks.lowerBound, marks.upperBound)
    let mark = bytes[index - 1]
    let isOrdered = isDigit(bytes[first])
    let number = isOrdered ? marks.dropLast().reduce(0) { $0 * 10 + Int(bytes[$1] &- 0x30) } : 0
    if isInParagraph, isOrdered, number != 1 { return false }
    let text = firstNonspace(index, end)
    if isInParagraph, text == end { return false }
    // A text that begins five or more columns later is code in the item.
    let blanks = text - index
    let isEmpty = text == end
    let padding = isEmpty || blanks >= 5 ? 1 : blanks

    beginBlock(matched)
    let indentation = index - position + padding
    if containers.last.kind != .list || containers.last.mark != mark {
      let list = add(.list, at: first)
      tree[list].detail = UInt32(document.lists.count)
      document.lists.append(.init(isOrdered: isOrdered, start: number, isTight: true))
      containers.append(Container(kind: .list, node: list, mark: mark))
    }
    let item = add(.item, at: first)
    containers.append(Container(kind: .item, node: item, indentation: indentation, line: lineNumber))
    position = index + (isEmpty ? min(1, blanks) : padding)
    return true
  }

  // MARK: Directives and tables

  private func isDirectiveMark(_ first: Int, _ end: Int) -> Bool {
    first + 1 < end && bytes[first + 1] == .colon && syntax.extensions.contains(.directives)
  }

  private mutating func openDirective(_ first: Int, _ end: Int, _ matched: Int) -> Bool {
    var directive = DirectiveSyntax(file, path: path)
    let line = first..<end
    guard let found = directive.line(line) else { return false }
    beginBlock(matched)
    let node = add(.htmlBlock, at: first)
    tree[node].marker = Int32(markers.count)
    let parent = containers.last.node
    if markedBlocks.last != parent { markedBlocks.append(parent) }
    addMarker(.init(found, span: SourceSpan(TableSyntax.trimmed(file, line))), directive.diagnostics)
    return true
  }

  private mutating func addMarker(_ construct: SourceRewriter.Construct, _ diagnostics: [Diagnostic]) {
    markers.append(.init(construct: construct, start: lineStart, line: lineNumber, diagnostics: diagnostics))
  }

  /// Makes a table of the line above and this one and those that follow, if this is the row of its delimiters.
  private mutating func openTable(_ first: Int, _ end: Int) -> Bool {
    guard leaf == .paragraph, syntax.extensions.contains(.tables),
      let alignments = TableSyntax.alignments(file, in: first..<end), syntax.listMark(at: first, before: end) == nil
    else { return false }
    let header = lines.last.start..<lines.last.end
    readCells(of: header)
    guard cells.count == alignments.count, !syntax.beginsBlock(header.lowerBound, header.upperBound) else {
      return false
    }
    // Of indented lines, and those in lists and quotes, the rewriter knows what it takes for a table.
    guard containers.count == 1, lines.last.start == textLineStart else {
      hasGivenUp = true
      return false
    }
    let table: WorkTree.Index
    if lines.count == 1 {
      table = leafNode
      leaf = .none
      tree[table].kind = .table
    } else {
      lines.removeLast()
      closeLeaf(at: lines.last.end)
      table = add(.table, at: header.lowerBound)
    }
    tree[table].detail = UInt32(document.tables.count)
    tree[table].isSpanOfFile = true
    document.tables.append(.init(alignments: alignments))
    addRow(header, alignments, to: table, isHeader: true)
    var extra: [Range<Int>] = []
    var padding = 0
    while let row = nextRow() {
      padding += max(0, alignments.count - cells.count)
      // A short text must not stand for a table of any size.
      if padding > max(count, 10_000) { hasGivenUp = true }
      for column in min(alignments.count, cells.count)..<cells.count where !cells[column].isEmpty {
        extra.append(cells[column])
      }
      addRow(row, alignments, to: table, isHeader: false)
      if hasGivenUp { return true }
    }
    tree[table].span.end = UInt32(lineEnd)
    if !extra.isEmpty {
      addMarker(
        .table(alignments: alignments, rows: [], span: tree[table].span),
        extra.map { TableSyntax.extraCell($0, path) }
      )
    }
    return true
  }

  private mutating func readCells(of row: Range<Int>) {
    cells.removeAll()
    TableSyntax.forEachCell(file, in: row) { cells.append($0) }
  }

  /// Takes the next line, and its cells, if it is a row.
  private mutating func nextRow() -> Range<Int>? {
    guard nextLine < count else { return nil }
    let end = endOfLine(from: nextLine)
    let first = firstNonspace(nextLine, end)
    guard first < end, first - nextLine < 4, !syntax.beginsBlock(first, end) else { return nil }
    readCells(of: first..<end)
    guard !cells.isEmpty else { return nil }
    _ = takeLine()
    return first..<end
  }

  private mutating func addRow(
    _ row: Range<Int>,
    _ alignments: [Document.Alignment],
    to table: WorkTree.Index,
    isHeader: Bool
  ) {
    var node = WorkTree.Node(kind: .tableRow)
    node.isHeader = isHeader
    (node.span, node.isSpanOfFile) = (SourceSpan(row), true)
    let row = tree.add(node, to: table)
    for column in alignments.indices {
      var node = WorkTree.Node(kind: .tableCell)
      node.isHeader = isHeader
      node.level = alignments[column].rawValue
      // A cell that the row leaves out stands nowhere.
      let cell = column < cells.count ? cells[column] : start..<start
      node.span = SourceSpan(cell)
      lines.removeAll()
      if !cell.isEmpty {
        lines.append(Line(start: cell.lowerBound, end: cell.upperBound))
        if holdsEscapedPipe(cell) { hasGivenUp = true }
      }
      readInlines(in: tree.add(node, to: row))
    }
  }

  /// The bar in a cell is written `\|`, be it in code.
  private func holdsEscapedPipe(_ cell: Range<Int>) -> Bool {
    memchr(bytes + cell.lowerBound, Int32(UInt8.pipe), cell.count) != nil
  }

  // MARK: Code blocks

  private mutating func readCode(from position: Int, _ line: Line) {
    var first = position
    while first < line.end, first - position < 4, bytes[first] == 0x20 { first += 1 }
    if first - position <= 3, first < line.end, bytes[first] == fence.byte {
      var index = first
      while index < line.end, bytes[index] == fence.byte { index += 1 }
      let length = index - first
      while index < line.end, isSpaceOrTab(bytes[index]) { index += 1 }
      if length >= fence.length, index == line.end { return closeLeaf(at: line.end) }
    }
    var start = position
    while start < line.end, start - position < fence.indentation, isSpaceOrTab(bytes[start]) {
      if bytes[start] == 0x09 { hasGivenUp = true }
      start += 1
    }
    addCode(start, line.end)
  }

  /// Lines that follow each other without anything in between are one.
  private mutating func addCode(_ start: Int, _ end: Int) {
    let next = min(end + 1, count)
    if codeLines.last.end == start {
      codeLines.last.end = next
    } else {
      codeLines.append(Line(start: start, end: next))
    }
  }

  private mutating func openIndentedCode(_ start: Int, _ end: Int) {
    leaf = .indentedCode
    leafNode = add(.codeBlock, at: start)
    tree[leafNode].detail = UInt32(document.codeBlocks.count)
    document.codeBlocks.append(.init(info: [], isFenced: isFenceByte(bytes[start])))
    codeLines.removeAll()
    codeLines.append(Line(start: start, end: min(end + 1, count)))
  }

  private func isFenceByte(_ byte: UInt8) -> Bool { byte == .backtick || byte == .tilde }

  /// False when the line does not belong to the code.
  private mutating func readIndentedCode(from position: Int, _ line: Line) -> Bool {
    let first = firstNonspace(position, line.end)
    guard first - position >= 4 || first == line.end else { return false }
    clearBlankMarks()
    tree[leafNode].endsBlank = first == line.end
    codeLines.append(Line(start: min(position + 4, first), end: min(line.end + 1, count)))
    return true
  }

  private mutating func closeCode(at end: Int) {
    tree[leafNode].span.end = UInt32(end)
    if leaf == .indentedCode {
      while codeLines.count > 1, isBlank(codeLines.last) { codeLines.removeLast() }
    }
    guard codeLines.count > 1 || leaf == .indentedCode else {
      tree[leafNode].text = SourceSpan(codeLines[0].start..<codeLines[0].end)
      return
    }
    let start = count + stored.count
    for index in 0..<codeLines.count { _ = store(codeLines[index]) }
    tree[leafNode].text = SourceSpan(start..<(count + stored.count))
  }

  private func isBlank(_ line: Line) -> Bool {
    var index = line.start
    while index < line.end, isWhitespace(bytes[index]) { index += 1 }
    return index == line.end
  }

  // MARK: Ends of blocks

  private mutating func closeLeaf(at end: Int) {
    switch leaf {
    case .none: return
    case .paragraph:
      tree[leafNode].span.end = UInt32(end)
      lines.last.end = trimmedEnd(lines.last.start, lines.last.end)
      if bytes[lines[0].start] == .openBracket, mayBeginDefinition() { hasGivenUp = true }
      readInlines(in: leafNode)
    case .fencedCode, .indentedCode: closeCode(at: end)
    case .thematicBreak: tree[leafNode].span.end = UInt32(end)
    }
    leaf = .none
  }

  /// The paragraph begins with `[…]:`.
  private mutating func mayBeginDefinition() -> Bool {
    for number in 0..<lines.count {
      let line = lines[number]
      var index = line.start + (number == 0 ? 1 : 0)
      while index < line.end {
        switch bytes[index] {
        case .backslash: index += 1
        case .openBracket: return false
        case .closeBracket: return index + 1 < line.end && bytes[index + 1] == .colon
        default: break
        }
        index += 1
      }
    }
    return false
  }

  private mutating func closeContainers(downTo count: Int) {
    while containers.count > count { closeContainer() }
  }

  private mutating func closeContainer() {
    let container = containers.removeLast()
    tree[container.node].span.end = UInt32(previousEnd)
    if container.kind == .list {
      document.lists[Int(tree[container.node].detail)].isTight = isTight(container.node)
    }
  }

  /// Ends the list that is innermost, in which nothing but an item can follow.
  private mutating func closeList() {
    if containers.last.kind == .list { closeContainer() }
  }

  /// No blank line stands between its items, nor between what they hold.
  private mutating func isTight(_ list: WorkTree.Index) -> Bool {
    var item = tree[list].first
    while item != WorkTree.none {
      let isLast = tree[item].next == WorkTree.none
      if tree[item].endsBlank, !isLast { return false }
      var child = tree[item].first
      while child != WorkTree.none {
        if !isLast || tree[child].next != WorkTree.none, endsBlank(child) { return false }
        child = tree[child].next
      }
      item = tree[item].next
    }
    return true
  }

  private mutating func endsBlank(_ node: WorkTree.Index) -> Bool {
    var node = node
    while tree[node].kind == .list || tree[node].kind == .item, tree[node].last != WorkTree.none {
      node = tree[node].last
    }
    return tree[node].endsBlank
  }
}
