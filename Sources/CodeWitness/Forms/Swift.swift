extension Form {
  static let swift = language("swift", ["swift"], .swift)
}
