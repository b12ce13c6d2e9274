extension LanguageSyntax {
  static let ruby = LanguageSyntax(
    comments: [.line("#"), .block("\n=begin", "\n=end")],
    strings: [
      StringForm("\"", holes: [.bracketed("#{", "}")], spansLines: true), StringForm("'", spansLines: true),
      StringForm("`", holes: [.bracketed("#{", "}")]),
    ],
    heredoc: .shell,
    nameSigns: Array("@$?".utf8),
    endsStatementsWithLines: true,
    joinsNeighbours: true,
    hasRegularExpressions: true,
    hasWordLists: true,
    returnsLastValue: true,
    hasIndentedBlocks: true
  )
}
