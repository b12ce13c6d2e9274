import Diagnostics

/// Inline directives `:name[text]{key="value"}` and attributes after code spans.
extension Draft {
  /// An inline directive before its text is wrapped: the nodes at its edges.
  private struct Use {
    var directive: Directive
    var opening: Place
    var text: Place
    var closing: Place
    var end: Place
  }

  private struct Place: Hashable {
    var node: WorkTree.Index
    /// Position in the pool.
    var position: Int
  }

  mutating func findDirectives(in block: WorkTree.Index) {
    var parents: [WorkTree.Index] = []
    var seen: Set<WorkTree.Index> = []
    var current: WorkTree.Index? = block
    while let index = current {
      if tree[index].kind == .text, tree[index].isVerbatim, seen.insert(tree[index].parent).inserted {
        parents.append(tree[index].parent)
      }
      current = next(after: index, within: block)
    }
    for parent in parents { findDirectives(amongChildrenOf: parent) }
  }

  private mutating func findDirectives(amongChildrenOf parent: WorkTree.Index) {
    let uses = uses(amongChildrenOf: parent)
    guard !uses.isEmpty else { return }
    // Cut from the back, so that what was found stays where it is.
    var cuts: Set<Place> = []
    for use in uses { cuts.formUnion([use.opening, use.text, use.closing, use.end]) }
    var nodes: [Place: WorkTree.Index] = [:]
    for cut in cuts.sorted(by: { $0.position > $1.position }) {
      let start = Int(tree[cut.node].text.start)
      if cut.position >= Int(tree[cut.node].text.end) {
        nodes[cut] = tree[cut.node].next
      } else {
        nodes[cut] = tree.split(cut.node, at: cut.position - start)
      }
    }
    for use in uses { wrap(use, &nodes) }
  }

  private mutating func wrap(_ use: Use, _ nodes: inout [Place: WorkTree.Index]) {
    guard let opening = nodes[use.opening], let closing = nodes[use.closing] else { return }
    let after = nodes[use.end] ?? WorkTree.none
    let last = after == WorkTree.none ? tree[tree[closing].parent].last : tree[after].previous
    guard last != WorkTree.none else { return }
    var node = WorkTree.Node(kind: .inlineDirective)
    node.span = SourceSpan(start: tree[opening].span.start, end: tree[last].span.end)
    node.detail = UInt32(document.directives.count)
    var directive = use.directive
    directive.span = source(node.span)
    document.directives.append(directive)
    let wrapper = tree.wrap(opening, through: last, in: node)
    // A directive around this one may begin its text here.
    nodes[use.opening] = wrapper
    // Of what is inside now, only the text between the brackets stays.
    remove(from: tree[wrapper].first, until: nodes[use.text] ?? WorkTree.none)
    remove(from: closing, until: WorkTree.none)
  }

  private mutating func remove(from first: WorkTree.Index, until end: WorkTree.Index) {
    var current = first
    while current != WorkTree.none, current != end {
      let next = tree[current].next
      tree.remove(current)
      current = next
    }
  }

  /// Inner directives come before the ones around them.
  private mutating func uses(amongChildrenOf parent: WorkTree.Index) -> [Use] {
    var open: [(bracket: Place, name: Range<Int>?)] = []
    var uses: [Use] = []
    var child = tree[parent].first
    while child != WorkTree.none {
      defer { child = tree[child].next }
      guard tree[child].kind == .text, tree[child].isVerbatim else { continue }
      let range = tree[child].text.range
      var position = range.lowerBound
      while position < range.upperBound {
        switch document.pool[position] {
        case .openBracket:
          open.append((Place(node: child, position: position), directiveName(before: position, in: child)))
        case .closeBracket:
          guard let (bracket, name) = open.popLast(), let name else { break }
          let use = use(named: name, opening: bracket, closing: Place(node: child, position: position))
          uses.append(use)
          position = use.end.position - 1
        default: break
        }
        position += 1
      }
    }
    return uses
  }

  /// The name in `:name[`, if one ends at the bracket.
  private func directiveName(before bracket: Int, in node: WorkTree.Index) -> Range<Int>? {
    let start = Int(tree[node].text.start)
    var name = bracket
    while name > start, isAlphanumeric(document.pool[name - 1]) || document.pool[name - 1] == UInt8(ascii: "-"),
      bracket - name < 64
    {
      name -= 1
    }
    guard name < bracket, isLetter(document.pool[name]), name > start, document.pool[name - 1] == .colon else {
      return nil
    }
    let colon = name - 1
    let bufferColon = Int(tree[node].span.start) + colon - start
    let before = bufferColon > 0 ? buffer[bufferColon - 1] : UInt8.newline
    return isAlphanumeric(before) || before == .colon || before >= 0x80 ? nil : name..<bracket
  }

