import Diagnostics
import Testing

@testable import SiteBuilder

/// What `--fix` makes of broken links.
struct LinkCorrectionTests {
  private func check(_ files: [String: String], _ configuration: String = "") async throws -> Build.Result {
    let folder = TemporaryFolder()
    try folder.write("scopebook.yml", "title: Site\n" + configuration)
    for (path, text) in files { try folder.write("content/" + path, "---\ntitle: Page\n---\n\n" + text) }
    var options = Build.Options(root: folder.path)
    options.stopsAfterChecks = true
    return try await Build(options).run()
  }

  private static let pages = [
    "guides/settings.md", "guides/step-3.md", "de/guides/settings.md", "uk/guides/overview.md", "images/index.md",
    "guides/naïve.md", "guides/intro.it.md", "setup/index.md", "Mixed/Case.md",
  ]

  @Test(arguments: [
    ("guides/setings.md", "guides/settings.md"), ("./guides/setings.md?x=1#y", "./guides/settings.md?x=1#y"),
    ("/guides/setings/", "/guides/settings/"), ("guides/../guides/setings", "guides/../guides/settings"),
    ("GUIDES/Settings.md", "guides/settings.md"), ("mixed/case.md", "Mixed/Case.md"),
    ("Guides/setings.md", "guides/settings.md"),
  ])
  func changesOnlyWhatIsWrong(written: String, meant: String) async throws {
    var files = Dictionary(uniqueKeysWithValues: Self.pages.map { ($0, "## y\n") })
    files["index.md"] = "[x](\(written))\n"
    let fixes = try await check(files).diagnostics.compactMap(\.fix)
    #expect(fixes.flatMap(\.edits).map { String(decoding: $0.replacement, as: UTF8.self) } == [meant])
  }

  @Test(arguments: [
    "uk/guides/settings.md", "guide/settings.md", "guides/step-2.md", "g", "guides/intro.pt.md", "stup/", "setup/indx.html",
    "guides/settings.png", "dee/guides/settings.md", "guides/setigs.md", "settings.md", "guides/settings.m",
  ])
  func leavesTheRestToPeople(written: String) async throws {
    var files = Dictionary(uniqueKeysWithValues: Self.pages.map { ($0, "## y\n") })
    files["index.md"] = "[x](\(written))\n"
    let found = try await check(files).diagnostics.filter { $0.severity == .error }
    #expect(found.count == 1 && found.allSatisfy { $0.fix == nil })
  }

  /// No correction leads out of the folder and the language that the link names.
  @Test func staysInFolderAndLanguage() async throws {
    var random = SystemRandomNumberGenerator()
    let folders = ["de", "uk", "guides", "guide", "de/guides", "uk/guides", "go", "pt-br/guides"]
    let names = ["settings", "setting", "overview", "v1", "v2", "step-10", "go", "ui", "index"]
    var files = ["index.md": ""]
    for folder in folders {
      for name in names where Bool.random(using: &random) { files["\(folder)/\(name).md"] = "## Heading\n" }
    }
    func misspelt(_ text: String) -> String {
      var letters = Array(text)
      for _ in 0..<Int.random(in: 0...2, using: &random) where !letters.isEmpty {
        let place = letters.indices.randomElement(using: &random)!
        switch Int.random(in: 0..<3, using: &random) {
        case 0: letters.remove(at: place)
        case 1: letters.insert("e", at: place)
        default: letters[place] = Character(letters[place].uppercased())
        }
      }
      return String(letters)
    }
    var links: [String] = []
    for _ in 0..<300 {
      let (folder, name) = (folders.randomElement(using: &random)!, names.randomElement(using: &random)!)
      links.append("/\(misspelt(folder))/\(misspelt(name)).md")
    }
    files["index.md"] = links.map { "[x](\($0))\n" }.joined(separator: "\n")
    let result = try await check(files)
    let text = try #require(result.sources["content/index.md"]).bytes
    for fix in result.diagnostics.compactMap(\.fix) {
      for edit in fix.edits {
        let (before, after) = (text[edit.span.range].text, String(decoding: edit.replacement, as: UTF8.self))
        let (old, new) = (splitPath(before), splitPath(after))
        #expect(old.folder.lowercased() == new.folder.lowercased(), "\(before) became \(after)")
        #expect(old.name.filter(\.isNumber) == new.name.filter(\.isNumber), "\(before) became \(after)")
        #expect(files[String(after.dropFirst())] != nil, "\(before) became \(after), which is not there")
      }
    }
  }

  /// Four times as many broken links cost four times as much, and no more.
  @Test func comparesBrokenLinksWithAFewPaths() async throws {
    func comparisons(_ count: Int) async throws -> Int {
      var files = ["index.md": (0..<(8 * count)).map { "[x](#headin-\($0))\n" }.joined(separator: "\n")]
      for number in 0..<count {
        files["part-\(number % 5)/page-about-something-\(number).md"] =
          (0..<4).map { "[x](/windows/api/thing-\(number)-\($0))\n[x](/part-0/page-abut-something-\(number))\n" }.joined()
          + "## Heading \(number)\n"
      }
      let site = try #require(try await check(files).site)
      return site.index.comparisons.total
    }
    let (few, many) = (try await comparisons(25), try await comparisons(100))
    #expect(few > 0 && many <= 5 * few, "\(few) and \(many)")
  }
}
