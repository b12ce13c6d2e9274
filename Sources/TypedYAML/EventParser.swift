import CYAML

/// One step through a document. Places are counted in code points.
struct YAMLEvent {
  enum Kind: Equatable {
    case streamStart
    case documentStart
    /// The name of what stood before.
    case alias(String)
    case scalar(String, ScalarStyle)
    case listStart
    case mappingStart
    /// Of a list or a mapping; where no bracket is written, its range is empty.
    case end
    case documentEnd
    case streamEnd
  }

  enum ScalarStyle {
    case plain
    case quoted
    case block
  }

  var kind: Kind
  var anchor: String?
  /// With anchor and tag.
  var range: Range<Int>
}

/// libyaml's parser, of which nothing else in Scopebook knows. It frees itself.
struct EventParser: ~Copyable {
  /// libyaml keeps pointers to both.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>

  /// What libyaml says when it gives up, with places in code points.
  struct Failure: Error {
    var problem: String
    var place: Int
    /// What it was reading by then, and where that began.
    var task: String
    var opening: Int
  }

  /// - Parameter bytes: UTF-8 without a byte order mark.
  init(_ bytes: [UInt8]) {
    input = .allocate(capacity: bytes.count)
    _ = input.initialize(from: bytes)
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else { fatalError("out of memory") }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  /// Must not be called again after the end of the stream or a failure.
  mutating func next() throws(Failure) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure }
    defer { yaml_event_delete(&event) }
    let range = Int(event.start_mark.index)..<max(Int(event.start_mark.index), Int(event.end_mark.index))
    func made(_ kind: YAMLEvent.Kind, _ anchor: UnsafePointer<UInt8>? = nil) -> YAMLEvent {
      YAMLEvent(kind: kind, anchor: anchor.map { String(cString: $0) }, range: range)
    }
    switch event.type {
    case YAML_STREAM_START_EVENT: return made(.streamStart)
    case YAML_DOCUMENT_START_EVENT: return made(.documentStart)
    case YAML_ALIAS_EVENT: return made(.alias(String(cString: event.data.alias.anchor)))
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      return made(.scalar(text, Self.style(scalar.style)), scalar.anchor)
    case YAML_SEQUENCE_START_EVENT: return made(.listStart, event.data.sequence_start.anchor)
    case YAML_MAPPING_START_EVENT: return made(.mappingStart, event.data.mapping_start.anchor)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return made(.end)
    case YAML_DOCUMENT_END_EVENT: return made(.documentEnd)
    default: return made(.streamEnd)
    }
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLEvent.ScalarStyle {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
    default: .plain
    }
  }

  private var failure: Failure {
    func text(_ words: UnsafePointer<CChar>?) -> String { words.map { String(cString: $0) } ?? "" }
    let place = Int(parser.pointee.problem_mark.index)
    let opening = parser.pointee.context == nil ? place : Int(parser.pointee.context_mark.index)
    return Failure(
      problem: text(parser.pointee.problem),
      place: place,
      task: text(parser.pointee.context),
      opening: opening
    )
  }
}
