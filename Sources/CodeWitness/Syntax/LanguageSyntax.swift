/// What the lexer has to know of a language: how comments and strings are written, and little else.
struct LanguageSyntax: Sendable {
  struct Comment: Sendable {
    var open: [UInt8]
    /// Nothing where the comment ends with its line.
    var close: [UInt8]?
    var nests = false

    static func line(_ open: String) -> Comment { Comment(open: Array(open.utf8), close: nil) }
    static func block(_ open: String, _ close: String, nests: Bool = false) -> Comment {
      Comment(open: Array(open.utf8), close: Array(close.utf8), nests: nests)
    }
  }

  enum Escape: Sendable { case none, backslash, backtick, doubled }

  /// How a value is put into a string.
  enum Hole: Sendable {
    /// Between an opening and a closing sign: `${…}`, `\(…)`, `#{…}`, `{…}`.
    case bracketed([UInt8], UInt8)
    /// `$name`, with what may follow it.
    case dollar

    static func bracketed(_ open: String, _ close: Unicode.Scalar) -> Hole {
      .bracketed(Array(open.utf8), UInt8(ascii: close))
    }
  }

  struct StringForm: Sendable {
    var open: [UInt8]
    var close: [UInt8]
    var escape: Escape
    var holes: [Hole]
    var spansLines: Bool
    /// `#"…"#` and `r#"…"#`: as many signs at the end as at the beginning.
    var takesHashes: Bool

    init(
      _ open: String,
      _ close: String? = nil,
      escape: Escape = .backslash,
      holes: [Hole] = [],
      spansLines: Bool = false,
      takesHashes: Bool = false
    ) {
      self.open = Array(open.utf8)
      self.close = Array((close ?? open).utf8)
      self.escape = escape
      self.holes = holes
      self.spansLines = spansLines
      self.takesHashes = takesHashes
    }
  }

  enum Heredoc: Sendable { case none, shell, php }

  /// Where a declaration has its name: `let scopes: [String] =`, or `String[] SCOPES =`.
  enum NameOrder: Sendable { case nameFirst, typeFirst }

  var comments: [Comment]
  /// The first that fits is taken, so longer openings stand first.
  var strings: [StringForm]
  var heredoc: Heredoc = .none
  /// Signs that may be part of a name, beside letters, digits and `_`.
  var nameSigns: [UInt8] = []
  /// A line's end is the end of a statement, unless something is open.
  var endsStatementsWithLines = false
  var nameOrder: NameOrder = .nameFirst
  /// What puts two strings together.
  var joinSigns: [UInt8] = [UInt8(ascii: "+")]
  /// Two strings beside each other are one: Python, Ruby.
  var joinsNeighbours = false
  var hasRegularExpressions = false
  /// `%w[a b]` is a list of strings.
  var hasWordLists = false
  /// Letters before a string that belong to it: Python's `rb"…"`.
  var stringPrefixes: [UInt8] = []
  /// `-Scopes User.Read, Mail.Read`: names with dots are words, and commas do not end an argument.
  var hasCommandArguments = false
  /// `"a" | "b"` is a type.
  var hasLiteralTypes = false
  /// A function's last expression is its result.
  var returnsLastValue = false
  /// Blocks are made by indentation.
  var hasIndentedBlocks = false
}
