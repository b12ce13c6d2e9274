import Diagnostics

/// Turns the bytes of a template into nodes, with the specification's rules for tags that are alone on a line.
struct TemplateParser {
  /// Sections, blocks and parents inside each other. Far more than a template needs, few enough for every stage that
  /// descends by recursion.
  static let deepestNesting = 50

  /// Each part of a name is a call within a call when its value is needed.
  static let mostNameParts = 10

  private let file: SourceFile
  private var scanner: TagScanner
  private var position = 0
  /// Whitespace between the start of the current line and `position`, not yet given to a container.
  private var openLine: Range<Int>?
  private var containers = [Container(kind: .file, name: nil, tag: 0..<0)]
  private var blockCount = 0
  private var diagnostics: [Diagnostic] = []

  private struct Container {
    enum Kind {
      case file
      case section(isInverted: Bool)
      case block(startsOnNewLine: Bool)
      case parent
    }

    let kind: Kind
    let name: Name?
    let tag: Range<Int>
    var line: Range<Int>?
    var children: [Node] = []
  }

  private init(_ file: SourceFile) {
    self.file = file
    scanner = TagScanner(file)
  }

  static func parse(_ file: SourceFile) -> TemplateSyntax {
    var parser = TemplateParser(file)
    return parser.parse()
  }

  private mutating func parse() -> TemplateSyntax {
    while let tag = scanner.nextTag(from: position) {
      takeText(upTo: tag.range.lowerBound, isBeforeTag: true)
      guard take(tag) else { break }
    }
    if isShallowEnough { finish() }
    return TemplateSyntax(
      file: file,
      nodes: containers[0].children,
      diagnostics: scanner.diagnostics + diagnostics
    )
  }

  private mutating func finish() {
    takeText(upTo: file.bytes.count, isBeforeTag: false)
    while containers.count > 1 { abandonInnermost() }
  }

  // MARK: Text

  private mutating func takeText(upTo end: Int, isBeforeTag: Bool) {
    while position < end || (isBeforeTag && position == end && isAtLineStart && openLine == nil) {
      if isAtLineStart {
        let start = position
        while position < end, isBlank(file.bytes[position]) { position += 1 }
        let whitespace = start..<position
        if position == end {
          if isBeforeTag { openLine = whitespace } else { append(.text(whitespace)) }
          return
        }
        if let next = lineEnd(at: position) {
          append(.text(start..<next))
          position = next
          continue
        }
        append(.lineStart(whitespace))
      }
      let start = position
      while position < end, file.bytes[position] != UInt8(ascii: "\n") { position += 1 }
      if position < end { position += 1 }
      append(.text(start..<position))
    }
  }

  private var isAtLineStart: Bool { position == 0 || file.bytes[position - 1] == UInt8(ascii: "\n") }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// Just past the line ending at `position`; nothing when there is none.
  private func lineEnd(at position: Int) -> Int? {
    let bytes = file.bytes[position...]
    if bytes.first == UInt8(ascii: "\n") { return position + 1 }
    return bytes.starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")]) ? position + 2 : nil
  }

  /// The line ending that follows `position` after nothing but whitespace, empty at the end of the file.
  private func restOfLine(from position: Int) -> Range<Int>? {
    var end = position
    while end < file.bytes.count, isBlank(file.bytes[end]) { end += 1 }
    if end == file.bytes.count { return end..<end }
    return lineEnd(at: end).map { end..<$0 }
  }

  private mutating func append(_ node: Node) { containers[containers.count - 1].children.append(node) }

  // MARK: Tags

  /// False when the file nests too deeply to go on.
  private mutating func take(_ tag: Tag) -> Bool {
    position = tag.range.upperBound
    switch tag.kind {
    case .comment:
      leaveNoTrace()
    case .delimiters:
      scanner.setDelimiters(from: tag)
      leaveNoTrace()
    case .value, .unescapedValue:
      placeInline()
      append(.value(name(of: tag), isEscaped: tag.kind == .value))
    case .partial:
      let indentation = leaveNoTrace()
      append(.partial(Partial(name: name(of: tag), indentation: indentation)))
    case .section, .invertedSection:
      leaveNoTrace()
      open(.section(isInverted: tag.kind == .invertedSection), tag)
    case .parent:
      let line = openLine
      openLine = nil
      open(.parent, tag, line: line)
    case .block:
      openBlock(tag)
    case .close:
      close(tag)
    }
    guard isShallowEnough else {
      diagnostics.append(.nestsTooDeeply(at: file.location(SourceSpan(tag.range))))
      return false
    }
    return true
  }

