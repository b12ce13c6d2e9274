extension Form {
  static let ruby = language("ruby", ["rb", "erb"], .ruby)
}
