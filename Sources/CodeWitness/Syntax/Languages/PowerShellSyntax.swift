extension LanguageSyntax {
  static let powerShell = LanguageSyntax(
    comments: [.block("<#", "#>"), .line("#")],
    strings: [
      StringForm(
        "@\"",
        "\n\"@",
        escape: .backtick,
        holes: [.bracketed("$(", ")"), .bracketed("${", "}"), .dollar],
        spansLines: true
      ),
      StringForm("@'", "\n'@", escape: .none, spansLines: true),
      StringForm(
        "\"",
        escape: .backtick,
        holes: [.bracketed("$(", ")"), .bracketed("${", "}"), .dollar],
        spansLines: true
      ),
      StringForm("'", escape: .doubled, spansLines: true),
    ],
    nameSigns: Array("$".utf8),
    endsStatementsWithLines: true,
    hasCommandArguments: true
  )
}
