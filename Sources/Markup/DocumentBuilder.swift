import Diagnostics

/// Makes a ``WorkTree`` of what cmark shows, with exact positions for all inlines.
///
/// cmark's positions are right for blocks and hints for inlines. A cursor walks through each block's bytes beside the
/// inlines, so that a hint is only taken when the bytes there are the ones that the inline has.
struct DocumentBuilder: ~Copyable {
  private var tree: WorkTree
  var document = Document()
  /// Blocks that hold inlines, in order.
  private(set) var inlineBlocks: [WorkTree.Index] = []
  private var blocks = KindsOfBlocks()
  /// Blocks with marks of the rewriter among their children.
  private(set) var markedBlocks: [WorkTree.Index] = []
  /// By mark of the rewriter, whether cmark saw it as such.
  private(set) var seenMarkers: [Bool]
  /// What the text of each of ``inlineBlocks`` may call for.
  private(set) var triggers: [InlineTriggers] = []

  /// What cmark saw, which the pool begins with: texts that stand there as they are need not be stored.
  private var buffer: [UInt8] {
    @inline(__always) _read { yield document.pool }
  }
  private let bufferEnd: Int
  private let lineStarts: [Int]
  private let markers: [SourceRewriter.Marker]
  /// The first mark that may still be met; they come in the order of their lines.
  private var nextMarker = 0
  private var open: [WorkTree.Index] = [0]
  /// Never past ``blockEnd``, whatever cmark and the bytes disagree about.
  private var cursor = 0 {
    didSet { if cursor > blockEnd { cursor = blockEnd } }
  }
  private var blockEnd = 0
  private var quoteDepth = 0
  /// Where the line's bytes begin when the cursor has just passed its prefix.
  private var lineStart: Int?

  /// - Parameter buffer: held by nobody else, if it is not to be copied once there is more to store.
  init(_ buffer: consuming [UInt8], markers: [SourceRewriter.Marker]) {
    bufferEnd = buffer.count
    lineStarts = Self.lineStarts(of: buffer)
    self.markers = markers
    seenMarkers = [Bool](repeating: false, count: markers.count)
    tree = WorkTree(capacity: buffer.count / 16 + 64)
    inlineBlocks.reserveCapacity(buffer.count / 64)
    triggers.reserveCapacity(buffer.count / 64)
    document.links.reserveCapacity(buffer.count / 256)
    document.written.reserveCapacity(buffer.count / 256)
    document.pool = buffer
  }

