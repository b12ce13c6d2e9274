import CMark
import CMemory

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The tree that libcmark makes of a text; the only place that knows the C library.
///
/// Nodes never leave this file: ``walk(_:)`` shows them one by one, and what should last has to be copied.
struct CMarkTree: ~Copyable {
  private let root: OpaquePointer
  private let mark: cmark_arena_mark

  init(parsing bytes: [UInt8]) {
    mark = cmark_arena_begin()
    let parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, cmark_arena_allocator())
    bytes.withUnsafeBytes { buffer in
      cmark_parser_feed(parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    // Only a parser that is out of memory has no document, and the allocator ends the process before that.
    root = cmark_parser_finish(parser)!
  }

  /// Trees of one thread end in the reverse order of their beginnings: none outlives the function it is made in.
  deinit { cmark_arena_end(mark) }

  enum Kind {
    case document, blockQuote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
    case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, link, image
    /// Of a newer library; its children are shown all the same.
    case unknown

    /// It has no children, and is shown once.
    fileprivate var isLeaf: Bool {
      switch self {
      case .codeBlock, .htmlBlock, .thematicBreak, .text, .softBreak, .lineBreak, .code, .htmlInline: true
      default: false
      }
    }
  }

  /// A node at the moment of entering or leaving it. Valid only while ``walk(_:)`` shows it.
  struct Event {
    fileprivate let node: OpaquePointer
    let kind: Kind
    let isEntering: Bool

    /// Positions count from 1, columns in bytes. Right for blocks; for inlines a hint.
    var startLine: Int { Int(cmark_node_get_start_line(node)) }
    var startColumn: Int { Int(cmark_node_get_start_column(node)) }
    var endLine: Int { Int(cmark_node_get_end_line(node)) }
    var endColumn: Int { Int(cmark_node_get_end_column(node)) }

    var literal: UnsafeBufferPointer<UInt8> { bytes(cmark_node_get_literal(node)) }
    var info: UnsafeBufferPointer<UInt8> { bytes(cmark_node_get_fence_info(node)) }
    var destination: UnsafeBufferPointer<UInt8> { bytes(cmark_node_get_url(node)) }
    var title: UnsafeBufferPointer<UInt8> { bytes(cmark_node_get_title(node)) }
    var headingLevel: UInt8 { UInt8(clamping: cmark_node_get_heading_level(node)) }
    var isOrderedList: Bool { cmark_node_get_list_type(node) == CMARK_ORDERED_LIST }
    var listStart: Int { Int(cmark_node_get_list_start(node)) }
    var isTightList: Bool { cmark_node_get_list_tight(node) != 0 }

    private func bytes(_ text: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
      guard let text else { return .init(start: nil, count: 0) }
      return UnsafeBufferPointer(start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: strlen(text))
    }
  }

  /// Shows every node in document order: blocks and inlines with children twice, others once.
  borrowing func walk(_ visit: (Event) -> Void) {
    var node = root
    while true {
      let kind = kind(of: node)
      visit(Event(node: node, kind: kind, isEntering: true))
      if !kind.isLeaf {
        if let child = cmark_node_first_child(node) {
          node = child
          continue
        }
        visit(Event(node: node, kind: kind, isEntering: false))
      }
      while node != root {
        if let next = cmark_node_next(node) {
          node = next
          break
        }
        guard let parent = cmark_node_parent(node) else { return }
        node = parent
        visit(Event(node: node, kind: self.kind(of: node), isEntering: false))
      }
      if node == root { return }
    }
  }

  private borrowing func kind(of node: OpaquePointer) -> Kind {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK: .codeBlock
    case CMARK_NODE_HTML_BLOCK: .htmlBlock
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .code
    case CMARK_NODE_HTML_INLINE: .htmlInline
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_IMAGE: .image
    default: .unknown
    }
  }

  /// What an entity such as `&auml;` stands for; nothing when it is none.
  static func decode(entity: ArraySlice<UInt8>) -> [UInt8]? {
    let tree = CMarkTree(parsing: Array(entity))
    var decoded: [UInt8] = []
    tree.walk { if $0.kind == .text { decoded += $0.literal } }
    return decoded.isEmpty || decoded.elementsEqual(entity) ? nil : decoded
  }
}
