import Diagnostics
import Foundation
import Permissions
import Testing

@testable import SiteBuilder

struct StarterSiteTests {
  @Test(arguments: ["Contoso", "Contoso Insights 2.0", "Überblick"])
  func buildsAndNamesWhatToReplace(product: String) async throws {
    let folder = NSTemporaryDirectory() + "scopebook-starter-" + UUID().uuidString
    defer { try? FileSystem.removeTree(folder) }
    for file in StarterSite.files(product: product) {
      let path = folder + "/" + file.path
      try FileSystem.createDirectory(String(path[..<path.lastIndex(of: "/")!]))
      try FileSystem.write(file.bytes, to: path)
    }
    // A second build, of which nothing is new, says the same.
    for _ in 0..<2 {
      let result = try await Build(.init(root: folder)).run()
      #expect(result.diagnostics.map(\.id) == ["starter-value", "starter-value", "starter-value"])
      #expect(result.diagnostics.allSatisfy { $0.severity == .warning && $0.location?.span != nil })
      #expect(result.summary != nil)
    }
    let home = String(decoding: try FileSystem.read(folder + "/site/index.html"), as: UTF8.self)
    #expect(home.contains("\(product) Help Center"))
    for path in ["guides/connect/index.html", "guides/connect/index.md", "permissions/review/index.html", "llms-full.txt"] {
      let page = String(decoding: try FileSystem.read(folder + "/site/" + path), as: UTF8.self)
      #expect(page.contains("There is no link yet"), "\(path)")
      #expect(!page.contains("adminconsent"), "\(path)")
    }
    let replaced: [(file: String, old: String, new: String, left: Int)] = [
      ("scopebook.yml", "https://your-site.example.com", "https://help.contoso.com", 2),
      ("content/catalog.yml", "https://app.example.com/connections", "https://app.contoso.com/connections", 1),
      ("content/catalog.yml", "11111111-2222-3333-4444-555555555555", "3f1e2d4c-5b6a-4789-9abc-def012345678", 0),
    ]
    for step in replaced {
      #expect(try await build(folder, replacing: [(step.file, step.old, step.new)]).diagnostics.count == step.left)
      let page = String(decoding: try FileSystem.read(folder + "/site/guides/connect/index.html"), as: UTF8.self)
      #expect(page.contains("adminconsent") == (step.left == 0))
    }
  }

  private func build(_ folder: String, replacing: [(file: String, old: String, new: String)]) async throws -> Build.Result {
    for (file, old, new) in replacing {
      let text = String(decoding: try FileSystem.read(folder + "/" + file), as: UTF8.self)
      try FileSystem.write(Array(text.replacing(old, with: new).utf8), to: folder + "/" + file)
    }
    return try await Build(.init(root: folder)).run()
  }

  /// The check knows the starter's values by heart.
  @Test func holdsTheValuesThatAreLookedFor() {
    let texts = StarterSite.files(product: "Contoso").map { String(decoding: $0.bytes, as: UTF8.self) }
    for value in [StarterValues.clientID.description, "https://\(StarterValues.redirectHost)/", StarterValues.baseURL + "\n"] {
      #expect(texts.contains { $0.contains(value) }, "\(value)")
    }
  }
}
