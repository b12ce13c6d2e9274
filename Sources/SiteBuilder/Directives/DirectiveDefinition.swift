import Markup

/// What a directive's name means: how it may be written, what it takes and what it becomes.
struct DirectiveDefinition: Sendable {
  enum Form: String, Sendable {
    case container, leaf, inline

    init(_ form: Directive.Form) {
      switch form {
      case .container: self = .container
      case .leaf: self = .leaf
      case .inline: self = .inline
      }
    }

    /// How it looks, for messages.
    func example(_ name: String) -> String {
      switch self {
      case .container: ":::\(name) … :::"
      case .leaf: "::\(name)"
      case .inline: ":\(name)[text]"
      }
    }
  }

  enum Label: Sendable { case none, optional, required }

  struct Attribute: Sendable {
    enum Value: Sendable {
      /// Stands alone: `{open}`.
      case flag
      case text
      /// The key of a consent in the catalog. May be left out where the page is about one consent only.
      case consent
      /// A Markdown file below the content folder.
      case snippet
      case oneOf([String])
    }

    let name: String
    let value: Value
    var isRequired = false
  }

  let name: String
  let forms: [Form]
  var label = Label.none
  var attributes: [Attribute] = []
  /// What it becomes in plain Markdown: all of it for one on a line of its own, what stands in place of the opening
  /// fence for one around other text. Nothing where the text says all.
  var markdown: (@Sendable (Directive, PageMarkdown) -> String)?
  /// Writes the directive's HTML. Called only for what the directive check let pass.
  let render: @Sendable (DirectiveUse, inout PageRendering, inout HTMLRenderer) -> Void

  /// It speaks about one consent, named by an attribute or by the page's front matter.
  var takesConsent: Bool {
    attributes.contains { if case .consent = $0.value { true } else { false } }
  }
}

/// One directive in one document.
struct DirectiveUse {
  let node: Document.Index
  let directive: Directive

  func text(_ attribute: String) -> String? { directive[attribute]?.value }
  func has(_ flag: String) -> Bool { directive[flag] != nil }
}
