import Permissions

/// What one file tells the others: constants, and names that stand where scopes are asked for.
struct ModuleFacts: Sendable {
  struct Reference: Hashable, Sendable {
    var name: String
    var container: String?
  }

  var constants: [(name: String, container: String?, chain: Chain)] = []
  var references: [Reference] = []
  /// By a name, the names in its value.
  var handovers: [String: Set<Reference>] = [:]
  var acquirers: Set<String> = []
  /// Names of what scopes are written down in.
  var holders: Set<String> = []
  /// Names that a parameter's value is given to.
  var passedOn: Set<String> = []
  /// Names that are given what a call or another object says.
  var computed: Set<String> = []
  /// Lists that a loop registers one by one, and names of such lists.
  var loops: [(range: Range<Int>, kind: PermissionKind)] = []
  var kinds: [String: PermissionKind] = [:]
  /// Names that whoever runs a script signs in with.
  var connectionNames: Set<String> = []
  /// Names that something is looked for in, and those that are used in any other way.
  var compared: Set<String> = []
  var used: Set<String> = []

  private let microsoft: MicrosoftPermissions

  init(_ source: SourceText, _ microsoft: MicrosoftPermissions) {
    self.microsoft = microsoft
    guard !source.syntax.strings.isEmpty else { return }
    let mayQuery = PermissionQuery.occurs(in: source.bytes)
    for index in source.tokens.indices {
      let token = source.tokens[index]
      if token.kind == .name { readUse(index, source) }
      switch token.kind {
      case .sign:
        if source.isToken(index, "=") || source.isToken(index, ":") || source.isToken(index, ":=")
          || source.isToken(index, "=>")
          || source.isToken(index, "+=") || source.isToken(index, "?:")
        {
          readAssignment(index, source)
        }
      case .open where source.isToken(index, "("): readCall(index, source)
      case .name where source.syntax.hasCommandArguments: readFlag(index, source)
      case .name where source.isToken(index, "return"): readResult(index + 1, source)
      case .string:
        readHolders(index, source)
        if mayQuery { readQuery(index, source) }
      case .open where source.syntax.returnsLastValue && token.startsLine: readResult(index, source)
      default: break
      }
    }
    readLoops(source)
  }

  /// `CALENDAR_SCOPES.includes(scope)`, `scope in CALENDAR_SCOPES`, or anything else.
  private mutating func readUse(_ index: Int, _ source: SourceText) {
    guard source.tokens[index].range.count > 4 else { return }
    let name = source.text(index)
    guard RequestingNames.mayRequest(name) else { return }
    if source.isToken(index + 1, "="), !source.isToken(index + 2, "=") { return }
    if source.isToken(index + 1, ":") || isDeclaration(index, source) { return }
    let isSearched =
      source.isToken(index + 1, ".") && source.kind(index + 2) == .name
      && Self.searches.contains(source.text(index + 2))
    let isMembershipTest =
      source.isToken(index - 1, "in")
      && !(max(0, index - 5)..<index).contains { source.isLoop($0) }
    if isSearched || isMembershipTest { compared.insert(name) } else { used.insert(name) }
  }

  private static let searches: Set<String> = ["includes", "has", "contains", "Contains", "indexOf", "include"]

  // MARK: Assignments

  private mutating func readAssignment(_ sign: Int, _ source: SourceText) {
    let value = sign + 1
    guard value < source.tokens.count, sign > 0 else { return }
    // The nearest name is enough for most; the whole way out is walked for few.
    guard let target = IntroducerWalk.introducers(of: value, in: source, levels: 1).first,
      target.kind == .binding || target.kind == .label, target.token < sign
    else { return }
    // A type annotation is no value.
    if source.isToken(sign, ":"), isDeclaration(target.token, source) { return }
    let chain = Chain(from: value, in: source)
    if !chain.atoms.isEmpty, !chain.atoms.contains(where: { if case .other = $0 { true } else { false } }),
      endsValue(chain.tokens.upperBound, source)
    {
      let container = IntroducerWalk.introducers(of: value, in: source).dropFirst()
        .first { $0.kind == .container || $0.kind == .binding || $0.kind == .label }?.name
      constants.append((target.name, container, chain))
    }
    guard !source.isToken(value, "{") || RequestingNames.mayRequest(target.name) else { return }
    let range = valueRange(value, source)
    let names = self.names(in: range, source)
    guard !names.isEmpty else { return }
    readOrigin(of: target.name, range, names, source)
    if RequestingNames.mayRequest(target.name), case .requests = RequestingNames.meaning(ofLabel: target.name) {
      add(names, in: target.token, source)
    }
    handovers[target.name, default: []].formUnion(names)
  }

