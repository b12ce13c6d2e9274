import Diagnostics
import Markup
import Permissions

/// A directive has to be one that exists, written in a form it has, with the attributes it takes.
let directiveCheck = Check.file { file, site, _ in
  file.document.directives.flatMap { directive in
    guard let definition = directivesByName[directive.name] else { return [unknown(directive, in: file)] }
    return problems(of: directive, definition, in: file, site)
  }
}

private func unknown(_ directive: Directive, in file: ParsedPage) -> Diagnostic {
  let guess = NearestMatch.find(directive.name, in: directivesByName.keys.sorted())
  return Diagnostic(
    "unknown-directive",
    .error,
    "there is no directive called \(directive.name)",
    at: file.file.location(directive.nameSpan),
    help: guess.map { "did you mean \($0)?" }
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
  if !definition.forms.contains(.init(directive.form)) {
    let forms = definition.forms.map { $0.example(name) }.joined(separator: " or ")
    report("wrong-directive-form", "\(name) cannot be written this way", directive.span, help: "write \(forms)")
  }
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
