extension Form {
  static let kotlin = language("kotlin", ["kt", "kts"], .kotlin)
}
