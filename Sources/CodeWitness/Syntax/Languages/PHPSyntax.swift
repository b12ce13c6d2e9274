extension LanguageSyntax {
  static let php = LanguageSyntax(
    comments: slashComments + [.line("#")],
    strings: [
      StringForm("\"", holes: [.bracketed("{", "}"), .dollar], spansLines: true), StringForm("'", spansLines: true),
    ],
    heredoc: .php,
    nameSigns: Array("$".utf8),
    joinSigns: Array(".".utf8)
  )
}