  mutating func build(_ cmark: borrowing CMarkTree) {
    cmark.walk { add($0) }
  }

  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    starts.reserveCapacity(bytes.count / 32 + 8)
    bytes.withUnsafeBytes { bytes in
      let lines = LineEnds(bytes)
      var index = lines.next(from: 0, in: bytes)
      while index < bytes.count {
        let isPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == .newline
        if !isPair { starts.append(index + 1) }
        index = lines.next(from: index + 1, in: bytes)
      }
    }
    return starts
  }

  // MARK: Blocks

  private mutating func add(_ event: CMarkTree.Event) {
    switch event.kind {
    case .document, .unknown: return
    case .blockQuote:
      block(.blockQuote, event)
      quoteDepth += event.isEntering ? 1 : -1
    case .item: block(.item, event)
    case .list: list(event)
    case .thematicBreak: leaf(.thematicBreak, event)
    case .codeBlock: codeBlock(event)
    case .htmlBlock: htmlBlock(event)
    case .paragraph: inlineBlock(.paragraph, event)
    case .heading: inlineBlock(.heading, event)
    case .text: text(event)
    case .softBreak: lineEnd(.softBreak)
    case .lineBreak: lineEnd(.lineBreak)
    case .code: code(event)
    case .htmlInline: htmlInline(event)
    case .emphasis: span(.emphasis, event)
    case .strong: span(.strong, event)
    case .link: link(.link, event)
    case .image: link(.image, event)
    }
  }

  private mutating func block(_ kind: Document.Kind, _ event: CMarkTree.Event) {
    guard event.isEntering else {
      open.removeLast()
      return
    }
    var node = WorkTree.Node(kind: kind)
    node.span = blockSpan(event)
    let index = tree.add(node, to: open.last!)
    open.append(index)
    blocks.add(index, kind)
  }

  private mutating func list(_ event: CMarkTree.Event) {
    block(.list, event)
    guard event.isEntering else { return }
    tree[open.last!].detail = UInt32(document.lists.count)
    document.lists.append(
      .init(isOrdered: event.isOrderedList, start: event.listStart, isTight: event.isTightList)
    )
  }

  private mutating func leaf(_ kind: Document.Kind, _ event: CMarkTree.Event) {
    var node = WorkTree.Node(kind: kind)
    node.span = blockSpan(event)
    _ = tree.add(node, to: open.last!)
  }

  private mutating func codeBlock(_ event: CMarkTree.Event) {
    var node = WorkTree.Node(kind: .codeBlock)
    node.span = blockSpan(event)
    let fenceEnd = lineStarts.indices.contains(event.startLine) ? lineStarts[event.startLine] : bufferEnd
    node.text = store(event.literal, writtenAt: fenceEnd)
    node.detail = UInt32(document.codeBlocks.count)
    let start = Int(node.span.start)
    let isFenced = start < bufferEnd && (buffer[start] == .backtick || buffer[start] == .tilde)
    document.codeBlocks.append(.init(info: Array(event.info), isFenced: isFenced))
    _ = tree.add(node, to: open.last!)
  }

  private mutating func htmlBlock(_ event: CMarkTree.Event) {
    let parent = open.last!
    if let number = marker(inLine: event.startLine), isMark(number, event.literal) {
      var node = WorkTree.Node(kind: .htmlBlock)
      node.marker = Int32(number)
      node.span = blockSpan(event)
      seenMarkers[number] = true
      _ = tree.add(node, to: parent)
      if markedBlocks.last != parent { markedBlocks.append(parent) }
      return
    }
    var node = WorkTree.Node(kind: .htmlBlock)
    node.span = blockSpan(event)
    node.span.start = UInt32(offset(line: event.startLine, column: event.startColumn))
    // cmark says that a block which ends in the line of its own end mark (`-->`) ends where it begins.
    let lines = event.literal.count { $0 == .newline }
    let end = endOfLine(event.startLine + max(1, lines) - 1)
    node.span.end = max(node.span.end, UInt32(end))
    node.text = store(event.literal)
    _ = tree.add(node, to: parent)
  }

  private mutating func marker(inLine line: Int) -> Int? {
    while nextMarker < markers.count, markers[nextMarker].line < line { nextMarker += 1 }
    return nextMarker < markers.count && markers[nextMarker].line == line ? nextMarker : nil
  }

  private func isMark(_ number: Int, _ literal: UnsafeBufferPointer<UInt8>) -> Bool {
    // An HTML block keeps the blanks before it.
    var mark = literal.drop(while: isSpaceOrTab)
    while let last = mark.last, isLineEnd(last) { mark.removeLast() }
    return mark.elementsEqual("<?scopebook:\(number)?>".utf8)
  }

  private mutating func inlineBlock(_ kind: Document.Kind, _ event: CMarkTree.Event) {
    block(kind, event)
    guard event.isEntering else { return }
    let index = open.last!
    if kind == .heading { tree[index].level = event.headingLevel }
    inlineBlocks.append(index)
    triggers.append([])
    blockEnd = Int(tree[index].span.end)
    cursor = Int(tree[index].span.start)
    lineStart = nil
    if kind == .paragraph { skipDefinitions() } else { skipHeadingMark() }
  }

  private func blockSpan(_ event: CMarkTree.Event) -> SourceSpan {
    let start = offset(line: event.startLine, column: event.startColumn)
    let end = min(offset(line: event.endLine, column: event.endColumn + 1), endOfLine(event.endLine))
    return SourceSpan(min(start, end)..<max(start, end))
  }

  /// Where a line ends, its line ending left out. cmark counts three columns for a NUL, which may lead past it.
  private func endOfLine(_ line: Int) -> Int {
    guard line >= 1, line < lineStarts.count else { return bufferEnd }
    var end = lineStarts[line]
    while end > lineStarts[line - 1], isLineEnd(buffer[end - 1]) { end -= 1 }
    return end
  }

  private func offset(line: Int, column: Int) -> Int {
    guard line >= 1 else { return 0 }
    guard line <= lineStarts.count else { return bufferEnd }
    return min(bufferEnd, lineStarts[line - 1] + max(0, column - 1))
  }

  // MARK: Inlines

  /// Definitions at the start of a paragraph have no node, but the paragraph's position includes them.
  private mutating func skipDefinitions() {
    while cursor < blockEnd, buffer[cursor] == .openBracket,
      let end = LinkSyntax.definitionEnd(buffer, from: cursor, before: blockEnd)
    {
      lineStart = end
      cursor = skipPrefix(from: end)
    }
  }

  /// The mark of a heading may look like its text: `# \#`.
  private mutating func skipHeadingMark() {
    var index = cursor
    while index < blockEnd, buffer[index] == .hash { index += 1 }
    guard (1...6).contains(index - cursor), index == blockEnd || isSpaceOrTab(buffer[index]) else { return }
    while index < blockEnd, isSpaceOrTab(buffer[index]) { index += 1 }
    cursor = index
  }

  private mutating func text(_ event: CMarkTree.Event) {
    let literal = event.literal
    guard !literal.isEmpty else { return }
    let first = lineStart ?? cursor
    lineStart = nil
    if let found = triggersOfText(literal, writtenAt: cursor) {
      let end = cursor + literal.count
      addText(SourceSpan(cursor..<end), at: cursor, count: literal.count, isVerbatim: true, found)
      return
    }
    if let pieces = align(literal, at: cursor) { return add(pieces, of: literal) }
    // What stands between the cursor and the text are delimiters and the prefixes of lines, so few steps are needed.
    for start in first..<max(first, min(blockEnd, cursor + Self.farthest)) where start != cursor {
      if let pieces = align(literal, at: start) { return add(pieces, of: literal) }
    }
    addText(store(literal), at: cursor, count: 0, isVerbatim: false, [])
  }

  private static let farthest = 64

  /// Most text holds neither escapes nor entities and stands at the cursor as it is. What it may call for then;
  /// nothing when it is written otherwise.
  private func triggersOfText(_ text: UnsafeBufferPointer<UInt8>, writtenAt start: Int) -> InlineTriggers? {
    guard start + text.count <= blockEnd else { return nil }
    return buffer.withUnsafeBytes { buffer in
      guard let written = buffer.baseAddress?.advanced(by: start), let base = UnsafeRawPointer(text.baseAddress) else {
        return nil
      }
      var scan = InlineTriggers.Scan()
      var index = 0
      while index + 8 <= text.count {
        let word = ByteWord.load(base, index)
        guard word == ByteWord.load(written, index), !ByteWord.contains(.backslash, word),
          !ByteWord.contains(UInt8(ascii: "&"), word)
        else { return nil }
        scan.look(at: word)
        index += 8
      }
      while index < text.count {
        let byte = text[index]
        guard byte == written.load(fromByteOffset: index, as: UInt8.self), byte != .backslash,
          byte != UInt8(ascii: "&")
        else { return nil }
        scan.look(at: byte)
        index += 1
      }
      return scan.foundAny || text[0] == .openBrace ? InlineTriggers(text) : []
    }
  }

  private struct Piece {
    var text: Range<Int>
    var source: Range<Int>
    var isVerbatim: Bool
  }

  /// Lays text beside the bytes at `start`, which may write some of it as escapes or entities.
  private func align(_ literal: UnsafeBufferPointer<UInt8>, at start: Int) -> [Piece]? {
    var pieces: [Piece] = []
    var (text, source) = (0, start)
    var (runText, runSource) = (0, start)
    func run() -> Piece { Piece(text: runText..<text, source: runSource..<source, isVerbatim: true) }
    while text < literal.count {
      guard source < blockEnd else { return nil }
      let byte = buffer[source]
      if byte == .backslash, source + 1 < bufferEnd, buffer[source + 1] == literal[text],
        isPunctuation(literal[text])
      {
        if runText < text { pieces.append(run()) }
        pieces.append(Piece(text: text..<(text + 1), source: source..<(source + 2), isVerbatim: false))
        (text, source) = (text + 1, source + 2)
        (runText, runSource) = (text, source)
      } else if byte == UInt8(ascii: "&"), let (decoded, end) = entity(at: source),
        decoded.count <= literal.count - text,
        literal[text..<(text + decoded.count)].elementsEqual(decoded)
      {
        if runText < text { pieces.append(run()) }
        pieces.append(Piece(text: text..<(text + decoded.count), source: source..<end, isVerbatim: false))
        (text, source) = (text + decoded.count, end)
        (runText, runSource) = (text, source)
      } else if byte == literal[text] {
        (text, source) = (text + 1, source + 1)
      } else if byte == 0, literal.count - text >= 3, literal[text] == 0xEF, literal[text + 1] == 0xBF {
        if runText < text { pieces.append(run()) }
        pieces.append(Piece(text: text..<(text + 3), source: source..<(source + 1), isVerbatim: false))
        (text, source) = (text + 3, source + 1)
        (runText, runSource) = (text, source)
      } else {
        return nil
      }
    }
    if runText < text { pieces.append(run()) }
    return pieces
  }

  private func entity(at start: Int) -> (decoded: [UInt8], end: Int)? {
    var end = start + 1
    while end < bufferEnd, end - start < 40, isAlphanumeric(buffer[end]) || buffer[end] == .hash { end += 1 }
    guard end < bufferEnd, buffer[end] == UInt8(ascii: ";"),
      let decoded = CMarkTree.decode(entity: buffer[start...end])
    else { return nil }
    return (decoded, end + 1)
  }

  private mutating func add(_ pieces: [Piece], of literal: UnsafeBufferPointer<UInt8>) {
    for piece in pieces {
      let bytes = UnsafeBufferPointer(rebasing: literal[piece.text])
      addText(
        store(bytes),
        at: piece.source.lowerBound,
        count: piece.source.count,
        isVerbatim: piece.isVerbatim,
        piece.isVerbatim ? InlineTriggers(bytes) : []
      )
    }
  }

  private mutating func addText(
    _ text: SourceSpan,
    at start: Int,
    count: Int,
    isVerbatim: Bool,
    _ found: InlineTriggers
  ) {
    var node = WorkTree.Node(kind: .text)
    node.isVerbatim = isVerbatim
    node.span = SourceSpan(start..<(start + count))
    node.text = text
    if !found.isEmpty, !triggers.isEmpty { triggers[triggers.count - 1].formUnion(found) }
    _ = tree.add(node, to: open.last!)
    cursor = start + count
  }

  private mutating func lineEnd(_ kind: Document.Kind) {
    var node = WorkTree.Node(kind: kind)
    var index = cursor
    while index < bufferEnd, !isLineEnd(buffer[index]) { index += 1 }
    node.span = SourceSpan(cursor..<index)
    _ = tree.add(node, to: open.last!)
    if index < bufferEnd, buffer[index] == 0x0D, index + 1 < bufferEnd, buffer[index + 1] == .newline {
      index += 1
    }
    index = min(index + 1, bufferEnd)
    lineStart = index
    cursor = skipPrefix(from: index)
  }

  /// Steps over indentation and the marks of the quotes around the paragraph.
  private func skipPrefix(from start: Int) -> Int {
    var index = start
    var marks = 0
    while index < bufferEnd {
      if buffer[index] == .greater, marks < quoteDepth {
        marks += 1
      } else if !isSpaceOrTab(buffer[index]) {
        break
      }
      index += 1
    }
    return index
  }

  private mutating func code(_ event: CMarkTree.Event) {
    var node = WorkTree.Node(kind: .code)
    var start = cursor
    while start < blockEnd, buffer[start] != .backtick { start += 1 }
    var length = 0
    while start + length < blockEnd, buffer[start + length] == .backtick { length += 1 }
    var end = start + length
    while end < blockEnd {
      guard buffer[end] == .backtick else {
        end += 1
        continue
      }
      var run = 0
      while end + run < blockEnd, buffer[end + run] == .backtick { run += 1 }
      if run == length { break }
      end += run
    }
    let content = withoutPadding(min(start + length, blockEnd)..<min(max(end, start + length), blockEnd))
    node.span = SourceSpan(content)
    node.text = store(event.literal, writtenAt: content.lowerBound)
    _ = tree.add(node, to: open.last!)
    cursor = min(end + length, blockEnd)
  }

  /// The span is that of the code itself: without backticks, and without the one space on either side that lets code
  /// begin or end with a backtick.
  private func withoutPadding(_ range: Range<Int>) -> Range<Int> {
    func isPadding(_ byte: UInt8) -> Bool { byte == 0x20 || isLineEnd(byte) }
    guard range.count >= 2, isPadding(buffer[range.lowerBound]), isPadding(buffer[range.upperBound - 1]),
      !buffer[range].allSatisfy(isPadding)
    else { return range }
    return (range.lowerBound + 1)..<(range.upperBound - 1)
  }

  private mutating func htmlInline(_ event: CMarkTree.Event) {
    var node = WorkTree.Node(kind: .htmlInline)
    node.text = store(event.literal)
    var start = cursor
    while start < blockEnd, buffer[start] != .less { start += 1 }
    var index = start
    var isReplacement = 0
    for byte in event.literal where index < blockEnd {
      // cmark writes the three bytes of U+FFFD for a NUL.
      if isReplacement > 0 {
        isReplacement -= 1
        continue
      }
      if buffer[index] == 0 { isReplacement = 2 }
      // Lines after the first may have lost a prefix.
      while index < blockEnd, buffer[index] != byte, buffer[index] != 0,
        isSpaceOrTab(buffer[index]) || buffer[index] == .greater
      {
        index += 1
      }
      index += 1
    }
    node.span = SourceSpan(start..<min(index, blockEnd))
    _ = tree.add(node, to: open.last!)
    cursor = min(index, blockEnd)
  }

  private mutating func span(_ kind: Document.Kind, _ event: CMarkTree.Event) {
    let width = kind == .strong ? 2 : 1
    if event.isEntering {
      var node = WorkTree.Node(kind: kind)
      node.span = SourceSpan(cursor..<cursor)
      open.append(tree.add(node, to: open.last!))
      cursor = min(cursor + width, blockEnd)
    } else {
      cursor = min(cursor + width, blockEnd)
      tree[open.removeLast()].span.end = UInt32(cursor)
    }
  }

  private mutating func link(_ kind: Document.Kind, _ event: CMarkTree.Event) {
    if event.isEntering {
      var node = WorkTree.Node(kind: kind)
      var start = cursor
      while start < blockEnd, buffer[start] != .openBracket, buffer[start] != .less { start += 1 }
      let isAngle = start < blockEnd && buffer[start] == .less && kind == .link
      node.span = SourceSpan((kind == .image ? max(cursor, start - 1) : start)..<start)
      node.detail = UInt32(document.links.count)
      // Where its destination is written is known when the link ends.
      document.addLink(SourceSpan(0..<0), title: Array(event.title), at: node.span, isAutolink: isAngle)
      let index = tree.add(node, to: open.last!)
      open.append(index)
      cursor = min(start + 1, blockEnd)
    } else {
      let index = open.removeLast()
      let detail = Int(tree[index].detail)
      let close: UInt8 = document.links[detail].isAutolink ? .greater : .closeBracket
      var end = cursor
      while end < blockEnd, buffer[end] != close { end += 1 }
      let textEnd = end
      end = min(end + 1, blockEnd)
      var destination: Range<Int>?
      if close == .greater {
        destination = min(Int(tree[index].span.end) + 1, textEnd)..<textEnd
      } else if let (range, after) = LinkSyntax.inlineDestination(buffer, from: end, before: blockEnd) {
        (destination, end) = (range, after)
      } else {
        end = LinkSyntax.labelEnd(buffer, from: end, before: blockEnd) ?? end
        // Which definition it refers to is looked up in the finished document.
        document.links[detail].isReference = true
      }
      cursor = end
      tree[index].span.end = UInt32(end)
      document.links[detail].destinationSpan = destination.map { SourceSpan($0) } ?? tree[index].span
      let written = Int(document.links[detail].written)
      document.written[written] = store(event.destination, writtenAt: destination?.lowerBound ?? bufferEnd)
    }
  }

  private mutating func store(_ bytes: UnsafeBufferPointer<UInt8>) -> SourceSpan {
    let start = document.pool.count
    document.pool += bytes
    return SourceSpan(start..<document.pool.count)
  }

  /// Stores nothing when the buffer has just these bytes at `place`.
  private mutating func store(_ bytes: UnsafeBufferPointer<UInt8>, writtenAt place: Int) -> SourceSpan {
    let range = place..<(place + bytes.count)
    let isWritten =
      range.upperBound <= bufferEnd
      && buffer.withUnsafeBytes { buffer in
        ByteWord.areSame(UnsafeRawBufferPointer(rebasing: buffer[range]), UnsafeRawBufferPointer(bytes))
      }
    return isWritten ? SourceSpan(range) : store(bytes)
  }

  /// What was built, for the extensions to work on.
  consuming func finish(map: SourceMap, path: String) -> Draft {
    Draft(
      tree: tree,
      document: document,
      inlineBlocks: inlineBlocks,
      triggers: triggers,
      blocks: blocks,
      markedBlocks: markedBlocks,
      markers: markers,
      seenMarkers: seenMarkers,
      map: map,
      path: path
    )
  }
}
