extension LanguageSyntax {
  static let go = LanguageSyntax(
    comments: slashComments,
    strings: [StringForm("`", escape: .none, spansLines: true), StringForm("\""), StringForm("'")],
    endsStatementsWithLines: true
  )
}
