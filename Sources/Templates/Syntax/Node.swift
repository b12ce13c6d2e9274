import Diagnostics

/// A piece of a template file; ranges are bytes of that file.
enum Node: Sendable {
  /// A line begins whose leading whitespace this is. Absent for lines that leave no trace, such as `{{#section}}`
  /// alone on its line, and for blank lines, which are never indented.
  case lineStart(Range<Int>)
  case text(Range<Int>)
  case value(Name, isEscaped: Bool)
  case section(Section)
  case partial(Partial)
  case parent(Parent)
  case block(Block)
}

/// A name in a tag, split at its dots; the single part `.` is the implicit iterator.
struct Name: Sendable {
  struct Part: Sendable {
    let text: String
    let span: SourceSpan
  }

  let text: String
  let span: SourceSpan
  /// Nothing when the name is malformed, which has been reported.
  let parts: [Part]
}

struct Section: Sendable {
  let name: Name
  let isInverted: Bool
  let children: [Node]
}

/// `{{>name}}`
struct Partial: Sendable {
  let name: Name
  /// The whitespace before a tag that is alone on its line; nothing when it is not alone.
  let indentation: Range<Int>?
}

/// `{{<name}}…{{/name}}`
struct Parent: Sendable {
  let name: Name
  /// As for a partial, of the whole from opening to closing tag.
  let indentation: Range<Int>?
  let overrides: [Block]
}

/// `{{$name}}…{{/name}}`: inside a parent tag what replaces a block, elsewhere a block that may be replaced.
struct Block: Sendable {
  /// Unique in its file.
  let id: Int
  let name: Name
  let children: [Node]
  /// The whitespace before the opening tag, when there is nothing else before it on its line.
  let line: Range<Int>?
  /// The opening tag ends its line and that line's end is not part of the content.
  let startsOnNewLine: Bool
  /// Nothing but whitespace is before the closing tag on its line.
  let closesAtLineStart: Bool
  /// The line ending after the closing tag, when it belongs to the tags and not to the text around them.
  let lineEnd: Range<Int>?

  /// The opening tag is alone on its line.
  var opensAlone: Bool { line != nil && startsOnNewLine }

  /// Leading whitespace of the first line of the content; nothing when the content begins beside the tag.
  var contentIndentation: Range<Int>? { startsOnNewLine ? Self.firstLine(of: children) : nil }

  private static func firstLine(of nodes: [Node]) -> Range<Int>? {
    for node in nodes {
      switch node {
      case .lineStart(let whitespace): return whitespace
      case .partial(let partial): if let indentation = partial.indentation { return indentation }
      case .parent(let parent): if let indentation = parent.indentation { return indentation }
      case .section(let section): if let line = firstLine(of: section.children) { return line }
      case .block(let block): if block.opensAlone { return block.line }
      case .text, .value: continue
      }
    }
    return nil
  }
}
