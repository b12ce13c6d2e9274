/// What the running text of one block consists of, before it is known which marks belong together.
///
/// The same memory is used for one block after the other.
struct InlineTokens: ~Copyable {
  var all = PlainStack<Token>(capacity: 64)
  var delimiters = PlainStack<Delimiter>(capacity: 16)
  var brackets = PlainStack<Bracket>(capacity: 16)
  var links = PlainStack<Link>(capacity: 16)
  var pairs = PlainStack<Pair>(capacity: 16)
  /// Texts that are written otherwise than they are read.
  var texts: [[UInt8]] = []
  /// The innermost delimiters that are not matched.
  var lastDelimiter = none

  /// Below which no opener is left for closers of a kind: by their byte, whether they may open, and their length
  /// modulo 3.
  var bottoms = [Int32](repeating: 0, count: 12)

  static let none: Int32 = -1

  struct Token {
    var kind: Kind
    /// Text: something in it may be for an extension.
    var isSpecial = false
    var start: Int32
    var end: Int32
    /// Position in the array that belongs to the kind.
    var detail = none
  }

  enum Kind: UInt8 {
    case text
    /// `\*`, of which the first byte is not read.
    case escape
    /// An entity, and code in several lines, whose texts are kept.
    case entity, storedCode
    case code, softBreak, lineBreak, html, delimiters, openBracket, closeBracket
  }

  /// A run of `*` or `_`.
  struct Delimiter {
    var byte: UInt8
    var canOpen: Bool
    var canClose: Bool
    var start: Int32
    /// How many were written.
    var count: Int32
    /// How many are not part of emphasis yet.
    var left: Int32
    /// The nearest on either side that may still be matched.
    var previous: Int32
    var next = none
    /// Pairs that begin here, the outermost first, and pairs that end here, the innermost first.
    var firstOpening = none
    var firstClosing = none
    var lastClosing = none
  }

  /// Emphasis, by the two runs around it.
  struct Pair {
    var isStrong: Bool
    var nextOpening: Int32
    var nextClosing = none
  }

  struct Bracket {
    var token: Int32
    var isImage: Bool
    var isActive = true
    /// The delimiters in front of it.
    var delimiters: Int32
    /// How many there were.
    var delimiterCount: Int
  }

  struct Link {
    var isImage: Bool
    var isAutolink = false
    var destination: PlainReader.Line
    var title: PlainReader.Line
    var end: Int
  }

  mutating func begin() {
    all.removeAll()
    delimiters.removeAll()
    brackets.removeAll()
    links.removeAll()
    pairs.removeAll()
    if !texts.isEmpty { texts.removeAll(keepingCapacity: true) }
    lastDelimiter = Self.none
  }
}