  /// Whether a value is a parameter's, or comes from somewhere that has to be asked.
  private mutating func readOrigin(
    of name: String,
    _ value: Range<Int>,
    _ names: Set<Reference>,
    _ source: SourceText
  ) {
    if value.count <= 7,
      source.enclosingFunctions(of: value.lowerBound).contains(where: {
        !$0.parameters.isDisjoint(with: names.map(\.name))
      })
    {
      passedOn.insert(name)
    } else if RequestingNames.mayRequest(name),
      value.contains(where: {
        source.kind($0) == .name
          && (source.isToken($0 + 1, "(") || source.isToken($0 + 1, ".") || source.isToken($0 + 1, "["))
      })
    {
      computed.insert(name)
    }
  }

  private mutating func readHolders(_ index: Int, _ source: SourceText) {
    let content = source.strings[source.tokens[index].string].content
    guard content.count < 4000,
      source.bytes[content].contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") })
        || content.count < 12
    else { return }
    guard ScopeList.holdsScope(source.bytes[content], microsoft) else { return }
    for introducer in IntroducerWalk.introducers(of: index, in: source) where introducer.kind != .comparison {
      holders.insert(introducer.name)
    }
  }

  /// `let x: T` and `func f(x: T)`: what follows is a type.
  private func isDeclaration(_ name: Int, _ source: SourceText) -> Bool {
    guard name > 0 else { return false }
    return [
      "let", "var", "const", "val", "class", "struct", "enum", "protocol", "extension", "interface", "actor", "object",
    ].contains(source.text(name - 1))
  }

  private func endsValue(_ index: Int, _ source: SourceText) -> Bool {
    guard index < source.tokens.count else { return true }
    if source.tokens[index].kind == .close || source.tokens[index].startsLine { return true }
    return [",", ";", "as", "/", "in"].contains(source.text(index))
  }

  // MARK: Calls and flags

  private mutating func readCall(_ open: Int, _ source: SourceText) {
    guard let callee = source.calleeEnd(before: open), source.partners[open] > open else { return }
    let first = open + 1
    let isPair =
      source.kind(first) == .string && source.isToken(first + 1, ",")
      && ["scope", "scopes"].contains(NameWords.joined(source.content(first)))
    if !isPair {
      let path = source.path(endingAt: callee)
      guard path.contains(where: RequestingNames.mayRequest), case .requests = RequestingNames.meaning(ofCall: path)
      else { return }
    }
    if callee > 0, ["func", "fun", "fn", "function", "def"].contains(source.text(callee - 1)) { return }
    add(names(in: (open + 1)..<source.partners[open], source), in: callee, source)
  }

  private mutating func readFlag(_ flag: Int, _ source: SourceText) {
    let text = source.text(flag)
    readComparison(flag, text, source)
    guard text.hasPrefix("-"), case .requests = RequestingNames.meaning(ofLabel: text) else { return }
    var end = flag + 1
    while end < source.tokens.count, !source.tokens[end].startsLine,
      !(source.tokens[end].kind == .name && source.text(end).hasPrefix("-"))
    {
      if source.tokens[end].kind == .open, source.partners[end] > end { end = source.partners[end] }
      end += 1
    }
    let names = names(in: (flag + 1)..<min(end, source.tokens.count), source)
    add(names, in: flag, source)
    let introducers = flag + 1 < source.tokens.count ? IntroducerWalk.introducers(of: flag + 1, in: source) : []
    if introducers.contains(where: { $0.kind == .call && $0.name.lowercased().hasPrefix("connect") }) {
      connectionNames.formUnion(names.map(\.name))
    }
  }

