extension Form {
  static let go = language("go", ["go"], .go)
}
