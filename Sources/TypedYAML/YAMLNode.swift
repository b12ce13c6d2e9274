public import Diagnostics

/// A value and where it stands.
public struct Spanned<Value: Sendable>: Sendable {
  public var value: Value
  public var span: SourceSpan

  public init(_ value: Value, _ span: SourceSpan) {
    self.value = value
    self.span = span
  }
}

extension Spanned: Equatable where Value: Equatable {}
extension Spanned: Hashable where Value: Hashable {}

/// A YAML value with the place of everything in it. Scalars are text; what they mean is for a ``ValueType`` to say.
public struct YAMLNode: Sendable {
  public indirect enum Content: Sendable {
    case scalar(String)
    /// Nothing at all, or `null` or `~` without quotes.
    case null
    case list([YAMLNode])
    case mapping([Entry])
  }

  public struct Entry: Sendable {
    public var key: Spanned<String>
    public var value: YAMLNode
  }

  public var content: Content
  /// The value as it is written, quotes included.
  public var span: SourceSpan

  public init(content: Content, span: SourceSpan) {
    self.content = content
    self.span = span
  }

  /// What a person would call it, with an article.
  var words: String {
    switch content {
    case .scalar: "text"
    case .null: "nothing"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

// Reading what a ``ValueType`` has let pass. Whatever is missing or of another type is nothing.
extension YAMLNode {
  public var entries: [Entry] { if case .mapping(let entries) = content { entries } else { [] } }

  public var items: [YAMLNode] { if case .list(let items) = content { items } else { [] } }

  public var text: Spanned<String>? { if case .scalar(let text) = content { Spanned(text, span) } else { nil } }

  public subscript(_ key: String) -> YAMLNode? {
    entries.first { $0.key.value == key }.map(\.value).flatMap { if case .null = $0.content { nil } else { $0 } }
  }

  public func text(_ key: String) -> Spanned<String>? { self[key]?.text }

  public func texts(_ key: String) -> [Spanned<String>] { self[key]?.items.compactMap(\.text) ?? [] }

  public func integer(_ key: String) -> Int? { text(key).flatMap { Int($0.value) } }

  public func flag(_ key: String) -> Bool? { text(key).flatMap { booleans[$0.value] } }
}

let booleans = ["true": true, "false": false]
