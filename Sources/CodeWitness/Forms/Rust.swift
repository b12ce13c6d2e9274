extension Form {
  static let rust = language("rust", ["rs"], .rust)
}
