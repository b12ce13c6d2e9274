import Diagnostics
import Markup
import Permissions

/// A page's text as plain Markdown, for readers that are programs: directives written out, links complete, and nothing
/// of the front matter but the title.
///
/// All else is copied as the author wrote it.
struct PageMarkdown {
  let site: Site
  let page: Page

  var strings: ThemeStrings { site.configuration.strings }

  /// Next to the page itself: `guides/connect/index.md`.
  static func permalink(of page: Page) -> Permalink {
    let path = page.permalink.outputPath
    return Permalink(path: (path.hasSuffix(".html") ? String(path.dropLast(5)) : path) + ".md")
  }

  static func text(of page: Page, in site: Site) -> [UInt8] {
    var text = Array("# ".utf8) + page.title
    text += "\n\n".utf8
    if let description = page.description { text += description + Array("\n\n".utf8) }
    guard let parsed = page.parsed else {
      return text + PageMarkdown(site: site, page: page).children()
    }
    var open = OpenSnippets()
    text += trimmed(PageMarkdown(site: site, page: page).body(of: parsed, &open))
    text.append(UInt8(ascii: "\n"))
    return text
  }

  /// What stands in a folder without a page of its own.
  private func children() -> [UInt8] {
    var text: [UInt8] = []
    for member in site[page.section].members {
      let child: Page
      switch member {
      case .page(let id): child = site[id]
      case .section(let id): child = site[site[id].page]
      }
      text += "- [\(MarkdownText.escaped(child.shortTitle.text))](\(address(of: child.permalink)))\n".utf8
    }
    return text
  }

  /// The consent a directive speaks about: the one it names, or the page's only one.
  func consent(of directive: Directive) -> Consent? {
    let key = directive["consent"]?.value ?? defaultConsent(of: page.frontMatter)
    return key.flatMap { site.catalog?.catalog.consent($0) }
  }

  func address(of permalink: Permalink) -> String {
    (site.base.absoluteURL(of: permalink) ?? site.base.url(of: permalink)).text
  }

  private func address(of entry: SiteIndex.Entry) -> [UInt8] {
    (site.base.origin?.bytes ?? []) + site.url(of: entry)
  }

  /// A permission's name with a link to its own page, if it has one.
  func link(to permission: Permission) -> String {
    let name = "`\(permission.name)`"
    return site.reference.entry(for: permission.identity).map { "[\(name)](\(address(of: $0.permalink)))" } ?? name
  }

  // MARK: Changes

  private struct Change {
    var range: Range<Int>
    var text: [UInt8]
  }

  private func body(of file: ParsedPage, _ open: inout OpenSnippets) -> [UInt8] {
    let source = file.file.bytes
    let folder = site.folder(of: file.file)
    var changes: [Change] = []
    for node in file.document.nodes {
      switch node.kind {
      case .link, .image: if let change = change(link: node, in: file, folder) { changes.append(change) }
      case .heading: if let change = change(heading: node, in: file) { changes.append(change) }
      case .directive, .inlineDirective: changes += self.changes(directive: node, in: file, &open)
      case .htmlBlock, .htmlInline:
        // Comments are for authors.
        if file.document.text(of: node).starts(with: "<!--".utf8) {
          changes.append(Change(range: node.span.range, text: []))
        }
      default: continue
      }
    }
    changes.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    var text: [UInt8] = []
    text.reserveCapacity(source.count)
    var position = min(Int(file.document.bodyStart), source.count)
    for change in changes where change.range.lowerBound >= position {
      text += source[position..<change.range.lowerBound]
      text += change.text
      position = change.range.upperBound
    }
    return text + source[position...]
  }

  private func change(link node: Document.Node, in file: ParsedPage, _ folder: [UInt8]) -> Change? {
    let link = file.document.links[Int(node.detail)]
    guard !link.isAutolink,
      case .published(let entry, let suffix) = site.index.resolve(file.document.destination(of: link), from: folder)
    else { return nil }
    // A reference whose definition is not found stays what it is.
    if link.isReference, link.destinationSpan == node.span { return nil }
    let range = link.destinationSpan.range.clamped(to: file.file.bytes.indices)
    // Several links may refer to one definition: it is changed once, since a change may not begin before the last one.
    return Change(range: range, text: address(of: entry) + site.suffix(suffix, on: entry).bytes)
  }

