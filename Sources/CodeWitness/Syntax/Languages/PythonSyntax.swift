extension LanguageSyntax {
  /// Every string is read as if it were an f-string: braces in an ordinary one are kept as they are by ``Lexer`` when
  /// no `f` stands before it.
  static let python = LanguageSyntax(
    comments: [.line("#")],
    strings: [
      StringForm("\"\"\"", holes: [.bracketed("{", "}")], spansLines: true),
      StringForm("'''", holes: [.bracketed("{", "}")], spansLines: true),
      StringForm("\"", holes: [.bracketed("{", "}")]),
      StringForm("'", holes: [.bracketed("{", "}")]),
    ],
    endsStatementsWithLines: true,
    joinsNeighbours: true,
    stringPrefixes: Array("rRbBuUfFtT".utf8),
    hasIndentedBlocks: true
  )
}
