import Diagnostics
import Foundation
import Testing

@testable import Markup

/// A case of one of the outside suites in the folder `conformance` of the shared data beside this repository.
struct ConformanceCase: Decodable, Sendable, CustomTestStringConvertible {
  let example: Int?
  let section: String?
  let markdown: String
  let html: String

  var testDescription: String { "\(section ?? "?") \(example.map(String.init) ?? "")" }

  static func load(_ name: String) -> [ConformanceCase] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.deletingLastPathComponent().appending(path: "shared/conformance/" + name)
    guard let data = try? Data(contentsOf: file), let cases = try? JSONDecoder().decode([Self].self, from: data) else {
      Issue.record("the conformance suite \(name) is missing: it is read from ../shared/conformance")
      return []
    }
    return cases
  }
}

/// The HTML of a text in the form of the specifications.
func plainHTML(_ markdown: String, _ extensions: MarkupOptions.Extensions, rawHTML: Bool = true) -> String {
  let options = MarkupOptions(rawHTML: rawHTML, extensions: extensions)
  let document = MarkdownParser.parse(.init(path: "test.md", bytes: Array(markdown.utf8)), options: options)
  return String(decoding: StandaloneRendering.html(of: document, form: .plain, rawHTML: rawHTML), as: UTF8.self)
}
