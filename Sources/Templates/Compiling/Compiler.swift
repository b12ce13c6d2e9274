import Diagnostics

/// Turns the nodes of a template, and of all it includes, into a program for one root shape.
///
/// Each partial is compiled once for each way it is used (indentation, shapes in scope, blocks that are filled) and
/// then called, so a partial may include itself.
struct Compiler {
  /// Sections and inclusions inside each other. Tasks may have as little as half a megabyte of stack, and a level takes
  /// up to 9 KB of it in a debug build.
  static let deepestNesting = 50
  /// Nodes looked at. Blocks within blocks can multiply; a site's templates stay far below.
  static let mostNodes = 500_000

  private let library: TemplateLibrary
  private let unknownNames: UnknownNames
  private(set) var diagnostics: [Diagnostic] = []
  private var reported: Set<Report> = []
  private var resolver = NameResolver()
  private var overrideSets = OverrideSets()
  private var program = Program()
  private var bodies: [BodyEmitter?] = []
  private var numbers: [BodyKey: Int] = [:]
  /// Bodies that are being compiled, whatever their indentation.
  private var active: [BodyKey: Int] = [:]
  private var emitter = BodyEmitter()
  private var current = 0
  private var descents: [CallGraph.Descent] = []
  private var calls = CallGraph()
  private var depth = 0
  private var nodeCount = 0
  /// The first line of a block's content is not a new line when the block stands in the middle of one.
  private var ignoresNextLineStart = false

  private struct BodyKey: Hashable {
    var file: Int
    var prefix: [UInt8]
    var scope: Scope
    var overrides: Int
  }

  private struct Report: Hashable {
    let id: String
    let location: SourceLocation?
  }

  init(_ library: TemplateLibrary, _ unknownNames: UnknownNames) {
    self.library = library
    self.unknownNames = unknownNames
  }

  mutating func compile(_ file: Int, for root: ShapeLayout) -> Program {
    _ = body(of: Place(file: file, scope: Scope(resolver.slot(of: root))))
    for body in bodies { program.append(body ?? BodyEmitter()) }
    program.slotCount = resolver.layouts.count
    for call in calls.endless() { report(.endless(call.name, at: call.location)) }
    return program
  }

  // MARK: Bodies

  private mutating func body(of place: Place) -> Int {
    var key = BodyKey(file: place.file, prefix: place.prefix, scope: place.scope, overrides: place.overrides)
    if let number = numbers[key] { return number }
    let exact = key
    key.prefix = []
    // A partial within itself keeps the indentation it has: ever deeper indentation would never end.
    if let number = active[key] { return number }

    let number = bodies.count
    bodies.append(nil)
    numbers[exact] = number
    active[key] = number
    let outer = (emitter, current, descents, ignoresNextLineStart)
    (emitter, current, descents, ignoresNextLineStart) = (BodyEmitter(), number, [], false)
    compile(library.files[place.file].nodes, place)
    emitter.startLine()
    bodies[number] = emitter
    (emitter, current, descents, ignoresNextLineStart) = outer
    active[key] = nil
    return number
  }

  private mutating func include(_ name: Name, indentation: Range<Int>?, _ own: [Block], _ place: Place) {
    guard let file = library.index[name.text] else {
      if indentation == nil { emitter.startLine() }
      return
    }
    let location = self.location(name.span, place)
    let blocks = library.blockNames[file]
    var inner = Place(file: file, scope: place.scope, includes: [location] + place.includes)
    var overrides = overrideSets[place.overrides].filter { blocks.contains($0.key) }
    for block in own where overrides[block.name.text] == nil && blocks.contains(block.name.text) {
      overrides[block.name.text] = Override(
        file: place.file,
        block: block,
        overrides: place.overrides,
        includes: place.includes
      )
    }
    inner.overrides = overrideSets.number(of: overrides)
    if let indentation { inner.prefix = place.indentation(bytes(indentation, place)) }

    guard isShallowEnough(at: location) else { return }
    depth += 1
    let number = body(of: inner)
    depth -= 1
    calls.add(CallGraph.Call(from: current, to: number, descents: descents, name: name.text, location: location))
    if indentation != nil { emitter.openLine = nil }
    emitter.emit(.call(body: UInt32(number)))
  }

  // MARK: Nodes

