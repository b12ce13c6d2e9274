import Diagnostics

/// Why reading ends before the document does, said so that a writer knows what to change.
struct SyntaxProblem: Error {
  let message: String
  let help: String
  /// The bytes to point at.
  let range: Range<Int>

  /// What libyaml stumbled over.
  init(_ failure: EventParser.Failure, in source: YAMLSource) {
    let place = source.position(failure.place)
    let opening = source.position(failure.opening)
    self.init(failure.problem, while: failure.task, at: place, since: opening, in: source)
  }

  static func undefinedAlias(at position: Int, in source: YAMLSource) -> Self {
    Self("nothing has this alias as its anchor", "put quotes around text that begins with *", position, in: source)
  }

  static func secondDocument(at position: Int, in source: YAMLSource) -> Self {
    Self("a second document begins here", "remove this line: one document is read", position, in: source)
  }

  static func tooDeep(at position: Int, in source: YAMLSource) -> Self {
    Self("values are nested too deep", "at most \(NodeReader.deepest) levels are read", position, in: source)
  }

  static let tooManyValues = Self(
    message: "the file holds too many values",
    help: "make it smaller; what an alias repeats counts every time",
    range: 0..<0
  )

  func diagnostic(in source: YAMLSource) -> Diagnostic {
    Diagnostic("invalid-yaml", .error, message, at: source.location(range), help: help)
  }

  private init(message: String, help: String, range: Range<Int>) {
    self.message = message
    self.help = help
    self.range = range
  }

  private init(_ message: String, _ help: String, _ position: Int, in source: YAMLSource) {
    self.init(message: message, help: help, range: position..<min(position + 1, source.bytes.count))
  }

  /// `place` is where libyaml gave up, `opening` where the thing began that it was reading by then.
  private init(_ problem: String, while task: String, at place: Int, since opening: Int, in source: YAMLSource) {
    let isQuoted = task.contains("quoted scalar")
    let byte = place < source.bytes.count ? source.bytes[place] : 0
    switch problem {
    case _ where isQuoted && (problem.contains("end of stream") || problem.contains("document indicator")):
      self.init("this quote is never closed", "close it with the same kind of quote", opening, in: source)
    case _ where isQuoted:
      let help = "write a backslash twice, or use single quotes"
      self.init("this is no escape that YAML knows", help, place, in: source)
    case _ where problem.contains("tab character") || (problem.contains("start any token") && byte == 0x09):
      self.init("a tab stands where spaces indent", "indent with spaces", place, in: source)
    case _ where problem.contains("start any token"):
      self.init("text cannot begin with this character", "put quotes around the text", place, in: source)
    case _ where task.contains("scanning an alias") || task.contains("scanning an anchor"):
      self.init("text cannot begin with this character", "put quotes around the text", opening, in: source)
    case _ where task.contains("tag") || problem.contains("tag handle"):
      self.init("text cannot begin with !", "put quotes around the text", opening, in: source)
    case _ where task.contains("block scalar"):
      let help = "put quotes around the text, or begin it on the next line"
      self.init("text cannot follow | or > on the same line", help, opening, in: source)
    case _ where task.contains("directive") || problem.contains("directive") || problem.contains("incompatible"):
      self.init("a line that begins with % is not read", "remove it, or put quotes around the text", place, in: source)
    case _ where problem.contains("document start"):
      self.init("nothing can follow the end of the values", "remove what stands here", place, in: source)
    case _ where problem.contains("mapping values are not allowed"):
      let help = "put quotes around text that holds a colon, or begin the key on a line of its own"
      self.init("a colon stands where no key can be", help, place, in: source)
    case _ where problem.contains("sequence entries are not allowed"):
      let help = "begin every item on a line of its own, or write [a, b]"
      self.init("a list cannot begin with a dash on this line", help, place, in: source)
    case _ where problem.contains("could not find expected ':'"):
      self.init("this line is no key with a value", "write a colon and a space after the key", opening, in: source)
    case _ where problem.contains("',' or ']'"):
      self.init(
        "the list that begins here is never closed",
        "write commas between items and ] at the end",
        opening,
        in: source
      )
    case _ where problem.contains("',' or '}'"):
      self.init(
        "the mapping that begins here is never closed",
        "write commas between keys and } at the end",
        opening,
        in: source
      )
    case _ where problem.contains("expected key") || problem.contains("'-' indicator"):
      let help = "begin all keys, or all dashes, in the same column, and put quotes around a whole text"
      self.init("this fits neither the line before nor the indentation", help, place, in: source)
    case _ where problem.contains("node content"):
      self.init("a value is missing before this", "write the value, or quotes around text", place, in: source)
    default:
      self.init("this is not YAML", "check quotes, brackets and indentation before this place", place, in: source)
    }
  }
}
