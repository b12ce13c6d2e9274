public import Diagnostics

/// Compares a value with its type and reports everything that is wrong with it.
public struct Validator {
  private let path: String
  private let unknownKeys: Diagnostic.Severity
  public private(set) var diagnostics: [Diagnostic] = []

  /// `unknownKeys` says how bad a key is that nobody reads: other tools may have one of their own in front matter.
  public init(path: String, unknownKeys: Diagnostic.Severity = .error) {
    self.path = path
    self.unknownKeys = unknownKeys
  }

  /// `name` is what the value is called in messages, such as its key.
  public mutating func check(_ node: YAMLNode, _ type: ValueType, name: String) {
    switch (type, node.content) {
    case (.string(let format), .scalar(let text)):
      if !format.allows(text) { report("invalid-value", "\(name) has to be \(format.words)", node.span) }
    case (.integer, .scalar(let text)):
      if Int(text) == nil { report("wrong-type", "\(name) has to be a whole number, not “\(text)”", node.span) }
    case (.boolean, .scalar(let text)):
      if booleans[text] == nil {
        report("wrong-type", "\(name) has to be true or false, not “\(text)”", node.span)
      }
    case (.oneOf(let values), .scalar(let text)): check(text, isOneOf: values, name, node.span)
    case (.list(let type), .list(let items)):
      for item in items { check(item, type, name: name) }
    case (.mapping(let format, let type), .mapping(let entries)):
      for entry in entries {
        if !format.allows(entry.key.value) {
          report("invalid-value", "a key of \(name) has to be \(format.words)", entry.key.span)
        }
        check(entry.value, type, name: entry.key.value)
      }
    case (.object(let object), .mapping(let entries)): check(entries, object, node)
    case (.either(let text, _), .scalar): check(node, text, name: name)
    case (.either(_, let mapping), .mapping): check(node, mapping, name: name)
    default: report("wrong-type", "\(name) has to be \(type.words), not \(node.words)", node.span)
    }
  }

  private mutating func check(_ text: String, isOneOf values: [String], _ name: String, _ span: SourceSpan) {
    guard !values.contains(text) else { return }
    let help = NearestMatch.find(text, in: values).map { "did you mean \($0)?" }
    report(
      "invalid-value",
      "\(name) cannot be “\(text)”",
      span,
      help: help ?? "it can be \(values.joined(separator: ", "))"
    )
  }

  private mutating func check(_ entries: [YAMLNode.Entry], _ object: ObjectType, _ node: YAMLNode) {
    for entry in entries {
      guard let field = object.fields.first(where: { $0.key == entry.key.value }) else {
        unknown(entry.key, in: object)
        continue
      }
      if case .null = entry.value.content {
        if field.isRequired { report("missing-key", "\(field.key) has no value", entry.key.span) }
        continue
      }
      check(entry.value, field.type, name: field.key)
    }
    for field in object.fields where field.isRequired && !entries.contains(where: { $0.key.value == field.key }) {
      report("missing-key", "\(object.name) needs a \(field.key)", firstLine(of: node), help: field.summary)
    }
  }

  private mutating func unknown(_ key: Spanned<String>, in object: ObjectType) {
    report(
      "unknown-key",
      "\(object.name) has no key \(key.value)",
      key.span,
      help: object.help(forKey: key.value),
      unknownKeys
    )
  }

  /// Where something is missing, its first key stands for the whole.
  private func firstLine(of node: YAMLNode) -> SourceSpan { node.entries.first?.key.span ?? node.span }

  private mutating func report(
    _ id: String,
    _ message: String,
    _ span: SourceSpan,
    help: String? = nil,
    _ severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(Diagnostic(id, severity, message, at: SourceLocation(path: path, span: span), help: help))
  }
}

extension ValueType {
  /// What a person would call it, with an article.
  var words: String {
    switch self {
    case .string, .oneOf: "text"
    case .integer: "a whole number"
    case .boolean: "true or false"
    case .list: "a list"
    case .mapping, .object: "a mapping"
    case .either(let text, let mapping): "\(text.words) or \(mapping.words)"
    }
  }
}
