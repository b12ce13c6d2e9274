import Diagnostics
import Foundation
import Testing

@testable import Markup

struct CommonMarkTests {
  @Test func passesEveryExampleOfTheSpecification() {
    let cases = ConformanceCase.load("commonmark/spec-0.30.json")
    let failed = cases.filter { plainHTML($0.markdown, []) != $0.html }
    for failure in failed { Issue.record("example \(failure.example ?? 0): \(plainHTML(failure.markdown, []))") }
    print("CommonMark 0.30: \(cases.count - failed.count) of \(cases.count) examples pass")
    #expect(cases.count == 652)
  }

  @Test func passesEveryRegressionCase() {
    let cases = ConformanceCase.load("commonmark/regression-0.30.2.json")
    let failed = cases.filter { plainHTML($0.markdown, []) != $0.html }
    for failure in failed { Issue.record("regression \(failure.example ?? 0): \(plainHTML(failure.markdown, []))") }
    print("cmark 0.30.2 regressions: \(cases.count - failed.count) of \(cases.count) cases pass")
    #expect(!cases.isEmpty)
  }

  /// Examples that hold syntax of an extension, by number, with what the extension makes of them. All others have
  /// to come out as CommonMark says with every extension on. Heading ids are left off: they change every heading.
  static let withExtensionSyntax: [Int: String] = [
    96: "begins with front matter",
    98: "is front matter",
    601: "holds a web address in running text, which GFM links",
    605: "holds an e-mail address in running text, which GFM links",
    607: "holds a web address in running text, which GFM links",
    610: "holds a web address in running text, which GFM links",
    611: "holds an e-mail address in running text, which GFM links",
  ]

  @Test func extensionsLeaveOtherTextAlone() {
    let extensions = MarkupOptions.Extensions.all.subtracting(.headingIDs)
    let cases = ConformanceCase.load("commonmark/spec-0.30.json")
    var passed = 0
    for example in cases {
      let actual = plainHTML(example.markdown, extensions)
      let isException = Self.withExtensionSyntax[example.example ?? 0] != nil
      if actual == example.html { passed += 1 }
      #expect((actual == example.html) != isException, "example \(example.example ?? 0): \(actual)")
    }
    print("CommonMark 0.30 with all extensions: \(passed) of \(cases.count) examples unchanged")
  }
}

struct GFMTests {
  /// Sections that are not ours: all raw HTML is escaped here, so there is nothing to filter.
  private static let otherSections: Set<String> = ["HTML tag filter", "Disallowed Raw HTML (extension)"]

  @Test(arguments: ["gfm/spec-extension-examples.json", "gfm/extensions-tests.json"])
  func passesEveryCase(suite: String) {
    let cases = ConformanceCase.load(suite).filter { !Self.otherSections.contains($0.section ?? "") }
    var passed = 0
    for example in cases where example.html != "<IGNORE>\n" && example.html != "<IGNORE>" {
      let actual = plainHTML(example.markdown, .all.subtracting(.headingIDs))
      let same = normalized(actual) == normalized(example.html)
      if same { passed += 1 }
      #expect(same, "\(example.testDescription): \(example.markdown)\n→ \(actual)")
    }
    print("\(suite): \(passed) of \(cases.filter { !$0.html.hasPrefix("<IGNORE>") }.count) cases pass")
    #expect(!cases.isEmpty)
  }

  /// The two suites write the same check box in different ways.
  private func normalized(_ html: String) -> String {
    html.replacingOccurrences(of: #"<input checked="" disabled="" type="checkbox">"#, with: "[x]")
      .replacingOccurrences(of: #"<input disabled="" type="checkbox">"#, with: "[ ]")
      .replacingOccurrences(of: #"<input type="checkbox" checked="" disabled="" />"#, with: "[x]")
      .replacingOccurrences(of: #"<input type="checkbox" disabled="" />"#, with: "[ ]")
  }
}
