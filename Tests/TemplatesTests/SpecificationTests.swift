import Diagnostics
import Foundation
import Testing

@testable import Templates

/// The Mustache specification's cases, through the engine that renders sites.
struct SpecificationTests {
  private static let modules = [
    "comments": 12, "delimiters": 14, "interpolation": 42, "inverted": 22, "partials": 12, "sections": 34,
    "~inheritance": 27,
  ]

  @Test(arguments: modules.sorted { $0.key < $1.key })
  func passesEveryCase(module: String, count: Int) throws {
    let cases = try Self.cases(of: module)
    #expect(cases.count == count)
    var passed = 0
    for example in cases {
      let output = example.render()
      #expect(output == example.expected, "\(module): \(example.name)")
      passed += output == example.expected ? 1 : 0
    }
    print("Mustache specification, \(module): \(passed) of \(cases.count)")
  }

  private struct Module: Decodable {
    let tests: [Case]
  }

  private struct Case: Decodable {
    let name: String
    let data: JSONValue
    let template: String
    let partials: [String: String]?
    let expected: String

    func render() -> String {
      let texts = (partials ?? [:]).merging(["the template": template]) { first, _ in first }
      let library = TemplateLibrary(
        named: texts.map { ($0.key, SourceFile(path: $0.key, bytes: Array($0.value.utf8))) }
      )
      let shape = JSONValue.shape(of: [data])
      let (template, diagnostics) = library.compile("the template", for: shape, unknownNames: .areEmpty)
      guard let template else { return "\(diagnostics)" }
      var output: [UInt8] = []
      template.render(data, into: &output)
      return String(decoding: output, as: UTF8.self)
    }
  }

  private static func cases(of module: String) throws -> [Case] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "../shared/conformance/mustache/\(module).json")
    let data = try #require(try? Data(contentsOf: file), "the specification's cases belong at \(file.path)")
    return try JSONDecoder().decode(Module.self, from: data).tests
  }
}