  /// `$graph.AppRoles | Where-Object { $_.Value -eq $roleName }`: what is looked up there is assigned.
  private mutating func readComparison(_ flag: Int, _ text: String, _ source: SourceText) {
    guard ["-eq", "-in", "-ceq", "-ieq", "-like"].contains(text.lowercased()), source.kind(flag + 1) == .name,
      let lookup = RoleLookup(before: flag, in: source)
    else { return }
    let name = source.text(flag + 1)
    references.append(Reference(name: name, container: nil))
    kinds[name] = lookup.kind
    if let list = source.list(ofLoopAround: flag) { addLoop(list, lookup.kind, source) }
    // `-PermissionName $name`: whoever calls the function says what is looked up.
    for function in source.enclosingFunctions(of: flag) where function.parameters.contains(name) {
      acquirers.insert(function.name)
    }
  }

  /// `--query "appRoles[?value=='$name'].id"`: so is what the Azure CLI looks up.
  private mutating func readQuery(_ index: Int, _ source: SourceText) {
    let text = ComposedText(source.strings[source.tokens[index].string], in: source.bytes) { hole in
      var text = ComposedText()
      for offset in hole where source.bytes[offset] != UInt8(ascii: "'") {
        text.append(source.bytes[offset], at: offset)
      }
      return text
    }
    for query in PermissionQuery.queries(in: text) {
      for range in query.names {
        let name = String(decoding: text.bytes[range], as: UTF8.self)
        guard !name.contains(".") else { continue }
        for name in [name, "$" + name] {
          references.append(Reference(name: name, container: nil))
          kinds[name] = query.kind
        }
        if let list = source.words(ofLoopOver: name, before: index) { addLoop(list, query.kind, source) }
      }
    }
  }

  private mutating func add(_ names: Set<Reference>, in place: Int, _ source: SourceText) {
    references += names
    // A parameter that is asked for makes its function one that asks.
    for function in source.enclosingFunctions(of: place) where !function.parameters.isDisjoint(with: names.map(\.name))
    {
      acquirers.insert(function.name)
    }
  }

  /// What a function named for scopes returns is asked for.
  private mutating func readResult(_ start: Int, _ source: SourceText) {
    guard start < source.tokens.count else { return }
    let introducers = IntroducerWalk.introducers(of: start, in: source)
    guard introducers.contains(where: { RequestingNames.mayRequest($0.name) }),
      case .request = Verdict.of(introducers, microsoft)
    else { return }
    let names = names(in: valueRange(start, source), source)
    references += names
  }

  // MARK: Names

  private func valueRange(_ start: Int, _ source: SourceText) -> Range<Int> {
    let parent = source.parents[start]
    let limit = min(source.end(of: parent), start + 800)
    var at = start
    while at < limit {
      if source.isToken(at, ",") || source.isToken(at, ";") { break }
      if source.syntax.endsStatementsWithLines, at > start, source.tokens[at].startsLine, !source.isToken(at, "."),
        source.tokens[at - 1].kind != .sign
      {
        break
      }
      if source.tokens[at].kind == .open {
        guard source.partners[at] > at else { break }
        at = source.partners[at]
      }
      at += 1
    }
    return start..<min(max(at, start), source.tokens.count)
  }

