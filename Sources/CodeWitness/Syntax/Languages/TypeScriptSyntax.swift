extension LanguageSyntax {
  static let typeScript = LanguageSyntax(
    comments: slashComments + [.block("<!--", "-->")],
    strings: [
      StringForm("`", holes: [.bracketed("${", "}")], spansLines: true), StringForm("\""), StringForm("'"),
    ],
    nameSigns: Array("$#@".utf8),
    endsStatementsWithLines: true,
    hasRegularExpressions: true,
    hasLiteralTypes: true
  )
}
