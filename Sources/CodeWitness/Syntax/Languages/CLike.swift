/// Parts that many languages share.
extension LanguageSyntax {
  static let slashComments: [Comment] = [.line("//"), .block("/*", "*/")]
}