  func names(in range: Range<Int>, _ source: SourceText) -> Set<Reference> {
    var names: Set<Reference> = []
    for index in range {
      if source.tokens[index].kind == .string {
        // Names in holes: `"${Scopes.mail} ${Scopes.user}"`.
        for piece in source.strings[source.tokens[index].string].pieces {
          guard case .hole(let hole) = piece, hole.count < 100 else { continue }
          let parts = source.text(hole).split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }.map(
            String.init
          )
          if let last = parts.last {
            names.insert(Reference(name: last, container: parts.count > 1 ? parts[parts.count - 2] : nil))
          }
        }
        continue
      }
      guard source.tokens[index].kind == .name else { continue }
      // `Scopes.mail` uses a member; `scopes.join(" ")` all of it.
      let isOwner =
        source.isToken(index + 1, ".") && source.kind(index + 2) == .name && !source.isToken(index + 3, "(")
        || source.isToken(index + 1, "::") && source.kind(index + 2) == .name
      let isDotted =
        index > 0
        && (source.isToken(index - 1, ".") || source.isToken(index - 1, "::") || source.isToken(index - 1, "->"))
      let container = isDotted && index > 1 && source.kind(index - 2) == .name ? source.text(index - 2) : nil
      if isOwner, !isDotted { continue }
      // Whether something is in a list says nothing of what else is.
      if source.isToken(index + 1, "."), source.kind(index + 2) == .name, Self.searches.contains(source.text(index + 2))
      {
        continue
      }
      names.insert(Reference(name: source.text(index), container: container))
    }
    return names
  }
}

extension ModuleFacts {
  /// `for_each = toset(local.roles)` around `app_role_ids[each.value]`, `[for s in scopes: { …, type: 'Scope' }]`.
  private mutating func readLoops(_ source: SourceText) {
    for index in source.tokens.indices {
      var kind: PermissionKind?
      if source.isToken(index, "["), index > 0, source.kind(index + 1) != .string || !source.isToken(index + 2, "]") {
        kind = FormReading.lookupKind(source, index)
      } else if source.tokens[index].kind == .name || source.tokens[index].kind == .string,
        source.entryName(index) == "type",
        let value = source.entryValue(index), let literal = source.firstString(in: value), value.count == 1
      {
        let word = source.content(literal).lowercased()
        kind = word == "role" ? .application : word == "scope" ? .delegated : nil
      }
      guard let kind else { continue }
      if let list = source.list(ofLoopAround: index) { addLoop(list, kind, source) }
      var open = source.parents[index]
      var levels = 0
      while open >= 0, levels < 6 {
        if let list = source.entry("for_each", in: open) { addLoop(list, kind, source) }
        // `[for x in list : …]`
        if source.isToken(open, "["), source.isToken(open + 1, "for"),
          let word = ((open + 1)..<min(open + 8, source.tokens.count)).first(where: { source.isToken($0, "in") })
        {
          var end = word + 1
          while end < source.end(of: open), !source.isToken(end, ":"), !source.isToken(end, "{") {
            if source.tokens[end].kind == .open, source.partners[end] > end { end = source.partners[end] }
            end += 1
          }
          addLoop((word + 1)..<min(end, source.tokens.count), kind, source)
        }
        open = source.parents[open]
        levels += 1
      }
    }
  }

  private mutating func addLoop(_ list: Range<Int>, _ kind: PermissionKind, _ source: SourceText) {
    loops.append((list, kind))
    let names = names(in: list, source).filter {
      !["toset", "local", "var", "each", "for", "in", "concat", "distinct", "params"].contains($0.name)
    }
    references += names
    for name in names { kinds[name.name] = kind }
  }
}

extension SourceText {
  /// What stands after `in` or `of` of the loop, or before `.map(`, that a token is said once for each item of.
  func list(ofLoopAround index: Int) -> Range<Int>? {
    var open = parents[index]
    var levels = 0
    while open > 0, levels < 8 {
      if isToken(open, "{"), let list = list(ofLoop: header(of: open)) { return list }
      if isToken(open, "("), ["map", "forEach", "Select", "flatMap"].contains(text(open - 1)), isToken(open - 2, "."),
        kind(open - 3) == .name
      {
        return (open - 3)..<(open - 2)
      }
      open = parents[open]
      levels += 1
    }
    guard syntax.hasIndentedBlocks else { return nil }
    var column = indentation(of: index)
    var at = index
    while at > 0, index - at < 400, column > 0 {
      at -= 1
      guard tokens[at].startsLine else { continue }
      let own = indentation(of: at)
      guard own < column, parents[at] < 0 else { continue }
      column = own
      if isToken(at, "for"), let list = list(ofLoop: at..<min(at + 12, tokens.count)) { return list }
    }
    return nil
  }

