extension LanguageSyntax {
  /// For files that are read line by line.
  static let none = LanguageSyntax(comments: [], strings: [])
}