  /// `{#id .class}` says nothing to readers.
  private func change(heading node: Document.Node, in file: ParsedPage) -> Change? {
    file.document.headings[Int(node.detail)].attributes.map { Change(range: $0.range, text: []) }
  }

  // MARK: Directives

  private func changes(directive node: Document.Node, in file: ParsedPage, _ open: inout OpenSnippets) -> [Change] {
    let directive = file.document.directives[Int(node.detail)]
    guard let definition = directivesByName[directive.name] else { return [] }
    let source = file.file.bytes
    switch directive.form {
    case .inline: return inlineChanges(directive, node, in: source)
    case .leaf:
      let text: [UInt8]
      if let path = IncludeDirective.file(of: directive, from: site.contentPath(file.file.path)) {
        text = snippet(path, &open)
      } else {
        text = Array((definition.markdown?(directive, self) ?? "").utf8)
      }
      return [
        Change(range: directive.span.range, text: indented(text, as: directive.span.range.lowerBound, in: source))
      ]
    case .container:
      let text = Array((definition.markdown?(directive, self) ?? "").utf8)
      var changes = [
        Change(range: text.isEmpty ? line(directive.span.range, source) : directive.span.range, text: text)
      ]
      // The fence at the end, if there is one.
      let end = node.span.range.clamped(to: source.indices).upperBound
      let start = (source[..<end].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
      if let fence = source[start..<end].firstIndex(of: UInt8(ascii: ":")), start >= directive.span.range.upperBound,
        source[fence..<end].allSatisfy({ $0 == UInt8(ascii: ":") || $0 <= 0x20 })
      {
        changes.append(Change(range: line(fence..<end, source), text: []))
      }
      return changes
    }
  }

  /// With the end of the line, so that nothing is left of it.
  private func line(_ range: Range<Int>, _ source: [UInt8]) -> Range<Int> {
    let end = min(range.upperBound, source.count)
    return range.lowerBound..<(end < source.count && source[end] == UInt8(ascii: "\n") ? end + 1 : end)
  }

  /// `:kbd[Ctrl+C]` stays as `Ctrl+C`, and `` `code`{.class} `` as code.
  private func inlineChanges(_ directive: Directive, _ node: Document.Node, in source: [UInt8]) -> [Change] {
    let range = directive.span.range.clamped(to: source.indices)
    if directive.name == CodeDirective.definition.name {
      guard let tick = source[range].lastIndex(of: UInt8(ascii: "`")) else { return [] }
      return [Change(range: (tick + 1)..<range.upperBound, text: [])]
    }
    guard let start = source[range].firstIndex(of: UInt8(ascii: "[")),
      let end = source[range].lastIndex(of: UInt8(ascii: "]"))
    else { return [] }
    let mark = directive.name == PermissionDirective.definition.name ? Array("`".utf8) : []
    return [
      Change(range: range.lowerBound..<(start + 1), text: mark), Change(range: end..<range.upperBound, text: mark),
    ]
  }

  private func snippet(_ path: String, _ open: inout OpenSnippets) -> [UInt8] {
    guard let snippet = site.snippets[path], open.enter(path, snippet) else { return [] }
    defer { open.leave() }
    return trimmed(body(of: snippet, &open))
  }

  /// Lines after the first begin as far right as the first, so that they stay in the same list or quote.
  private func indented(_ text: [UInt8], as start: Int, in source: [UInt8]) -> [UInt8] {
    let line = (source[..<start].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    guard line < start else { return text }
    let lead = source[line..<start].map { $0 == UInt8(ascii: ">") ? $0 : UInt8(ascii: " ") }
    return text.flatMap { $0 == UInt8(ascii: "\n") ? [$0] + lead : [$0] }
  }
}

private func trimmed(_ text: [UInt8]) -> [UInt8] {
  let start = text.firstIndex { $0 > 0x20 } ?? text.count
  let end = text.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start
  return Array(text[start..<end])
}

/// Words of the catalog as Markdown.
enum MarkdownText {
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\`*_[]<>|#".contains(character) { escaped.append("\\") }
      escaped.append(character == "\n" ? " " : character)
    }
    return escaped
  }

  /// - Parameter rows: cells that are Markdown already.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    ([header, header.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  static func list(_ items: [String], mark: String = "-") -> String {
    items.map { "\(mark) \($0)" }.joined(separator: "\n")
  }
}
