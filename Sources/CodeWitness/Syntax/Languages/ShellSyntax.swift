extension LanguageSyntax {
  static let shell = LanguageSyntax(
    comments: [.line("#")],
    strings: [
      StringForm("\"", holes: [.bracketed("$(", ")"), .bracketed("${", "}"), .dollar], spansLines: true),
      StringForm("'", escape: .none, spansLines: true),
    ],
    nameSigns: Array("$".utf8),
    endsStatementsWithLines: true,
    hasCommandArguments: true
  )
}
