extension LanguageSyntax {
  static let cSharp = LanguageSyntax(
    comments: slashComments + [.block("@*", "*@")],
    strings: [
      StringForm("$\"\"\"", "\"\"\"", escape: .none, holes: [.bracketed("{", "}")], spansLines: true),
      StringForm("\"\"\"", escape: .none, spansLines: true),
      StringForm("$@\"", "\"", escape: .doubled, holes: [.bracketed("{", "}")], spansLines: true),
      StringForm("@$\"", "\"", escape: .doubled, holes: [.bracketed("{", "}")], spansLines: true),
      StringForm("@\"", "\"", escape: .doubled, spansLines: true),
      StringForm("$\"", "\"", holes: [.bracketed("{", "}")]),
      StringForm("\""),
      StringForm("'"),
    ],
    nameOrder: .typeFirst
  )
}
