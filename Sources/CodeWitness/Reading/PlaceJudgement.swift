/// What a file's place says about what stands in it.
enum PlaceJudgement {
  /// - Parameter path: from the folder that was asked for; what lies above it says nothing.
  static func exemption(for path: String) -> Exemption? {
    let parts = path.split(separator: "/").map(String.init)
    guard let file = parts.last else { return nil }
    let folders = parts.dropLast().map { $0.lowercased() }
    if isMock(file) || folders.contains(where: mockFolders.contains) { return .mock }
    if isTest(file) { return .test }
    if folders.contains(where: vendoredFolders.contains) { return .vendored }
    guard let test = folders.lastIndex(where: isTestFolder) else { return nil }
    // Samples that live below a folder of tests are products of their own, unless tests are what they are made for.
    let isTestData = folders[...test].contains(where: testDataFolders.contains)
    let isSample = folders[(test + 1)...].contains { ["devapps", "samples", "sample", "examples"].contains($0) }
    return isSample && !isTestData ? nil : .test
  }

  private static let vendoredFolders: Set<String> = [
    "node_modules", "vendor", "third_party", "third-party", "thirdparty", "pods", "carthage", "bower_components",
    "site-packages",
    "deps", "extern", "vendored",
  ]

  private static let mockFolders: Set<String> = ["__mocks__", "mocks", "mock", "stubs", "fakes", "__fixtures__"]

  private static let testDataFolders: Set<String> = ["testdata", "fixtures", "testfixtures"]

  private static func isTestFolder(_ name: String) -> Bool {
    [
      "test", "tests", "__tests__", "spec", "specs", "e2e", "testdata", "fixtures", "unittest", "unittests",
      "androidtest", "testfixtures",
    ]
    .contains(name) || name.hasSuffix(".tests") || name.hasSuffix(".test") || name.hasSuffix(".unittests")
      || name.hasSuffix("tests") && name.count > 8
  }

  private static func isMock(_ file: String) -> Bool {
    let name = file.lowercased()
    return name.contains(".mock.") || name.contains(".mocks.") || name.contains(".stub.") || name.hasPrefix("mock_")
      || name.hasPrefix("mock-")
      || name.hasPrefix("fake_")
  }

  private static func isTest(_ file: String) -> Bool {
    let lower = file.lowercased()
    if lower.contains(".test.") || lower.contains(".tests.") || lower.contains(".spec.") || lower.contains(".e2e.")
      || lower.contains(".cy.")
    {
      return true
    }
    if lower.hasPrefix("test_") && lower.hasSuffix(".py") || lower == "conftest.py" { return true }
    let stem = file.split(separator: ".").first.map(String.init) ?? file
    if lower.hasSuffix("_test.go") || lower.hasSuffix("_test.py") || lower.hasSuffix("_spec.rb")
      || lower.hasSuffix("_test.rb") || lower.hasSuffix("_test.rs")
    {
      return true
    }
    let isTyped = [".swift", ".java", ".kt", ".cs", ".php"].contains(where: lower.hasSuffix)
    return isTyped && (stem.hasSuffix("Tests") || stem.hasSuffix("Test") || stem.hasSuffix("TestCase"))
      && stem.count > 5
  }
}
