extension Form {
  static let cSharp = language("csharp", ["cs", "cshtml", "razor"], .cSharp)
}
