extension LanguageSyntax {
  static let java = LanguageSyntax(
    comments: slashComments,
    strings: [StringForm("\"\"\"", spansLines: true), StringForm("\""), StringForm("'")],
    nameSigns: Array("@$".utf8),
    nameOrder: .typeFirst
  )
}
