extension LanguageSyntax {
  static let rust = LanguageSyntax(
    comments: [.line("//"), .block("/*", "*/", nests: true)],
    strings: [
      StringForm("br\"", "\"", escape: .none, spansLines: true),
      StringForm("r\"", "\"", escape: .none, spansLines: true),
      StringForm("r#", "\"", escape: .none, spansLines: true, takesHashes: true),
      StringForm("\"", holes: [.bracketed("{", "}")], spansLines: true),
    ]
  )
}