  private mutating func compile(_ nodes: [Node], _ place: Place) {
    for node in nodes {
      nodeCount += 1
      guard nodeCount <= Self.mostNodes else {
        if nodeCount == Self.mostNodes + 1 {
          report(.tooLarge(at: SourceLocation(path: library.files[place.file].file.path)))
        }
        return
      }
      switch node {
      case .lineStart(let whitespace):
        if !ignoresNextLineStart { emitter.openLine = place.indentation(bytes(whitespace, place)) }
        ignoresNextLineStart = false
      case .text(let range):
        emitter.literal(bytes(range, place))
        ignoresNextLineStart = false
      case .value(let name, let isEscaped): compileValue(name, isEscaped, place)
      case .section(let section): compileSection(section, place)
      case .partial(let partial): include(partial.name, indentation: partial.indentation, [], place)
      case .parent(let parent): include(parent.name, indentation: parent.indentation, parent.overrides, place)
      case .block(let block): compileBlock(block, place)
      }
    }
  }

  private mutating func compileValue(_ name: Name, _ isEscaped: Bool, _ place: Place) {
    guard let resolution = resolve(name, place) else {
      emitter.startLine()
      return
    }
    switch resolution.field.access {
    case .text(let access): emit(access, isEscaped, resolution)
    case .html(let access): emit(access, false, resolution)
    case .flag, .frame:
      report(.notText(name.text, resolution.field, at: location(name.span, place)), place)
    }
  }

  private mutating func emit(_ access: @escaping TextAccess, _ isEscaped: Bool, _ resolution: NameResolver.Resolution) {
    if let place = resolution.place {
      emitter.emit(isEscaped ? .escapedThere(place) : .verbatimThere(place))
    } else {
      let text = append(resolution.text(access), to: \.texts)
      emitter.emit(isEscaped ? .escaped(text: text, resolution.base) : .verbatim(text: text, resolution.base))
    }
  }

  private mutating func compileSection(_ section: Section, _ place: Place) {
    emitter.startLine()
    guard isShallowEnough(at: location(section.name.span, place)) else { return }
    depth += 1
    defer { depth -= 1 }
    guard let resolution = resolve(section.name, place) else {
      if unknownNames == .areEmpty, section.isInverted { compile(section.children, place) }
      return
    }
    let frame: FrameAccess
    switch resolution.field.access {
    case .flag(let flag):
      compileCondition(resolution.flag(flag), section, resolution, place)
      return
    case .text(let text): frame = FrameAccess(over: text, layout: .text)
    case .html(let html): frame = FrameAccess(over: html, layout: .html)
    case .frame(let access): frame = access
    }
    guard !section.isInverted, let layout = resolution.layout else {
      compileCondition(resolution.flag(frame.isPresent), section, resolution, place)
      return
    }

    let target = resolver.slot(of: layout)
    var inner = place
    inner.scope = place.scope.pushing(target)
    descents.append(CallGraph.Descent(kind: frame.kind, from: resolution.slot))
    calls.notePush(to: target)
    let start = emitter.open()
    compile(section.children, inner)
    let visit = append(resolution.visit(frame.visit), to: \.visits)
    let levels = UInt8(clamping: section.name.parts.count)
    emitter.close(start) {
      .section(visit: visit, resolution.base, target: UInt16(target), levels: levels, count: $0)
    }
    descents.removeLast()
  }

  private mutating func compileCondition(
    _ flag: @escaping FlagAccess,
    _ section: Section,
    _ resolution: NameResolver.Resolution,
    _ place: Place
  ) {
    let start = emitter.open()
    compile(section.children, place)
    if case .flag = resolution.field.access, let place = resolution.place {
      emitter.close(start) { .conditionThere(place, wanted: !section.isInverted, count: $0) }
    } else {
      let flag = append(flag, to: \.flags)
      emitter.close(start) { .condition(flag: flag, resolution.base, wanted: !section.isInverted, count: $0) }
    }
  }

  private mutating func compileBlock(_ block: Block, _ place: Place) {
    let override = overrideSets[place.overrides][block.name.text]
    let content = override?.block ?? block
    if content.children.isEmpty, block.line != nil, block.lineEnd != nil {
      emitter.openLine = nil
      return
    }
    if let override {
      fill(block, with: override, place)
    } else {
      compile(block.children, place)
    }
    if !content.closesAtLineStart, let lineEnd = block.lineEnd { emitter.literal(bytes(lineEnd, place)) }
  }

  private mutating func fill(_ block: Block, with override: Override, _ place: Place) {
    let location = self.location(block.name.span, place)
    guard isShallowEnough(at: location) else { return }
    depth += 1
    defer { depth -= 1 }

    var inner = place
    inner.file = override.file
    inner.overrides = override.overrides
    inner.includes = override.includes
    inner.strip = override.block.contentIndentation?.count ?? 0
    let whitespace = block.opensAlone ? block.contentIndentation ?? block.line : block.line
    inner.prefix = place.indentation(bytes(whitespace ?? 0..<0, place))
    if block.opensAlone { emitter.openLine = inner.prefix }
    ignoresNextLineStart = block.line == nil && override.block.startsOnNewLine
    compile(override.block.children, inner)
    ignoresNextLineStart = false
  }

