/// What a piece of source stands for, from one level further out: the key it is the value of, the call it is an
/// argument of, the function that returns it.
struct Introducer: Sendable {
  enum Kind: Sendable {
    /// `scopes: …`, `"scopes" => …`, `-Scopes …`
    case label
    /// `let scopes = …`, `options.scopes = …`
    case binding
    /// `acquireToken(…)`
    case call
    /// `Grant-Permission …`
    case command
    /// `app_role_ids[…]`
    case element
    /// `return …` inside of a function or property
    case result
    /// The type, module or block around a declaration
    case container
    /// `== …`: looked at, not asked for
    case comparison
  }

  var kind: Kind
  /// The last part of the name.
  var name: String
  /// All of it, as far as it is written with dots: `app.acquireToken`.
  var path: [String] = []
  /// The token that the name, or the sign after it, is.
  var token: Int
  /// A label inside of braces or of an argument list; a binding has none.
  var group = -1
}

/// Walks from a token outwards and tells what it stands for.
struct IntroducerWalk {
  private let source: SourceText
  private var found: [Introducer] = []

  static func introducers(of index: Int, in source: SourceText, levels: Int = 24) -> [Introducer] {
    var walk = IntroducerWalk(source: source)
    walk.run(from: index, levels: levels)
    return walk.found
  }

  private init(source: SourceText) { self.source = source }

  private mutating func run(from index: Int, levels: Int) {
    var position = index
    for _ in 0..<levels {
      guard let next = climb(from: position) else { return }
      position = next
    }
  }

  /// Looks at what stands before a position inside its bracket, then at the bracket; gives the position from which to
  /// go on outside.
  private mutating func climb(from position: Int) -> Int? {
    let open = source.parents[position]
    let isStatement = readStatement(before: position, open: open)
    guard open >= 0 else {
      if isStatement, source.syntax.returnsLastValue,
        !found.contains(where: { $0.kind == .binding || $0.kind == .label })
      {
        addIndentedFunction(position)
      }
      if isStatement { addIndentedContainers(position) }
      return nil
    }
    switch source.bytes[source.tokens[open].range.lowerBound] {
    case UInt8(ascii: "("): return leaveParentheses(open)
    case UInt8(ascii: "["): return leaveSquareBrackets(open)
    default: return leaveBraces(open)
    }
  }

  // MARK: Inside of a bracket

  /// True where the beginning of a statement was reached.
  private mutating func readStatement(before position: Int, open: Int) -> Bool {
    var at = position - 1
    var isFirstAssignment = true
    var steps = 0
    while at > open {
      steps += 1
      if steps > 1500 { return false }
      let token = source.tokens[at]
      if endsStatement(after: at) {
        addCommand(from: at + 1, to: position)
        return true
      }
      switch token.kind {
      case .close:
        let partner = source.partners[at]
        guard partner > open else { return true }
        // A block that ended here belongs to another statement.
        at = partner - 1
        continue
      case .open: return true
      case .sign:
        switch source.bytes[token.range.lowerBound] {
        case UInt8(ascii: ";"): return true
        case UInt8(ascii: ","):
          // `-Scopes "User.Read", "Mail.Read"` goes on.
          if !source.syntax.hasCommandArguments || open >= 0 && source.isToken(open, "[") {
            addPairLabel(comma: at, open: open)
            return true
          }
        case UInt8(ascii: "=") where token.range.count == 1, UInt8(ascii: ":") where token.range.count <= 2:
          if source.isToken(at, "::") { break }
          if addLabel(sign: at, open: open, isAssignment: isFirstAssignment) || source.isToken(at, "=") { return true }
          isFirstAssignment = false
        case UInt8(ascii: "?") where source.isToken(at, "??=") || source.isToken(at, "?:"),
          UInt8(ascii: "+") where token.range.count == 2, UInt8(ascii: ".") where source.isToken(at, ".="),
          UInt8(ascii: "|") where token.range.count == 3:
          if addLabel(sign: at, open: open, isAssignment: true) { return true }
        default:
          if source.isToken(at, "=>") || source.isToken(at, "->") {
            if addLabel(sign: at, open: open, isAssignment: isFirstAssignment) { return true }
          } else if ["==", "!=", "===", "!==", "=~"].contains(source.text(at)) {
            found.append(Introducer(kind: .comparison, name: "", token: at))
            return true
          }
        }
      case .name:
        if source.syntax.hasCommandArguments, source.bytes[token.range.lowerBound] == UInt8(ascii: "-"),
          token.range.count > 2
        {
          let flag = source.text(at)
          if ["-eq", "-ne", "-like", "-match", "-contains", "-notcontains", "-ceq", "-ieq", "-notlike"].contains(
            flag.lowercased()
          ) {
            found.append(Introducer(kind: .comparison, name: flag, token: at))
          } else if ["-join", "-split", "-replace", "-f", "-in", "-notin"].contains(flag.lowercased()) {
            break
          } else {
            found.append(Introducer(kind: .label, name: flag, token: at, group: open))
            addCommand(before: at, open: open)
            return true
          }
        } else if source.isToken(at, "return") || source.isToken(at, "yield") {
          found.append(Introducer(kind: .result, name: "return", token: at))
          addIndentedFunction(at)
          return true
        }
      default: break
      }
      at -= 1
    }
    addCommand(from: open + 1, to: position)
    return true
  }