  private mutating func use(named name: Range<Int>, opening: Place, closing: Place) -> Use {
    let node = tree[closing.node]
    var directive = Directive(
      form: .inline,
      name: String(decoding: document.pool[name], as: UTF8.self),
      nameSpan: span(ofPool: name, in: opening.node),
      label: nil,
      attributes: [],
      span: SourceSpan(start: 0, end: 0)
    )
    var end = closing.position + 1
    if end < Int(node.text.end), document.pool[end] == .openBrace,
      let (attributes, after) = attributes(at: end, in: closing.node)
    {
      directive.attributes = attributes
      end = after
    }
    return Use(
      directive: directive,
      opening: Place(node: opening.node, position: name.lowerBound - 1),
      text: Place(node: opening.node, position: opening.position + 1),
      closing: closing,
      end: Place(node: closing.node, position: end)
    )
  }

  /// Reads attributes from verbatim text; gives where they end in the pool.
  private mutating func attributes(
    at position: Int,
    in node: WorkTree.Index
  ) -> (attributes: [Directive.Attribute], end: Int)? {
    let text = tree[node].text
    let start = Int(tree[node].span.start) + position - Int(text.start)
    let end = Int(tree[node].span.end)
    // Attributes are short; a limit keeps text full of braces linear.
    let limit = min(end, start + 2000)
    var syntax = DirectiveSyntax(buffer, path: path)
    let (attributes, after) = syntax.attributes(at: start, before: limit, reportsErrors: true)
    guard let attributes else {
      document.diagnostics += syntax.diagnostics.prefix(1).map { moved($0) }
      return nil
    }
    document.diagnostics += syntax.diagnostics.map { moved($0) }
    return (
      attributes.map { attribute in
        var attribute = attribute
        attribute.keySpan = source(attribute.keySpan)
        attribute.valueSpan = source(attribute.valueSpan)
        return attribute
      },
      position + after - start
    )
  }

  /// A diagnostic about the buffer as one about the file.
  private func moved(_ diagnostic: Diagnostic) -> Diagnostic {
    var diagnostic = diagnostic
    if let span = diagnostic.location?.span { diagnostic.location?.span = source(span) }
    return diagnostic
  }

  private func span(ofPool range: Range<Int>, in node: WorkTree.Index) -> SourceSpan {
    let offset = Int(tree[node].span.start) - Int(tree[node].text.start)
    return source(SourceSpan((range.lowerBound + offset)..<(range.upperBound + offset)))
  }

  /// `` `code`{.class} `` becomes a directive called `code` around the span.
  mutating func attachAttributes(in block: WorkTree.Index) {
    var current: WorkTree.Index? = block
    while let index = current {
      current = next(after: index, within: block)
      let text = tree[index].next
      guard tree[index].kind == .code, text != WorkTree.none, tree[text].kind == .text, tree[text].isVerbatim,
        document.pool[Int(tree[text].text.start)] == .openBrace
      else { continue }
      let start = Int(tree[text].span.start)
      var syntax = DirectiveSyntax(buffer, path: path)
      let limit = min(Int(tree[text].span.end), start + 2000)
      let (found, end) = syntax.attributes(at: start, before: limit, reportsErrors: false)
      // Ordinary text in braces may follow code; only what has the form of attributes with values is taken for them.
      guard let found, !found.isEmpty, found.allSatisfy({ $0.value != nil }),
        let attributes = attributes(at: Int(tree[text].text.start), in: text)?.attributes
      else { continue }
      _ = tree.split(text, at: end - start)
      var node = WorkTree.Node(kind: .inlineDirective)
      node.span = SourceSpan(start: tree[index].span.start, end: UInt32(end))
      node.detail = UInt32(document.directives.count)
      let span = source(node.span)
      document.directives.append(
        Directive(form: .inline, name: "code", nameSpan: span, label: nil, attributes: attributes, span: span)
      )
      tree.remove(text)
      _ = tree.wrap(index, through: index, in: node)
      current = next(after: index, within: block)
    }
  }
}
