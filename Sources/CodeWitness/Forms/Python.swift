extension Form {
  static let python = language("python", ["py", "pyi"], .python)
}
