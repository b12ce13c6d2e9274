/// The smallest piece of source that means something, by its place in the file.
struct Token: Sendable {
  enum Kind: UInt8, Sendable {
    case name, string, number, sign, open, close
  }

  var kind: Kind
  /// Nothing but white space and comments between it and the line's beginning.
  var startsLine = false
  var range: Range<Int>
  /// Of a string: its place in ``SourceText/strings``.
  var string = 0
}

/// A string as it is written: literal stretches, and holes that are filled when the program runs.
struct StringLiteral: Sendable {
  enum Piece: Sendable {
    case text(Range<Int>)
    /// What stands between the signs of the hole.
    case hole(Range<Int>)
  }

  /// Between the quotes.
  var content: Range<Int>
  var pieces: [Piece]
  var escape: LanguageSyntax.Escape
}
