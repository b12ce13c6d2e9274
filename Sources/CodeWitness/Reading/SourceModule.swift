import Permissions

/// The files that may use each other's names, and what those names stand for.
struct SourceModule: Sendable {
  struct File: Sendable {
    var path: String
    var form: String
    var text: SourceText
  }

  /// A name that a string is given to.
  struct Constant: Sendable {
    var file: Int
    var container: String?
    var chain: Chain
  }

  /// What the provider offers.
  let microsoft: MicrosoftPermissions
  let files: [File]
  private(set) var constants: [String: [Constant]] = [:]
  /// Names that stand where scopes are asked for, with the name before them if there is one.
  private(set) var references: [String: Set<String>] = [:]
  /// Functions that hand an argument on to where scopes are asked for.
  private(set) var acquirers: Set<String> = []
  /// The kind that a list's items are registered as, by the list's name.
  private(set) var kinds: [String: PermissionKind] = [:]
  /// By file.
  private(set) var loops: [[(range: Range<Int>, kind: PermissionKind)]] = []
  private(set) var connectionNames: Set<String> = []
  /// Names that are only ever searched.
  private(set) var searched: Set<String> = []
  private var holders: Set<String> = []
  private var passedOn: Set<String> = []
  private var computed: Set<String> = []
  private var origins: [String: Set<String>] = [:]

  init(files: [File], facts: [ModuleFacts], _ microsoft: MicrosoftPermissions) {
    self.microsoft = microsoft
    self.files = files
    var handovers: [String: Set<ModuleFacts.Reference>] = [:]
    var open: [ModuleFacts.Reference] = []
    for (index, fact) in facts.enumerated() {
      for (name, container, chain) in fact.constants {
        constants[name, default: []].append(Constant(file: index, container: container, chain: chain))
      }
      open += fact.references
      for (name, references) in fact.handovers { handovers[name, default: []].formUnion(references) }
      acquirers.formUnion(fact.acquirers)
      kinds.merge(fact.kinds) { first, _ in first }
      loops.append(fact.loops)
      connectionNames.formUnion(fact.connectionNames)
      searched.formUnion(fact.compared)
      holders.formUnion(fact.holders)
      passedOn.formUnion(fact.passedOn)
      computed.formUnion(fact.computed)
    }
    for fact in facts { searched.subtract(fact.used) }
    origins = handovers.mapValues { Set($0.map(\.name)) }
    // Whatever a list is made of is of its kind.
    var named = Array(kinds)
    while let (name, kind) = named.popLast() {
      for reference in handovers[name] ?? [] where kinds.updateValue(kind, forKey: reference.name) == nil {
        named.append((reference.name, kind))
      }
    }
    // What is put into a list that is asked for, is asked for.
    while let reference = open.popLast() {
      guard references[reference.name, default: []].insert(reference.container ?? "").inserted else { continue }
      open += handovers[reference.name] ?? []
    }
  }

  /// Whether somebody asks for what this name stands for.
  func isReferenced(_ name: String, container: String?) -> Bool {
    guard let containers = references[name] else { return false }
    guard let container else { return true }
    return containers.contains(container) || containers.contains("") || containers.contains("self")
      || containers.contains("this")
      || containers.contains("Self") || containers.contains("cls")
  }

  // MARK: Where values come from

  /// Whether scopes are written down under this name, or under one that its value is made of.
  func leadsToScopes(_ name: String) -> Bool { reaches(name) { holders.contains($0) } }

  /// Whether what this name stands for is up to whoever calls a function.
  func isPassedOn(_ name: String) -> Bool { reaches(name) { passedOn.contains($0) } }

  /// Whether a call or another object says what this name stands for.
  func isComputed(_ name: String) -> Bool { computed.contains(name) }

  private func reaches(_ name: String, _ isGoal: (String) -> Bool) -> Bool {
    var (open, seen): ([String], Set<String>) = ([name], [name])
    while let next = open.popLast(), seen.count < 500 {
      if isGoal(next) { return true }
      for origin in origins[next] ?? [] where seen.insert(origin).inserted { open.append(origin) }
    }
    return false
  }

  /// Whether any member of a container, or all of it, is used by name where scopes are asked for.
  func usesMembers(of container: String) -> Bool {
    if references[container] != nil { return true }
    return references.values.contains { $0.contains(container) }
  }

  // MARK: Values

  /// What a chain comes to; unknown parts are ``ComposedText/unknown``.
  func value(of chain: Chain, file: Int, depth: Int = 0) -> ComposedText {
    let text = files[file].text
    var result = ComposedText()
    for atom in chain.atoms {
      switch atom {
      case .string(let index): result.append(value(ofString: index, file: file, depth: depth))
      case .name(let range, let path):
        let place =
          text.tokens[range.lowerBound].range
          .lowerBound..<text.tokens[max(range.lowerBound, range.upperBound - 1)].range.upperBound
        if let value = value(of: path, file: file, depth: depth) {
          result.append(value.moved(to: place))
        } else {
          result.append(ComposedText.unknown, at: place.lowerBound)
        }
      case .other(let index): result.append(ComposedText.unknown, at: text.tokens[index].range.lowerBound)
      }
    }
    result.isComposed = result.isComposed || chain.atoms.count > 1
    if let only = chain.atoms.first, case .string(let index) = only, chain.atoms.count == 1 {
      result.isComposed = text.strings[text.tokens[index].string].pieces.contains {
        if case .hole = $0 { true } else { false }
      }
    }
    return result
  }

  func value(ofString index: Int, file: Int, depth: Int = 0) -> ComposedText {
    let text = files[file].text
    return ComposedText(text.strings[text.tokens[index].string], in: text.bytes) { hole in
      value(of: Self.path(in: text.text(hole)), file: file, depth: depth)
    }
  }

  /// What a name stands for, where everybody agrees: the file's own meaning first.
  func value(of path: [String], file: Int, depth: Int = 0) -> ComposedText? {
    guard depth < 8, let name = path.last, var candidates = constants[name] else { return nil }
    if path.count > 1 {
      let container = path[path.count - 2]
      let inside = candidates.filter { $0.container == container }
      if !inside.isEmpty { candidates = inside }
    }
    let own = candidates.filter { $0.file == file }
    if !own.isEmpty { candidates = own }
    guard candidates.count <= 8 else { return nil }
    var value: ComposedText?
    for candidate in candidates {
      let next = self.value(of: candidate.chain, file: candidate.file, depth: depth + 1)
      if next.bytes.contains(ComposedText.unknown) || next.bytes.isEmpty { return nil }
      if let value, value.bytes != next.bytes { return nil }
      value = next
    }
    return value
  }

  /// `self.base`, `$base`, `@base`, `base:0` without what is not a name.
  private static func path(in hole: String) -> [String] {
    let trimmed = hole.utf8.filter { $0 > 0x20 }
    var parts: [String] = []
    for part in trimmed.split(whereSeparator: {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ">")
    }) {
      var part = Array(part)
      if part.last == UInt8(ascii: "-") { part.removeLast() }
      guard
        part.allSatisfy({ $0 >= 0x30 && $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "=") || $0 == UInt8(ascii: "$") })
      else { return [] }
      parts.append(String(decoding: part, as: UTF8.self))
    }
    return parts
  }
}
