import Diagnostics

/// The document while it is being put together: nodes that can be moved, linked by index.
///
/// Every change takes constant time, so that hostile nesting stays linear. ``Document`` is its flat, final form.
struct WorkTree: ~Copyable {
  typealias Index = Int32
  static let none: Index = -1

  struct Node {
    var kind: Document.Kind
    var level: UInt8 = 0
    var isHeader = false
    /// Text whose bytes stand in the buffer just so: only that can be syntax of an extension.
    var isVerbatim = false
    /// The node came from a mark of the rewriter, which knew where it stands in the file.
    var isSpanOfFile = false
    /// A blank line follows, which makes a list loose. Known while blocks are read.
    var endsBlank = false
    var detail: UInt32 = 0
    /// Position in the rewriter's list, for a mark that has not been turned into a node yet.
    var marker: Int32 = -1
    /// Range in the buffer, or in the file when ``isSpanOfFile``.
    var span = SourceSpan(start: 0, end: 0)
    /// Range in the pool.
    var text = SourceSpan(start: 0, end: 0)
    var parent: Index = none
    var first: Index = none
    var last: Index = none
    var previous: Index = none
    var next: Index = none
  }

  private var nodes: PlainStack<Node>

  init(capacity: Int) {
    nodes = PlainStack(capacity: capacity)
    nodes.append(Node(kind: .document))
  }

  var count: Int { nodes.count }

  subscript(_ index: Index) -> Node {
    @inline(__always) _read { yield nodes[Int(index)] }
    @inline(__always) _modify { yield &nodes[Int(index)] }
  }

  /// All nodes by index; the pointer is valid while the body runs.
  func withUnsafeNodes<Result>(_ body: (UnsafePointer<Node>) -> Result) -> Result { nodes.withUnsafePointer(body) }

  @inline(__always) mutating func add(_ node: Node, to parent: Index) -> Index {
    let index = Index(count)
    var node = node
    (node.parent, node.previous) = (parent, self[parent].last)
    nodes.append(node)
    link(index, after: node.previous, to: parent)
    return index
  }

  /// Makes a node that is not in the tree yet.
  @inline(__always) mutating func make(_ node: Node) -> Index {
    nodes.append(node)
    return Index(count - 1)
  }

  mutating func append(_ index: Index, to parent: Index) {
    let last = self[parent].last
    self[index].parent = parent
    self[index].previous = last
    self[index].next = Self.none
    link(index, after: last, to: parent)
  }

  /// Tells the others about a new last child.
  @inline(__always) private mutating func link(_ index: Index, after last: Index, to parent: Index) {
    if last == Self.none { self[parent].first = index } else { self[last].next = index }
    self[parent].last = index
  }

  mutating func insert(_ index: Index, after sibling: Index) {
    let parent = self[sibling].parent
    let next = self[sibling].next
    self[index].parent = parent
    self[index].previous = sibling
    self[index].next = next
    self[sibling].next = index
    if next == Self.none { self[parent].last = index } else { self[next].previous = index }
  }

  mutating func remove(_ index: Index) {
    let (parent, previous, next) = (self[index].parent, self[index].previous, self[index].next)
    if previous == Self.none { self[parent].first = next } else { self[previous].next = next }
    if next == Self.none { self[parent].last = previous } else { self[next].previous = previous }
    self[index].parent = Self.none
    self[index].previous = Self.none
    self[index].next = Self.none
  }

  /// Takes all children away and gives their indices.
  mutating func detachChildren(of parent: Index) -> [Index] {
    let children = self.children(of: parent)
    self[parent].first = Self.none
    self[parent].last = Self.none
    return children
  }

  func children(of parent: Index) -> [Index] {
    var children: [Index] = []
    var child = self[parent].first
    while child != Self.none {
      children.append(child)
      child = self[child].next
    }
    return children
  }

  /// Puts a new node around the siblings from `first` to `last`.
  mutating func wrap(_ first: Index, through last: Index, in node: Node) -> Index {
    let wrapper = make(node)
    let before = self[first].previous
    let parent = self[first].parent
    var current = first
    while true {
      let next = self[current].next
      remove(current)
      append(current, to: wrapper)
      if current == last { break }
      current = next
    }
    if before == Self.none { prepend(wrapper, to: parent) } else { insert(wrapper, after: before) }
    return wrapper
  }

  mutating func prepend(_ index: Index, to parent: Index) {
    let first = self[parent].first
    self[index].parent = parent
    self[index].previous = Self.none
    self[index].next = first
    if first == Self.none { self[parent].last = index } else { self[first].previous = index }
    self[parent].first = index
  }

  /// Cuts verbatim text in two and gives the second part; the node itself when the cut is at its start.
  mutating func split(_ index: Index, at offset: Int) -> Index {
    guard offset > 0 else { return index }
    var rest = self[index]
    let cut = UInt32(offset)
    rest.text.start += cut
    rest.span.start += cut
    self[index].text.end = rest.text.start
    self[index].span.end = rest.span.start
    let second = make(rest)
    insert(second, after: index)
    return second
  }
}