  /// What a shell's loop goes over: `for name in "$first" "$second"; do`.
  func words(ofLoopOver name: String, before index: Int) -> Range<Int>? {
    for at in stride(from: index - 3, through: max(0, index - 400), by: -1)
    where isToken(at, "for") && isToken(at + 2, "in") && text(at + 1) == name {
      var end = at + 3
      while end < index, !isToken(end, ";"), !tokens[end].startsLine, !isToken(end, "do") { end += 1 }
      return (at + 3)..<end
    }
    return nil
  }

  /// Some languages do not mind capitals.
  func isLoop(_ index: Int) -> Bool {
    guard kind(index) == .name, tokens[index].range.count <= 7 else { return false }
    return isToken(index, "for") || text(index).lowercased() == "foreach"
  }

  /// `for (const name of list)`, `foreach ($name in 'User.Read', 'Mail.Read')`, `for name in list:`
  private func list(ofLoop header: Range<Int>) -> Range<Int>? {
    guard header.contains(where: { isLoop($0) }),
      let word = header.first(where: { isToken($0, "in") || isToken($0, "of") }), word + 1 < tokens.count
    else { return nil }
    let limit = min(end(of: parents[word]), word + 200)
    var at = word + 1
    while at < limit, !isToken(at, ":"), !isToken(at, "{") {
      if tokens[at].kind == .open, partners[at] > at { at = partners[at] }
      at += 1
    }
    let list = (word + 1)..<at
    // A call makes a list that cannot be said.
    guard at < tokens.count, !list.isEmpty, list.count == 1 || !list.contains(where: { kind($0) == .name }) else {
      return nil
    }
    return list
  }

  struct Function {
    var name: String
    var parameters: Set<String>
  }

  /// The functions around a token whose parameters are written in parentheses before a brace, or in Python.
  func enclosingFunctions(of index: Int) -> [Function] {
    var functions: [Function] = []
    var open = parents[index]
    while open >= 0, functions.count < 8 {
      if isToken(open, "{") { append(function(in: header(of: open)), to: &functions) }
      open = parents[open]
    }
    if syntax.hasIndentedBlocks, let def = enclosingDefinition(of: index) {
      append(function(in: def), to: &functions)
    }
    return functions
  }

  private func append(_ function: Function?, to functions: inout [Function]) {
    if let function { functions.append(function) }
  }

  private func function(in header: Range<Int>) -> Function? {
    guard
      let open = header.first(where: {
        isToken($0, "(") && partners[$0] > $0 && !(isToken($0 - 1, ")")) && $0 > 0 && tokens[$0 - 1].kind == .name
          || isToken($0, "(") && header.contains($0 - 1) && (isToken($0 - 1, "=") || isToken($0 - 1, "async"))
            && partners[$0] > $0
      })
    else {
      return nil
    }
    var name = open - 1
    if isToken(name, "async") || isToken(name, "=") {
      while name > header.lowerBound, isToken(name, "async") || isToken(name, "=") || isToken(name, "function") {
        name -= 1
      }
    }
    guard name >= 0, tokens[name].kind == .name,
      !["if", "for", "while", "switch", "catch", "foreach", "using"].contains(text(name))
    else { return nil }
    var parameters: Set<String> = []
    for index in (open + 1)..<max(partners[open], open + 1) where tokens[index].kind == .name {
      parameters.insert(text(index))
    }
    return Function(name: text(name), parameters: parameters)
  }

  private func enclosingDefinition(of index: Int) -> Range<Int>? {
    let column = indentation(of: index)
    var at = index
    while at >= 0, index - at < 10_000 {
      if isToken(at, "def"), indentation(of: at) < column, at + 2 < tokens.count, isToken(at + 2, "("),
        partners[at + 2] > at + 2
      {
        return at..<min(partners[at + 2] + 1, tokens.count)
      }
      at -= 1
    }
    return nil
  }
}
