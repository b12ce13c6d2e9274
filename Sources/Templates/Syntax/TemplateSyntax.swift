import Diagnostics

/// A template file taken apart. Depends only on the file's bytes.
struct TemplateSyntax: Sendable {
  let file: SourceFile
  let nodes: [Node]
  /// What is wrong with the file whatever it is rendered with.
  let diagnostics: [Diagnostic]

  /// Partials and parents that the file names, in order, with repeats.
  var inclusions: [Name] {
    var names: [Name] = []
    visit(nodes) { node in
      switch node {
      case .partial(let partial): names.append(partial.name)
      case .parent(let parent): names.append(parent.name)
      default: break
      }
    }
    return names
  }

  /// Parents, wherever they stand.
  var parents: [Parent] {
    var parents: [Parent] = []
    visit(nodes) { if case .parent(let parent) = $0 { parents.append(parent) } }
    return parents
  }

  /// Names of the blocks that the file offers to those who inherit from it, in order, with repeats.
  var blockNames: [String] {
    var names: [String] = []
    visit(nodes) { if case .block(let block) = $0 { names.append(block.name.text) } }
    return names
  }

  /// Every node, each before those inside it. The parser bounds the depth.
  private func visit(_ nodes: [Node], _ body: (Node) -> Void) {
    for node in nodes {
      body(node)
      switch node {
      case .section(let section): visit(section.children, body)
      case .block(let block): visit(block.children, body)
      case .parent(let parent): for override in parent.overrides { visit(override.children, body) }
      case .lineStart, .text, .value, .partial: break
      }
    }
  }
}
