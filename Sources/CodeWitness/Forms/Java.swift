extension Form {
  static let java = language("java", ["java"], .java)
}
