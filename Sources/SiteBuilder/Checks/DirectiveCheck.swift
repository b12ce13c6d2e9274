import ByteBuffers
import Diagnostics
import Markup
import Permissions

/// A directive has to be one that exists, written in a form it has, with the attributes it takes.
///
/// Of a line that cannot be read one finding says so: what follows from that is not told.
let directiveCheck = Check.file { file, site, _ in
  file.document.directives.flatMap { directive in
    if directive.isMalformed { return [Diagnostic]() }
    guard let definition = directivesByName[directive.name] else { return [unknown(directive, in: file)] }
    if let problem = brokenLine(of: directive, definition, in: file) { return [problem] }
    let found = problems(of: directive, definition, in: file, site)
    return found.isEmpty && directive.isUnclosed ? [unclosed(directive, in: file)] : found
  }
}

/// What is wrong with a directive's opening line as a whole.
private func brokenLine(
  of directive: Directive,
  _ definition: DirectiveDefinition,
  in file: ParsedPage
) -> Diagnostic? {
  let name = directive.name
  if directive.endsOnItsLine || !definition.forms.contains(.init(directive.form)) {
    let forms = definition.forms.map { $0.example(name) }.joined(separator: " or ")
    let foreign = directive.endsOnItsLine ? elsewhere[name] : nil
    return Diagnostic(
      "wrong-directive-form",
      .error,
      "\(name) cannot \(directive.endsOnItsLine ? "begin and end on one line" : "be written this way")",
      at: file.file.location(directive.span),
      help: foreign.map { "where this is Microsoft Learn's, \($0)" } ?? "write \(forms)"
    )
  }
  guard let trailing = directive.trailing else { return nil }
  let labelled = definition.label == .none ? nil : labelled(directive, trailing, in: file)
  return Diagnostic(
    "malformed-attributes",
    .error,
    "nothing may follow \(name) on its line",
    at: file.file.location(trailing),
    help: labelled.map { "write \($0)" } ?? "attributes are written {key=\"value\" other=value flag}",
    fix: labelled.map { .init("write \($0)", at: file.file.location(directive.span), replacement: Array($0.utf8)) }
  )
}

/// The opening line with what follows the name as a label, where that is text.
private func labelled(_ directive: Directive, _ trailing: SourceSpan, in file: ParsedPage) -> String? {
  guard directive.label == nil, directive.attributes.isEmpty else { return nil }
  let line = file.file.bytes[directive.span.range]
  var text = file.file.bytes[trailing.range]
  // Attributes may follow the text: `::: details More {open}`.
  var attributes: ArraySlice<UInt8> = []
  if text.last == UInt8(ascii: "}"), let brace = text.lastIndex(of: UInt8(ascii: "{")) {
    attributes = text[brace...]
    text = text[..<brace]
    while text.last == 0x20 { text.removeLast() }
  }
  // `title="More"` is an attribute that lacks its braces.
  let isAttribute = text.firstIndex(of: UInt8(ascii: "=")).map { equals in
    let key = text[..<equals]
    let value = text[equals...].dropFirst().first
    return !key.contains(0x20) && (value == UInt8(ascii: "\"") || value == UInt8(ascii: "'"))
  }
  // Labels are plain text, in which marks of Markdown would be shown.
  let hasMarks = text.contains { "*`<".utf8.contains($0) } || text.firstRange(of: "](".utf8) != nil
  if text.count > 2, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\"") {
    text = text.dropFirst().dropLast()
  }
  guard isAttribute != true, !hasMarks, !text.isEmpty, text.first != UInt8(ascii: "["), text.first != UInt8(ascii: "{") else {
    return nil
  }
  let colons = line.prefix { $0 == UInt8(ascii: ":") }
  return colons.text + directive.name + "[" + escapedLabel(text) + "]" + attributes.text
}

/// Text between brackets: those in it pair up, or stand behind a backslash.
private func escapedLabel(_ text: ArraySlice<UInt8>) -> String {
  var depth = 0
  var pairsUp = true
  for byte in text {
    if byte == UInt8(ascii: "[") { depth += 1 } else if byte == UInt8(ascii: "]") { depth -= 1 }
    if depth < 0 { pairsUp = false }
  }
  pairsUp = pairsUp && depth == 0
  var label: [UInt8] = []
  for byte in text {
    let isBracket = byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
    if byte == UInt8(ascii: "\\") || isBracket && !pairsUp { label.append(UInt8(ascii: "\\")) }
    label.append(byte)
  }
  return label.text
}

private func unclosed(_ directive: Directive, in file: ParsedPage) -> Diagnostic {
  let colons = file.file.bytes[directive.span.range].prefix { $0 == UInt8(ascii: ":") }.count
  return Diagnostic(
    "unclosed-directive",
    .error,
    "\(directive.name) is never closed",
    at: file.file.location(directive.span),
    help: "end it with a line \(String(repeating: ":", count: min(colons, 20)))"
  )
}

/// What to write in place of the directives of Microsoft Learn, without which such a page could not be read elsewhere.
private let elsewhere: [String: String] = [
  "code": "put the code into a code block",
  "image": "write ![text](file)",
  "image-end": "write the long description as a paragraph",
  "video": "link to the video",
  "row": "write the columns one after the other",
  "row-end": "write the columns one after the other",
  "column": "write the columns one after the other",
  "column-end": "write the columns one after the other",
  "moniker": "say in the text which versions it is about",
  "moniker-end": "say in the text which versions it is about",
  "zone": "use tabs",
  "zone-end": "use tabs",
  "no-loc": "write the text alone",
]

