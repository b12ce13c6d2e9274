/// What a renderer asks of whoever knows more than this one document: the site.
///
/// Every requirement has a default that renders the document on its own, as CommonMark's tests expect.
public protocol RenderingDelegate {
  /// Writes the URL of a link or image by ``HTMLWriter/write(url:)``; false to have its destination written as it
  /// stands.
  mutating func write(urlOf node: Document.Index, in document: Document, to writer: inout HTMLWriter) -> Bool

  /// More attributes for a link's or image's start tag (` rel="…"`), already escaped, each with a leading space.
  mutating func attributes(of node: Document.Index, in document: Document) -> [UInt8]

  /// The heading whose ids to write: its own, unless the page that includes this document has such an id already.
  ///
  /// - Parameter number: position in ``Document/headings``.
  mutating func heading(_ number: Int, in document: Document) -> Document.Heading

  /// Writes a directive of any form; false to have the children written plainly.
  mutating func render(directive node: Document.Index, with renderer: inout HTMLRenderer) -> Bool

  /// Writes a code span; false to have it written as `<code>`.
  mutating func render(code node: Document.Index, with renderer: inout HTMLRenderer) -> Bool

  /// Writes a code block; false to have it written as `<pre><code>`.
  mutating func render(codeBlock node: Document.Index, with renderer: inout HTMLRenderer) -> Bool
}

extension RenderingDelegate {
  public mutating func write(urlOf node: Document.Index, in document: Document, to writer: inout HTMLWriter) -> Bool {
    false
  }
  public mutating func attributes(of node: Document.Index, in document: Document) -> [UInt8] { [] }
  public mutating func heading(_ number: Int, in document: Document) -> Document.Heading { document.headings[number] }
  public mutating func render(directive node: Document.Index, with renderer: inout HTMLRenderer) -> Bool { false }
  public mutating func render(code node: Document.Index, with renderer: inout HTMLRenderer) -> Bool { false }
  public mutating func render(codeBlock node: Document.Index, with renderer: inout HTMLRenderer) -> Bool { false }
}
