extension LanguageSyntax {
  static let swift = LanguageSyntax(
    comments: [.line("//"), .block("/*", "*/", nests: true)],
    strings: [
      StringForm("\"\"\"", holes: [.bracketed("\\(", ")")], spansLines: true, takesHashes: true),
      StringForm("\"", holes: [.bracketed("\\(", ")")], takesHashes: true),
    ],
    endsStatementsWithLines: true
  )
}