  /// Whether a statement ends after a token because its line does.
  private func endsStatement(after at: Int) -> Bool {
    let next = at + 1
    guard at >= 0, source.syntax.endsStatementsWithLines, next < source.tokens.count, source.tokens[next].startsLine
    else {
      return false
    }
    if source.tokens[next].kind == .sign {
      let first = source.bytes[source.tokens[next].range.lowerBound]
      if [
        UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: "|"),
        UInt8(ascii: "&"),
      ].contains(first) {
        return false
      }
    }
    switch source.tokens[at].kind {
    case .sign:
      let text = source.text(at)
      if text == ":", source.syntax.hasIndentedBlocks, source.parents[at] < 0 { return true }
      return text == ">" || text == "!" || text == "?"
    case .open: return false
    default:
      // Inside of parentheses and square brackets lines mean nothing, but Bicep and HCL leave out commas there.
      return true
    }
  }

  /// Adds what a `:` or `=` gives a value to; true when that ends the search at this level.
  private mutating func addLabel(sign: Int, open: Int, isAssignment: Bool) -> Bool {
    let before = sign - 1
    guard before > open else { return false }
    switch source.tokens[before].kind {
    case .string:
      found.append(Introducer(kind: .label, name: source.content(before), token: before, group: open))
      return true
    case .close:
      // `x["scope"] = …`, `[string[]]$x = …`, `() => …`, `(a: B) -> C`
      let partner = source.partners[before]
      guard partner > open else { return false }
      if source.isToken(partner, "["), partner + 2 == before, source.tokens[partner + 1].kind == .string {
        found.append(Introducer(kind: .label, name: source.content(partner + 1), token: partner + 1, group: open))
        return true
      }
      if source.isToken(partner, "["), partner + 2 == before, source.tokens[partner + 1].kind == .name,
        source.isToken(sign, ":")
      {
        found.append(Introducer(kind: .label, name: source.text(partner + 1), token: partner + 1, group: open))
        return true
      }
      if source.isToken(sign, "=>") || source.isToken(sign, "->") {
        // A lambda or a function's result: its name stands before the parameters.
        if partner - 1 > open, source.tokens[partner - 1].kind == .name {
          found.append(Introducer(kind: .result, name: source.text(partner - 1), token: partner - 1))
          return true
        }
        return false
      }
      return addBinding(sign: sign, open: open)
    case .name, .number:
      if source.isToken(sign, ":") {
        if isTernary(colon: sign, open: open) { return false }
        // `let x: T = v` is met at its `=`; here a colon gives a value to a key or an argument.
        found.append(Introducer(kind: .label, name: source.text(before), token: before, group: open))
        return true
      }
      return addBinding(sign: sign, open: open)
    default:
      if source.isToken(sign, "=") { return addBinding(sign: sign, open: open) }
      return false
    }
  }

  private func isTernary(colon: Int, open: Int) -> Bool {
    var at = colon - 1
    while at > open, colon - at < 60 {
      if source.tokens[at].kind == .close { at = max(source.partners[at], open) }
      if source.isToken(at, "?") { return true }
      if source.isToken(at, ",") || source.isToken(at, ";") || source.isToken(at, "=") || source.isToken(at, "{") {
        return false
      }
      if endsStatement(after: at) { return false }
      at -= 1
    }
    return false
  }

  private static let declarators: Set<String> = [
    "let", "var", "const", "val", "static", "final", "public", "private", "protected", "internal", "export", "default",
    "readonly", "mut", "pub", "lateinit", "override", "fileprivate", "package", "open", "lazy", "nonisolated", "define",
    "declare", "abstract", "unsafe", "volatile", "global", "param", "output", "companion", "type", "async",
  ]

  /// `let kScopes: [String] =`, `private static final String[] SCOPES =`, `self.options.scopes =`
  private mutating func addBinding(sign: Int, open: Int) -> Bool {
    var start = sign
    while start - 1 > open, sign - start < 400 {
      let previous = start - 1
      if source.isToken(previous, ";") || source.isToken(previous, ",") || source.tokens[previous].kind == .open {
        break
      }
      if start < sign, endsStatement(after: previous) { break }
      if source.tokens[previous].kind == .close {
        let partner = source.partners[previous]
        guard partner > open else { break }
        // A block's end is the end of another statement.
        if source.isToken(partner, "{"), !source.isToken(start, "=") { break }
        start = partner
        continue
      }
      start = previous
    }
    let left = start..<sign
    guard !left.isEmpty else { return false }
    if source.isToken(left.lowerBound, "if") || source.isToken(left.lowerBound, "while") { return false }
    var name: Int?
    if source.syntax.nameOrder == .nameFirst {
      if let colon = left.first(where: { source.parents[$0] == open && source.isToken($0, ":") }),
        colon > left.lowerBound
      {
        name = colon - 1
        // `fun scopes(): Array<String> =`
        if source.tokens[colon - 1].kind == .close, source.partners[colon - 1] > left.lowerBound {
          name = source.partners[colon - 1] - 1
        }
      } else {
        var at = left.lowerBound
        var sawDeclarator = false
        while at < left.upperBound, source.tokens[at].kind == .name, Self.declarators.contains(source.text(at)) {
          sawDeclarator = true
          at += 1
        }
        if sawDeclarator, at < left.upperBound, source.tokens[at].kind == .name { name = at }
      }
    }
    let last = name ?? left.last { source.tokens[$0].kind == .name && source.parents[$0] == open }
    guard let last, source.tokens[last].kind == .name else { return false }
    let path = source.path(endingAt: last)
    found.append(
      Introducer(kind: .binding, name: path.last ?? source.text(last), path: path, token: last, group: open)
    )
    // An argument (`scopes=…`) or an initializer's member goes on outside; a statement's binding does not, save for
    // the type that it is declared in.
    return true
  }

  /// `params.append("scope", "…")`, `("scope", "…")`
  private mutating func addPairLabel(comma: Int, open: Int) {
    guard open >= 0, comma - 2 == open, source.tokens[comma - 1].kind == .string,
      ["scope", "scopes"].contains(NameWords.joined(source.content(comma - 1)))
    else { return }
    found.append(Introducer(kind: .label, name: source.content(comma - 1), token: comma - 1, group: open))
  }

  /// `Grant-Permission $app "User.Read.All"`: a command with arguments that have no names.
  private mutating func addCommand(from first: Int, to position: Int) {
    guard source.syntax.hasCommandArguments, first < position, source.kind(first) == .name,
      source.bytes[source.tokens[first].range.lowerBound] != UInt8(ascii: "$"), found.isEmpty
    else { return }
    found.append(Introducer(kind: .command, name: source.text(first), token: first))
  }

  /// The command that a flag belongs to.
  private mutating func addCommand(before flag: Int, open: Int) {
    var at = flag - 1
    var first = flag
    while at > open, flag - at < 2000, !endsCommand(after: at) {
      if source.tokens[at].kind == .close, source.partners[at] > open { at = source.partners[at] }
      if source.tokens[at].kind == .sign, source.isToken(at, ";") || source.isToken(at, "|") || source.isToken(at, "=")
      {
        break
      }
      first = at
      at -= 1
    }
    guard first < flag, source.tokens[first].kind == .name else { return }
    found.append(Introducer(kind: .call, name: source.text(first), path: [source.text(first)], token: first))
  }

  private func endsCommand(after at: Int) -> Bool {
    guard source.tokens[at + 1].startsLine else { return false }
    // A backtick or backslash at the line's end goes on.
    let end = source.tokens[at].range.upperBound
    var position = end
    while position < source.bytes.count, source.bytes[position] == UInt8(ascii: " ") { position += 1 }
    if source.isToken(at, "`") || source.isToken(at, "\\") { return false }
    return position >= source.bytes.count
      || source.bytes[position] != UInt8(ascii: "`") && source.bytes[position] != UInt8(ascii: "\\")
  }

  // MARK: Leaving a bracket

  private mutating func leaveParentheses(_ open: Int) -> Int? {
    let callee = source.calleeEnd(before: open)
    guard let callee, source.tokens[callee].kind == .name else { return open }
    if ["if", "while", "for", "switch", "catch", "guard", "elif", "match"].contains(source.text(callee)) { return nil }
    if ["return", "in", "of", "and", "or", "not", "case", "else", "await", "yield", "echo"].contains(
      source.text(callee)
    ) {
      return open
    }
    let path = source.path(endingAt: callee)
    found.append(Introducer(kind: .call, name: path.last ?? "", path: path, token: callee))
    return source.pathStart(endingAt: callee)
  }

  private mutating func leaveSquareBrackets(_ open: Int) -> Int? {
    let before = open - 1
    guard before >= 0, source.tokens[before].kind == .name, !source.tokens[open].startsLine,
      source.tokens[before].range.upperBound == source.tokens[open].range.lowerBound
    else { return open }
    let path = source.path(endingAt: before)
    found.append(Introducer(kind: .element, name: path.last ?? "", path: path, token: before))
    return source.pathStart(endingAt: before)
  }

  private mutating func leaveBraces(_ open: Int) -> Int? {
    let header = source.header(of: open)
    guard let last = header.last else { return open }
    // `= {`, `: {`, `( {`, `[ {`, `, {`, `return {`, `@{`
    switch source.tokens[last].kind {
    case .sign:
      if source.isToken(last, "=>") || source.isToken(last, "->") {
        return leaveBlock(header)
      }
      if source.isToken(last, ">") { return leaveTyped(open, header) }
      return source.isToken(last, "@") ? last : open
    case .open: return open
    case .close:
      return source.isToken(source.partners[last], "(")
        ? leaveParenthesizedHeader(open, header) : leaveTyped(open, header)
    case .string, .number: return leaveBlock(header)
    case .name:
      if source.isToken(last, "return") { return open }
      return leaveTyped(open, header)
    }
  }

  /// `[]string{`, `new[] {`, `String[] {`, `Foo {`, or a block after words.
  private mutating func leaveTyped(_ open: Int, _ header: Range<Int>) -> Int? {
    if Self.isDeclaration(header, source) || isProperty(header) { return leaveBlock(header) }
    let isValue = header.contains { index in
      source.isToken(index, "=") || source.isToken(index, ":=") || source.isToken(index, ":")
        || source.isToken(index, "new")
        || source.isToken(index, "return") || source.isToken(index, "&")
    }
    if isValue || source.parents[open] >= 0 && !source.isToken(source.parents[open], "{") {
      // The type before the brace may say something: `TokenRequestOptions{Scopes: …}`.
      if let last = header.last, source.tokens[last].kind == .name {
        found.append(Introducer(kind: .call, name: source.text(last), path: source.path(endingAt: last), token: last))
      }
      return max(header.lowerBound, typeStart(before: open, in: header))
    }
    if let first = header.first, source.tokens[first].kind == .open || source.isToken(first, "[") { return first }
    return leaveBlock(header)
  }

  /// `var scopes: [String] {`
  private func isProperty(_ header: Range<Int>) -> Bool {
    source.syntax.nameOrder == .nameFirst
      && header.contains { source.isToken($0, "var") && source.isToken($0 + 2, ":") }
      && !header.contains { source.isToken($0, "=") }
  }

  /// Back over `[]string`, `new List<string>`, `&[` to where the value begins.
  private func typeStart(before open: Int, in header: Range<Int>) -> Int {
    var at = open
    while at > header.lowerBound {
      let previous = at - 1
      if source.isToken(previous, "=") || source.isToken(previous, ":=") || source.isToken(previous, ":")
        || source.isToken(previous, ",") || source.isToken(previous, "=>") || source.isToken(previous, "return")
      {
        break
      }
      at =
        source.tokens[previous].kind == .close && source.partners[previous] >= header.lowerBound
        ? source.partners[previous] : previous
    }
    return at
  }

  private mutating func leaveParenthesizedHeader(_ open: Int, _ header: Range<Int>) -> Int? {
    if header.contains(where: { source.isToken($0, "new") }), !Self.isDeclaration(header, source) {
      return leaveTyped(open, header)
    }
    return leaveBlock(header)
  }

  private static let declarations: Set<String> = [
    "func", "fun", "fn", "function", "def", "sub", "class", "struct", "enum", "interface", "object", "namespace",
    "module",
    "extension", "trait", "impl", "record", "protocol", "actor", "filter",
  ]

  static func isDeclaration(_ header: Range<Int>, _ source: SourceText) -> Bool {
    header.contains { source.tokens[$0].kind == .name && declarations.contains(source.text($0)) }
  }

  /// The block of a function, type, property or HCL resource: adds its name and ends, save that a type's or
  /// property's surroundings are of interest.
  private mutating func leaveBlock(_ header: Range<Int>) -> Int? {
    let words = header.filter { source.tokens[$0].kind == .name }
    // Swift's `class var` declares no class.
    if let keyword = words.last(where: { Self.declarations.contains(source.text($0)) && !source.isToken($0 + 1, "var") }
    ) {
      let isFunction = ["func", "fun", "fn", "function", "def", "sub", "filter"].contains(source.text(keyword))
      let next = words.first { $0 > keyword && source.parents[$0] == source.parents[keyword] }
      guard let next else {
        // `const getScopes = function () {`
        return isFunction ? keyword : nil
      }
      found.append(Introducer(kind: isFunction ? .result : .container, name: source.text(next), token: next))
      return nil
    }
    guard let first = words.first else { return nil }
    if [
      "if", "for", "while", "switch", "guard", "catch", "else", "do", "try", "foreach", "using", "lock", "unless",
      "when",
    ].contains(source.text(first)) {
      return nil
    }
    if ["get", "set", "init", "willSet"].contains(source.text(first)), words.count == 1 {
      let outer = source.parents[first]
      return outer >= 0 ? propertyName(outer) : nil
    }
    // An arrow function has the name that it is bound to.
    if let arrow = header.last, source.isToken(arrow, "=>") { return nil }
    if let call = header.first(where: {
      source.isToken($0, "(") && source.parents[$0] == source.parents[header.lowerBound]
    }), call > header.lowerBound,
      source.tokens[call - 1].kind == .name, !header.contains(where: { source.isToken($0, "=") })
    {
      found.append(Introducer(kind: .result, name: source.text(call - 1), token: call - 1))
      return nil
    }
    // `var scopes: [String] {`, `public string[] Scopes {`, `resource "azuread_application" "app" {`
    if source.syntax.nameOrder == .nameFirst,
      let declarator = words.last(where: { ["var", "let", "val"].contains(source.text($0)) }),
      let next = words.first(where: { $0 > declarator })
    {
      found.append(Introducer(kind: .result, name: source.text(next), token: next))
      return nil
    }
    let texts = header.map { source.tokens[$0].kind == .string ? source.content($0) : source.text($0) }
    found.append(Introducer(kind: .container, name: texts.first ?? "", path: texts, token: header.lowerBound))
    if source.syntax.nameOrder == .typeFirst, let last = words.last {
      found.append(Introducer(kind: .result, name: source.text(last), token: last))
    }
    // HCL's blocks lie in each other.
    return header.lowerBound
  }

  private mutating func propertyName(_ open: Int) -> Int? {
    let header = source.header(of: open)
    guard let last = header.last(where: { source.tokens[$0].kind == .name }) else { return nil }
    found.append(Introducer(kind: .result, name: source.text(last), token: last))
    return nil
  }

  // MARK: Languages with indented blocks

  private mutating func addIndentedFunction(_ index: Int) {
    guard source.syntax.hasIndentedBlocks else { return }
    addEnclosing(index, keyword: "def", kind: .result)
  }

  private mutating func addIndentedContainers(_ index: Int) {
    guard source.syntax.hasIndentedBlocks else { return }
    addEnclosing(index, keyword: "class", kind: .container)
  }

  private mutating func addEnclosing(_ index: Int, keyword: StaticString, kind: Introducer.Kind) {
    let column = source.indentation(of: index)
    guard column > 0 else { return }
    var at = index - 1
    while at >= 0, index - at < 10_000 {
      if source.tokens[at].startsLine, source.parents[at] < 0, source.indentation(of: at) < column {
        var word = at
        while source.isToken(word, "async") || source.isToken(word, "export") { word += 1 }
        if source.isToken(word, keyword), source.kind(word + 1) == .name {
          found.append(Introducer(kind: kind, name: source.text(word + 1), token: word + 1))
          return
        }
        if source.indentation(of: at) == 0 { return }
      }
      at -= 1
    }
  }
}
