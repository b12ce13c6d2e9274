extension LanguageSyntax {
  static let bicep = LanguageSyntax(
    comments: slashComments,
    strings: [StringForm("'''", escape: .none, spansLines: true), StringForm("'", holes: [.bracketed("${", "}")])],
    nameSigns: Array("@".utf8),
    endsStatementsWithLines: true
  )
}
