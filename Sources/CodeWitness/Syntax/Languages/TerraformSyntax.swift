extension LanguageSyntax {
  static let terraform = LanguageSyntax(
    comments: [.line("#")] + slashComments,
    strings: [StringForm("\"", holes: [.bracketed("${", "}")])],
    heredoc: .shell,
    nameSigns: Array("-".utf8),
    endsStatementsWithLines: true
  )
}
