extension LanguageSyntax {
  /// With the comments that .NET, TypeScript and Bicep's neighbours allow.
  static let json = LanguageSyntax(comments: slashComments, strings: [StringForm("\""), StringForm("'")])
}