private func unknown(_ directive: Directive, in file: ParsedPage) -> Diagnostic {
  let guess = NearestMatch.find(directive.name, in: directivesByName.keys.sorted())
  return Diagnostic(
    "unknown-directive",
    .error,
    "there is no directive called \(directive.name)",
    at: file.file.location(directive.nameSpan),
    help: elsewhere[directive.name].map { "it is Microsoft Learn's; \($0)" } ?? guess.map { "did you mean \($0)?" }
      ?? "the directives are \(allDirectives.map(\.name).joined(separator: ", "))"
  )
}

private func problems(
  of directive: Directive,
  _ definition: DirectiveDefinition,
  in file: ParsedPage,
  _ site: Site
) -> [Diagnostic] {
  var found: [Diagnostic] = []
  func report(_ id: String, _ message: String, _ span: SourceSpan, help: String? = nil) {
    found.append(Diagnostic(id, .error, message, at: file.file.location(span), help: help))
  }
  let name = directive.name
  let colons =
    switch directive.form {
    case .container: ":::"
    case .leaf: "::"
    case .inline: ":"
    }
  let written = colons + name
  switch (definition.label, directive.label) {
  case (.required, nil):
    report("missing-label", "\(name) needs a label", directive.nameSpan, help: "write \(written)[Label]")
  case (.none, .some) where directive.form != .inline:
    report("unexpected-label", "\(name) takes no label", directive.nameSpan, help: "remove the text in brackets")
  default: break
  }
  for attribute in directive.attributes {
    guard let known = definition.attributes.first(where: { $0.name == attribute.key }) else {
      let names = definition.attributes.map(\.name)
      let guess = NearestMatch.find(attribute.key, in: names)
      report(
        "unknown-attribute",
        "\(name) has no attribute \(attribute.key)",
        attribute.keySpan,
        help: guess.map { "did you mean \($0)?" }
          ?? (names.isEmpty ? "it takes none" : "it takes \(names.joined(separator: ", "))")
      )
      continue
    }
    if let (message, help) = problem(of: attribute, known.value, directive, file, site) {
      report("invalid-attribute", message, attribute.value == nil ? attribute.keySpan : attribute.valueSpan, help: help)
    }
  }
  for attribute in definition.attributes where attribute.isRequired && directive[attribute.name] == nil {
    report(
      "missing-attribute",
      "\(name) needs the attribute \(attribute.name)",
      directive.nameSpan,
      help: "write \(written){\(attribute.name)=\"…\"}"
    )
  }
  let needsConsent = definition.takesConsent && !(name == ChecklistDirective.name && directive.form == .container)
  if needsConsent, directive["consent"] == nil, defaultConsent(of: file.frontMatter) == nil,
    file.frontMatter.unreadable == nil
  {
    report(
      "missing-attribute",
      "\(name) does not say which consent it is about",
      directive.nameSpan,
      help: "write \(written){consent=\"…\"}, or list exactly one consent in the page's front matter"
    )
  }
  return found
}

/// What is wrong with the value of an attribute that the directive takes.
private func problem(
  of attribute: Directive.Attribute,
  _ expected: DirectiveDefinition.Attribute.Value,
  _ directive: Directive,
  _ file: ParsedPage,
  _ site: Site
) -> (message: String, help: String?)? {
  if case .flag = expected {
    return attribute.value == nil ? nil : ("\(attribute.key) takes no value", "write just {\(attribute.key)}")
  }
  guard let value = attribute.value, !value.isEmpty else {
    return ("\(attribute.key) needs a value", "write \(attribute.key)=\"…\"")
  }
  switch expected {
  case .flag, .text: return nil
  case .oneOf(let values):
    if values.contains(value) { return nil }
    let guess = NearestMatch.find(value, in: values)
    return (
      "\(value) is not a value of \(attribute.key)",
      guess.map { "did you mean \($0)?" } ?? "it can be \(values.joined(separator: ", "))"
    )
  case .consent: return missingConsent(value, in: site).map { ($0, $1) }
  case .snippet:
    let path = site.contentPath(file.file.path)
    guard let snippet = IncludeDirective.file(of: directive, from: path) else {
      return ("\(value) leads out of the content folder", "include files of the content folder only")
    }
    if snippet == path || site.includes(path, from: snippet) {
      return ("\(value) would include itself for ever", "break the circle")
    }
    if site.snippets[snippet] != nil { return nil }
    let guess = NearestMatch.find(snippet, in: site.snippets.keys.sorted())
    return (
      "there is no snippet \(snippet)",
      guess.map { "did you mean /\($0)?" } ?? "snippets are Markdown files whose name, or folder, begins with _"
    )
  }
}

/// The catalog has no such consent: what to say and what to do.
func missingConsent(_ key: String, in site: Site) -> (message: String, help: String)? {
  let keys = site.catalog?.declaredConsents ?? []
  if keys.contains(key) { return nil }
  let guess = NearestMatch.find(key, in: keys)
  return (
    "the catalog has no consent \(key)",
    guess.map { "did you mean \($0)?" }
      ?? (keys.isEmpty
        ? "declare consents in \(site.configuration.content)/\(Reader.catalogName)"
        : "it has \(keys.joined(separator: ", "))")
  )
}

extension Site {
  /// Whether a snippet includes a file, directly or through others.
  fileprivate func includes(_ file: String, from snippet: String) -> Bool {
    var seen: Set<String> = []
    var open = [snippet]
    while let path = open.popLast() {
      guard seen.insert(path).inserted, let parsed = snippets[path] else { continue }
      for directive in parsed.document.directives {
        guard let next = IncludeDirective.file(of: directive, from: path) else { continue }
        if next == file { return true }
        open.append(next)
      }
    }
    return false
  }
}
