import Diagnostics

/// Which template includes which, and what follows from that.
struct InclusionGraph {
  /// For each file, what it includes, directly or not, and itself.
  let closures: [[Int]]
  /// For each file, the blocks of its closure: what one who inherits from it may fill.
  let blockNames: [Set<String>]
  private let index: [String: Int]

  init(_ files: [TemplateSyntax], _ index: [String: Int]) {
    let edges = files.map { file in file.inclusions.compactMap { index[$0.text] } }
    let closures = files.indices.map { Self.closure(of: $0, edges) }
    let ownBlocks = files.map { Set($0.blockNames) }
    self.closures = closures
    self.index = index
    blockNames = closures.map { closure in closure.reduce(into: Set()) { $0.formUnion(ownBlocks[$1]) } }
  }

  private static func closure(of file: Int, _ edges: [[Int]]) -> [Int] {
    var found = [file]
    var isFound = Array(repeating: false, count: edges.count)
    isFound[file] = true
    var next = 0
    while next < found.count {
      for target in edges[found[next]] where !isFound[target] {
        isFound[target] = true
        found.append(target)
      }
      next += 1
    }
    return found
  }

  /// Partials, parents and overridden blocks that do not exist, which needs no knowledge of types.
  func unknownNames(in syntax: TemplateSyntax) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for name in syntax.inclusions where index[name.text] == nil && !name.parts.isEmpty {
      diagnostics.append(.unknownPartial(name, in: syntax.file, known: index.keys.sorted()))
    }
    for parent in syntax.parents {
      guard let target = index[parent.name.text] else { continue }
      for override in parent.overrides where !override.name.parts.isEmpty {
        guard !blockNames[target].contains(override.name.text) else { continue }
        diagnostics.append(
          .unknownBlock(override.name, parent: parent.name.text, in: syntax.file, known: blockNames[target].sorted())
        )
      }
    }
    return diagnostics
  }
}

extension Diagnostic {
  fileprivate static func unknownPartial(_ name: Name, in file: SourceFile, known: [String]) -> Diagnostic {
    Diagnostic(
      "unknown-partial",
      .error,
      "there is no template '\(name.text)'",
      at: file.location(name.span),
      help: NearestMatch.find(name.text, in: known).map { "did you mean '\($0)'?" }
        ?? "templates are named by their path without '.html'"
    )
  }

  fileprivate static func unknownBlock(
    _ name: Name,
    parent: String,
    in file: SourceFile,
    known: [String]
  ) -> Diagnostic {
    let list = known.map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      "unknown-block",
      .error,
      "'\(parent)' has no block '\(name.text)'",
      at: file.location(name.span),
      help: NearestMatch.find(name.text, in: known).map { "did you mean '\($0)'?" }
        ?? (known.isEmpty ? "it has no blocks at all" : "its blocks are \(list)")
    )
  }
}