  // MARK: Names

  private mutating func resolve(_ name: Name, _ place: Place) -> NameResolver.Resolution? {
    guard !name.parts.isEmpty else { return nil }
    switch resolver.resolve(name, in: place.scope) {
    case .success(let resolution):
      return resolution
    case .failure(let failure):
      guard unknownNames == .areErrors else { return nil }
      switch failure {
      case .unknown(let part, let known):
        let prefix = part == 0 ? nil : name.parts[..<part].map(\.text).joined(separator: ".")
        let part = name.parts[part]
        report(.unknownVariable(part.text, in: prefix, known: known, at: location(part.span, place)), place)
      case .noMembers(let part, let kind):
        let prefix = name.parts[..<part].map(\.text).joined(separator: ".")
        report(.noMembers(prefix, kind, at: location(name.parts[part].span, place)), place)
      case .noImplicitValue:
        report(.noImplicitValue(at: location(name.span, place)), place)
      }
      return nil
    }
  }

  // MARK: Small things

  private func bytes(_ range: Range<Int>, _ place: Place) -> ArraySlice<UInt8> {
    library.files[place.file].file.bytes[range]
  }

  private func location(_ span: SourceSpan, _ place: Place) -> SourceLocation {
    library.files[place.file].file.location(span)
  }

  private mutating func append<Access>(_ access: Access, to table: WritableKeyPath<Program, [Access]>) -> UInt32 {
    program[keyPath: table].append(access)
    return UInt32(program[keyPath: table].count - 1)
  }

  private mutating func isShallowEnough(at location: SourceLocation) -> Bool {
    if depth >= Self.deepestNesting { report(.nestsTooDeeply(at: location)) }
    return depth < Self.deepestNesting
  }

  /// Each mistake once, however many ways lead to it; the notes tell of the first.
  private mutating func report(_ diagnostic: Diagnostic, _ place: Place? = nil) {
    guard reported.insert(Report(id: diagnostic.id, location: diagnostic.location)).inserted else { return }
    var diagnostic = diagnostic
    diagnostic.notes += (place?.includes ?? []).map { Diagnostic.Note("included here", at: $0) }
    diagnostics.append(diagnostic)
  }
}

extension Diagnostic {
  fileprivate static func unknownVariable(
    _ name: String,
    in object: String?,
    known: [String],
    at location: SourceLocation
  ) -> Diagnostic {
    var seen: Set = ["."]
    let names = known.filter { seen.insert($0).inserted }
    let list = names.prefix(12).map { "'\($0)'" }.joined(separator: ", ") + (names.count > 12 ? " and more" : "")
    return Diagnostic(
      "unknown-variable",
      .error,
      object.map { "'\($0)' has no '\(name)'" } ?? "nothing here is called '\(name)'",
      at: location,
      help: NearestMatch.find(name, in: names).map { "did you mean '\($0)'?" }
        ?? (names.isEmpty ? "there are no names here at all" : "there is \(list)")
    )
  }

  fileprivate static func notText(_ name: String, _ field: ErasedField, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "template-type",
      .error,
      "'\(name)' is \(field.kindForPeople), not a text",
      at: location,
      help: "write '{{#\(name)}}…{{/\(name)}}' and print what is in it"
    )
  }

  fileprivate static func noMembers(_ name: String, _ kind: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "template-type",
      .error,
      "'\(name)' is \(kind), so nothing in it has a name",
      at: location,
      help: kind == "a list"
        ? "write '{{#\(name)}}…{{/\(name)}}' and name what is in each" : "remove the dot and what follows"
    )
  }

  fileprivate static func noImplicitValue(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "template-type",
      .error,
      "'.' is not a text here",
      at: location,
      help: "'.' is the text of a section over a text or a list of texts; elsewhere write a name"
    )
  }

  fileprivate static func nestsTooDeeply(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "template-syntax",
      .error,
      "more than \(Compiler.deepestNesting) sections and inclusions are inside each other here",
      at: location,
      help: "include fewer templates from each other"
    )
  }

  fileprivate static func tooLarge(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "template-syntax",
      .error,
      "with all that it includes the template has more than \(Compiler.mostNodes) pieces",
      at: location,
      help: "fill fewer blocks from within blocks"
    )
  }

  fileprivate static func endless(_ name: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "template-syntax",
      .error,
      "'\(name)' includes itself without end",
      at: location,
      help: "include it in a section over what is one level deeper, such as a list of children"
    )
  }
}
