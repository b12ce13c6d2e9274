extension LanguageSyntax {
  static let kotlin = LanguageSyntax(
    comments: [.line("//"), .block("/*", "*/", nests: true)],
    strings: [
      StringForm("\"\"\"", escape: .none, holes: [.bracketed("${", "}"), .dollar], spansLines: true),
      StringForm("\"", holes: [.bracketed("${", "}"), .dollar]),
      StringForm("'"),
    ],
    nameSigns: Array("@".utf8),
    endsStatementsWithLines: true
  )
}
