import Diagnostics

@testable import Markup

/// A small text, parsed, with answers in terms of the text itself.
struct Sample {
  let bytes: [UInt8]
  let document: Document

  init(_ text: String, extensions: MarkupOptions.Extensions = .all) {
    self.init(bytes: Array(text.utf8), extensions: extensions)
  }

  init(bytes: [UInt8], extensions: MarkupOptions.Extensions = .all) {
    self.bytes = bytes
    let options = MarkupOptions(rawHTML: false, extensions: extensions)
    document = MarkdownParser.parse(SourceFile(path: "page.md", bytes: bytes), options: options)
  }

  /// What the file says where the nodes of one kind stand.
  func sources(of kind: Document.Kind) -> [String] {
    document.nodes.filter { $0.kind == kind }.map { source($0.span) }
  }

  /// The text of the nodes of one kind.
  func texts(of kind: Document.Kind) -> [String] {
    document.nodes.indices.filter { document.nodes[$0].kind == kind }.map {
      String(decoding: document.text(of: $0), as: UTF8.self)
    }
  }

  /// The text in the nodes of one kind, markup left out.
  func plainTexts(of kind: Document.Kind) -> [String] {
    document.nodes.indices.filter { document.nodes[$0].kind == kind }.map {
      String(decoding: document.plainText(of: $0), as: UTF8.self)
    }
  }

  func source(_ span: SourceSpan) -> String {
    guard Int(span.end) <= bytes.count else { return "past the end of the file: \(span)" }
    return String(decoding: bytes[span.range], as: UTF8.self)
  }

  /// Each finding as `id: what the file says there`.
  var findings: [String] {
    document.diagnostics.map { "\($0.id): \($0.location?.span.map { source($0) } ?? "")" }
  }

  var html: String { String(decoding: StandaloneRendering.html(of: document, form: .plain), as: UTF8.self) }
}