  private var isShallowEnough: Bool { containers.count - 1 <= Self.deepestNesting }

  /// The open line belongs to the output after all.
  private mutating func placeInline() {
    if let line = openLine { append(.lineStart(line)) }
    openLine = nil
  }

  /// Drops the line of a tag that is alone on it and returns the whitespace before it; nothing when it is not alone.
  @discardableResult private mutating func leaveNoTrace() -> Range<Int>? {
    guard let line = openLine, let rest = restOfLine(from: position) else {
      placeInline()
      return nil
    }
    openLine = nil
    position = rest.upperBound
    return line
  }

  private mutating func open(_ kind: Container.Kind, _ tag: Tag, line: Range<Int>? = nil) {
    containers.append(Container(kind: kind, name: name(of: tag), tag: tag.range, line: line))
  }

  private mutating func openBlock(_ tag: Tag) {
    let line = openLine
    let rest = restOfLine(from: position)
    // What replaces a block may begin on the line after its tag even when the parent's tag is before it.
    let startsOnNewLine = rest.map { !$0.isEmpty && (line != nil || isInParent) } ?? false
    if startsOnNewLine, let rest {
      openLine = nil
      position = rest.upperBound
    } else {
      placeInline()
    }
    open(.block(startsOnNewLine: startsOnNewLine), tag, line: line)
  }

  private var isInParent: Bool {
    if case .parent = containers[containers.count - 1].kind { true } else { false }
  }

  private mutating func close(_ tag: Tag) {
    let closing = name(of: tag)
    guard containers.count > 1 else {
      placeInline()
      diagnostics.append(.closesNothing(closing.text, at: file.location(SourceSpan(tag.range))))
      return
    }
    if let match = containers.lastIndex(where: { $0.name?.text == closing.text }) {
      while containers.count - 1 > match { abandonInnermost() }
    } else {
      // Nothing of that name is open: most likely a slip in this very tag, so it closes the innermost all the same.
      let innermost = containers[containers.count - 1]
      diagnostics.append(
        .closesAnother(
          closing.text,
          open: innermost.name?.text ?? "",
          at: file.location(SourceSpan(tag.range)),
          opening: file.location(SourceSpan(innermost.tag))
        )
      )
    }
    finishInnermost()
  }

  private mutating func finishInnermost() {
    let innermost = containers[containers.count - 1]
    guard let name = innermost.name else { return }
    switch innermost.kind {
    case .file: return
    case .section(let isInverted):
      leaveNoTrace()
      let children = containers.removeLast().children
      append(.section(Section(name: name, isInverted: isInverted, children: children)))
    case .block(let startsOnNewLine):
      finishBlock(innermost, name, startsOnNewLine)
    case .parent:
      finishParent(innermost, name)
    }
  }

  private mutating func finishBlock(_ container: Container, _ name: Name, _ startsOnNewLine: Bool) {
    let closesAtLineStart = openLine != nil
    var lineEnd: Range<Int>?
    if closesAtLineStart || container.line != nil, let rest = restOfLine(from: position) {
      lineEnd = rest
      position = rest.upperBound
      openLine = nil
    }
    containers.removeLast()
    let block = Block(
      id: blockCount,
      name: name,
      children: container.children,
      line: container.line,
      startsOnNewLine: startsOnNewLine,
      closesAtLineStart: closesAtLineStart,
      lineEnd: lineEnd
    )
    blockCount += 1
    append(.block(block))
    placeInline()
  }

  private mutating func finishParent(_ container: Container, _ name: Name) {
    openLine = nil
    containers.removeLast()
    var indentation: Range<Int>?
    if let line = container.line {
      if let rest = restOfLine(from: position) {
        indentation = line
        position = rest.upperBound
      } else {
        append(.lineStart(line))
      }
    }
    append(.parent(Parent(name: name, indentation: indentation, overrides: overrides(in: container.children))))
  }

  private mutating func overrides(in nodes: [Node]) -> [Block] {
    var overrides: [Block] = []
    for node in nodes {
      switch node {
      case .block(let block):
        if let earlier = overrides.first(where: { $0.name.text == block.name.text }) {
          diagnostics.append(
            .filledTwice(block.name, in: file, earlier: file.location(earlier.name.span))
          )
        }
        overrides.append(block)
      case .lineStart: continue
      case .text(let range):
        if let text = trimmed(range) {
          diagnostics.append(.neverRendered(.warning, "this text", at: file.location(SourceSpan(text))))
        }
      case .value(let name, _): reportNeverRendered(name)
      case .section(let section): reportNeverRendered(section.name)
      case .partial(let partial): reportNeverRendered(partial.name)
      case .parent(let parent): reportNeverRendered(parent.name)
      }
    }
    return overrides
  }

