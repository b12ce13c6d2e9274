package import Diagnostics
package import Markup
import Synchronization

/// A Markdown file: what it says of itself, and its text once somebody wants it.
///
/// What is known of a file without its text is always there. The text is parsed when it is first asked for, and on a
/// site too large for memory let go of when its page has been made; asked for again, it is read again.
///
/// An object, since every stage hands it on: a copy of what is in there would retain some twenty things.
package final class ParsedPage: Sendable {
  /// As the user types it from the site's folder.
  package let path: String
  package let frontMatter: PageFrontMatter
  private let text: PageText

  /// A page whose text is there.
  package convenience init(
    file: SourceFile,
    frontMatter: PageFrontMatter,
    document: Document,
    diagnostics: [Diagnostic]
  ) {
    let contents = PageText.Contents(file: file, document: document, diagnostics: diagnostics)
    self.init(path: file.path, frontMatter: frontMatter, text: PageText(contents))
  }

  init(path: String, frontMatter: PageFrontMatter, text: PageText) {
    self.path = path
    self.frontMatter = frontMatter
    self.text = text
  }

  /// Of the file, in bytes.
  var size: Int { text.size }

  package var file: SourceFile { text.contents.file }

  /// The file, without its text being parsed; nothing where it is gone from memory and has changed on the disk.
  var fileAsBuilt: SourceFile? { text.fileAsBuilt }

  /// File and text at once: where they are not in memory, each question reads and parses them.
  var contents: PageText.Contents { text.contents }

  package var document: Document {
    _read {
      let contents = text.contents
      yield contents.document
    }
  }

  /// What was found in the file alone.
  package var diagnostics: [Diagnostic] { text.contents.diagnostics }

  /// The same text with another front matter.
  func with(_ frontMatter: PageFrontMatter) -> ParsedPage {
    ParsedPage(path: path, frontMatter: frontMatter, text: text)
  }

  /// Parses the text, unless it is there.
  func hold() { text.hold() }

  /// Forgets the text but for its anchors, where it can be read again.
  func letGo(anchors: [UInt8]) { text.letGo(anchors: anchors) }

  /// The ids of its headings, a line each, where nothing else of the text is there.
  var keptAnchors: [UInt8]? { text.keptAnchors }

  func location(_ span: SourceSpan) -> SourceLocation { SourceLocation(path: path, span: span) }

  /// Where the file begins.
  var start: SourceLocation { location(SourceSpan(start: 0, end: 0)) }
}

/// The text of a file, which comes and goes.
final class PageText: Sendable {
  final class Contents: Sendable {
    let file: SourceFile
    let document: Document
    let diagnostics: [Diagnostic]

    init(file: SourceFile, document: Document, diagnostics: [Diagnostic]) {
      self.file = file
      self.document = document
      self.diagnostics = diagnostics
    }
  }

  private struct State: Sendable {
    var contents: Contents?
    /// What was read before it was wanted.
    var file: SourceFile?
    var anchors: [UInt8]?
  }

  let size: Int
  private let state: Mutex<State>
  private let source: Source?

  /// Where a text comes from.
  struct Source: Sendable {
    let loader: PageLoader
    let path: String
    let stamp: InputStamp
    /// Of the front matter, which was read ahead.
    let diagnostics: [Diagnostic]
  }

  /// One that stays.
  init(_ contents: Contents) {
    size = contents.file.bytes.count
    state = Mutex(State(contents: contents))
    source = nil
  }

  /// One that is parsed when somebody wants it, from `file` if that is still there.
  init(_ source: Source, file: SourceFile?) {
    size = Int(source.stamp.size)
    state = Mutex(State(file: file))
    self.source = source
  }

  /// One of which nothing but the anchors is known until somebody wants more.
  init(_ source: Source, anchors: [UInt8]) {
    size = Int(source.stamp.size)
    state = Mutex(State(anchors: anchors))
    self.source = source
  }

  var contents: Contents {
    state.withLock { state in
      if let contents = state.contents { return contents }
      let contents = load(state)
      // Whoever has let go of it does not want it to stay.
      if state.anchors == nil { state = State(contents: contents) }
      return contents
    }
  }

  var fileAsBuilt: SourceFile? {
    state.withLock { state in
      if let file = state.contents?.file ?? state.file { return file }
      return source.flatMap { try? $0.loader.read($0) }
    }
  }

  func hold() {
    state.withLock { state in if state.contents == nil { state = State(contents: load(state)) } }
  }

  func letGo(anchors: [UInt8]) {
    guard source != nil else { return }
    state.withLock { $0 = State(anchors: anchors) }
  }

  var keptAnchors: [UInt8]? { state.withLock { $0.contents == nil ? $0.anchors : nil } }

  private func load(_ state: State) -> Contents {
    guard let source else { preconditionFailure("a text without a source stays") }
    return source.loader.load(source, state.file)
  }
}

/// Reads and parses the pages of one build.
final class PageLoader: Sendable {
  private let reader: Reader
  private let options: MarkupOptions
  private let failure = FirstFailure<any Error>()
  private let readAgainCount = Atomic<Int>(0)

  init(_ reader: Reader, _ options: MarkupOptions) {
    self.reader = reader
    self.options = options
  }

  /// - Parameter file: the file as it was read before; nothing to read it again.
  func load(_ source: PageText.Source, _ file: SourceFile?) -> PageText.Contents {
    let file = file ?? readAgain(source)
    let document = MarkdownParser.parse(file, options: options)
    return .init(file: file, document: document, diagnostics: document.diagnostics + source.diagnostics)
  }

  /// Throws where a file could not be read again, or is not what it was: no site must be published then.
  func rethrow() throws { try failure.rethrow() }

  /// How many texts were wanted when they were not in memory.
  var textsReadAgain: Int { readAgainCount.load(ordering: .relaxed) }

  var hasFailed: Bool { (try? failure.rethrow()) == nil }

  /// Throws where the file is not what it was when it was opened.
  func read(_ source: PageText.Source) throws -> SourceFile {
    let (bytes, stamp) = try FileSystem.readStamped(reader.absolute(source.path))
    guard stamp.isOfSameState(as: source.stamp) else { throw Build.Failure.changedMeanwhile(path: source.path) }
    return SourceFile(path: source.path, bytes: reader.replaced[source.path] ?? bytes)
  }

  private func readAgain(_ source: PageText.Source) -> SourceFile {
    readAgainCount.add(1, ordering: .relaxed)
    do {
      return try read(source)
    } catch {
      failure.note(error)
      return SourceFile(path: source.path, bytes: [])
    }
  }
}
