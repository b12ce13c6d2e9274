extension Form {
  static let php = language("php", ["php"], .php)
}