  private mutating func reportNeverRendered(_ name: Name) {
    diagnostics.append(.neverRendered(.error, "'\(name.text)'", at: file.location(name.span)))
  }

  /// Keeps what is inside a container that is never closed, so that mistakes in there are reported too.
  private mutating func abandonInnermost() {
    let innermost = containers.removeLast()
    guard let name = innermost.name else { return }
    diagnostics.append(.neverClosed(name.text, at: file.location(SourceSpan(innermost.tag))))
    switch innermost.kind {
    case .file: return
    case .section(let isInverted):
      append(.section(Section(name: name, isInverted: isInverted, children: innermost.children)))
    case .block:
      containers[containers.count - 1].children += innermost.children
    case .parent:
      append(.parent(Parent(name: name, indentation: nil, overrides: overrides(in: innermost.children))))
    }
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int>? {
    guard let first = range.first(where: { !isWhitespace(file.bytes[$0]) }),
      let last = range.last(where: { !isWhitespace(file.bytes[$0]) })
    else { return nil }
    return first..<last + 1
  }

  // MARK: Names

  private mutating func name(of tag: Tag) -> Name {
    let bytes = file.bytes[tag.content]
    let text = String(decoding: bytes, as: UTF8.self)
    let span = SourceSpan(tag.content)
    if text == "." { return Name(text: text, span: span, parts: [Name.Part(text: text, span: span)]) }

    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isSound =
      !bytes.contains(where: isWhitespace) && !parts.contains(where: \.isEmpty) && parts.count <= Self.mostNameParts
    guard isSound || isFileName(tag) else {
      if tag.kind != .close { diagnostics.append(.badName(text, at: file.location(SourceSpan(tag.range)))) }
      return Name(text: text, span: span, parts: [])
    }
    return Name(
      text: text,
      span: span,
      parts: parts.map {
        Name.Part(text: String(decoding: $0, as: UTF8.self), span: SourceSpan($0.startIndex..<$0.endIndex))
      }
    )
  }

  /// Names of files may hold spaces and dots in a row; nobody takes them apart.
  private func isFileName(_ tag: Tag) -> Bool { (tag.kind == .partial || tag.kind == .parent) && !tag.content.isEmpty }
}

extension Diagnostic {
  fileprivate static func badName(_ text: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "template-syntax",
      .error,
      text.isEmpty ? "this tag has no name" : "'\(text)' is not a name",
      at: location,
      help: "write one name without spaces, with dots between its parts, at most \(TemplateParser.mostNameParts)"
    )
  }

  fileprivate static func neverClosed(_ name: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "template-syntax",
      .error,
      "'\(name)' is never closed",
      at: location,
      help: "add '{{/\(name)}}' where it ends"
    )
  }

  fileprivate static func closesNothing(_ name: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "template-syntax",
      .error,
      "'\(name)' is closed but nothing is open here",
      at: location,
      help: "remove this tag, or open '\(name)' before it"
    )
  }

  fileprivate static func closesAnother(
    _ name: String,
    open: String,
    at location: SourceLocation,
    opening: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      "template-syntax",
      .error,
      "'\(name)' is closed where '\(open)' is open",
      at: location,
      notes: [Note("'\(open)' is opened here", at: opening)],
      help: "write '{{/\(open)}}'"
    )
  }

  fileprivate static func nestsTooDeeply(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "template-syntax",
      .error,
      "more than \(TemplateParser.deepestNesting) sections are inside each other here",
      at: location,
      help: "move the inner ones into a partial; the rest of this file was not read"
    )
  }

  fileprivate static func filledTwice(_ name: Name, in file: SourceFile, earlier: SourceLocation) -> Diagnostic {
    Diagnostic(
      "template-syntax",
      .error,
      "block '\(name.text)' is filled twice",
      at: file.location(name.span),
      notes: [Note("it is filled here first", at: earlier)],
      help: "keep one of the two"
    )
  }

  fileprivate static func neverRendered(_ severity: Severity, _ what: String, at location: SourceLocation) -> Diagnostic
  {
    Diagnostic(
      "template-syntax",
      severity,
      "\(what) is never rendered: inside a parent tag only blocks count",
      at: location,
      help: "move it into a block, or out of the parent tag"
    )
  }
}
